#!/usr/bin/env python3
"""Write one prep blog as a site for each generator: the same articles, questions, topics and pages.

    corpus.py OUT [--articles 1000] [--questions 0] [--seed 1] [--highlight] [--for gen,hugo,zola]

The same arguments give the same bytes. OUT/gen, OUT/hugo and OUT/zola then hold a site each; what differs is how a generator
spells front matter, a link to another article, and a template. The layouts of the peers make the pages that gen's theme makes: an
article with breadcrumb, takeaways, contents, FAQ, structured data, topics and neighbours; lists of twenty; feeds; a sitemap.
Related articles in Hugo are switched on by the environment: HUGO_PARAMS_RELATED=true.
"""

import argparse
import itertools
import json
import random
import sys
from dataclasses import dataclass
from pathlib import Path

import layouts

TOPICS = (
    "algorithms api-design architecture authentication behavioral browsers caching cloud code-review compilers concurrency "
    "containers data-modeling data-structures databases debugging deployment distributed-systems encryption estimation "
    "functional-programming git graphs http leadership linux logging memory message-queues networking object-orientation "
    "operating-systems performance queues recursion search sql system-design testing type-systems"
).split()
LEVELS = ["junior", "mid", "senior"]
OPENERS = [
    "Say first that", "In most systems", "A good answer notes that", "The trade-off is that", "Under load", "Before you measure anything",
    "On a whiteboard", "When a node fails", "The interviewer wants to hear that", "In a small team", "At a larger scale", "As a rule",
]
VERBS = "bounds blocks builds copies costs delays drops evicts explains grows hides holds keeps limits loses moves needs orders reads " \
        "rejects repeats replaces retries scans sends shares skips sorts splits stores tests waits writes".split()
ADJECTIVES = "atomic bounded cold concurrent consistent cyclic dense durable eager fair greedy hot immutable lazy linear local nested " \
             "ordered partial random remote safe shared slow sparse stable stale stateless strict weak".split()
SNIPPETS = {
    "python": "def nearest(items, target):\n    \"\"\"The item closest to `target`, in O(n).\"\"\"\n"
              "    return min(items, key=lambda item: abs(item - target))  # case {n}\n",
    "rust": "fn median(mut values: Vec<u64>) -> Option<u64> {\n    values.sort_unstable();\n"
            "    values.get(values.len() / 2).copied() // case {n}\n}\n",
    "sql": "SELECT author_id, count(*) AS answers\nFROM answers\nWHERE score > {n}\nGROUP BY author_id\nORDER BY answers DESC;\n",
    "bash": "for host in $(cat hosts.txt); do\n  ssh \"$host\" 'uptime; df -h /' || echo \"case {n}: $host\"\ndone\n",
}


@dataclass
class Article:
    slug: str
    title: str
    description: str
    date: str
    topics: list[str]
    takeaways: list[str]
    faq: list[tuple[str, str]]
    body: str  # Markdown; a link to another article is written (article:SLUG)


@dataclass
class Question:
    id: str
    question: str
    answer: str
    level: str
    topics: list[str]


