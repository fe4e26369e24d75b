// Practice: one card at a time. Think, reveal, rate; the card comes back when it is about to be forgotten.
//
// The cards are the rows of the page's own list of questions. What is on one is fetched from the question's own page, so no answer
// is published twice. `fsrs.js` says when a card is due, `practice-progress.js` keeps it. Where this script doesn't run, the list stays.

const app = document.getElementById("x-practice");
if (app) start(app);

const MINUTE = 60_000, DAY = 86_400_000;

async function start(app) {
  const { scheduler, progress: store, base } = app.dataset;
  const [fsrs, { Progress }] = await Promise.all([import(scheduler), import(store)]);
  let storage = null;
  try {
    storage = window.localStorage;
  } catch {
    // a browser may forbid it: then nothing is kept
  }
  const progress = new Progress(storage, base);
  const deck = readDeck();
  progress.rename(deck.map((card) => [card.id, card.oldIds]));
  new Sitting(app, deck, progress, fsrs).begin();
}

/** The cards of the page, in its order. */
function readDeck() {
  return [...document.querySelectorAll("[data-card]")].map((row) => ({
    id: row.dataset.card,
    level: row.dataset.level ?? "",
    oldIds: (row.dataset.oldIds ?? "").split(" ").filter(Boolean),
    url: row.querySelector("a").href,
    text: row.querySelector("a").textContent.trim(),
  }));
}

/** The reader's time with the cards, from opening the page to leaving it. */
class Sitting {
  #app; #deck; #progress; #fsrs;
  #queue = [];
  #done = 0;
  #undo = [];
  #current = null;
  #pages = new Map();
  #reading = new Map();

  constructor(app, deck, progress, fsrs) {
    this.#app = app;
    this.#deck = deck;
    this.#progress = progress;
    this.#fsrs = fsrs;
  }

  begin() {
    this.#app.hidden = false;
    document.querySelector(".deck")?.removeAttribute("open");
    this.#readOptions();
    this.#listen();
    this.#tellStorage();
    const wanted = new URLSearchParams(location.search).get("card");
    this.#fill(wanted);
    this.#show(false);
  }

  // ---- options, kept in the address

