//! Markup of other tools, and prose that looks like it.

use super::*;

#[test]
fn markup_of_other_tools_is_told_once_a_text() {
    for (markdown, place, message) in [
        (
            "{{< figure src=\"a.png\" >}} and {{< figure src=\"b.png\" >}}",
            "{{< figure src=\"a.png\" >}}",
            "`{{< figure src=\"a.png\" >}}` is a shortcode of Hugo, which does nothing here (2 times in this text)",
        ),
        ("{{<tip>}}", "{{<tip>}}", "`{{<tip>}}` is a shortcode of Hugo, which does nothing here"),
        ("a {{% note %}} b", "{{% note %}}", "`{{% note %}}` is a shortcode of Hugo, which does nothing here"),
        (
            "[x]({{< ref \"b.md\" >}})",
            "{{< ref \"b.md\" >}}",
            "`{{< ref \"b.md\" >}}` is a shortcode of Hugo, which does nothing here",
        ),
        (
            "{% include a.html %}",
            "{% include a.html %}",
            "`{% include a.html %}` is a tag of Liquid, which does nothing here",
        ),
        (":::note\na\n:::", ":::note", "`:::note` is an admonition of another tool, which does nothing here"),
        ("::: {.tip}\na", "::: {.tip", "`::: {.tip` is an admonition of another tool, which does nothing here"),
        ("!!! note\n    a", "!!! note", "`!!! note` is an admonition of another tool, which does nothing here"),
        ("> ???+ tip\n> a", "???+ tip", "`???+ tip` is an admonition of another tool, which does nothing here"),
        (
            "[caption id=\"a\"]b[/caption]",
            "[caption id=\"a\"]",
            "`[caption id=\"a\"]` is a shortcode of WordPress, which does nothing here",
        ),
        (
            "import Tabs from '@theme/Tabs';",
            "import Tabs from '@theme/Tabs';",
            "`import Tabs from '@theme/Tabs';` is a line of MDX, which does nothing here",
        ),
        (
            "export const meta = {",
            "export const meta = {",
            "`export const meta = {` is a line of MDX, which does nothing here",
        ),
        ("<Tabs>\n\na\n\n</Tabs>", "<Tabs>", "`<Tabs>` is a component of MDX, which does nothing here"),
        ("a\n{: .wide}", "{: .wide}", "`{: .wide}` is a list of attributes of kramdown, which does nothing here"),
        (
            "<div markdown=\"1\">\na\n</div>",
            "markdown=\"1\"",
            "`markdown=\"1\"` is an attribute of other tools, which does nothing here",
        ),
    ] {
        let reports = reported(markdown, &options());
        assert_eq!(reports.len(), 1, "{markdown}: {reports:?}");
        assert_eq!((reports[0].0, &*reports[0].1, &*reports[0].2), ("foreign-syntax", place, message));
        assert!(reports[0].3.ends_with("; put it into code to show it"), "{markdown}");
    }
    let reports = reported("![[picture.png]]", &options());
    assert_eq!((reports.len(), reports[0].0, &*reports[0].1), (1, "foreign-syntax", "![[picture.png]]"));
}

#[test]
fn exports_are_told_and_sentences_are_not() {
    for line in [
        "export const title = 'a'",
        "export let { a, b } = c",
        "export const f = (x) => x;",
        "export const x: number = 1",
        "export type Props = {",
        "export function App() {",
        "export async function load() {",
        "export class A extends B {",
        "export default Layout",
        "export default layout;",
        "export default function App() {",
        "export default ({ children }) => <Layout>{children}</Layout>",
        "export default withLayout(Page);",
        "export default {",
        "export { a, b } from './c'",
        "export * from \"./a\"",
    ] {
        for markdown in [line.to_owned(), format!("> words\n> {line}")] {
            let told: Vec<_> = reported(&markdown, &options()).into_iter().map(|told| (told.0, told.1)).collect();
            assert!(told.contains(&("foreign-syntax", line.to_owned())), "{markdown}: {told:?}");
        }
        let about_it = format!("`{line}`\n\n```js\n{line}\n```\n\nsay: {}", line.replace('<', "\\<"));
        assert_eq!(reported(&about_it, &options()), [], "{line}");
    }
    for markdown in [
        "export taxes are high",
        "export default settings are these",
        "export default values; then go on",
        "export default (or named) bindings are read once.",
        "export const keywords stand before names",
        "export function calls (as in Go) are public",
        "export class names, not `{}`",
        "export type is the kind of a thing",
        "export all of it = everything",
        "export the data from 'a'",
        "exported const x = 1",
    ] {
        assert_eq!(reported(markdown, &options()), [], "{markdown}");
    }
}

#[test]
fn prose_about_tools_is_not_told() {
    for markdown in [
        "`{% raw %}` and `{{< figure >}}` and `:::note`",
        "```md\n{{< figure >}}\n!!! note\nimport a from 'b'\n| a | b |\n| 1 | 2 |\n```",
        "    {{< figure >}}",
        "{{ value }} and {% if x %} and {%",
        "{{<}} and {{%}} and {% %}",
        "{:ok, pid} and {:error}",
        "Vec<T> `x` \\<T>",
        "a ::: b and ::: alone, !!! and wow!!! note ??? really",
        "!!!\n:::\n???",
        "import the data from 'a' into b, then go on.",
        "An array[caption] and [caption] and [gallery].",
        "`a | b`\nc | d",
        "a | b in prose\nand || c",
        "| a | b |\n|---|---|\n| 1 | 2 |\n| 1 |\n",
        "| a | b |\n|---|---|\n| 1 \\| 2 | [[c|d]] |\n| 1 | 2\n",
        "> | a | b |\n> |---|---|\n> | 1 | 2 |\n",
        "[a](b.png) and ![a](<b c.png>) ![a](b.png \"a title.png\")",
        "a](b c)",
        "\\{{< figure >}} and \\![[a]]",
    ] {
        let reports = reported(markdown, &options());
        let reports: Vec<_> = reports.iter().filter(|report| report.0 != "stray-html").collect();
        assert!(reports.is_empty(), "{markdown}: {reports:?}");
    }
}

#[test]
fn images_and_tables_that_stay_text_are_told() {
    for (markdown, code, place, message) in [
        ("![A plan](my plan.jpg)", "text-link", "my plan.jpg", "`my plan.jpg` is not an image here and stays text"),
        ("![a](Shot (1).png)", "text-link", "Shot (1).png", "`Shot (1).png` is not an image here and stays text"),
        ("| a | b |\n| 1 | 2 |", "table-shape", "| a | b |", "a table without a delimiter row stays text"),
        ("| a | b |\n|---|---|\n| 1 | 2 | 3 | 4 |", "table-shape", "3 | 4", "`3 | 4` has no column, and is left out"),
    ] {
        let reports = reported(markdown, &options());
        assert_eq!(reports.len(), 1, "{markdown}: {reports:?}");
        assert_eq!((reports[0].0, &*reports[0].1, &*reports[0].2), (code, place, message));
    }
}
