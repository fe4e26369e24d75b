//! Auto-links in texts nobody would write: they stand in text and only there, and take nothing from it.

use super::{Fill, PlainFill, arbitrary::pieces};
use crate::{
    config::{Config, RawHtml},
    content::{self, FileContent, FileRole, Settings},
    diag::Diagnostics,
    html::{self, Token, TokenKind},
    kind::Kind,
    markdown::{Body, Word},
    place::{SourcePath, Text},
    site::{self, Entity, PublishingOptions, Site},
};
use proptest::prelude::*;
use std::{ops::Range, sync::Arc};

/// One topic for each: words and signs that the texts are made of.
const TERMS: &[&str] = &["a", "é", "amp", "math", "rust", "缓", "a&", "b<", "> a", "frac", "http", "x = \"y\"", "b c"];

/// Elements that no link may stand in.
const CLOSED: &[&str] =
    &["a", "blockquote", "code", "h2", "h3", "h4", "h5", "h6", "math", "pre", "script", "section", "table"];

const OPEN: &str = "<a class=\"term\">";

/// A site with those topics and an article of that text.
fn site(markdown: &str, html: RawHtml) -> Site {
    let mut config = Config::default();
    (config.markdown.math, config.markdown.definition_lists, config.markdown.html) = (true, true, html);
    config.markdown.highlight = false;
    let settings = Settings::of(&config);
    let parse = |role: FileRole, path: String, text: String| -> FileContent {
        let text = Text::verbatim(text, 0);
        content::parse(&role, &SourcePath::new(path), &text, &settings, &mut Diagnostics::new()).expect("it is content")
    };
    let mut items: Vec<FileContent> = Vec::new();
    for (at, term) in TERMS.iter().enumerate() {
        let text = format!("+++\ntitle = \"T\"\nterms = ['{term}']\n+++\n");
        items.push(parse(
            FileRole::Thing { kind: Kind::Topic, name: format!("t{at}") },
            format!("content/topics/t{at}.md"),
            text,
        ));
    }
    let text = format!("+++\ntitle = \"A\"\n+++\nLead.\n\n## H\n\n{markdown}");
    items.push(parse(FileRole::Thing { kind: Kind::Article, name: "a".into() }, "content/articles/a.md".into(), text));
    let given = site::SiteInput {
        config: Arc::new(config),
        items,
        assets: Vec::new(),
        theme_files: Vec::new(),
        options: PublishingOptions { drafts: false, future: false, as_of: jiff::Timestamp::UNIX_EPOCH },
        question_files: Vec::new(),
        incomplete: Default::default(),
        card_font: None,
    };
    site::assemble(given, &mut Diagnostics::new())
}

/// Fills slots as other tests do, and marks auto-links.
struct Marked<'b>(PlainFill<'b>);

impl Fill for Marked<'_> {
    fn id_prefix(&self) -> &str {
        self.0.id_prefix()
    }

    fn before_fragment(&self, out: &mut String) {
        out.push('#');
    }

    fn open(&self, link: usize, out: &mut String) {
        self.0.open(link, out);
    }

    fn close(&self, link: usize, out: &mut String) {
        self.0.close(link, out);
    }

    fn text(&self, link: usize, out: &mut String) {
        self.0.text(link, out);
    }

    fn image(&self, link: usize, out: &mut String) {
        self.0.image(link, out);
    }

    fn url(&self, link: usize, out: &mut String) {
        Fill::url(&self.0, link, out);
    }

    fn directive(&self, _: usize, out: &mut String) {
        out.push_str("<hr />");
    }

    fn word(&self, word: Word, out: &mut String) {
        self.0.word(word, out);
    }

    fn open_auto(&self, _: usize, out: &mut String) {
        out.push_str(OPEN);
    }
}

fn filled(body: &Body, autos: &[Range<usize>]) -> String {
    let mut out = String::new();
    body.fill_linked(&Marked(PlainFill { body, prefix: "" }), autos, &mut out);
    out
}

/// The elements around each auto-link, as a browser that never repairs anything finds them.
fn around(html: &str) -> Vec<Vec<String>> {
    let (mut open, mut found): (Vec<String>, Vec<Vec<String>>) = (Vec::new(), Vec::new());
    for Token { range, kind } in html::tokens(html) {
        match kind {
            TokenKind::Start(_) if html[range.clone()] == *OPEN => {
                found.push(open.clone());
                open.push("a".to_owned());
            }
            TokenKind::Start(tag) if !tag.is_whole => open.push(tag.name.into_owned()),
            TokenKind::End(end) => drop(open.iter().rposition(|name| *name == end).map(|at| open.remove(at))),
            _ => {}
        }
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_auto_link_stands_in_text_and_nowhere_else(markdown in pieces()) {
        for html in [RawHtml::Keep, RawHtml::Sanitize] {
            let site = site(&markdown, html);
            let (entity, article) = (Entity::article(0), &site.articles[0]);
            let autos = site.auto_links(entity);
            let places: Vec<_> = autos.iter().map(|auto| auto.html.clone()).collect();
            let linked = filled(&article.body, &places);
            // as many as there are tags: none is in an attribute, a comment or a script
            let around = around(&linked);
            prop_assert_eq!(around.len(), autos.len(), "{:?} gives {}", markdown, linked);
            for elements in &around {
                let closed = elements.iter().find(|name| CLOSED.contains(&name.as_str()));
                prop_assert!(closed.is_none(), "{:?} has a link in {:?}: {}", markdown, closed, linked);
            }
            // without the links it is the page without links
            let mut plain = linked.clone();
            while let Some(start) = plain.find(OPEN) {
                let end = start + plain[start..].find("</a>").expect("a link ends");
                plain.replace_range(end..end + "</a>".len(), "");
                plain.replace_range(start..start + OPEN.len(), "");
            }
            prop_assert_eq!(plain, filled(&article.body, &[]));
            // at most one a paragraph, one a target, eight a page
            let mut targets: Vec<_> = autos.iter().map(|auto| auto.target).collect();
            targets.sort();
            targets.dedup();
            prop_assert!(targets.len() == autos.len() && autos.len() <= 8);
            let paragraph = |range: &Range<usize>| {
                article.body.stretches().find(|stretch| stretch.html.end >= range.end).map(|stretch| stretch.paragraph)
            };
            prop_assert!(places.iter().map(paragraph).is_sorted_by(|one, other| one < other), "{:?}", markdown);
        }
    }
}
