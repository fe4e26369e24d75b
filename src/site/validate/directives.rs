//! What the arguments of the built-in directives name: questions, topics, levels, terms, files.
//!
//! Only strings are looked at here; a value of another type is reported by `render::validate`, which knows what arguments take.

use super::{IMAGE, SHOWN, Validator, listed};
use crate::{
    content::{Reference, slug::slugify},
    diag::{Code, nearest},
    markdown::{Directive, LinkTarget},
    site::{Entity, names::NameTarget, near::NameList, reference::ReferenceKind},
    text::nfc,
    tree::{Node, Value},
};

impl Validator<'_> {
    /// What a built-in directive names: questions, topics, levels, terms, files.
    pub(super) fn directive(&mut self, directive: &Directive) {
        for entry in &directive.args.entries {
            match (directive.name.as_str(), &*entry.name) {
                ("questions" | "quiz", "ids") => {
                    for id in strings(&entry.node) {
                        let question = self.question_id(&id);
                        self.cited.extend(question);
                        self.note(question.map(Entity::question), id.span, ReferenceKind::Citation);
                    }
                }
                ("questions" | "quiz", "topic") => strings(&entry.node).iter().for_each(|topic| self.topic(topic)),
                ("questions" | "quiz", "level") => {
                    strings(&entry.node).iter().for_each(|level| self.level(&level.value, level.span));
                }
                ("questions" | "quiz", "role") => strings(&entry.node).iter().for_each(|term| self.term(term)),
                ("figure" | "video", name @ ("src" | "poster")) => {
                    if let Value::String(src) = &entry.node.value
                        && !src.as_str().trim().is_empty()
                    {
                        let is_image = directive.name == "figure" || name == "poster";
                        let what = if is_image { IMAGE } else { "file" };
                        self.link(
                            &LinkTarget::Url(src.as_str().to_owned()),
                            src.whole(),
                            what,
                            ReferenceKind::Embedded,
                        );
                    }
                }
                _ => {}
            }
        }
    }

    pub(super) fn topic(&mut self, topic: &Reference) {
        let known = self.site.names.find(self.site, Some("topic"), &topic.value);
        let is_awaited = |name: &str| name == topic.value;
        if known.iter().any(|(_, named)| matches!(named, NameTarget::Pending { name, .. } if is_awaited(name))) {
            self.report_pending(&format!("what has the topic `{}`", topic.value), topic.span, SHOWN);
        } else if self.site.topic(&topic.value).is_none() && !self.site.incomplete.may_hold("topics", &topic.value) {
            let help = match self.nearest(NameList::Topics, &topic.value) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("declare it in `content/topics/{}.md`", topic.value),
            };
            self.report(Code::UnknownTopic, topic.span, format!("there is no topic `{}`", topic.value), help);
        }
    }

    /// A term of any taxonomy, by its address, as the directives pick by it. One that only unpublished content has is
    /// there: it would be shown in time.
    fn term(&mut self, term: &Reference) {
        let site = self.site;
        let slug = |name: &str| slugify(name, site.config.ascii_slugs);
        let wanted = slug(&term.value);
        let used = || site.taxonomies.iter().flat_map(|taxonomy| &taxonomy.terms);
        let mut unpublished = site.unpublished.iter().flat_map(|other| other.meta().terms.values().flatten());
        if used().any(|known| known.slug == wanted) || unpublished.any(|known| slug(&known.value) == wanted) {
            return;
        }
        let names: Vec<&str> = used().map(|known| known.name.as_str()).collect();
        let help = match nearest(&term.value, names.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None if site.config.taxonomies.is_empty() => {
                "a role is a term of a taxonomy: declare one with `[[taxonomies]]` in `site.toml`".to_owned()
            }
            None if names.is_empty() => "give a question that term, or leave the argument out".to_owned(),
            None => format!("the terms of this site are {}", listed(&names)),
        };
        self.report(Code::UnknownTerm, term.span, format!("nothing has the term `{}`", term.value), help);
    }
}

/// The strings of a value that is one or a list of them.
fn strings(node: &Node) -> Vec<Reference> {
    match &node.value {
        Value::String(text) => vec![Reference::new(nfc(text.as_str()).into_owned(), text.whole())],
        Value::Array(items) => items.iter().flat_map(strings).collect(),
        _ => Vec::new(),
    }
}
