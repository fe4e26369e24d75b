//! The maps that pages and lists hold: summaries, links, images, headings, the parts of an FAQ.
//!
//! Behind the maps stands what gathers them for an article, a page or a question.

use super::{
    Crumb, PageContext, Record, Views,
    faq::letter,
    html::Filler,
    list,
    record::{safe, variables},
};
use crate::{
    content::{Article, Author, Choice, Citation, FaqEntry, Meta, Page, is_index},
    kind::Kind,
    markdown::{Body, LinkTarget, TocEntry, toc},
    site::{Address, Entity, Target, Taxonomy, Url},
};
use tera::Value;

variables! { impl Views<'_> {
    /// What lists know of an article.
    fn make_article_summary(&self, at: usize) -> "article summary" {
        let article = &self.site.articles[at];
        let meta = &article.meta;
        let language = meta.language(&self.site.config.language);
        /// String: its title, plain.
        title: meta.title.as_str(),
        /// String: its address as links spell it.
        url: self.site.href(Entity::article(at)),
        /// String: its description, or the beginning of its lead.
        description: self.description(&Address::Thing(Entity::article(at), 1), language),
        /// String: `date` in ISO 8601; `none` without one.
        date: meta.date.map(|moment| moment.iso()),
        /// String: `updated` in ISO 8601; `none` without one.
        updated: meta.updated.map(|moment| moment.iso()),
        /// Number: how long it takes to read.
        minutes: (article.lead.words + article.body.words).minutes(),
        /// String: its level; `none` without one.
        level: self.level(meta),
        /// List: its topics, the primary one first.
        topics of "topic link": self.topic_links(meta),
        /// Map: its image, without the caption; `none` without one.
        image of "image": self.image_in_lists(meta),
        /// List: its authors, or those of `[defaults]`.
        authors of "author summary": self.author_list(meta),
        /// String: the tag of the language it is written in.
        language: language,
        /// HTML: what `rows/article.html` makes of it for pages in the language of this one; of `site`, in the site's.
        row: Value::none(),
    }

    /// What lists know of a question.
    fn make_question_summary(&self, at: usize, making: &PageContext) -> "question summary" {
        let question = &self.site.questions[at];
        let meta = &question.meta;
        let filler = self.filler(making, meta);
        /// String: its id.
        id: meta.name.as_str(),
        /// HTML: its words, without links.
        question: filler.label(&question.question),
        /// String: its words, plain.
        text: meta.title.as_str(),
        /// String: its address as links spell it.
        url: self.site.href(Entity::question(at)),
        /// String: its level; `none` without one.
        level: self.level(meta),
        /// List: its topics, the primary one first.
        topics of "topic link": self.topic_links(meta),
        /// HTML: its takeaway; `none` without one.
        takeaway: question.takeaway.as_ref().map(|takeaway| filler.markdown(takeaway)),
        /// Truth value: whether it has choices.
        multiple_choice: !question.choices.is_empty(),
        /// List of strings: the ids it had before, its `aliases`.
        old_ids: list(meta.aliases.iter().map(|alias| Value::from(alias.value.as_str()))),
        /// String: the tag of the language it is written in.
        language: meta.language(&self.site.config.language),
    }

    /// What lists know of a topic.
    fn make_topic_summary(&self, at: usize, children: Value) -> "topic summary" {
        let topic = &self.site.topics[at];
        /// String: its id, the name of its file.
        id: topic.id.as_str(),
        /// String: its title.
        title: topic.title.as_str(),
        /// String: its address as links spell it.
        url: self.site.href(Entity::topic(at)),
        /// String: its description; empty without one.
        description: topic.meta().map_or("", |meta| &meta.description),
        /// Map: how much it has.
        counts of "topic counts": self.topic_counts(at),
        /// List: the topics directly below it, each with its own children, 16 levels deep at most.
        children of "topic summary": children,
    }

    /// How much a topic in a list has, together with the topics below it.
    fn topic_counts(&self, at: usize) -> "topic counts" {
        let counts = &self.site.topics[at].counts;
        /// Number: the articles.
        articles: counts.articles,
        /// Number: the questions.
        questions: counts.questions,
    }

    /// A topic that something else names.
    fn topic_link(&self, at: usize) -> "topic link" {
        let topic = &self.site.topics[at];
        /// String: its id, the name of its file.
        id: topic.id.as_str(),
        /// String: its title.
        title: topic.title.as_str(),
        /// String: its address as links spell it.
        url: self.site.href(Entity::topic(at)),
    }

    /// How much the topic of a page has.
    fn topic_page_counts(&self, at: usize) -> "topic page counts" {
        let counts = &self.site.topics[at].counts;
        /// Number: the articles that name the topic.
        articles_own: counts.own_articles,
        /// Number: those, and the ones of the topics below it.
        articles: counts.articles,
        /// Number: the questions that name the topic.
        questions_own: counts.own_questions,
        /// Number: those, and the ones of the topics below it.
        questions: counts.questions,
    }

    /// What lists and bylines know of an author.
    fn author_summary(&self, at: usize) -> "author summary" {
        let author = &self.site.authors[at];
        /// String: the name of the author's file.
        id: author.meta.name.as_str(),
        /// String: the author's name.
        name: author.meta.title.as_str(),
        /// String: the address of the author's page as links spell it.
        url: self.site.href(Entity::author(at)),
        /// String: the author's description; empty without one.
        description: author.meta.description.as_str(),
    }

    /// What lists know of a term of a taxonomy.
    fn term_summary(&self, taxonomy: usize, at: usize) -> "term summary" {
        let term = &self.site.taxonomies[taxonomy].terms[at];
        /// String: the term, as it was written first.
        name: term.name.as_str(),
        /// String: its address as links spell it.
        url: self.site.href(Entity::term(taxonomy, at)),
        /// Number: its articles and questions together.
        count: term.articles.len() + term.questions.len(),
    }

    /// A taxonomy, on the pages of it and of its terms.
    fn taxonomy(&self, at: usize) -> "taxonomy" {
        let taxonomy = &self.site.taxonomies[at];
        /// String: its name, which is its key in front matter.
        name: taxonomy.name.as_str(),
        /// String: its title.
        title: taxonomy.title.as_str(),
        /// String: the address of the list of its terms.
        url: self.site.list_url(Kind::Term(at)).href(&self.site.config.base.path),
    }

    /// An item of `site.taxonomies`.
    fn taxonomy_with_terms(&self, at: usize) -> "taxonomy with terms" {
        let taxonomy = &self.site.taxonomies[at];
        /// String: its name, which is its key in front matter.
        name: taxonomy.name.as_str(),
        /// String: its title.
        title: taxonomy.title.as_str(),
        /// String: the address of the list of its terms.
        url: self.site.list_url(Kind::Term(at)).href(&self.site.config.base.path),
        /// List: its terms, in the order of their addresses.
        terms of "term summary": self.term_summaries(at),
    }

    /// The terms that an article or a question has in one taxonomy.
    fn terms_in(&self, taxonomy: &Taxonomy, terms: Vec<Value>) -> "terms of a taxonomy" {
        /// String: the name of the taxonomy.
        taxonomy: taxonomy.name.as_str(),
        /// String: its title.
        title: taxonomy.title.as_str(),
        /// List: the terms.
        terms of "named link": terms,
    }

    /// An image with its words.
    fn make_image(&self, filler: &Filler, target: &Target, url: String, alt: &str, caption: Value) -> "image" {
        let size = self.size(target);
        let sources = filler.image_sources(target).into_iter();
        /// String: its address, ready for `src`.
        url: url,
        /// String: its address with the host.
        absolute: self.absolute(target),
        /// String: what it shows; empty where it only decorates.
        alt: alt,
        /// HTML: its caption; `none` without one.
        caption: caption,
        /// Number: its width in pixels; `none` where it isn't known.
        width: size.map(|(width, _)| width),
        /// Number: its height in pixels; `none` where it isn't known.
        height: size.map(|(_, height)| height),
        /// List: its smaller versions, the better format first; empty where it has none.
        sources of "image source": list(sources.map(|(format, srcset)| self.image_source(format, srcset))),
        /// String: how wide it is shown, ready for `sizes`; the theme says it.
        sizes: self.image_sizes(),
    }

    /// The smaller versions of an image in one format.
    fn image_source(&self, format: &str, srcset: String) -> "image source" {
        /// String: the media type, such as `image/webp`.
        type: format,
        /// String: their addresses and widths, ready for `srcset`.
        srcset: srcset,
    }

    /// What other sites show beside a link to the page.
    fn shown_elsewhere(&self, absolute: String, alt: &str, size: Option<(u32, u32)>) -> "social image" {
        /// String: its address with the host.
        absolute: absolute,
        /// String: what it shows.
        alt: alt,
        /// Number: its width in pixels; `none` where it isn't known.
        width: size.map(|(width, _)| width),
        /// Number: its height in pixels; `none` where it isn't known.
        height: size.map(|(_, height)| height),
    }

    /// A step on the way from the home page.
    fn breadcrumb(&self, crumb: &Crumb) -> "breadcrumb" {
        /// String: its name.
        name: crumb.name.as_str(),
        /// String: its address as links spell it; `none` for the page itself.
        url: crumb.url.as_ref().map(|url| url.href(&self.site.config.base.path)),
    }

    /// A link with a title: a source, or something more to read.
    fn link(&self, title: &str, url: String) -> "link" {
        /// String: the title.
        title: title,
        /// String: the address, ready for `href`.
        url: url,
    }

    /// A term of an article or a question.
    fn named_link(&self, taxonomy: usize, at: usize) -> "named link" {
        /// String: the term, as it was written first.
        name: self.site.taxonomies[taxonomy].terms[at].name.as_str(),
        /// String: its address as links spell it.
        url: self.site.href(Entity::term(taxonomy, at)),
    }

    /// Something whose text links to the page, or the page before or after.
    fn link_with_kind(&self, entity: Entity) -> "link with kind" {
        /// String: its title.
        title: self.site.title(entity),
        /// String: its address as links spell it.
        url: self.site.href(entity),
        /// String: `article`, `question`, `topic`, `author` or `page`.
        kind: entity.kind.row().noun,
        /// String: the tag of the language it is written in.
        language: self.language_of(entity),
    }

    /// A page below the `index.md` of its folder.
    fn page_link(&self, at: usize) -> "page link" {
        let meta = &self.site.pages[at].meta;
        /// String: its title.
        title: meta.title.as_str(),
        /// String: its address as links spell it.
        url: self.site.href(Entity::page(at)),
        /// String: its description; empty without one.
        description: meta.description.as_str(),
    }

    /// A feed that the head of a page names.
    fn feed_link(&self, url: &Url, format: &str, title: &str) -> "feed" {
        /// String: its address as links spell it.
        url: url.href(&self.site.config.base.path),
        /// String: its media type.
        type: format,
        /// String: its title.
        title: title,
    }

    /// A heading of a table of contents.
    fn heading(&self, TocEntry { heading, children }: &TocEntry) -> "heading" {
        /// Number: its level, 2 to 4.
        level: u32::from(heading.level),
        /// String: its id, for a link to `#id`.
        id: heading.id.as_str(),
        /// HTML: its words, without links.
        html: safe(&heading.html),
        /// List: the headings below it, up to the next of its level.
        children of "heading": list(children.iter().map(|child| self.heading(child))),
    }

    /// A question of an article's FAQ: its own, or a cited one.
    fn faq_item(&self, id: &str, question: Value, answer: Value, cited: Value) -> "FAQ entry" {
        /// String: its anchor on the page.
        id: id,
        /// HTML: the question, without links.
        question: question,
        /// HTML: the answer; `none` for a cited multiple-choice question without one.
        answer: answer,
        /// Map: what a question of a question file has besides; `none` for an own entry.
        cited of "cited question": cited,
    }

    /// The question that an entry of an FAQ cites.
    fn cited_question(&self, filler: &Filler, at: usize) -> "cited question" {
        let question = &self.site.questions[at];
        /// String: its page.
        url: self.site.href(Entity::question(at)),
        /// String: its level; `none` without one.
        level: self.level(&question.meta),
        /// List: its choices, if it is multiple choice; else empty.
        choices of "choice": filler.choices(question),
    }

    /// An article's own FAQ entry in the list of a topic.
    fn faq_row(&self, question: Value, url: String) -> "FAQ row" {
        /// HTML: the question, without links.
        question: question,
        /// String: the address of the article, with the anchor of the entry.
        url: url,
    }

    /// A choice of a multiple-choice question.
    fn choice(&self, filler: &Filler, at: usize, choice: &Choice) -> "choice" {
        /// HTML: what can be chosen.
        text: filler.markdown(&choice.text),
        /// Truth value: whether its text is words in a line, which a label may hold, and no blocks.
        inline: choice.text.is_inline(),
        /// Truth value: whether it is right.
        correct: choice.correct,
        /// HTML: why it is right or wrong; `none` where that isn't written.
        why: choice.why.as_ref().map(|why| filler.markdown(why)),
        /// String: its letter, `A` for the first.
        letter: letter(at),
        /// String: an id for its element.
        id: format!("x-{}choice-{}", filler.prefix, letter(at).to_lowercase()),
    }

    /// What may be asked after a question.
    fn next_question(&self, text: Value, url: Option<String>) -> "follow-up" {
        /// HTML: the question.
        text: text,
        /// String: its page; `none` for one in words.
        url: url,
    }
} }