  #readOptions() {
    const query = new URLSearchParams(location.search);
    const { mode, level, shuffle } = this.#options;
    if ([...mode.options].some((option) => option.value === query.get("mode"))) mode.value = query.get("mode");
    if (level && [...level.options].some((option) => option.value === query.get("level"))) level.value = query.get("level");
    shuffle.checked = query.has("shuffle");
    this.seed = Number(query.get("shuffle")) || 1 + Math.floor(Math.random() * 9999);
  }

  get #options() {
    const { mode, level, shuffle } = this.#app.querySelector(".practice-options").elements;
    return { mode, level, shuffle };
  }

  #writeAddress() {
    const url = new URL(location.href);
    const { mode, level, shuffle } = this.#options;
    const values = {
      mode: mode.value === "due" ? null : mode.value,
      level: level?.value || null,
      shuffle: shuffle.checked ? this.seed : null,
      card: this.#current?.id ?? null,
    };
    for (const [name, value] of Object.entries(values)) {
      if (value === null) url.searchParams.delete(name);
      else url.searchParams.set(name, value);
    }
    history.replaceState(null, "", url);
  }

  // ---- the queue

  /** Due cards first, the longest due first, then new ones in the page's order; the card `wanted` before all. */
  #fill(wanted) {
    const now = Date.now();
    const { mode, level, shuffle } = this.#options;
    const known = (card) => this.#progress.card(card.id);
    let cards = this.#deck.filter((card) => !level?.value || card.level === level.value);
    if (mode.value === "review") cards = cards.filter((card) => known(card)?.rating <= this.#fsrs.HARD);
    const due = cards.filter((card) => known(card) && known(card).due <= now).sort((a, b) => known(a).due - known(b).due);
    const fresh = cards.filter((card) => !known(card));
    const rest = cards.filter((card) => known(card) && known(card).due > now);
    const mixed = (list) => (shuffle.checked ? shuffled(list, this.seed) : list);
    this.#queue = [...mixed(due), ...mixed(fresh), ...(mode.value === "due" ? [] : mixed(rest))];
    const at = this.#queue.findIndex((card) => card.id === wanted);
    if (at > 0) this.#queue.unshift(...this.#queue.splice(at, 1));
    else if (at < 0 && wanted) this.#queue.unshift(...cards.filter((card) => card.id === wanted));
  }

  async #show(takesFocus) {
    this.#current = this.#queue[0] ?? null;
    this.#writeAddress();
    this.#tellQueue();
    const card = this.#current;
    this.#part("card").hidden = !card;
    this.#part("reveal").hidden = this.#part("skip").hidden = !card;
    this.#part("ratings").hidden = true;
    this.#part("end").hidden = Boolean(card);
    this.#part("undo").disabled = this.#undo.length === 0;
    this.#part("feedback").textContent = "";
    if (!card) {
      this.#tellEnd();
      if (takesFocus) this.#part("end").focus();
      return;
    }
    this.#part("question").textContent = card.text;
    this.#part("prompt").replaceChildren();
    this.#part("answer").replaceChildren();
    this.#part("answer").hidden = true;
    this.#part("changed").hidden = true;
    this.#part("link").href = card.url;
    if (takesFocus) {
      this.#part("question").focus({ preventScroll: true });
      this.#part("card").scrollIntoView({ block: "nearest" });
    }
    const page = await this.#load(card).catch(() => null);
    if (card !== this.#current) return;
    if (!page) {
      this.#part("feedback").textContent = this.#word("failed");
      return;
    }
    this.#part("question").replaceChildren(...page.question.map(copy));
    this.#part("prompt").replaceChildren(...page.choices ? [choiceForm(page, this.#word("choose"), this.#word("check"))] : []);
    this.#part("changed").hidden = !(this.#progress.card(card.id) && this.#progress.card(card.id).seen !== page.digest);
    const following = this.#queue[1];
    if (following) this.#load(following).catch(() => {});
  }

  #load(card) {
    if (!this.#pages.has(card.id)) {
      const loading = fetch(card.url).then(async (response) => {
        if (!response.ok) throw new Error(`status ${response.status}`);
        return readPage(await response.text(), card.url);
      });
      loading.catch(() => this.#pages.delete(card.id));
      this.#pages.set(card.id, loading);
    }
    return this.#pages.get(card.id);
  }

  // ---- what a reader does

  #listen() {
    const on = (name, act) => this.#part(name).addEventListener("click", act);
    on("reveal", () => this.#reveal());
    on("skip", () => this.#skip());
    on("undo", () => this.#takeBack());
    on("again", () => this.#restart());
    this.#part("ratings").addEventListener("click", (event) => {
      const rating = Number(event.target.closest("[data-rating]")?.dataset.rating);
      if (rating) this.#rate(rating);
    });
    this.#part("prompt").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#check(event.target);
    });
    const form = this.#app.querySelector(".practice-options");
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("change", () => this.#restart());
    addEventListener("storage", (event) => {
      if (!this.#progress.isAbout(event)) return;
      this.#progress.refresh();
      this.#tellQueue();
    });
    document.addEventListener("keydown", (event) => this.#key(event));
    on("export", () => this.#export());
    this.#part("import").addEventListener("change", (event) => this.#import(event.target));
  }

  #key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
    if (event.target.closest("input, select, textarea, button, summary, a, dialog")) {
      if (event.key === " " || event.target.closest("input, select, textarea, dialog")) return;
    }
    const isShown = !this.#part("ratings").hidden;
    const rating = Number(event.key);
    if (event.key === " " && this.#current && !isShown) this.#reveal();
    else if (isShown && this.#fsrs.RATINGS.includes(rating)) this.#rate(rating);
    else if (event.key === "u" && this.#undo.length > 0) this.#takeBack();
    else if (event.key === "s" && this.#current) this.#skip();
    else return;
    event.preventDefault();
  }

  async #reveal() {
    const card = this.#current;
    const page = await this.#load(card).catch(() => null);
    if (card !== this.#current) return;
    if (!page) {
      this.#part("feedback").textContent = this.#word("failed");
      return;
    }
    this.#part("answer").replaceChildren(...page.answer.map(copy));
    this.#part("answer").hidden = false;
    this.#part("reveal").hidden = true;
    this.#part("ratings").hidden = false;
    const outlook = this.#fsrs.outlook(this.#memory(card), this.#days(card));
    for (const button of this.#part("ratings").querySelectorAll("[data-rating]")) {
      button.querySelector("small").textContent = this.#span(outlook[Number(button.dataset.rating) - 1].days);
    }
    this.#reading.set(card.id, page.reading);
    this.#part("answer").focus({ preventScroll: true });
  }

  #check(form) {
    const inputs = [...form.querySelectorAll("input")];
    const right = inputs.filter((input) => "right" in input.dataset);
    const isRight = inputs.every((input) => input.checked === "right" in input.dataset);
    const letters = right.map((input) => input.value).join(", ");
    const words = isRight ? this.#word("right") : this.#word("wrong").replace("{letters}", letters);
    if (this.#part("answer").hidden) this.#reveal().then(() => (this.#part("feedback").textContent = words));
    else this.#part("feedback").textContent = words;
  }

  #memory(card) {
    const known = this.#progress.card(card.id);
    return known && { stability: known.stability, difficulty: known.difficulty };
  }

  /** Whole days since the card was last rated. */
  #days(card) {
    const known = this.#progress.card(card.id);
    return known ? Math.max(0, Math.floor((Date.now() - known.last) / DAY)) : 0;
  }

  async #rate(rating) {
    const card = this.#current;
    const page = await this.#load(card).catch(() => null);
    if (card !== this.#current || this.#part("ratings").hidden) return;
    const before = this.#progress.card(card.id);
    const { memory, days } = this.#fsrs.outlook(this.#memory(card), this.#days(card))[rating - 1];
    const now = Date.now();
    const isAgain = rating === this.#fsrs.AGAIN;
    this.#undo.push({ card, before, queue: this.#queue.slice(), done: this.#done });
    this.#progress.set(card.id, {
      ...memory,
      last: now,
      due: isAgain ? now + 10 * MINUTE : now + days * DAY,
      reps: (before?.reps ?? 0) + 1,
      lapses: (before?.lapses ?? 0) + (isAgain && before ? 1 : 0),
      rating,
      seen: page?.digest ?? before?.seen ?? "",
    });
    this.#queue.shift();
    if (isAgain) this.#queue.push(card);
    this.#done += 1;
    if (rating >= this.#fsrs.GOOD) this.#reading.delete(card.id);
    this.#tellStorage();
    this.#show(true);
  }

  #skip() {
    this.#queue.push(this.#queue.shift());
    this.#show(true);
  }

  #takeBack() {
    const last = this.#undo.pop();
    if (!last) return;
    this.#progress.set(last.card.id, last.before);
    this.#queue = last.queue;
    this.#done = last.done;
    this.#show(true);
  }

  #restart() {
    this.#fill(null);
    this.#show(false);
  }

  // ---- what is told

  #tellQueue() {
    const now = Date.now();
    const due = this.#queue.filter((card) => this.#progress.card(card.id)?.due <= now).length;
    const fresh = this.#queue.filter((card) => !this.#progress.card(card.id)).length;
    const later = this.#queue.length - due - fresh;
    const parts = [[due, "due"], [fresh, "new"], [later, "later"]].filter(([count]) => count > 0);
    const words = parts.map(([count, name]) => this.#word(name).replace("{n}", count)).join(", ");
    this.#part("status").textContent = words || this.#word("none");
  }

  #tellEnd() {
    this.#part("summary").textContent = this.#word(this.#done === 1 ? "done_one" : "done_other").replace("{n}", this.#done);
    const links = new Map([...this.#reading.values()].flat().map((link) => [link.href, link]));
    this.#part("reading").hidden = links.size === 0;
    this.#part("reading").querySelector("ul").replaceChildren(...[...links.values()].slice(0, 5).map((link) => {
      const row = document.createElement("li");
      row.append(Object.assign(document.createElement("a"), { href: link.href, textContent: link.text }));
      return row;
    }));
  }

  #tellStorage() {
    const { blocked, wasBroken } = this.#progress;
    const name = blocked ? `blocked_${blocked}` : wasBroken ? "broken" : null;
    if (name) this.#part("kept").textContent = this.#word(name);
  }

  #span(days) {
    if (days === 0) return this.#word("soon");
    if (days < 30) return this.#word(days === 1 ? "days_one" : "days_other").replace("{n}", days);
    const format = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 });
    return days < 365 ? this.#word("months").replace("{n}", format.format(days / 30.4)) : this.#word("years").replace("{n}", format.format(days / 365));
  }

  // ---- a file of one's own

  #export() {
    const url = URL.createObjectURL(new Blob([this.#progress.export()], { type: "application/json" }));
    const link = Object.assign(document.createElement("a"), { href: url, download: "practice.json" });
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), MINUTE);
  }

  async #import(input) {
    const file = input.files[0];
    if (!file) return;
    try {
      const count = this.#progress.import(await file.text());
      this.#part("kept").textContent = this.#word("imported").replace("{n}", count);
      this.#restart();
    } catch {
      this.#part("kept").textContent = this.#word("not_imported");
    }
    input.value = "";
  }

  #part(name) {
    return this.#app.querySelector(`[data-part="${name}"]`);
  }

  #word(name) {
    return this.#app.querySelector(`[data-word="${name}"]`)?.textContent ?? name;
  }
}

