// The search as a reader sees it: a field, filters by topic and level, hits by kind with the first line of the answer.
//
// 1. What is typed is searched after a short rest; an older search that comes late is dropped, and until the newest is there the hits
// are marked as busy. 2. Of each kind the best hits are shown, more of them on demand. 3. The arrow keys go from the field through the
// hits and back; a letter typed on a hit goes into the field. 4. On the search page, the query and the filters are in the address, which
// the dialog leads to.
//
// It is handed the index; how that is searched is not its business (`search-engine.js`).

/** So many milliseconds nothing is typed before it is searched: what is typed in one go is fetched once. */
const REST = 300;
/** So many hits of each kind are shown at first, and so many more each time. */
const SHOWN = { question: 5, article: 3, topic: 2, term: 2, page: 2 };
/** The words above them. */
const HEADINGS = { question: "questions", article: "articles", topic: "topics", term: "glossary", page: "search_pages" };
const MORE = 10;
/** So many topics are offered where nothing is found. */
const OFFERED = 8;
/** What a question begins with: then questions come first, however well a title fits. */
const ASKS = /[?？]\s*$|^\s*(?:how|what|when|where|which|who|why|can|could|does|do|is|are|should)\s/i;

function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** A query as it is repeated. */
const brief = (query) => (query.length > 80 ? `${query.trim().slice(0, 80)}…` : query.trim());
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);

export class Panel {
  #turn = 0;
  #timer;
  #last;

