//! What a page says of itself: title, description, author, pictures in words, dates that have passed.
//!
//! Titles and descriptions are measured in characters, since that is what an author can count; search engines cut by
//! width, at about as many. Questions have their own words for a title, and what describes them is their takeaway or
//! answer, so neither is asked of them.

use super::{Rule, Subject, each_within};
use crate::{
    config::Config,
    content::Meta,
    diag::{Code, Diagnostic, Diagnostics},
    kind::Kind,
    markdown::{Body, LinkKind},
    place::Place,
    site::Url,
};

/// The rules of this family.
pub(super) const RULES: &[Rule] = &[heads, images, dates, empty_topics];

/// Reports titles and descriptions that are missing or too long, and articles without an author or a date.
fn heads(subject: &Subject, diags: &mut Diagnostics) {
    let site = subject.site;
    for (entity, meta) in site.entities_with_meta() {
        let url = site.url(entity);
        if !entity.kind.row().has_headline {
            continue;
        }
        head(subject, meta, url, true, diags);
        if entity.kind != Kind::Article {
            continue;
        }
        let mut tell = |code, message: String, help: &str| {
            diags.push(Diagnostic::at(code, &meta.file, meta.at, message).help(help).address(url.as_str()));
        };
        if meta.authors.is_none() && site.config.defaults.authors.is_empty() {
            let help = "name one in `authors`, or one for all in `[defaults] authors` of `site.toml`";
            tell(Code::MissingAuthor, format!("the article `{}` names no author", meta.title), help);
        }
        if meta.date.is_none() {
            let help = format!("write the day it was published, such as `date = {}`", subject.today);
            tell(
                Code::MissingDate,
                format!("the article `{}` has no date, and so no place in feeds", meta.title),
                &help,
            );
        }
    }
    for (list, page) in site.introductions.all() {
        // the home page has the description of the site
        let needs_one = list.is_some() || site.config.description.is_none();
        head(subject, &page.meta, &site.introduction_url(list), needs_one, diags);
    }
}

fn head(subject: &Subject, meta: &Meta, url: &Url, needs_description: bool, diags: &mut Diagnostics) {
    let Config { check, .. } = &*subject.site.config;
    let mut report = |code, place: Place, message: String, help: String| {
        let diagnostic = Diagnostic { place: Some(place), ..Diagnostic::new(code, message) };
        diags.push(diagnostic.help(help).address(url.as_str()));
    };
    let at = Place::new(&meta.file, meta.at);
    let title = meta.title.chars().count();
    if title > check.title_length {
        let message = format!("this title has {title} characters; about {} are shown", check.title_length);
        let help = "shorten it, or raise `title_length` under `[check]`";
        report(Code::LongTitle, at.clone(), message, help.to_owned());
    }
    let description = meta.description.chars().count();
    if description > check.description_length {
        let message =
            format!("this description has {description} characters; about {} are shown", check.description_length);
        let help = "shorten it, or raise `description_length` under `[check]`";
        report(Code::LongDescription, subject.places.key(meta, "description"), message, help.to_owned());
    } else if description == 0 && needs_description {
        let message = format!("`{}` has no description", meta.title);
        let help = format!(
            "say in one sentence what it is about: `description = \"…\"`, at most {} characters",
            check.description_length
        );
        report(Code::MissingDescription, at, message, help);
    }
}

/// Reports images without words for those who don't see them.
fn images(subject: &Subject, diags: &mut Diagnostics) {
    for (meta, url, bodies) in subject.texts() {
        let mut report = |span, source: &str, help: &str| {
            let message = format!("the image `{source}` has no words for those who don't see it");
            diags.push(Diagnostic::at(Code::MissingAlt, &meta.file, span, message).help(help).address(url.as_str()));
        };
        if let Some(image) = meta.image.as_ref().filter(|image| !image.has_alt) {
            report(
                image.src.span,
                &image.src.value,
                "say in `alt` what it shows; write `alt = \"\"` if it only decorates",
            );
        }
        bodies.into_iter().for_each(|body| each_within(body, &mut |body| images_of(body, &mut report)));
    }
}

fn images_of(body: &Body, report: &mut impl FnMut(crate::place::Span, &str, &str)) {
    for link in &body.links {
        let is_bare = link.alt.as_deref().is_none_or(|alt| alt.trim().is_empty());
        if link.kind == LinkKind::Image && is_bare {
            let source = match &link.target {
                crate::markdown::LinkTarget::Url(url) => url.as_str(),
                crate::markdown::LinkTarget::Wiki(wiki) => wiki.name.as_str(),
            };
            report(
                link.span,
                source,
                "say between the brackets what it shows; write it as an `<img>` with `alt=\"\"` if it only decorates",
            );
        }
    }
    for directive in &body.directives {
        if directive.name == "figure"
            && directive.args.get("alt").is_none()
            && let Some(source) = directive.args.get("src")
            && let crate::tree::Value::String(text) = &source.value
        {
            report(text.whole(), text.as_str(), "say in `alt` what it shows; write `alt = \"\"` if it only decorates");
        }
    }
}

/// Reports reviews that are due, and titles with a year that is past.
fn dates(subject: &Subject, diags: &mut Diagnostics) {
    let site = subject.site;
    for (entity, meta) in site.entities_with_meta() {
        let url = site.url(entity).as_str();
        if let Some(due) = meta.review_by.filter(|due| due.timestamp <= subject.as_of) {
            let message = format!("`{}` was to be reviewed by {}", meta.title, due.date.at.date());
            let help = "review it, then set `updated` and a new `review_by`";
            let place = subject.places.key(meta, "review_by");
            let diagnostic = Diagnostic { place: Some(place), ..Diagnostic::new(Code::ReviewDue, message) };
            diags.push(diagnostic.help(help).address(url));
        }
        let this_year = i64::from(subject.today.year());
        if let Some(year) = past_year(&meta.title, this_year)
            && entity.kind.row().has_headline
        {
            let message = format!("the title names the year {year}, and it is {this_year}");
            let help = "bring the text up to date with its title, or take the year out of it";
            diags.push(Diagnostic::at(Code::PastYear, &meta.file, meta.at, message).help(help).address(url));
        }
    }
}

/// The first year of this century before `this_year` in `title`.
fn past_year(title: &str, this_year: i64) -> Option<i64> {
    let words = title.split(|c: char| !c.is_ascii_alphanumeric());
    let years = words.filter(|word| word.len() == 4).filter_map(|word| word.parse::<i64>().ok());
    years.into_iter().find(|year| (2_001..this_year).contains(year))
}

/// Reports the topics that hold nothing.
fn empty_topics(subject: &Subject, diags: &mut Diagnostics) {
    for node in &subject.site.topics {
        if let Some(meta) = node.meta().filter(|_| node.counts.articles + node.counts.questions == 0) {
            let message = format!("the topic `{}` has neither an article nor a question", node.title);
            let help = format!("write `topics = [\"{}\"]` in what belongs to it, or remove the file", node.id);
            diags.push(Diagnostic::at(Code::EmptyTopic, &meta.file, meta.at, message).help(help));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::past_year;

    #[test]
    fn a_year_in_a_title_is_four_digits_of_this_century() {
        for (title, year) in [
            ("Interview questions for 2024", Some(2024)),
            ("Interview questions for 2026", None),
            ("The best of (2019/2020)", Some(2019)),
            ("RFC 9110 and port 8080", None),
            ("Windows 2000", None),
            ("120234 requests", None),
        ] {
            assert_eq!(past_year(title, 2026), year, "{title}");
        }
    }
}
