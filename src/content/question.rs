//! A question, however it was written.
//!
//! Both forms come here as the same thing: a table of keys over a table of the file's defaults, and, in the Markdown
//! form, an answer that is already composed.

use super::{
    ContentItem, Reader,
    meta::{Meta, Reference, references, spanned},
    slug,
};
use crate::{
    diag::{Code, Diagnostic, Diagnostics},
    markdown::{self, Body, Ids},
    place::{Span, Text},
    tree::keys::Fields,
};

/// A question.
#[derive(Debug)]
pub struct Question {
    /// What all kinds share; the name is the question's id, the title its words.
    pub meta: Meta,
    /// The question, inline Markdown.
    pub question: Body,
    /// The answer; empty for a stub, and where choices stand for it.
    pub answer: Body,
    /// The choices of a multiple-choice question.
    pub choices: Vec<Choice>,
    /// One sentence for the cheat sheet.
    pub takeaway: Option<Body>,
    /// Common mistakes.
    pub mistakes: Vec<Body>,
    /// What is asked next.
    pub follow_ups: Vec<FollowUp>,
    /// Questions that are surely related.
    pub related: Vec<Reference>,
    /// Questions that are surely not.
    pub never_related: Vec<Reference>,
    /// What of its file it is written in: up to the next question.
    pub extent: Span,
}

/// A choice of a multiple-choice question.
#[derive(Debug)]
pub struct Choice {
    /// The choice, inline Markdown.
    pub text: Body,
    /// Whether it is right.
    pub correct: bool,
    /// Why it is right or not.
    pub why: Option<Body>,
}

/// What is asked next.
#[derive(Debug)]
pub enum FollowUp {
    /// Another question.
    Question(Reference),
    /// A question in words.
    Words(Body),
}

impl ContentItem for Question {
    fn meta(&self) -> &Meta {
        &self.meta
    }

    fn auto_linked(&self) -> Option<&Body> {
        Some(&self.answer)
    }

    /// Whether it has neither an answer nor choices.
    fn is_stub(&self) -> bool {
        self.answer.is_empty() && self.choices.is_empty()
    }

    fn bodies(&self) -> Vec<&Body> {
        let choices = self.choices.iter().flat_map(|choice| std::iter::once(&choice.text).chain(&choice.why));
        let words = self.follow_ups.iter().filter_map(|next| match next {
            FollowUp::Words(words) => Some(words),
            FollowUp::Question(_) => None,
        });
        [&self.question, &self.answer]
            .into_iter()
            .chain(choices)
            .chain(&self.takeaway)
            .chain(&self.mistakes)
            .chain(words)
            .collect()
    }
}

/// The question that the checked `keys` say, with the answer `answer` of the Markdown form.
pub(super) fn read(
    reader: &Reader,
    at: Span,
    keys: &Fields,
    answer: Option<Body>,
    extent: Span,
    diags: &mut Diagnostics,
) -> Option<Question> {
    let id = keys.text("id")?;
    // a question whose words can't be read keeps its id, so that what cites it doesn't break
    let question = keys.text("question").unwrap_or(id);
    if let Err(reason) = slug::check_id(id.as_str()) {
        let message = format!("`{}` can't be a question's id: {reason}", id.as_str());
        let help = match slug::slugify(id.as_str(), true) {
            id if slug::check_id(&id).is_ok() => format!("write `{id}`"),
            _ => "use lower-case words joined by hyphens, such as `index-cost`".to_owned(),
        };
        diags.push(Diagnostic::at(Code::BadId, reader.file, id.whole(), message).help(help));
        return None;
    }
    let of_id = Reader { name: id.as_str(), ..*reader };
    let mut meta = Meta::read(&of_id, at, keys, diags);
    meta.at = id.whole();
    let inline = |text: &Text, diags: &mut Diagnostics| markdown::inline(text, reader.file, reader.markdown, diags);
    let answer = answer.or_else(|| {
        // an answer that can't be read doesn't make it a stub
        let is_broken = keys.given("answer") && !keys.has("answer");
        let text = if is_broken { question } else { keys.text("answer")? };
        Some(markdown::block(text, reader.file, reader.markdown, &mut Ids::new(), diags))
    });
    let words = question.whole();
    let question = inline(question, diags);
    meta.title = question.text();
    super::article::report_wordless(reader.file, &meta.title, words, diags);
    Some(Question {
        question,
        answer: answer.unwrap_or_default(),
        choices: read_choices(reader, keys, id.whole(), diags),
        takeaway: keys.text("takeaway").map(|text| inline(text, diags)),
        mistakes: block_texts(reader, keys, "mistakes", diags),
        follow_ups: keys.texts("follow_ups").into_iter().flatten().map(|text| follow_up(reader, text, diags)).collect(),
        related: references(keys, "related").unwrap_or_default(),
        never_related: references(keys, "never_related").unwrap_or_default(),
        meta,
        extent,
    })
}

fn read_choices(reader: &Reader, keys: &Fields, at: Span, diags: &mut Diagnostics) -> Vec<Choice> {
    let file = reader.file;
    let mut choices = Vec::new();
    for table in keys.tables("choices").into_iter().flatten() {
        let Some(text) = table.text("text") else { continue };
        let text = reader.short(text, diags);
        let why = table.text("why").map(|why| reader.short(why, diags));
        choices.push(Choice { text, correct: table.flag("correct").unwrap_or(false), why });
    }
    // one that couldn't be read may be the right one
    if keys.is_whole("choices") && !choices.is_empty() && !choices.iter().any(|choice| choice.correct) {
        let at = keys.span("choices").unwrap_or(at);
        diags.push(
            Diagnostic::at(Code::NoRightChoice, file, at, "none of these choices is right")
                .help("mark the right one, or several, with `correct = true`"),
        );
    }
    choices
}

/// The Markdown of each string of a list.
fn block_texts(reader: &Reader, keys: &Fields, name: &str, diags: &mut Diagnostics) -> Vec<Body> {
    let texts = keys.texts(name).into_iter().flatten();
    texts.map(|text| reader.short(text, diags)).collect()
}

/// What is shaped like an id is one; anything else is words.
fn follow_up(reader: &Reader, text: &Text, diags: &mut Diagnostics) -> FollowUp {
    match slug::check_id(text.as_str()) {
        Ok(()) => FollowUp::Question(spanned(text)),
        Err(_) => FollowUp::Words(markdown::inline(text, reader.file, reader.markdown, diags)),
    }
}
