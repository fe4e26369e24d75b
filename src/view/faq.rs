//! The FAQ of an article: its own entries, and the questions it cites with their choices and verdicts.
//!
//! A cited question is shown as the directive `questions` shows it: its ids have a prefix, and a multiple-choice question
//! comes with all its choices, since what is right about one is half of an answer. [`Views::answer_text`] is the whole
//! answer in words, for structured data.

use super::{PageContext, Record, Views, html::Filler, list};
use crate::{
    content::{Choice, FaqEntry, FollowUp, Meta, Question},
    markdown::Body,
    site::Entity,
};
use tera::Value;

impl Views<'_> {
    /// An entry of an FAQ; a cited question that isn't published is left out.
    pub(super) fn faq_entry(&self, making: &PageContext, meta: &Meta, entry: &FaqEntry) -> Option<Record> {
        let id = match entry {
            FaqEntry::Own { id, question, answer } => {
                let filler = self.filler(making, meta);
                return Some(self.faq_item(id, filler.label(question), filler.markdown(answer), Value::none()));
            }
            FaqEntry::Cited(id) => &id.value,
        };
        let at = self.site.question(id)?;
        let question = &self.site.questions[at];
        let prefix = making.id_prefix(&question.meta.name);
        let url = self.site.url(Entity::question(at));
        let filler = self.filler_at(making, &question.meta, url, &prefix, false);
        let cited = self.cited_question(&filler, at);
        let id = making.id_prefix(&format!("x-faq-{}", question.meta.name));
        let (label, answer) = (filler.label(&question.question), filler.answer(question));
        Some(self.faq_item(id.trim_end_matches('-'), label, answer, cited.into()))
    }

    /// What may be asked next, unless it isn't published; `filler` fills the texts of the question before.
    pub(super) fn follow_up(&self, filler: &Filler, next: &FollowUp) -> Option<Record> {
        Some(match next {
            FollowUp::Words(words) => self.next_question(filler.markdown(words), None),
            FollowUp::Question(id) => {
                let at = self.site.question(&id.value)?;
                let text = self.question_summary(at).get_from_path("question")?.clone();
                self.next_question(text, Some(self.site.href(Entity::question(at))))
            }
        })
    }

    /// What answers a question, as plain text: its right choices with why they are right, and its answer.
    pub(crate) fn answer_text(&self, at: usize) -> String {
        let question = &self.site.questions[at];
        let right = question.choices.iter().filter(|choice| choice.correct);
        let mut answers: Vec<String> = right.map(choice_text).collect();
        answers.push(question.answer.in_words());
        answers.retain(|answer| !answer.is_empty());
        answers.join("\n")
    }
}

impl Filler<'_> {
    /// The answer of a question as templates get it; `none` where its choices stand for one.
    pub(super) fn answer(&self, question: &Question) -> Value {
        if question.answer.is_empty() { Value::none() } else { self.markdown(&question.answer) }
    }

    /// The choices of a question, with their letters.
    pub(super) fn choices(&self, question: &Question) -> Value {
        let choices = question.choices.iter().enumerate();
        list(choices.map(|(at, choice)| self.views.choice(self, at, choice)))
    }
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

/// The letter of a choice: `A` for the first.
pub(super) fn letter(at: usize) -> String {
    char::from_u32(u32::from(b'A') + u32::try_from(at).unwrap_or(0)).unwrap_or('?').to_string()
}
