//! Mistakes in Markdown: directives, code, formulas, raw HTML, headings.

use super::{Case, check_all};

pub(super) const CASES: &[Case] = &[
    Case::refused(
        "directives",
        r##"
== content/articles/a.md ==
# A

```{qestions}
topic = "sql"
```

```{mystery}
```

```{questions}
topc = "sql"
limit = "many"
topic = "slq"
level = "mdi"
ids = ["one", "oen"]
```

```{figure}
alt = "Nothing"
```

```{figure}
src = "pictur.svg"
alt = 5
caption = "See [b](bb.md)."
```

- A list:

  ```{video}
  src = "film.mp4"
  tilte = "Film"
  ```

> ```{details}
> summary = "More
> text = "x"
> ```

```{toc}
depth = 3
depth = 4
```

```{question}
id = "x"
```

```{note}
text = "See [b](bb.md)."
size = 3
```
== content/articles/picture.svg ==
<svg/>
== content/topics/sql.md ==
# SQL
== content/questions/q.toml ==
[[question]]
id = "one"
question = "One?"
answer = """
```{figure}
sr = "x.svg"
```
"""
topics = ["sql"]
== templates/directives/note.html ==
{# args: text, kind = "tip" #}
<p>{{ args.text }}</p>
"##,
        r##"
content/articles/a.md:3:4 «{qestions}» error unknown-directive: there is no directive `qestions`
  help: did you mean `{questions}`?
  page: /articles/a/
content/articles/a.md:7:4 «{mystery}» error unknown-directive: there is no directive `mystery`
  help: write `templates/directives/mystery.html`, or leave out the braces to show code
  page: /articles/a/
content/articles/a.md:11:1 «topc» error directive-arguments: the directive `questions` takes no argument `topc`
  help: did you mean `topic`?
  page: /articles/a/
content/articles/a.md:12:9 «"many"» error wrong-type: `limit` takes a whole number, not a string
  help: write `limit = 10`
  page: /articles/a/
content/articles/a.md:13:10 «slq» error unknown-topic: there is no topic `slq`
  help: did you mean `sql`?
  page: /articles/a/
content/articles/a.md:14:10 «mdi» error unknown-level: there is no level `mdi`
  help: did you mean `mid`? the levels of this site are `junior`, `mid`, `senior`
  page: /articles/a/
content/articles/a.md:15:16 «oen» error unknown-question: there is no question `oen`
  help: did you mean `one`?
  page: /articles/a/
content/articles/a.md:18:4 «{figure}» error directive-arguments: the directive `figure` needs the argument `src`
  help: write `src = …` into the block
  page: /articles/a/
content/articles/a.md:23:8 «pictur.svg» error missing-file: there is no file `content/articles/pictur.svg`
  help: did you mean `picture.svg`?
  page: /articles/a/
content/articles/a.md:24:7 «5» error wrong-type: `alt` takes a string, not a whole number
  help: write `alt = "5"`
  page: /articles/a/
content/articles/a.md:25:20 «bb.md» error broken-link: there is no file `content/articles/bb.md`
  help: write the path of a file, relative to this one
  page: /articles/a/
content/articles/a.md:30:6 «{video}» error directive-arguments: the directive `video` needs the argument `title`
  help: write `title = …` into the block
  page: /articles/a/
content/articles/a.md:31:10 «film.mp4» error missing-file: there is no file `content/articles/film.mp4`
  help: put the file beside the text, or into `static/`
  page: /articles/a/
content/articles/a.md:32:3 «tilte» error directive-arguments: the directive `video` takes no argument `tilte`
  help: did you mean `title`?
  page: /articles/a/
content/articles/a.md:36:13 «"More» error toml-syntax: this string is not closed
  help: put `"` at the end of the string
  page: /articles/a/
content/articles/a.md:42:1 «depth» error toml-syntax: `depth` is given twice
  help: keep one of the two
  page: /articles/a/
  content/articles/a.md:41:1 «depth» first given here
content/articles/a.md:45:4 «{question}» error unknown-directive: there is no directive `question`
  help: a `{question}` block stands directly below the `##` heading of a question, in `content/questions/`
  page: /articles/a/
content/articles/a.md:50:17 «bb.md» error broken-link: there is no file `content/articles/bb.md`
  help: write the path of a file, relative to this one
  page: /articles/a/
content/articles/a.md:51:1 «size» error directive-arguments: the directive `note` takes no argument `size`
  help: it takes `text`, `kind`
  page: /articles/a/
content/questions/q.toml:5:4 «{figure}» error directive-arguments: the directive `figure` needs the argument `src`
  help: write `src = …` into the block
  page: /questions/one/
content/questions/q.toml:6:1 «sr» error directive-arguments: the directive `figure` takes no argument `sr`
  help: did you mean `src`?
  page: /questions/one/
"##,
    ),
    Case::published(
        "code in a language that isn't known",
        r##"
== content/articles/a.md ==
# A

```pyhton
x = 1
```

- In a list:

  ``` zzzz linenos
  x
  ```

```rust
fn main() {}
```

```text
plain
```

    indented
== content/questions/q.toml ==
[[question]]
id = "one"
question = "One?"
answer = '''
So:

```jvaa
x
```
'''
"##,
        r##"
content/articles/a.md:3:4 «pyhton» warning unknown-language: code in the language `pyhton` can't be highlighted
  help: did you mean `python`? Otherwise list it in `[markdown] languages`
  page: /articles/a/
content/articles/a.md:9:7 «zzzz» warning unknown-language: code in the language `zzzz` can't be highlighted
  help: list it in `[markdown] languages`, or write `text` for none
  page: /articles/a/
content/articles/a.md:9:12 «linenos» warning fence-info: a code block takes no `linenos`
  help: take it away; gen doesn't number lines
  page: /articles/a/
content/questions/q.toml:7:4 «jvaa» warning unknown-language: code in the language `jvaa` can't be highlighted
  help: did you mean `java`? Otherwise list it in `[markdown] languages`
  page: /questions/one/
"##,
    ),
    Case::published(
        "code fences",
        r##"
== content/articles/a.md ==
# A

```rust {2,4-5} name="src/lib.rs"
fn main() {
}
```

- ```py title="main.py"  {1,x}
  pass
  ```

````js nmae="a b.js" {1} linenos
x
````
== content/questions/q.toml ==
[[question]]
id = "one"
question = "One?"
answer = '''
```sql name=find.sql
SELECT 1;
```
'''
"##,
        r##"
content/articles/a.md:3:9 «{2,4-5}» warning fence-info: there is no line 5 in this code
  help: name lines from 1 to 2
  page: /articles/a/
content/articles/a.md:8:9 «title="main.py"» warning fence-info: a code block takes no `title`
  help: gen calls it `name`: `name="src/lib.rs"`
  page: /articles/a/
content/articles/a.md:8:26 «{1,x}» warning fence-info: `{1,x}` isn't a list of lines
  help: write numbers and ranges of lines in braces, such as `{2,4-5}`
  page: /articles/a/
content/articles/a.md:12:8 «nmae="a b.js"» warning fence-info: a code block takes no `nmae`
  help: did you mean `name="…"`?
  page: /articles/a/
content/articles/a.md:12:26 «linenos» warning fence-info: a code block takes no `linenos`
  help: take it away; gen doesn't number lines
  page: /articles/a/
content/questions/q.toml:5:8 «name=find.sql» warning fence-info: a name stands in quotes
  help: write `name="find.sql"`
  page: /questions/one/
"##,
    ),
    Case::refused(
        "formulas",
        r##"
== site.toml ==
title = "Prep"
base_url = "https://prep.example/"
[markdown]
math = true
== content/articles/a.md ==
# A

The cost is $\frac{1}{2$ and $x^2$ and $\nosuch{x}$ for $120k-$150k.

$$
\begin{matrix} a
$$

```math
\frac{
```
"##,
        r##"
content/articles/a.md:3:14 «\frac{1}{2» error bad-math: this formula can't be read: unbalanced group found, expected it to be closed with `}`
  help: mend the TeX, or write `\$` where dollar signs aren't meant as math
  page: /articles/a/
content/articles/a.md:3:41 «\nosuch{x}» error bad-math: this formula can't be read: unknown primitive command found
  help: mend the TeX, or write `\$` where dollar signs aren't meant as math
  page: /articles/a/
content/articles/a.md:5:3 «»…7:1 error bad-math: this formula can't be read: unbalanced group found, expected it to be closed with `\end{matrix}`
  help: mend the TeX, or write `\$` where dollar signs aren't meant as math
  page: /articles/a/
content/articles/a.md:10:1 «\frac{»…11:1 error bad-math: this formula can't be read: unbalanced group found, expected it to be closed with `}`
  help: mend the TeX, or write `\$` where dollar signs aren't meant as math
  page: /articles/a/
"##,
    ),
    Case::published(
        "markup of other tools",
        r##"
== content/articles/a.md ==
# A

{{< figure src="a.png" >}}

{{< figure src="b.png" >}}

!!! warning
    Mind the gap.

| A | B |
| 1 | 2 |

![A plan](my plan.jpg)
"##,
        r##"
content/articles/a.md:3:1 «{{< figure src="a.png" >}}» warning foreign-syntax: `{{< figure src="a.png" >}}` is a shortcode of Hugo, which does nothing here (2 times in this text)
  help: write `![what it shows](picture.png)`, or a directive: a fence `{figure}` with `src`, `alt` and `caption`; put it into code to show it
  page: /articles/a/
content/articles/a.md:7:1 «!!! warning» warning foreign-syntax: `!!! warning` is an admonition of another tool, which does nothing here
  help: write an alert: a quote whose first line is `[!NOTE]`, `[!TIP]`, `[!WARNING]` or another; put it into code to show it
  page: /articles/a/
content/articles/a.md:10:1 «| A | B |» warning table-shape: a table without a delimiter row stays text
  help: write `|---|---|` below its first row
  page: /articles/a/
content/articles/a.md:13:11 «my plan.jpg» warning text-link: `my plan.jpg` is not an image here and stays text
  help: put a path with spaces between angle brackets: `](<my plan.jpg>)`
  page: /articles/a/
"##,
    ),
    Case::refused(
        "fences that nothing closes",
        r##"
== content/articles/a.md ==
# A

```text
closed
```

- In a list:

  ~~~text
  not closed

> ```
> quoted

After.

````python
print(1)
```

## Lost
== content/articles/b.md ==
# B

Text.

```{toc}
depth = 2

## Lost, and no TOML
== content/articles/c.md ==
# C

Text.

```{toc}
== content/questions/q.md ==
## One? {#one}

```sql
SELECT 1;

## Two? {#two}

So.
== content/questions/r.md ==
## Three? {#three}

```{question}
takeaway = "Three."

So.
"##,
        r##"
content/articles/a.md:9:3 «~~~text» warning unclosed-fence: this fence is never closed, and makes code of what follows
  help: close it with a line of 3 tildes, indented as the first is
  page: /articles/a/
content/articles/a.md:12:3 «```» warning unclosed-fence: this fence is never closed, and makes code of what follows
  help: close it with a line of 3 backticks, indented as the first is
  page: /articles/a/
content/articles/a.md:17:1 «````python» warning unclosed-fence: this fence is never closed, and makes code of what follows
  help: close it with a line of 4 backticks, indented as the first is
  page: /articles/a/
content/articles/b.md:5:1 «```{toc}» error toml-syntax: this directive is never closed, so what follows is read as its arguments
  help: close it with a line of 3 backticks, indented as the first is
  page: /articles/b/
content/articles/c.md:5:1 «```{toc}» error toml-syntax: this directive is never closed, so what follows is read as its arguments
  help: close it with a line of 3 backticks, indented as the first is
  page: /articles/c/
content/questions/q.md:3:1 «```sql» warning unclosed-fence: this fence is never closed, and makes code of what follows
  help: close it with a line of 3 backticks, indented as the first is
  page: /questions/one/
content/questions/r.md:3:1 «```{question}» error toml-syntax: this directive is never closed, so what follows is read as its arguments
  help: close it with a line of 3 backticks, indented as the first is
"##,
    ),
    Case::refused(
        "raw HTML that stays open",
        r##"
== content/articles/a.md ==
# A

<div class="wide">

Lead.

## Key takeaways

- One.

</div>

## Part

<section>

Text.

## FAQ

### How?

<details>

Thus.

### Why?

So.
== content/articles/b.md ==
# B

Text.

<!-- to do

## Lost
== content/questions/q.md ==
## One? {#one}

<div>

So.

## Two? {#two}

</div>

So.
"##,
        r##"
content/articles/a.md:3:1 «<div class="wide">» error unclosed-html: `<div>` is not closed before the end of the text it stands in
  help: close it with `</div>` before the section or answer ends, or write `\<` for text
  page: /articles/a/
content/articles/a.md:7:1 «## Key takeaways»…8:1 warning takeaways-shape: this section is named as takeaways, but its body isn't paragraphs and lists alone
  help: put nothing but paragraphs and lists into it, or give it another name; it stays in the text as it is
  page: /articles/a/
content/articles/a.md:15:1 «<section>» warning stray-html: `<section>` is never closed, and ends with its text
  help: write `</section>` before that, or `\<` for text
  page: /articles/a/
content/articles/a.md:23:1 «<details>» warning stray-html: `<details>` is never closed, and ends with its text
  help: write `</details>` before that, or `\<` for text
  page: /articles/a/
content/articles/b.md:5:1 «<!--» error unclosed-html: this comment is not closed, and hides what follows
  help: end it with `-->`, before a blank line if a tag stands before it
  page: /articles/b/
content/questions/q.md:3:1 «<div>» error unclosed-html: `<div>` is not closed before the end of the text it stands in
  help: close it with `</div>` before the section or answer ends, or write `\<` for text
  page: /questions/one/
"##,
    ),
    Case::published(
        "raw HTML with a tag too few or too many",
        r##"
== content/articles/a.md ==
# A

<blockquote cite="Steve">

Lead.

</blockquote>

Text with Vec<String> and </div>.

<div/>

<?php echo 1 ?>
== content/articles/b.md ==
# B

<div dir="rtl">

Lead.

## Key takeaways

- One.

## FAQ

### How?

So.

</div>
"##,
        r##"
content/articles/a.md:9:14 «<String>» warning stray-html: `<String>` is not closed before the end of the paragraph, and ends there
  help: write `</String>` before that, or `\<` for text
  page: /articles/a/
content/articles/a.md:9:27 «</div>» warning stray-html: `</div>` ends nothing here, and is left out
  help: write `<div>` before it in the same block, or take it away; `\<` is text
  page: /articles/a/
content/articles/a.md:11:1 «<div/>» warning stray-html: the slash doesn't close `<div>`: HTML knows that only of elements like `<br/>`
  help: write `<div></div>`
  page: /articles/a/
content/articles/a.md:13:1 «<?php» warning stray-html: browsers show nothing of `<?php`, up to the next `>`
  help: take it away; or put it into code, or write `\<?php`, to show it
  page: /articles/a/
"##,
    ),
    Case::published(
        "what the policy blocks",
        r##"
== content/articles/a.md ==
# A

<script>alert(1)</script>

<p style="color: red" onclick="go()">Text</p>

<iframe src="https://video.example/x"></iframe>

![Far](https://img.example/a.png)
"##,
        r##"
content/articles/a.md:3:1 «<script>» warning blocked-by-policy: the page's Content-Security-Policy blocks this script (`script-src`)
  help: move it into a file of the site, or allow it under `[security] csp`
  page: /articles/a/
content/articles/a.md:5:4 «style="color: red"» warning blocked-by-policy: the page's Content-Security-Policy blocks this inline style (`style-src`)
  help: move it into a file of the site, or allow it under `[security] csp`
  page: /articles/a/
content/articles/a.md:5:23 «onclick="go()"» warning blocked-by-policy: the page's Content-Security-Policy blocks this event handler (`script-src`)
  help: move it into a file of the site, or allow it under `[security] csp`
  page: /articles/a/
content/articles/a.md:7:14 «https://video.example/x» warning blocked-by-policy: the page's Content-Security-Policy blocks this frame (`frame-src`)
  help: put a copy into the site, or allow its host under `[security] csp`: `frame-src = ["…"]`
  page: /articles/a/
content/articles/a.md:9:8 «https://img.example/a.png» warning blocked-by-policy: the page's Content-Security-Policy blocks this image (`img-src`)
  help: put a copy into the site, or allow its host under `[security] csp`: `img-src = ["…"]`
  page: /articles/a/
"##,
    ),
    Case::published(
        "headings and links that look wrong",
        r##"
== content/articles/a.md ==
# A

Text.

# Late

Text with [a link] (b.md) and [a space](my file.md).

## Part {#x-part}
== content/questions/q.md ==
# A title is fine

Stray.

## One? {#one}

So.
"##,
        r##"
content/articles/a.md:5:1 «# Late» warning late-title: a first-level heading in a body
  help: begin it with `##`; the title of the page is its only first-level heading
  page: /articles/a/
content/articles/a.md:7:41 «my file.md» warning text-link: `my file.md` is not a link here and stays text
  help: put a path with spaces between angle brackets: `](<my file.md>)`
  page: /articles/a/
content/questions/q.md:3:1 «Stray.»…4:1 warning stray-text: this belongs to no question, and would be lost
  help: begin each question with `## Its words {#its-id}`, and put its answer below
"##,
    ),
];

#[test]
fn mistakes_of_markdown() {
    check_all(CASES);
}
