//! A directive, rendered where it stands.
//!
//! Its template sees `args`, `site`, `strings`, a short `page`, and what the built-in ones need from Rust: the questions
//! that `questions` and `quiz` pick, the image of a `figure`, the file of a `video`, the Markdown of `details`, the
//! headings of a `toc`. A failing template is a failure of the page.

use super::Filler;
use crate::view::{Record, list, record::variables};
use crate::{
    content::slug::slugify,
    diag::RelatedPlace,
    kind::Kind,
    markdown::{Body, Directive, escape_attribute, toc},
    place::Place,
    site::{Address, Entity},
    theme::{Arg, DirectiveSpec},
};
use tera::Value;

variables! { impl Filler<'_> {
    /// What the template of every directive sees, with `strings`; `text` and `caption` are also there as variables, as
    /// HTML, where the block gives them.
    fn seen(&self, args: Value, heading: u8) -> "directive" {
        /// Map: every argument that its first line names, as the block gives it, or its default.
        args: args,
        /// Map: the site.
        site of "site": self.views.site_value(),
        /// Map: the page on which it is shown.
        page of "directive: page": self.directive_page(),
        /// Number: the level for headings in it, one below the heading it stands under.
        heading: u32::from(heading),
        /// Truth value: whether it is for a feed, where nothing can be chosen or pressed.
        in_feed: self.is_absolute,
    }

    /// What a directive knows of the page on which it is shown.
    fn directive_page(&self) -> "directive: page" {
        let making = self.making;
        /// String: its address as links spell it.
        url: making.url.href(&self.views.site.config.base.path),
        /// String: its title, plain.
        title: making.title.as_str(),
        /// String: the tag of its language.
        language: making.language.as_str(),
        /// String: the kind of the page.
        kind: making.kind,
    }

    /// What `directives/questions.html` sees besides.
    fn questions(&self, args: &Value) -> "directive: questions" {
        /// List: the questions that its arguments pick.
        questions of "embedded question": self.picked(args, false),
    }

    /// What `directives/quiz.html` sees besides.
    fn quiz(&self, args: &Value) -> "directive: quiz" {
        /// List: the questions that its arguments pick; unless `ids` names them, only those with choices.
        questions of "embedded question": self.picked(args, true),
    }

    /// What `directives/figure.html` sees besides.
    fn figure(&self, image: Value) -> "directive: figure" {
        /// Map: the image with its words; `none` where the file isn't there.
        image of "image": image,
    }

    /// What `directives/video.html` sees besides.
    fn video(&self, args: &Value) -> "directive: video" {
        let image = |name: &str| self.shown(args, name, "", Value::none());
        let (target, src) = (image("src"), text(args, "src").unwrap_or_default());
        /// String: the address of the video; `none` where the file isn't there.
        src: target.get_from_path("url").cloned().unwrap_or_else(Value::none),
        /// Truth value: whether it is on another host.
        external: src.contains("://") || src.starts_with("//"),
        /// Map: its picture; `none` without one.
        poster of "image": image("poster"),
        /// String: its title.
        title: text(args, "title").unwrap_or_default(),
    }

    /// What `directives/details.html` sees besides.
    fn details(&self, args: &Value, text: Value) -> "directive: details" {
        /// String: the line one sees.
        summary: self::text(args, "summary").unwrap_or_default(),
        /// HTML: what is folded.
        text: text,
    }

    /// What `directives/toc.html` sees besides.
    fn toc(&self, body: &Body) -> "directive: toc" {
        /// List: the headings of the article or page it stands on; elsewhere, of its own text.
        toc of "heading": self.headings_here(body),
    }

    /// A question within another page; every id in its texts has a prefix.
    fn embedded(&self, own: &Filler, at: usize) -> "embedded question" {
        let question = &self.views.site.questions[at];
        let summary = self.views.question_summary(at);
        let known = |key: &str| summary.get_from_path(key).cloned().unwrap_or_else(Value::none);
        /// String: its id.
        id: known("id"),
        /// HTML: its words, without links.
        question: known("question"),
        /// String: its words, plain.
        text: known("text"),
        /// String: its address as links spell it; absolute in a feed.
        url: self.spell(&self.views.site.href(Entity::question(at))),
        /// String: its level; `none` without one.
        level: known("level"),
        /// List: its topics, the primary one first.
        topics of "topic link": known("topics"),
        /// HTML: its takeaway; `none` without one.
        takeaway: known("takeaway"),
        /// Truth value: whether it has choices.
        multiple_choice: known("multiple_choice"),
        /// List of strings: the ids it had before, its `aliases`.
        old_ids: known("old_ids"),
        /// String: the tag of the language it is written in.
        language: known("language"),
        /// HTML: its answer; `none` for a multiple-choice question without one.
        answer: own.answer(question),
        /// List: the choices of a multiple-choice question; else empty.
        choices of "choice": own.choices(question),
        /// List of HTML: the common mistakes.
        mistakes: list(question.mistakes.iter().map(|mistake| own.markdown(mistake))),
        /// String: what stands before the ids in its texts.
        prefix: own.prefix,
    }
} }