// ---- a question's own page

/** What a card shows of the page `html` at `url`. */
function readPage(html, url) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const question = page.querySelector("article.question");
  if (!question) throw new Error("no question");
  for (const link of question.querySelectorAll("[href], [src]")) {
    for (const name of ["href", "src"]) if (link.hasAttribute(name)) link.setAttribute(name, new URL(link.getAttribute(name), url));
  }
  const reading = [...question.querySelectorAll(".cited-by a")].map((link) => ({ href: link.href, text: link.textContent.trim() }));
  const answer = question.querySelector("#x-answer");
  const digest = digestOf(answer?.textContent ?? "");
  // ids are those of the question's own page; here they could meet others
  question.querySelectorAll("[id]").forEach((element) => element.removeAttribute("id"));
  const right = [...question.querySelectorAll("[data-choice]")].map((verdict) => verdict.dataset.choice === "right");
  const choices = [...question.querySelectorAll(".choice-text")];
  return {
    question: [...question.querySelector("h1").childNodes],
    choices: choices.length > 0 ? choices.map((choice, at) => ({ nodes: [...choice.childNodes], isRight: right[at] ?? false })) : null,
    answer: [...(answer?.children ?? [])].filter((child) => child.localName !== "summary"),
    reading,
    digest,
  };
}

