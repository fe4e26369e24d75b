//! A report as one HTML page that needs no other file: for a browser on the author's own machine, not for the site.

use super::{Cell, Report, Section};

/// How the page looks; it is a file of its own, so the style stands in it.
const STYLE: &str = "
:root { color-scheme: light dark; --line: #8885; --quiet: #767676; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
h1 { margin-bottom: 0; }
h2 { margin-top: 2.5rem; }
nav ul { columns: 14rem; padding-left: 1.2rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; }
th, td { padding: .25rem .75rem .25rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
tbody th { font-weight: normal; white-space: pre-wrap; }
.quiet { color: var(--quiet); }
";

impl Report {
    /// The report as a page of HTML.
    pub fn html(&self) -> String {
        let title = escaped(&self.title);
        let contents: String = self
            .sections
            .iter()
            .map(|section| format!("<li><a href=\"#{}\">{}</a></li>\n", id(&section.title), escaped(&section.title)))
            .collect();
        let sections: String = self.sections.iter().map(section).collect();
        format!(
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Report: {title}</title>\n\
             <style>{STYLE}</style>\n</head>\n<body>\n<header>\n<h1>{title}</h1>\n<p class=\"quiet\">Report of {}</p>\n</header>\n\
             <nav aria-label=\"Contents\">\n<ul>\n{contents}</ul>\n</nav>\n<main>\n{sections}</main>\n</body>\n</html>\n",
            self.date
        )
    }
}

fn section(section: &Section) -> String {
    let id = id(&section.title);
    let title = escaped(&section.title);
    let about = escaped(&section.about);
    let table = if section.rows.is_empty() { "<p>None.</p>\n".to_owned() } else { table(section, &id) };
    let more = match section.left_out {
        0 => String::new(),
        left_out => format!("<p class=\"quiet\">and {left_out} more</p>\n"),
    };
    format!(
        "<section aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{title}</h2>\n<p>{about}</p>\n{table}{more}</section>\n"
    )
}

fn table(section: &Section, id: &str) -> String {
    let class = |at: usize| if section.is_numeric(at) { " class=\"number\"" } else { "" };
    let heads: String = section
        .heads()
        .enumerate()
        .map(|(at, head)| format!("<th scope=\"col\"{}>{}</th>", class(at), escaped(head)))
        .collect();
    let cell = |(at, cell): (usize, &Cell)| {
        let text = escaped(&cell.to_string());
        match (at, cell) {
            (0, _) => format!("<th scope=\"row\"{}>{text}</th>", class(at)),
            (_, Cell::Nothing) => {
                format!("<td{}><span aria-label=\"none\" class=\"quiet\">{text}</span></td>", class(at))
            }
            _ => format!("<td{}>{text}</td>", class(at)),
        }
    };
    let rows: String = section
        .rows
        .iter()
        .map(|row| format!("<tr>{}</tr>\n", row.iter().enumerate().map(cell).collect::<String>()))
        .collect();
    format!(
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-labelledby=\"{id}\">\n<table>\n<thead>\n<tr>{heads}</tr>\n\
         </thead>\n<tbody>\n{rows}</tbody>\n</table>\n</div>\n"
    )
}

/// The id of the section called `title`.
fn id(title: &str) -> String {
    title.to_lowercase().replace(' ', "-")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