/// Renders `directive`, which stands in `body`. One that there is none of, or that lacks an argument, is told where it stands; what is
/// written in it is shown as code, so that no level of the rule takes it away.
pub(super) fn render(filler: &Filler, body: &Body, directive: &Directive, out: &mut String) {
    let (views, making) = (filler.views, filler.making);
    let as_written = |out: &mut String| {
        out.push_str("<pre><code>");
        escape_attribute(&directive.written, out);
        out.push_str("</code></pre>");
    };
    let Some(spec) = views.theme.directive(&directive.name) else { return as_written(out) };
    let fits = |arg: &Arg| match directive.args.get(&arg.name) {
        Some(node) => arg.takes.fits(&node.value),
        None => arg.default.is_some(),
    };
    if !spec.args.iter().all(fits) {
        // it is reported where the directive stands; its template would only fail
        return as_written(out);
    }
    let mut args = args(directive, spec);
    let is_nested = filler.is_embedded && matches!(directive.name.as_str(), "questions" | "quiz");
    if is_nested {
        args = answerless(args);
    }
    let template = if is_nested { "questions" } else { &directive.name };
    let Some(own) = filler.built_in(body, directive, &args) else { return };
    let mut context = tera::Context::new();
    context.insert_value("strings", views.theme.strings(&making.language).clone());
    for (name, value) in own.and(filler.seen(args, directive.heading)).0 {
        context.insert_value(name, value);
    }
    match views.theme.render_part(&format!("directives/{template}.html"), &context) {
        Ok(html) => out.push_str(&html),
        Err(mut failure) => {
            // the header could not be read, which is reported: an argument may only be missing for that
            failure.is_reported |= !spec.complete;
            let place = Place::new(filler.origin.file, directive.span);
            failure.related.push(RelatedPlace { place, message: "in this directive".to_owned() });
            making.failures.borrow_mut().push(failure);
        }
    }
}

/// `args` for a list of links: a question in the answer of another is only named there, since answers that hold one
/// another would never end.
fn answerless(args: Value) -> Value {
    let mut args = args.into_map().unwrap_or_default();
    args.insert("answers".into(), false.into());
    Value::from(args)
}

/// The arguments: what is written over the defaults.
fn args(directive: &Directive, spec: &DirectiveSpec) -> Value {
    let mut args = tera::Map::default();
    for arg in &spec.args {
        let written = directive.args.get(&arg.name).map(|node| Value::from_serializable(&node.value.to_json()));
        let value = written.or_else(|| arg.default.clone()).unwrap_or_else(Value::none);
        args.insert(arg.name.clone().into(), value);
    }
    Value::from(args)
}

fn arg<'v>(args: &'v Value, name: &'v str) -> Option<&'v Value> {
    args.get_from_path(name).filter(|value| !value.is_none())
}

fn text<'v>(args: &'v Value, name: &'v str) -> Option<&'v str> {
    arg(args, name).and_then(Value::as_str)
}

/// The strings of an argument that is one, or a list of some.
fn texts<'v>(args: &'v Value, name: &'v str) -> Vec<&'v str> {
    let value = arg(args, name);
    let items = value.and_then(Value::as_array).or(value.map(std::slice::from_ref));
    items.into_iter().flatten().filter_map(Value::as_str).collect()
}