/** The choices as a form: one can be chosen, or several where several are right. */
function choiceForm(page, legend, check) {
  const isOne = page.choices.filter((choice) => choice.isRight).length === 1;
  const form = document.createElement("form");
  const fieldset = form.appendChild(document.createElement("fieldset"));
  fieldset.className = "choose";
  fieldset.append(Object.assign(document.createElement("legend"), { textContent: legend }));
  page.choices.forEach((choice, at) => {
    const label = fieldset.appendChild(document.createElement("label"));
    const letter = String.fromCharCode(65 + at);
    const input = Object.assign(document.createElement("input"), { type: isOne ? "radio" : "checkbox", name: "choice", value: letter });
    if (choice.isRight) input.dataset.right = "";
    const words = document.createElement("span");
    words.append(`${letter}. `, ...choice.nodes.flatMap(inline).map(copy));
    label.append(input, words);
  });
  form.append(Object.assign(document.createElement("button"), { type: "submit", className: "button", textContent: check }));
  return form;
}

/** What is in a paragraph stands in a line; other blocks stay what they are. */
function inline(node) {
  return node.localName === "p" ? [...node.childNodes] : [node];
}

function copy(node) {
  return document.importNode(node, true);
}

/** FNV-1a (32 bits) of the words of `text`: tells an edited answer from the one that was rated. */
function digestOf(text) {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text.replace(/\s+/g, " ").trim())) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, "0");
}

/** `list` in an order that follows from `seed` (Fisher-Yates with a linear congruential generator). */
function shuffled(list, seed) {
  const mixed = [...list];
  let state = seed >>> 0;
  for (let at = mixed.length - 1; at > 0; at -= 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const other = Math.floor((state / 2 ** 32) * (at + 1));
    [mixed[at], mixed[other]] = [mixed[other], mixed[at]];
  }
  return mixed;
}