class Writer:
    """Draws words by Zipf's law from a vocabulary of 20,000, so that indexes and related lists meet natural text."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        syllables = [c + v for c in "bdfgklmnprstvz" for v in ("a", "e", "i", "o", "u", "ar", "en", "ist")]
        made = ("".join(self.random.choices(syllables, k=2 + i % 3)) for i in itertools.count())
        self.nouns = list(itertools.islice(dict.fromkeys(itertools.islice(made, 60_000)), 20_000))
        self.weights = list(itertools.accumulate(1 / rank for rank in range(8, 8 + len(self.nouns))))

    def noun(self):
        return self.random.choices(self.nouns, cum_weights=self.weights)[0]

    def sentence(self, markup=True):
        r = self.random
        subject, thing = self.noun(), self.noun()
        if markup and r.random() < 0.3:
            thing = r.choice([f"*{thing}*", f"**{r.choice(ADJECTIVES)} {thing}**", f"`{thing}.{self.noun()}()`"])
        return f"{r.choice(OPENERS)} the {r.choice(ADJECTIVES)} {subject} {r.choice(VERBS)} the {thing} and {r.choice(VERBS)} its {self.noun()}."

    def paragraph(self, sentences):
        return " ".join(self.sentence() for _ in range(sentences))

    def words(self):
        return f"{self.random.choice(ADJECTIVES)} {self.noun()}"

    def topics(self, most):
        return self.random.sample(TOPICS, self.random.randint(1, most))

    def article(self, number, slugs):
        topics = self.topics(4)
        title = f"{self.words().capitalize()} in {topics[0].replace('-', ' ')}: interview question {number}"
        return Article(
            slug=slugs[number],
            title=title,
            description=self.sentence(markup=False),
            date=f"{self.random.randint(2019, 2025)}-{self.random.randint(1, 12):02}-{self.random.randint(1, 28):02}",
            topics=topics,
            takeaways=[self.sentence() for _ in range(self.random.randint(3, 5))],
            faq=[(f"When does a {self.words()} matter?", self.paragraph(2)) for _ in range(self.random.randint(2, 4))],
            body=self.body(number, slugs),
        )

    def body(self, number, slugs):
        parts = [self.paragraph(3)]
        links = self.random.sample(slugs, min(3, len(slugs)))
        for section in range(self.random.randint(5, 7)):
            parts += [f"## {self.words().capitalize()}, part {section + 1}", self.paragraph(5)]
            if section < len(links):
                parts.append(f"Compare [{links[section].replace('-', ' ')}](article:{links[section]}) with this.")
            parts += self.extra(section, number)
        return "\n\n".join(parts) + "\n"

    def extra(self, section, number):
        if section == 1:
            return ["\n".join(f"{i}. {self.sentence()}" for i in range(1, 5))]
        if section == 2:
            language = self.random.choice(sorted(SNIPPETS))
            return [f"```{language}\n{SNIPPETS[language].replace('{n}', str(number))}```"]
        if section == 3:
            rows = [f"| {self.noun()} | {self.words()} | {self.random.randint(1, 999)} |" for _ in range(4)]
            return ["\n".join(["| Choice | When | Cost |", "|---|---|--:|", *rows])]
        if section == 4:
            return [f"### A closer look at the {self.noun()}", self.paragraph(3), f"> {self.sentence()}"]
        return []

    def question(self, number):
        return Question(f"question-{number}", f"Why is a {self.words()} better than a {self.words()} ({number})?", self.paragraph(4),
                        self.random.choice(LEVELS), self.topics(2))


def write_gen(root, articles, questions, highlight):
    put(root / "site.toml", f"""title = "Prep corpus"
base_url = "https://prep.example.com/"
description = "A generated prep blog."
language = "en"
paginate = {layouts.PAGE_SIZE}

[markdown]
highlight = {text(highlight)}