impl Filler<'_> {
    /// What a directive gets besides; `None` for a picture that isn't there, which is told as a link.
    fn built_in(&self, body: &Body, directive: &Directive, args: &Value) -> Option<Record> {
        let markdown = |name: &str| {
            let found = directive.markdown.iter().find(|(key, _)| key == name);
            Value::from(found.map(|(_, body)| self.markdown(body)))
        };
        Some(match directive.name.as_str() {
            "questions" => self.questions(args),
            "quiz" => self.quiz(args),
            "figure" => {
                let image = self.shown(args, "src", text(args, "alt").unwrap_or_default(), markdown("caption"));
                self.figure(Some(image).filter(|image| !image.is_none())?)
            }
            "video" => self.video(args),
            "details" => self.details(args, markdown("text")),
            "toc" => self.toc(body),
            // a directive of the site's own always has both, so that its template may ask for either
            _ => Record(["text", "caption"].map(|name| (name, markdown(name))).into()),
        })
    }

    /// The image that the argument `name` says; `none` without one.
    fn shown(&self, args: &Value, name: &str, alt: &str, caption: Value) -> Value {
        text(args, name).map_or_else(Value::none, |src| self.views.image(self, src, alt, caption))
    }

    /// The questions that the arguments pick: those of `ids` in their order, else all of a topic, level and role.
    fn picked(&self, args: &Value, choices_only: bool) -> Value {
        let site = self.views.site;
        let ids = texts(args, "ids");
        let mut picked: Vec<usize> = if ids.is_empty() {
            (0..site.questions.len()).filter(self.picks(args, choices_only)).collect()
        } else {
            ids.iter().filter_map(|id| site.question(id)).collect()
        };
        if let Some(limit) = arg(args, "limit").and_then(Value::as_u64) {
            picked.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        }
        list(picked.into_iter().map(|at| if self.is_embedded { self.named(at) } else { self.whole(at) }))
    }

    /// Whether the arguments pick a question by its topic, level and role.
    fn picks<'v>(&self, args: &'v Value, choices_only: bool) -> impl Fn(&usize) -> bool + use<'v, '_> {
        let site = self.views.site;
        let topics: Vec<usize> = texts(args, "topic").iter().filter_map(|topic| site.topic(topic)).collect();
        let (levels, roles) = (texts(args, "level"), texts(args, "role"));
        let slug = |name: &str| slugify(name, site.config.ascii_slugs);
        move |at| {
            let question = &site.questions[*at];
            let level = self.views.level(&question.meta);
            let of_role =
                |role: &&str| question.meta.terms.values().flatten().any(|term| slug(&term.value) == slug(role));
            (topics.is_empty() || topics.iter().any(|&topic| site.topics[topic].questions.contains(at)))
                && (levels.is_empty() || level.is_some_and(|level| levels.contains(&level)))
                && (roles.is_empty() || roles.iter().any(of_role))
                && (!choices_only || !question.choices.is_empty())
        }
    }

    /// The summary of a question, its address spelled for the target.
    fn named(&self, at: usize) -> Value {
        let mut summary = self.views.question_summary(at).into_map().unwrap_or_default();
        summary.insert("url".into(), self.spell(&self.views.site.href(Entity::question(at))).into());
        summary.into()
    }

    /// A question as it is shown within another page: ids with its own prefix.
    fn whole(&self, at: usize) -> Value {
        let meta = &self.views.site.questions[at].meta;
        let prefix = format!("{}{}", self.prefix, self.making.id_prefix(&meta.name));
        let url = self.views.site.url(Entity::question(at));
        let own = self.views.filler_at(self.making, meta, url, &prefix, self.is_absolute);
        self.embedded(&own, at).into()
    }

    /// The headings of the page the directive stands on; of its own text where that is shown elsewhere. A feed has none:
    /// its ids are for the page.
    fn headings_here(&self, body: &Body) -> Value {
        let site = self.views.site;
        let mut headings = match site.addresses.get(self.origin.url) {
            _ if self.is_absolute => Vec::new(),
            Some(Address::Thing(Entity { kind: Kind::Article, at }, _)) => {
                self.headings([&site.articles[*at].lead, &site.articles[*at].body])
            }
            Some(Address::Thing(Entity { kind: Kind::Page, at }, _)) => {
                self.headings([&site.pages[*at].lead, &site.pages[*at].body])
            }
            _ => self.headings([body]),
        };
        if !self.prefix.is_empty() {
            headings.iter_mut().for_each(|heading| heading.to_mut().id.insert_str(0, self.prefix));
        }
        list(toc(headings).iter().map(|entry| self.views.heading(entry)))
    }
}
