//! An article as a feed has it: lead, takeaways, body and FAQ, every address absolute.
//!
//! A program that reads feeds shows an entry far from the site, beside others, and without the theme. So the few elements
//! around the texts are written here, not by a template, and code has no classes; ids get a prefix made from the article's address, and what leads
//! to one of them leads to the article's page.

use super::{PageContext, Views, html::Filler};
use crate::{
    content::{FaqEntry, Meta, Question},
    markdown::{Body, LinkTarget, escape_attribute, without_classes},
    site::{Entity, LinkOrigin, Target, Url},
};

impl Views<'_> {
    /// The whole article, for a feed.
    pub(crate) fn feed_content(&self, at: usize) -> String {
        let article = &self.site.articles[at];
        let url = self.site.url(Entity::article(at));
        let language = article.meta.language(&self.site.config.language);
        let making = PageContext::new(url, "article", article.meta.title.clone(), language);
        let prefix = format!("{}--", url.as_str().trim_matches('/').replace('/', "-"));
        let filler = Filler { is_embedded: false, ..self.filler_at(&making, &article.meta, url, &prefix, true) };
        let mut html = filler.html(&article.lead);
        if !article.takeaways.is_empty() {
            self.feed_heading("takeaways", &making, &mut html);
            html.push_str("<ul>\n");
            article.takeaways.iter().for_each(|takeaway| element("li", &filler.html(takeaway), &mut html));
            html.push_str("</ul>\n");
        }
        html.push_str(&filler.html(&article.body));
        let mut entries = String::new();
        article.faq.iter().for_each(|entry| self.feed_entry(entry, &making, &filler, &mut entries));
        if !entries.is_empty() {
            self.feed_heading("faq", &making, &mut html);
            html.push_str(&entries);
        }
        without_classes(&html)
    }

    fn feed_heading(&self, word: &'static str, making: &PageContext, html: &mut String) {
        html.push_str("<h2>");
        escape_attribute(self.word(&making.language, word), html);
        html.push_str("</h2>\n");
    }

    /// An entry of the FAQ; a cited question that isn't published is left out.
    fn feed_entry(&self, entry: &FaqEntry, making: &PageContext, own: &Filler, html: &mut String) {
        match entry {
            FaqEntry::Own { question, answer, .. } => {
                element("h3", &own.html(question), html);
                html.push_str(&own.html(answer));
            }
            FaqEntry::Cited(id) => {
                let Some(at) = self.site.question(&id.value) else { return };
                let (question, url) = (&self.site.questions[at], self.site.url(Entity::question(at)));
                let prefix = format!("{}{}", own.prefix, making.id_prefix(&question.meta.name));
                let filler = self.filler_at(making, &question.meta, url, &prefix, true);
                element("h3", &filler.html(&question.question), html);
                self.feed_choices(question, &filler, html);
                html.push_str(&filler.html(&question.answer));
            }
        }
    }

    /// The choices of a question, and below them which are right, and why.
    fn feed_choices(&self, question: &Question, filler: &Filler, html: &mut String) {
        if question.choices.is_empty() {
            return;
        }
        html.push_str("<ol type=\"A\">\n");
        question.choices.iter().for_each(|choice| element("li", &filler.html(&choice.text), html));
        html.push_str("</ol>\n<ul>\n");
        for (at, choice) in question.choices.iter().enumerate() {
            let word = if choice.correct { "choice_right" } else { "choice_wrong" };
            let verdict = self.word(&filler.making.language, word).replace("{letter}", &super::faq::letter(at));
            html.push_str("<li><strong>");
            escape_attribute(&verdict, html);
            html.push_str("</strong> ");
            choice.why.iter().for_each(|why: &Body| html.push_str(&filler.html(why)));
            html.push_str("</li>\n");
        }
        html.push_str("</ul>\n");
    }

    /// The absolute address of the lead image of `meta`, whose page is `url`.
    pub(crate) fn absolute_image(&self, meta: &Meta, url: &Url) -> Option<String> {
        let image = meta.image.as_ref()?;
        let origin = LinkOrigin { file: &meta.file, url };
        match self.site.resolve_target(origin, &LinkTarget::Url(image.src.value.clone()))? {
            Target::Local { url, .. } => Some(self.site.absolute(&url)),
            Target::External(url) => Some(url),
            _ => None,
        }
    }
}

fn element(name: &str, inner: &str, html: &mut String) {
    for part in ["<", name, ">", inner, "</", name, ">\n"] {
        html.push_str(part);
    }
}