  constructor({ root, form, input, status, page, isDialog, shortcut, engine, index }) {
    Object.assign(this, { root, form, input, status, page, isDialog, engine, index });
    const { words, language } = index.manifest;
    this.words = words[document.documentElement.lang] ?? words[language];
    this.hits = make("div", { class: "search-hits" });
    this.form.append(...this.#filters());
    root.append(this.hits);
    if (isDialog) this.#dress(shortcut);
    else this.#take(new URLSearchParams(location.search));
    input.addEventListener("input", () => this.#soon());
    form.addEventListener("change", ({ target }) => target !== input && this.run());
    form.addEventListener("submit", () => (isDialog ? location.assign(this.#address()) : this.run()));
    root.addEventListener("keydown", (event) => this.#walk(event));
    this.run();
  }

  /** What only a dialog has: a way to close it, to the page with all hits, and to switch the key off. */
  #dress(shortcut) {
    const { words } = this;
    const close = make("button", { type: "button", class: "search-close" }, words.search_close);
    close.addEventListener("click", () => this.root.close());
    this.input.after(close);
    this.all = make("a", { href: this.page }, words.search_all);
    const box = make("input", { type: "checkbox" });
    box.checked = shortcut.isOn;
    box.addEventListener("change", () => (shortcut.isOn = box.checked));
    this.root.append(make("footer", { class: "search-foot" }, this.all, make("label", {}, box, ` ${words.search_shortcut}`)));
  }

  #filters() {
    const { words } = this;
    const { topics, levels } = this.index.manifest;
    const select = (name, any, options) => {
      const all = [make("option", { value: "" }, any), ...options.map(([value, text]) => make("option", { value }, text))];
      return make("select", { name, "aria-label": words[name] }, ...all);
    };
    this.topic = select("topic", words.search_any_topic, topics.map(([id, title, depth]) => [id, "\u00a0\u00a0".repeat(depth) + title]));
    this.level = select("level", words.search_any_level, levels.map((level) => [level, level]));
    return topics.length > 0 ? [this.topic, this.level] : [this.level];
  }

  // ---- the address of the search page

  #take(query) {
    for (const element of [this.input, this.topic, this.level]) if (query.has(element.name)) element.value = query.get(element.name);
  }

  #address() {
    const given = [this.input, this.topic, this.level].filter(({ value }) => value !== "");
    const query = new URLSearchParams(given.map(({ name, value }) => [name, value]));
    return query.size > 0 ? `${this.page}?${query}` : this.page;
  }

  // ---- searching

  #soon() {
    clearTimeout(this.#timer);
    this.hits.ariaBusy = true;
    this.#timer = setTimeout(() => this.run(), REST);
  }

  /** Searches what is asked now and shows what is found. */
  async run() {
    clearTimeout(this.#timer);
    this.#turn += 1;
    const turn = this.#turn;
    const query = this.input.value;
    const asked = JSON.stringify([query.trimStart(), this.topic.value, this.level.value]);
    if (this.isDialog) this.all.href = this.#address();
    else history.replaceState(null, "", this.#address());
    this.hits.ariaBusy = asked !== this.#last;
    if (asked === this.#last) return;
    try {
      const { topics, levels } = this.index.manifest;
      const number = (list, value) => (value === "" ? undefined : list.indexOf(value));
      const filter = { topic: number(topics.map(([id]) => id), this.topic.value), level: number(levels, this.level.value) };
      const found = await this.index.search(query, filter);
      const groups = this.#groups(query, found.hits);
      const records = await this.index.records(groups.flatMap(({ hits, shown }) => hits.slice(0, shown)));
      const isInVain = query.trim() !== "" && found.hits.length === 0 && !this.#isVague(query);
      const offered = isInVain ? await this.#offered() : [];
      if (turn !== this.#turn) return;
      this.#last = asked;
      this.#show(query, found, groups, records, offered);
      if (isInVain) this.status.textContent = fill(this.words.search_nothing, { query: brief(query) });
    } catch {
      if (turn === this.#turn) this.status.textContent = this.words.search_failed;
    }
    if (turn === this.#turn) this.hits.ariaBusy = false;
  }

  /** The hits by kind, the kind of the best one first. */
  #groups(query, hits) {
    const kinds = new Map();
    for (const hit of hits) {
      const kind = this.index.kind(hit);
      if (!kinds.has(kind)) kinds.set(kind, { kind, hits: [], shown: SHOWN[kind] });
      kinds.get(kind).hits.push(hit);
    }
    const groups = [...kinds.values()];
    return ASKS.test(query) ? groups.sort((a, b) => (b.kind === "question") - (a.kind === "question")) : groups;
  }

  /** Whether it says nothing as yet: `what`, `how do`. */
  #isVague(query) {
    const words = this.engine.words(query);
    return words.length > 0 && words.every(this.engine.isStopWord);
  }

  #offered() {
    const { topics, starts } = this.index.manifest;
    const numbers = topics.flatMap(([, , depth], at) => (depth === 0 ? [starts[1] + at] : [])).slice(0, OFFERED);
    return this.index.records(numbers);
  }

  // ---- showing

  #show(query, { hits, terms }, groups, records, offered) {
    const { words } = this;
    const typed = /\s$/.test(query) ? undefined : this.engine.words(query).at(-1);
    this.mark = (text) => this.engine.marked(text, new Set(terms), typed).map(([piece, isHit]) => (isHit ? make("mark", {}, piece) : piece));
    const shown = new Map(records.map((record) => [record.record, record]));
    this.hits.replaceChildren(...groups.map((group) => this.#section(group, shown)));
    if (offered.length > 0) {
      const links = offered.map(({ title, url }) => make("li", {}, make("a", { href: this.#href(url) }, title)));
      this.hits.append(make("p", {}, words.search_try_topics), make("ul", { class: "search-topics" }, ...links));
    }
    if (hits.length > 0) this.status.textContent = fill(words[hits.length === 1 ? "search_found_one" : "search_found_other"], { n: hits.length });
    else this.status.textContent = "";
  }

  #section(group, records) {
    const id = `x-search-${group.kind}`;
    const list = make("ul");
    const section = make("section", { "aria-labelledby": id }, make("h2", { id }, this.words[HEADINGS[group.kind]]), list);
    list.append(...group.hits.slice(0, group.shown).map((hit) => this.#hit(records.get(hit))));
    if (group.hits.length > group.shown) {
      const more = make("button", { type: "button", class: "search-more", "aria-describedby": id }, this.words.search_more);
      more.addEventListener("click", () => this.#more(group, list, more));
      section.append(more);
    }
    return section;
  }

  #hit({ title, url, line, level, language }) {
    const { levels, language: own } = this.index.manifest;
    // said where it isn't the page's; each text runs in the direction of its first letter
    const lang = (language || own) === document.documentElement.lang ? undefined : language || own;
    const text = (name, text) => make("span", { class: `search-${name}`, lang, dir: "auto" }, ...this.mark(text));
    const link = make("a", { href: this.#href(url) }, text("title", title));
    if (level !== undefined) link.append(" ", make("span", { class: "label" }, levels[level]));
    if (line) link.append(text("line", line));
    return make("li", {}, link);
  }

  #href(url) {
    return this.page.slice(0, -"search/".length) + url.slice(1);
  }

  async #more(group, list, button) {
    const from = group.shown;
    group.shown += MORE;
    const records = await this.index.records(group.hits.slice(from, group.shown));
    list.append(...records.map((record) => this.#hit(record)));
    list.children[from].firstChild.focus();
    if (group.shown >= group.hits.length) button.remove();
  }

  // ---- keys

  #walk(event) {
    const { key, target } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || target.localName === "select") return;
    const stops = [this.input, ...this.hits.querySelectorAll("a, button")];
    const at = stops.indexOf(target);
    const step = { ArrowDown: 1, ArrowUp: -1 }[key];
    if (step !== undefined && at >= 0 && stops[at + step]) {
      event.preventDefault();
      stops[at + step].focus();
    } else if (at > 0 && (key === "Home" || key === "End")) {
      event.preventDefault();
      stops.at(key === "Home" ? 1 : -1).focus();
    } else if (at > 0 && (key.length === 1 || key === "Backspace") && key !== " ") {
      this.input.focus();
    }
  }
}