[search]
enabled = false
""")
    put(root / "content/index.md", "# Prep corpus\n\nEvery article of the benchmark.\n")
    for topic in TOPICS:
        put(root / f"content/topics/{topic}.md", front_matter(title=title_of(topic), description=f"Questions about {title_of(topic)}.") + "\n")
    for a in articles:
        faq = "".join(f"\n[[faq]]\nquestion = {text(q)}\nanswer = {text(answer)}\n" for q, answer in a.faq)
        head = dict(title=a.title, description=a.description, date=Bare(a.date), topics=a.topics, takeaways=a.takeaways)
        put(root / f"content/articles/{a.slug}.md", front_matter(faq, **head) + linked(a.body, "{}.md"))
    for i in range(0, len(questions), 50):
        entries = (assignments(id=q.id, question=q.question, answer=q.answer, level=q.level, topics=q.topics) for q in questions[i:i + 50])
        put(root / f"content/questions/bank-{i // 50}.toml", "\n".join(f"[[question]]\n{entry}" for entry in entries))


def write_hugo(root, articles, questions, highlight):
    put(root / "hugo.toml", layouts.HUGO_CONFIG.replace("HIGHLIGHT", text(highlight)))
    for name, template in layouts.HUGO.items():
        put(root / "layouts" / name, template)
    put(root / "static/style.css", layouts.STYLE)
    put(root / "content/_index.md", front_matter(title="Prep corpus") + "\nEvery article of the benchmark.\n")
    for a in articles:
        tables = "\n[params]\n" + assignments(takeaways=a.takeaways) + faq_tables("params.faq", a)
        head = dict(title=a.title, description=a.description, date=Bare(a.date), topics=a.topics)
        put(root / f"content/articles/{a.slug}.md", front_matter(tables, **head) + linked(a.body, "{}.md"))
    for q in questions:
        head = dict(title=q.question, description=f"Level: {q.level}", date=Bare("2025-01-01"), topics=q.topics)
        put(root / f"content/questions/{q.id}.md", front_matter(**head) + "\n" + q.answer + "\n")


def write_zola(root, articles, questions, highlight):
    put(root / "config.toml", layouts.ZOLA_CONFIG + (layouts.ZOLA_HIGHLIGHTING if highlight else ""))
    for name, template in layouts.ZOLA.items():
        put(root / "templates" / name, template)
    put(root / "static/style.css", layouts.STYLE)
    put(root / "content/_index.md", front_matter(title="Prep corpus") + "\nEvery article of the benchmark.\n")
    section = dict(sort_by="date", paginate_by=layouts.PAGE_SIZE)
    put(root / "content/articles/_index.md", front_matter(title="Articles", **section))
    if questions:
        put(root / "content/questions/_index.md", front_matter(title="Questions", **section))
    for a in articles:
        tables = f"\n[taxonomies]\n{assignments(topics=a.topics)}\n[extra]\n{assignments(takeaways=a.takeaways)}{faq_tables('extra.faq', a)}"
        head = dict(title=a.title, description=a.description, date=Bare(a.date))
        put(root / f"content/articles/{a.slug}.md", front_matter(tables, **head) + linked(a.body, "@/articles/{}.md"))
    for q in questions:
        head = dict(title=q.question, description=f"Level: {q.level}", date=Bare("2025-01-01"))
        put(root / f"content/questions/{q.id}.md", front_matter(f"\n[taxonomies]\n{assignments(topics=q.topics)}", **head) + "\n" + q.answer + "\n")


class Bare(str):
    """A TOML value that stands without quotes, such as a date."""


def text(value):
    """A value as TOML: a JSON string, number, boolean or array of strings is one too."""
    return str(value) if isinstance(value, Bare) else json.dumps(value, ensure_ascii=False)


def assignments(**values):
    return "".join(f"{key} = {text(value)}\n" for key, value in values.items())


def faq_tables(name, article):
    return "".join(f"\n[[{name}]]\n{assignments(question=question, answer=answer)}" for question, answer in article.faq)


def front_matter(tables="", **values):
    return f"+++\n{assignments(**values)}{tables}+++\n\n"


def linked(body, form):
    """The body with its links to articles as the generator spells them."""
    before, *rest = body.split("(article:")
    return before + "".join("({}){}".format(form.format(slug), after) for slug, after in (part.split(")", 1) for part in rest))


def title_of(topic):
    return topic.replace("-", " ").capitalize()


def put(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")


WRITERS = {"gen": write_gen, "hugo": write_hugo, "zola": write_zola}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--questions", type=int, default=0, help="questions: in files of fifty for gen, a page each for the peers")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--highlight", action="store_true", help="let all of them highlight code")
    parser.add_argument("--for", dest="generators", default=",".join(WRITERS), help="which sites to write")
    args = parser.parse_args()

    writer = Writer(args.seed)
    slugs = [f"{writer.words().replace(' ', '-')}-{i}" for i in range(args.articles)]
    articles = [writer.article(i, slugs) for i in range(args.articles)]
    questions = [writer.question(i) for i in range(args.questions)]
    for name in args.generators.split(","):
        root = args.out / name
        if root.exists():
            sys.exit(f"{root} exists; corpus.py writes only into new folders")
        WRITERS[name](root, articles, questions, args.highlight)
        size = sum(path.stat().st_size for path in (root / "content").rglob("*") if path.is_file())
        print(f"{root}: {len(articles)} articles, {len(questions)} questions, {size / 1e6:.1f} MB of content")


if __name__ == "__main__":
    main()