impl Views<'_> {
    /// The whole text of a page as HTML; empty where there is none.
    pub(super) fn introduction(&self, making: &PageContext, page: Option<&Page>) -> Value {
        let Some(page) = page else { return safe("") };
        let filler = self.filler(making, &page.meta);
        safe(&(filler.html(&page.lead) + &filler.html(&page.body)))
    }

    /// The headings of `bodies`, as a tree.
    pub(super) fn contents<'b>(&self, filler: &Filler, bodies: impl IntoIterator<Item = &'b Body>) -> Value {
        list(toc(filler.headings(bodies)).iter().map(|entry| self.heading(entry)))
    }

    /// The pages directly below that of `meta`, where it is the `index.md` of its folder.
    pub(super) fn pages_below(&self, meta: &Meta) -> impl Iterator<Item = Value> {
        let is_list = is_index(&meta.file);
        let is_below = move |other: &Meta| {
            let rest = other.name.strip_prefix(&*meta.name).and_then(|rest| rest.strip_prefix('/'));
            is_list && !other.unlisted && rest.is_some_and(|rest| !rest.contains('/'))
        };
        let pages = self.site.pages.iter().enumerate();
        pages.filter(move |(_, page)| is_below(&page.meta)).map(|(at, _)| self.page_link(at).into())
    }

    /// A page has the authors it names, and no one else's.
    pub(super) fn page_authors(&self, meta: &Meta) -> Value {
        let named = meta.authors.iter().flatten().filter_map(|author| self.site.author(&author.value));
        list(named.map(|at| self.author_summary(at)))
    }

    /// Whether a question names `author`.
    pub(super) fn is_by(&self, question: usize, author: &Author) -> bool {
        let mut named = self.site.questions[question].meta.authors.iter().flatten();
        named.any(|name| name.value == author.meta.name)
    }

    /// The questions that the FAQ of an article cites.
    pub(super) fn cited(&self, article: &Article) -> impl Iterator<Item = usize> {
        article.faq.iter().filter_map(|entry| match entry {
            FaqEntry::Cited(id) => self.site.question(&id.value),
            FaqEntry::Own { .. } => None,
        })
    }

    pub(super) fn sources(&self, making: &PageContext, meta: &Meta) -> Value {
        let filler = self.filler(making, meta);
        let source = |source: &Citation| {
            let (_, url) = filler.lead(&LinkTarget::Url(source.url.value.clone()))?;
            Some(self.link(&source.title, url))
        };
        list(meta.sources.iter().filter_map(source))
    }

    /// The terms of something, by taxonomy.
    pub(super) fn terms_of(&self, meta: &Meta) -> Value {
        let site = self.site;
        let of_taxonomy = |(taxonomy, of): (usize, &Taxonomy)| {
            let terms = meta.terms.get(&of.name)?.iter().filter_map(|term| {
                let slug = crate::content::slug::slugify(&term.value, site.config.ascii_slugs);
                let at = of.terms.iter().position(|known| known.slug == slug)?;
                Some(self.named_link(taxonomy, at).into())
            });
            Some(self.terms_in(of, terms.collect()))
        };
        list(site.taxonomies.iter().enumerate().filter_map(of_taxonomy))
    }

    /// Everything that links here.
    pub(super) fn backlinks(&self, entity: Entity) -> Value {
        let citing: Vec<usize> = match entity.kind {
            // what cites a question is named as that already
            Kind::Question => self.site.backlinks.citing(entity.at).collect(),
            _ => Vec::new(),
        };
        let is_new = |from: &Entity| from.kind != Kind::Article || !citing.contains(&from.at);
        list(self.site.backlinks.to(entity).filter(is_new).map(|from| self.link_with_kind(from)))
    }

    /// The language that `entity` is written in.
    fn language_of(&self, entity: Entity) -> &str {
        let own = &self.site.config.language;
        self.site.meta_of(entity).map_or(own, |meta| meta.language(own))
    }

    /// The articles before and after this one among those of its primary topic.
    pub(super) fn neighbours_of_article(&self, at: usize) -> [Option<Record>; 2] {
        let site = self.site;
        let primary = site.articles[at].meta.topics.first().and_then(|topic| site.topic(&topic.value));
        self.beside(primary.map_or(&[], |topic| &*site.topics[topic].primary_of), at, Entity::article)
    }

    /// The questions before and after this one among those of its primary topic.
    pub(super) fn neighbours_of_question(&self, at: usize) -> [Option<Record>; 2] {
        let primary = self.site.primary_topic(&self.site.questions[at].meta);
        self.beside(primary.map_or(&[], |topic| &*self.site.topics[topic].questions), at, Entity::question)
    }

    /// Links to what stands before and behind `at` in `list`.
    fn beside(&self, list: &[usize], at: usize, entity: fn(usize) -> Entity) -> [Option<Record>; 2] {
        let link = |at: Option<&usize>| at.map(|&at| self.link_with_kind(entity(at)));
        let Ok(position) = list.binary_search(&at) else { return [None, None] };
        [link(position.checked_sub(1).and_then(|at| list.get(at))), link(list.get(position + 1))]
    }
}
