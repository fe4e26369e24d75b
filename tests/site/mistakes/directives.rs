//! The arguments of directives: their types, what they name, and fences that were meant as directives.

use super::{Case, check_all};

pub(super) const CASES: &[Case] = &[
    Case::refused(
        "arguments of the built-in directives that are of another type, or empty",
        r##"
== content/a.svg ==
<svg xmlns="http://www.w3.org/2000/svg"/>
== content/questions/q.toml ==
[[question]]
id = "q1"
question = "One?"
answer = "A."
== content/articles/a.md ==
+++
title = "A"
+++
```{questions}
ids = "q1"
topic = 3
level = ["mid", 3]
role = true
limit = 0
answers = "no"
```

```{quiz}
ids = [1]
limit = 2.5
```

```{figure}
src = 3
alt = 1
caption = ["x"]
```

```{figure}
src = " "
```

```{video}
src = ["a.mp4"]
title = ""
poster = { a = 1 }
```

```{details}
summary = 1
text = 2
open = "yes"
```

```{details}
summary = ""
text = ""
```

```{toc}
depth = "x"
```

```{toc}
depth = 9
```

> - ```{toc}
>   depth = false
>   ```
"##,
        r##"
content/articles/a.md:5:7 «"q1"» error wrong-type: `ids` takes a list of strings, not a string
  help: write `ids = ["q1"]`
  page: /articles/a/
content/articles/a.md:6:9 «3» error wrong-type: `topic` takes a string or a list of strings, not a whole number
  help: write `topic = "3"`
  page: /articles/a/
content/articles/a.md:7:17 «3» error wrong-type: the items of `level` are each a string, not a whole number
  help: write `"3"`
  page: /articles/a/
content/articles/a.md:8:8 «true» error wrong-type: `role` takes a string or a list of strings, not true or false
  help: write `role = "true"`
  page: /articles/a/
content/articles/a.md:9:9 «0» error wrong-value: `limit` can't be 0
  help: write a number that is at least 1
  page: /articles/a/
content/articles/a.md:10:11 «"no"» error wrong-type: `answers` takes true or false, not a string
  help: write `answers = false`
  page: /articles/a/
content/articles/a.md:14:8 «1» error wrong-type: the items of `ids` are each a string, not a whole number
  help: write `"1"`
  page: /articles/a/
content/articles/a.md:15:9 «2.5» error wrong-type: `limit` takes a whole number, not a number with a fraction
  help: write `limit = 10`
  page: /articles/a/
content/articles/a.md:19:7 «3» error wrong-type: `src` takes a string, not a whole number
  help: write `src = "3"`
  page: /articles/a/
content/articles/a.md:20:7 «1» error wrong-type: `alt` takes a string, not a whole number
  help: write `alt = "1"`
  page: /articles/a/
content/articles/a.md:21:11 «["x"]» error wrong-type: `caption` takes a string, not a list
  help: write `caption = "x"`
  page: /articles/a/
content/articles/a.md:25:7 «" "» error wrong-value: `src` is empty
  help: put a text there
  page: /articles/a/
content/articles/a.md:29:7 «["a.mp4"]» error wrong-type: `src` takes a string, not a list
  help: write `src = "a.mp4"`
  page: /articles/a/
content/articles/a.md:30:9 «""» error wrong-value: `title` is empty
  help: put a text there
  page: /articles/a/
content/articles/a.md:31:10 «{ a = 1 }» error wrong-type: `poster` takes a string, not a table
  help: write `poster = "…"`
  page: /articles/a/
content/articles/a.md:35:11 «1» error wrong-type: `summary` takes a string, not a whole number
  help: write `summary = "1"`
  page: /articles/a/
content/articles/a.md:36:8 «2» error wrong-type: `text` takes a string, not a whole number
  help: write `text = "2"`
  page: /articles/a/
content/articles/a.md:37:8 «"yes"» error wrong-type: `open` takes true or false, not a string
  help: write `open = true`
  page: /articles/a/
content/articles/a.md:41:11 «""» error wrong-value: `summary` is empty
  help: put a text there
  page: /articles/a/
content/articles/a.md:42:8 «""» error wrong-value: `text` is empty
  help: put a text there
  page: /articles/a/
content/articles/a.md:46:9 «"x"» error wrong-type: `depth` takes a whole number, not a string
  help: write `depth = 4`
  page: /articles/a/
content/articles/a.md:50:9 «9» error wrong-value: `depth` can't be 9
  help: write a number that is between 2 and 4
  page: /articles/a/
content/articles/a.md:54:13 «false» error wrong-type: `depth` takes a whole number, not true or false
  help: write `depth = 4`
  page: /articles/a/
"##,
    ),
    Case::refused(
        "arguments of a site's own directives",
        r##"
== templates/directives/box.html ==
{# args: any, text, width = 2, height = 1.5, tone = "note", open = false, tags = ["a"], rest = [], caption = none #}
<div>{{ args.width + 1 }}{{ text }}</div>
== content/articles/a.md ==
+++
title = "A"
+++
```{box}
any = 1
text = 5
width = 2.5
height = "x"
tone = 3
open = 1
tags = ["a", 1]
rest = "b"
caption = false
```

```{box}
any = [1, 2]
text = "Fine."
width = 3
height = 4
rest = [1]
```
"##,
        r##"
content/articles/a.md:6:8 «5» error wrong-type: `text` takes a string, not a whole number
  help: write `text = "5"`
  page: /articles/a/
content/articles/a.md:7:9 «2.5» error wrong-type: `width` takes a whole number, not a number with a fraction
  help: write `width = 10`
  page: /articles/a/
content/articles/a.md:8:10 «"x"» error wrong-type: `height` takes a number, not a string
  help: write `height = 10`
  page: /articles/a/
content/articles/a.md:9:8 «3» error wrong-type: `tone` takes a string, not a whole number
  help: write `tone = "3"`
  page: /articles/a/
content/articles/a.md:10:8 «1» error wrong-type: `open` takes true or false, not a whole number
  help: write `open = true`
  page: /articles/a/
content/articles/a.md:11:14 «1» error wrong-type: the items of `tags` are each a string, not a whole number
  help: write `"1"`
  page: /articles/a/
content/articles/a.md:12:8 «"b"» error wrong-type: `rest` takes a list, not a string
  help: write `rest = ["b"]`
  page: /articles/a/
content/articles/a.md:13:11 «false» error wrong-type: `caption` takes a string, not true or false
  help: write `caption = "false"`
  page: /articles/a/
"##,
    ),
    Case::refused(
        "terms, topics, levels and questions that nothing has",
        r##"
== site.toml ==
title = "Prep"
base_url = "https://prep.example/"
[[taxonomies]]
name = "roles"
== content/questions/q.toml ==
[[question]]
id = "q1"
question = "One?"
answer = "A."
roles = ["Site Reliability"]
[[question]]
id = "q2"
draft = true
question = "Two?"
answer = "A."
roles = ["later"]
== content/articles/a.md ==
+++
title = "A"
+++
```{questions}
role = ["site-reliability", "later", "site-relaibility", "x"]
topic = "nope"
level = ["mid", "midd"]
ids = ["q3"]
```
"##,
        r##"
content/articles/a.md:5:39 «site-relaibility» error unknown-term: nothing has the term `site-relaibility`
  help: did you mean `Site Reliability`?
  page: /articles/a/
content/articles/a.md:5:59 «x» error unknown-term: nothing has the term `x`
  help: the terms of this site are `Site Reliability`
  page: /articles/a/
content/articles/a.md:6:10 «nope» error unknown-topic: there is no topic `nope`
  help: declare it in `content/topics/nope.md`
  page: /articles/a/
content/articles/a.md:7:18 «midd» error unknown-level: there is no level `midd`
  help: did you mean `mid`? the levels of this site are `junior`, `mid`, `senior`
  page: /articles/a/
content/articles/a.md:8:9 «q3» error unknown-question: there is no question `q3`
  help: did you mean `q1`?
  page: /articles/a/
"##,
    ),
    Case::refused(
        "a role on a site without taxonomies",
        "
== content/articles/a.md ==
+++
title = \"A\"
+++
```{quiz}
role = \"dev\"
```
",
        r##"
content/articles/a.md:5:9 «dev» error unknown-term: nothing has the term `dev`
  help: a role is a term of a taxonomy: declare one with `[[taxonomies]]` in `site.toml`
  page: /articles/a/
"##,
    ),
    Case::refused(
        "fences that were meant as directives",
        r##"
== content/articles/a.md ==
+++
title = "A"
+++
```{Questions}
```

~~~{questions ids}
~~~

- ```{ toc }
  ```

```{toc
```

```{.python}
pass
```

```{1,3}
x
```
"##,
        r##"
content/articles/a.md:4:4 «{Questions}» error unknown-directive: `{Questions}` is no directive: that is a name in braces, and nothing else
  help: write `{questions}`; to show code, leave out the braces
  page: /articles/a/
content/articles/a.md:7:4 «{questions ids}» error unknown-directive: `{questions ids}` is no directive: that is a name in braces, and nothing else
  help: write `{questions}`, with its arguments as TOML in the lines below; to show code, leave out the braces
  page: /articles/a/
content/articles/a.md:10:6 «{ toc }» error unknown-directive: `{ toc }` is no directive: that is a name in braces, and nothing else
  help: write `{toc}`; to show code, leave out the braces
  page: /articles/a/
content/articles/a.md:13:4 «{toc» error unknown-directive: `{toc` is no directive: that is a name in braces, and nothing else
  help: write `{toc}`; to show code, leave out the braces
  page: /articles/a/
content/articles/a.md:16:4 «{.python}» warning fence-info: `{.python}` isn't a list of lines
  help: write the language without braces; lines go in braces, such as `{2,4-5}`
  page: /articles/a/
content/articles/a.md:20:4 «{1,3}» warning fence-info: there is no line 3 in this code
  help: take the lines away, or name the only line: `{1}`
  page: /articles/a/
"##,
    ),
    Case::refused(
        "a template that fails names the directive it was rendered for",
        r##"
== templates/directives/box.html ==
{# args: a #}
{{ args.a + 1 }}
== templates/directives/silent.html ==
<p>{{ args.a }}</p>
== content/articles/a.md ==
+++
title = "A"
+++
Text.

```{box}
a = "x"
```

```{box}
a = "y"
```

```{silent}
a = "x"
```
== content/articles/b.md ==
+++
title = "B"
+++
```{box}
a = "x"
```
"##,
        r##"
templates/directives/box.html:2:4 «args.a + 1» error template-error: `+` requires both operands to be numbers, found `string` and `integer` (on `/articles/a/` and one other page)
  help: use numbers, or join strings with `~`
  page: /articles/a/
  content/articles/a.md:6:4 «{box}» in this directive
templates/directives/silent.html:1:1 «<p>{{ args.a }}</p>» error template-syntax: the directive `silent` doesn't say what it takes
  help: begin the template with its arguments: `{# args: topic, limit = 5, level = none #}`, or `{# args: #}` if it takes nothing
"##,
    ),
];

#[test]
fn mistakes_in_directives() {
    check_all(CASES);
}
