//! The variables of pages: those of every page, then those that each kind has besides.

use super::{
    Basics, Head, PageContext, Views, dir, is_further, list, og_type,
    record::{safe, variables},
};
use crate::{
    content::Glossary,
    kind::Kind,
    site::{Address, Entity, QUESTIONS_ON_A_PAGE, Url},
};
use tera::{Map, Value};

/// So many articles the home page shows.
const HOME_ARTICLES: usize = 10;
/// So many questions the home page shows.
const HOME_QUESTIONS: usize = 5;

variables! { impl Views<'_> {
    /// What a fragment knows of the pages that show it.
    fn fragment_page(&self, making: &PageContext, url: Option<&str>, csp: &str) -> "fragment: page" {
        /// String: their kind.
        kind: making.kind,
        /// String: the tag of their language.
        language: making.language.as_str(),
        /// String: `ltr` or `rtl`, the direction of their language.
        dir: making.dir(),
        /// String: the address of the page where the menu, or a variable of `site.urls`, leads to it, or it is the
        /// home page; else `none`.
        url: url,
        /// String: their Content-Security-Policy.
        csp: csp,
    }

    /// What a row knows of the pages whose lists it stands in.
    fn row_page(&self, language: &str) -> "row: page" {
        /// String: the tag of their language.
        language: language,
        /// String: `ltr` or `rtl`, the direction of their language.
        dir: dir(language),
    }

    /// The page that is made: these variables are there on every page, whatever its kind.
    fn common(&self, making: &PageContext, address: &Address, basics: &Basics, head: Head) -> "page" {
        let meta = self.site.meta_at(address).filter(|_| !is_further(address));
        /// String: the kind of the page, such as `article`: the name after the colon in the headings below.
        kind: making.kind,
        /// String: its address as links spell it, with the path of `base_url`.
        url: making.url.href(&self.site.config.base.path),
        /// String: the absolute address that search engines shall keep; of a redirect, its target's.
        canonical: self.canonical(making, address, meta),
        /// String: its title, plain; of a list without an `index.md`, the theme's word.
        title: making.title.as_str(),
        /// String: the title for the `title` element, with the site's title behind it.
        head_title: self.head_title(making, address),
        /// String: its description, or the beginning of its text; empty on a redirect and on `404.html`.
        description: basics.description.as_str(),
        /// String: the tag of its language.
        language: making.language.as_str(),
        /// String: the direction of its language, `ltr` or `rtl`.
        dir: making.dir(),
        /// List: the way from the home page; the last item is the page itself, without address.
        breadcrumbs of "breadcrumb": list(basics.crumbs.iter().map(|crumb| self.breadcrumb(crumb))),
        /// String: its structured data, ready for a `script` element; empty where it has none.
        json_ld: safe(head.json_ld),
        /// String: its Content-Security-Policy.
        csp: head.csp,
        /// String: its Open Graph type: `article`, `profile` or `website`.
        og_type: og_type(address),
        /// Map: the `image` of its front matter; `none` without one.
        image of "image": self.lead_image(making, address),
        /// Map: its image, its card, or the home page's image; `none` without any.
        social of "social image": self.social(making, address),
        /// Truth value: whether search engines are asked to leave it out.
        noindex: self.is_hidden(address, meta),
        /// List: the feeds of its topic, on the pages of one; empty elsewhere. Those of the site are `site.feeds`.
        feeds of "feed": self.page_feeds(address),
        /// String: `updated` of its front matter in ISO 8601, with the time where one is written; else `none`.
        updated: meta.and_then(|meta| meta.updated).map(|moment| moment.iso()),
        /// Map: what `[extra]` of its front matter says; empty without it.
        extra: meta.map_or_else(|| Map::new().into(), |meta| Value::from_serializable(&meta.extra)),
    }

    /// The home page; its template is `home.html`.
    fn home(&self, making: &PageContext) -> "page: home" {
        let site = self.site;
        let articles = site.listed.iter().take(HOME_ARTICLES);
        let questions = 0..site.questions.len().min(HOME_QUESTIONS);
        /// HTML: the text of `content/index.md`; empty without one.
        body: self.introduction(making, site.introductions.of(None)),
        /// List: the first 10 articles in the site's order.
        articles of "article summary": list(articles.map(|&at| self.article_summary(making, at))),
        /// List: the first 5 questions in the site's order.
        questions of "question summary": list(questions.map(|at| self.question_summary(at))),
    }

    /// A plain page; its template is `page.html`.
    fn plain_page(&self, making: &PageContext, at: usize) -> "page: page" {
        let own = &self.site.pages[at];
        let meta = &own.meta;
        let filler = self.filler(making, meta);
        let words = own.lead.words + own.body.words;
        /// HTML: what comes before the first `##`, or the first block.
        lead: safe(&filler.html(&own.lead)),
        /// HTML: the rest of the text.
        body: safe(&filler.linked(Entity::page(at), &own.body)),
        /// List: the headings of the text from the second level on, as a tree.
        toc of "heading": self.contents(&filler, [&own.lead, &own.body]),
        /// Number: how long it takes to read.
        minutes: words.minutes(),
        /// Number: how many words it has.
        words: words.total(),
        /// String: `date` in ISO 8601; `none` without one.
        date: meta.date.map(|moment| moment.iso()),
        /// List: the authors that the page itself names.
        authors of "author summary": self.page_authors(meta),
        /// List: its `sources`; a source without a title has its URL as one.
        sources of "link": self.sources(making, meta),
        /// List: the pages directly below it, for the `index.md` of a folder; else empty.
        pages of "page link": list(self.pages_below(meta)),
    }

    /// An article; its template is `article.html`.
    fn article(&self, making: &PageContext, at: usize) -> "page: article" {
        let (site, article) = (self.site, &self.site.articles[at]);
        let meta = &article.meta;
        let filler = self.filler(making, meta);
        let words = article.lead.words + article.body.words;
        let [previous, next] = self.neighbours_of_article(at);
        let related = self.shared.related.articles(site, at).into_iter();
        /// HTML: what comes before the first `##`, or the first block.
        lead: safe(&filler.html(&article.lead)),
        /// HTML: the rest of the text, without the sections of takeaways and FAQ.
        body: safe(&filler.linked(Entity::article(at), &article.body)),
        /// List of HTML: the takeaways; empty without any.
        takeaways: list(article.takeaways.iter().map(|takeaway| filler.markdown(takeaway))),
        /// List: the questions and answers; empty without any, and without cited questions that aren't published.
        faq of "FAQ entry": list(article.faq.iter().filter_map(|entry| self.faq_entry(making, meta, entry))),
        /// List: the headings of lead and body from the second level on, as a tree.
        toc of "heading": self.contents(&filler, [&article.lead, &article.body]),
        /// List: its `sources`; a source without a title has its URL as one.
        sources of "link": self.sources(making, meta),
        /// List: its authors, or those of `[defaults]`.
        authors of "author summary": self.author_list(meta),
        /// String: `date` in ISO 8601; `none` without one.
        date: meta.date.map(|moment| moment.iso()),
        /// String: `review_by` in ISO 8601; `none` without one.
        review_by: meta.review_by.map(|moment| moment.iso()),
        /// Number: how long it takes to read.
        minutes: words.minutes(),
        /// Number: how many words it has.
        words: words.total(),
        /// List: its topics, the primary one first.
        topics of "topic link": self.topic_links(meta),
        /// Map: its primary topic; `none` without topics.
        primary of "topic link": site.primary_topic(meta).map(|topic| self.topic_link(topic)),
        /// String: its level; `none` without one.
        level: self.level(meta),
        /// List: its terms, for each taxonomy whose key it has.
        terms of "terms of a taxonomy": self.terms_of(meta),
        /// List: the articles it names as related, then those nearest to it by what they say.
        related of "article summary": list(related.map(|at| self.article_summary(making, at))),
        /// List: the questions that its FAQ cites.
        questions of "question summary": list(self.cited(article).map(|at| self.question_summary(at))),
        /// List: everything whose text links here.
        backlinks of "link with kind": self.backlinks(Entity::article(at)),
        /// Map: the article before it among those of its primary topic; `none` for the first.
        previous of "link with kind": previous,
        /// Map: the article after it among those of its primary topic; `none` for the last.
        next of "link with kind": next,
    }

    /// A page of the list of articles; its template is `articles.html`.
    fn articles(&self, making: &PageContext, number: usize) -> "page: articles" {
        let site = self.site;
        let introduction = site.introductions.of(Some(Kind::Article)).filter(|_| number == 1);
        /// List: the articles of this page of the list.
        articles of "article summary": self.articles_on(making, &site.listed, number),
        /// Map: where this page stands in the list.
        pagination of "pagination": self.pagination(&site.list_url(Kind::Article), site.listed.len(), number),
        /// HTML: the text of `content/articles/index.md` on the first page; else empty.
        intro: self.introduction(making, introduction),
    }

    /// A question; its template is `question.html`.
    fn question(&self, making: &PageContext, at: usize) -> "page: question" {
        let (site, question) = (self.site, &self.site.questions[at]);
        let meta = &question.meta;
        let filler = self.filler(making, meta);
        let answer = Some(&question.answer).filter(|answer| !answer.is_empty());
        let [previous, next] = self.neighbours_of_question(at);
        let related = self.shared.related.questions(site, at).into_iter();
        /// String: its id.
        id: meta.name.as_str(),
        /// HTML: its words, without links.
        question: filler.label(&question.question),
        /// HTML: its answer; `none` for a multiple-choice question without one.
        answer: answer.map(|answer| safe(&filler.linked(Entity::question(at), answer))),
        /// List: the choices of a multiple-choice question; else empty.
        choices of "choice": filler.choices(question),
        /// HTML: its takeaway; `none` without one.
        takeaway: question.takeaway.as_ref().map(|takeaway| filler.markdown(takeaway)),
        /// List of HTML: the common mistakes.
        mistakes: list(question.mistakes.iter().map(|mistake| filler.markdown(mistake))),
        /// List: what may be asked next, without questions that aren't published.
        follow_ups of "follow-up": list(question.follow_ups.iter().filter_map(|next| self.follow_up(&filler, next))),
        /// List: its `sources`; a source without a title has its URL as one.
        sources of "link": self.sources(making, meta),
        /// String: its level; `none` without one.
        level: self.level(meta),
        /// Number: the place of its level in `site.levels`, from 0; `none` without a level.
        level_index: site.level_of(meta),
        /// List: its topics, the primary one first.
        topics of "topic link": self.topic_links(meta),
        /// List: its terms, for each taxonomy whose key it has.
        terms of "terms of a taxonomy": self.terms_of(meta),
        /// List: its authors, or those of `[defaults]`.
        authors of "author summary": self.author_list(meta),
        /// List: the questions it names as related, then those nearest to it by what they say.
        related of "question summary": list(related.map(|at| self.question_summary(at))),
        /// List: the articles that cite it, in an FAQ or by a directive.
        cited_by of "article summary": list(site.backlinks.citing(at).map(|at| self.article_summary(making, at))),
        /// List: everything whose text links here.
        backlinks of "link with kind": self.backlinks(Entity::question(at)),
        /// Map: the question before it among those of its primary topic; `none` for the first.
        previous of "link with kind": previous,
        /// Map: the question after it among those of its primary topic; `none` for the last.
        next of "link with kind": next,
    }

    /// The question index, or one level of it where there are more than 2,000 questions; its template is
    /// `questions.html`.
    fn questions(&self, making: &PageContext, level: Option<usize>) -> "page: questions" {
        let site = self.site;
        let split = site.questions.len() > QUESTIONS_ON_A_PAGE;
        let all: Vec<usize> = (0..site.questions.len()).collect();
        let shown = self.shown(&all, level, split);
        let introduction = site.introductions.of(Some(Kind::Question)).filter(|_| level.is_none());
        let topics = self.named_topics(&shown).into_iter().filter(|&at| !site.topics[at].questions.is_empty());
        /// HTML: the text of `content/questions/index.md`; empty without one, and on the page of a level.
        intro: self.introduction(making, introduction),
        /// List: the questions by primary topic, those without a topic last.
        groups of "group of a topic": self.groups_by_topic(&shown),
        /// String: the level whose page it is; `none` where all questions stand on one page.
        level: level.map(|level| site.config.levels[level].as_str()),
        /// List: each level of the site with its number of questions.
        levels of "level link": self.level_links(&all, &site.list_url(Kind::Question), split),
        /// List: each topic that has questions, with their numbers.
        topics of "row of a topic": list(topics.map(|at| self.topic_row(at))),
        /// Number: how many questions the site has.
        total: site.questions.len(),
    }

    /// A topic: its first page, a further page of its articles, or a level of its questions where there are more than
    /// 2,000; its template is `topic.html`.
    fn topic(&self, making: &PageContext, at: usize, number: usize, level: Option<usize>) -> "page: topic" {
        let (site, topic, url) = (self.site, &self.site.topics[at], self.site.url(Entity::topic(at)));
        let split = topic.questions.len() > QUESTIONS_ON_A_PAGE;
        let is_first = number == 1 && level.is_none();
        let body = self.topic_body(making, at, is_first);
        let shown = if number == 1 { self.shown(&topic.questions, level, split) } else { Vec::new() };
        let href = |url: Url| site.addresses.get(&url).map(|_| url.href(&site.config.base.path));
        let articles: &[usize] = if level.is_none() { &topic.articles } else { &[] };
        let levels = if split { self.level_links(&topic.questions, url, split) } else { Value::from(Vec::<Value>::new()) };
        /// List: the articles of the topic and of those below it, as many as a page holds.
        articles of "article summary": self.articles_on(making, articles, number),
        /// Map: where this page stands in the list of articles.
        pagination of "pagination": self.pagination(url, articles.len(), number),
        /// HTML: the topic's introduction on its first page; else empty.
        body: safe(&body),
        /// String: the topic's id.
        id: topic.id.as_str(),
        /// List: the topics directly below it.
        children of "topic summary": list(topic.children.iter().map(|&child| self.topic_summary(child))),
        /// Map: the topic above it; `none` for one at the top.
        parent of "topic link": topic.parent.map(|parent| self.topic_link(parent)),
        /// List: its questions by level; empty on further pages of its articles.
        groups of "group of a level": self.groups_by_level(&shown),
        /// List: each level with the page it has, where levels have pages of their own; else empty.
        levels of "level link": levels,
        /// String: the level whose page it is; `none` on the others.
        level: level.map(|level| site.config.levels[level].as_str()),
        /// Map: how much the topic has.
        counts of "topic page counts": self.topic_page_counts(at),
        /// String: the address of its cheat sheet; `none` where none of its questions has a takeaway.
        cheatsheet: href(url.below("cheatsheet/")),
        /// String: the address of its practice page; `none` where there is none.
        practice: href(url.below("practice/")),
        /// List: the own FAQ entries of its articles, with `[topics] list_faq = true`; else empty.
        faq_rows of "FAQ row": list(if is_first { self.faq_rows(making, at) } else { Vec::new() }),
        /// List of strings: the phrases of its `terms`.
        terms: topic.phrases().map(|phrase| phrase.words.value.clone()).collect::<Vec<_>>(),
    }

    /// The topic index; its template is `topics.html`.
    fn topics(&self, making: &PageContext) -> "page: topics" {
        /// HTML: the text of `content/topics/index.md`; empty without one.
        intro: self.introduction(making, self.site.introductions.of(Some(Kind::Topic))),
        /// List: the topics without a parent, in their order; each has its children.
        topics of "topic summary": list(self.top_topics().map(|at| self.topic_summary(at))),
    }

    /// A topic's cheat sheet; its template is `cheatsheet.html`.
    fn cheat_sheet(&self, at: usize) -> "page: cheatsheet" {
        let with_takeaway = |at: &usize| self.site.questions[*at].takeaway.is_some();
        let questions: Vec<usize> = self.site.topics[at].questions.iter().copied().filter(with_takeaway).collect();
        /// Map: the topic.
        topic of "topic link": self.topic_link(at),
        /// List: its questions that have a takeaway, by level.
        groups of "group of a level": self.groups_by_level(&questions),
    }

    /// The practice page of the site or of a topic; its template is `practice.html`. Its cards are fetched from the
    /// questions' own pages.
    fn practice(&self, topic: Option<usize>) -> "page: practice" {
        let site = self.site;
        let all: Vec<usize> = (0..site.questions.len()).collect();
        let questions = topic.map_or(&all, |at| &site.topics[at].questions);
        let is_whole = questions.len() <= QUESTIONS_ON_A_PAGE;
        let below = topic.map_or_else(|| self.top_topics().collect(), |at| site.topics[at].children.clone());
        /// Map: the topic; `none` on the practice page of the whole site.
        topic of "topic link": topic.map(|at| self.topic_link(at)),
        /// List: the topics directly below that have a practice page of their own.
        topics of "practice link": list(below.into_iter().filter_map(|at| self.practised(at))),
        /// List: the questions by level; empty where they are too many for one page.
        groups of "group of a level": self.groups_by_level(if is_whole { questions } else { &[] }),
        /// Number: how many questions there are.
        count: questions.len(),
    }

    /// An author, or a further page of the author's articles; its template is `author.html`.
    fn author(&self, making: &PageContext, at: usize, number: usize) -> "page: author" {
        let (author, articles) = (&self.site.authors[at], &self.site.articles_by_author[at]);
        let filler = self.filler(making, &author.meta);
        let is_first = number == 1;
        let body = if is_first { filler.html(&author.lead) + &filler.html(&author.body) } else { String::new() };
        let questions = (0..self.site.questions.len()).filter(|&question| is_first && self.is_by(question, author));
        /// List: the author's articles, as many as a page holds.
        articles of "article summary": self.articles_on(making, articles, number),
        /// Map: where this page stands in the list of articles.
        pagination of "pagination": self.pagination(self.site.url(Entity::author(at)), articles.len(), number),
        /// HTML: the text about the author on the first page; else empty.
        body: safe(&body),
        /// String: the author's name.
        name: author.meta.title.as_str(),
        /// String: the author's own site; `none` without one.
        url_external: author.url.clone(),
        /// List of strings: the URLs of the author's profiles.
        same_as: author.same_as.clone(),
        /// List: the questions that name the author, on the first page; else empty.
        questions of "question summary": list(questions.map(|at| self.question_summary(at))),
    }

    /// The list of authors; its template is `authors.html`.
    fn authors(&self, making: &PageContext) -> "page: authors" {
        /// HTML: the text of `content/authors/index.md`; empty without one.
        intro: self.introduction(making, self.site.introductions.of(Some(Kind::Author))),
        /// List: all authors, in their order.
        authors of "author summary": self.all_authors(),
    }

    /// A term of a taxonomy, or a further page of its articles; its template is `term.html`.
    fn term(&self, making: &PageContext, taxonomy: usize, at: usize, number: usize) -> "page: term" {
        let term = &self.site.taxonomies[taxonomy].terms[at];
        let url = self.site.url(Entity::term(taxonomy, at));
        let questions = term.questions.iter().filter(|_| number == 1);
        /// List: the articles with the term, as many as a page holds.
        articles of "article summary": self.articles_on(making, &term.articles, number),
        /// Map: where this page stands in the list of articles.
        pagination of "pagination": self.pagination(url, term.articles.len(), number),
        /// String: the term, as it was written first.
        name: term.name.as_str(),
        /// Map: the taxonomy it belongs to.
        taxonomy of "taxonomy": self.taxonomy(taxonomy),
        /// List: the questions with the term, on the first page; else empty.
        questions of "question summary": list(questions.map(|&at| self.question_summary(at))),
    }

    /// The list of a taxonomy's terms; its template is `terms.html`.
    fn terms(&self, at: usize) -> "page: terms" {
        /// Map: the taxonomy.
        taxonomy of "taxonomy": self.taxonomy(at),
        /// List: its terms, in the order of their addresses.
        terms of "term summary": self.term_summaries(at),
    }

    /// The glossary; its template is `glossary.html`.
    fn glossary(&self, making: &PageContext, glossary: &Glossary) -> "page: glossary" {
        let filler = self.filler(making, &glossary.meta);
        /// HTML: the text of `intro`; empty without one.
        intro: safe(&filler.html(&glossary.intro)),
        /// List: the terms by first letter, in the order of an alphabet.
        groups of "letter of the glossary": list(self.letters(&filler, glossary)),
        /// Number: how many terms there are.
        total: glossary.definitions.len(),
    }

    /// The page at an old address, which leads on; its template is `redirect.html`.
    fn redirect(&self, target: &Url) -> "page: redirect" {
        /// String: the new address as links spell it.
        target: target.href(&self.site.config.base.path),
        /// String: the new address with its host.
        target_absolute: self.site.absolute(target),
    }

    /// The page for addresses that aren't there; its template is `404.html`, and it has no variables of its own.
    fn not_found(&self) -> "page: 404" {
    }

    /// The search page; its template is `search.html`, and it has no variables of its own.
    fn search_page(&self) -> "page: search" {
    }
} }
