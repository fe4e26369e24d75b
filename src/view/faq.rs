//! The FAQ of an article: its own entries, and the questions it cites with their choices and verdicts.
//!
//! A cited question is shown as the directive `questions` shows it: its ids have a prefix, and a multiple-choice question
//! comes with all its choices, since what is right about one is half of an answer. [`Views::answer_text`] is the whole
//! answer in words, for structured data.

use super::{
    Making, Views,
    html::Filler,
    record::{Record, list},
};
use crate::{
    content::{Choice, FaqEntry, Meta, Question},
    markdown::Body,
    site::Entity,
};
use tera::Value;

impl Views<'_> {
    /// An entry of an FAQ; a cited question that isn't published is left out.
    pub(super) fn faq_entry(&self, making: &Making, meta: &Meta, entry: &FaqEntry) -> Option<Value> {
        let site = self.site;
        Some(match entry {
            FaqEntry::Own { id, question, answer } => {
                let filler = self.filler(making, meta);
                Record::new()
                    .set("id", id.as_str())
                    .set("question", filler.label(question))
                    .set("answer", filler.markdown(answer))
                    .set("cited", Value::none())
                    .value()
            }
            FaqEntry::Cited(id) => {
                let at = site.question(&id.value)?;
                let question = &site.questions[at];
                let prefix = making.id_prefix(&question.meta.name);
                let filler = self.filler_at(making, &question.meta, site.url(Entity::question(at)), &prefix, false);
                let cited = Record::new()
                    .set("url", site.href(Entity::question(at)))
                    .set("level", self.level(&question.meta))
                    .set("choices", choices(&filler, question));
                Record::new()
                    .set("id", making.id_prefix(&format!("x-faq-{}", question.meta.name)).trim_end_matches('-'))
                    .set("question", filler.label(&question.question))
                    .set("answer", answer(&filler, question))
                    .set("cited", cited.value())
                    .value()
            }
        })
    }

    /// What answers a question, as plain text: its right choices with why they are right, and its answer.
    pub(crate) fn answer_text(&self, at: usize) -> String {
        let question = &self.site.questions[at];
        let right = question.choices.iter().filter(|choice| choice.correct);
        let mut answers: Vec<String> = right.map(choice_text).collect();
        answers.push(question.answer.text());
        answers.retain(|answer| !answer.is_empty());
        answers.join("\n")
    }
}

/// The answer of a question as templates get it; `none` where its choices stand for one.
pub(super) fn answer<'a>(filler: &Filler<'a>, question: &'a Question) -> Value {
    if question.answer.is_empty() { Value::none() } else { filler.markdown(&question.answer) }
}

/// A choice with its reason, as plain text.
fn choice_text(choice: &Choice) -> String {
    let text = choice.text.text();
    let why = choice.why.as_ref().map(Body::text).unwrap_or_default();
    let joint = if why.is_empty() {
        ""
    } else if text.ends_with(['.', '?', '!', ':', '。', '？', '！']) {
        " "
    } else {
        ": "
    };
    format!("{text}{joint}{why}")
}

/// The choices of a question, with their letters.
pub(super) fn choices<'a>(filler: &Filler<'a>, question: &'a Question) -> Value {
    list(question.choices.iter().enumerate().map(|(at, choice)| {
        Record::new()
            .set("text", filler.markdown(&choice.text))
            .set("inline", choice.text.is_inline())
            .set("correct", choice.correct)
            .set("why", choice.why.as_ref().map(|why| filler.markdown(why)))
            .set("letter", letter(at))
            .set("id", format!("x-{}choice-{}", filler.prefix, letter(at).to_lowercase()))
            .value()
    }))
}

/// The letter of a choice: `A` for the first.
pub(super) fn letter(at: usize) -> String {
    char::from_u32(u32::from(b'A') + u32::try_from(at).unwrap_or(0)).unwrap_or('?').to_string()
}
