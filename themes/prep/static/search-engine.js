// Searches the index that gen makes of a site: it fetches the few small files of `gen-assets/search/` that hold the words of a query.
//
// 1. `words` and `stem` understand a text as the index does (src/search/words.rs, src/search/stem.rs; tests/data/search.json
//    holds both to the same results). 2. Each word of a query is looked up: itself, what it begins while it is being typed, and,
//    where there is neither, what it may be with one mistake behind its first letter. 3. A record's score is the sum over the words
//    of how rare the word is times what the index says of it there (BM25F); records that have all words come first. 4. `records`
//    fetches what is shown of the hits.
//
// Every file begins with the version of the index. If one is of another, the site was published anew: all is fetched once more.
// It knows nothing of the page: `search-panel.js` shows what it finds.

const WIDE = "\\u3005-\\u3007\\u3041-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7a3\\u{20000}-\\u{323af}";
const LETTER = `(?![${WIDE}])[\\p{Alphabetic}\\p{N}]`;
const MORE = `(?![${WIDE}])[\\p{Alphabetic}\\p{N}\\p{M}]`;
const WORD = new RegExp(`[${WIDE}]+|${LETTER}(?:${MORE})*(?:['\u2019]${LETTER}(?:${MORE})*)*(?:(?:\\+\\+|#)(?![\\p{Alphabetic}\\p{N}\\p{M}+#]))?`, "gu");
const IS_WIDE = new RegExp(`^[${WIDE}]`, "u");
const LONGEST = 32;
const STOP_WORDS = new Set(("a an and are at be been by can could did does had has have how i in is it its may of on or our should so than " +
  "that the their them then there these they to was we were what when where which who why will would you your").split(" "));

/** Of a longer query, of one with more words, the rest is passed over. */
const LONGEST_QUERY = 400;
const WORDS = 16;
/** How much a hit counts that only begins with what was typed, and one that was misspelt. */
const BEGUN = 0.7;
const MISSPELT = 0.5;
/** Questions come first where all else is equal. */
const QUESTION = 1.25;
/** So many files are looked into for what begins with some letters. */
const FILES_AHEAD = 2;

const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ł: "l", ı: "i" };

/** `text` without case and accents. */
const fold = (text) =>
  text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "").replace(/[ßæœøđłı]/g, (letter) => LETTERS[letter]).normalize("NFC");

/** The words of a text, in order. */
export function words(text) {
  return (fold(text).match(WORD) ?? []).flatMap((token) => {
    const letters = [...token];
    if (IS_WIDE.test(token)) return letters.length === 1 ? [token] : letters.slice(1).map((letter, at) => letters[at] + letter);
    const word = token.replace(/['\u2019]/g, "");
    return [...word].length > LONGEST ? [] : [word];
  });
}

export const isStopWord = (word) => STOP_WORDS.has(word);

/** An English word without the endings that don't change what it is about. */
export function stem(word) {
  if (!/^[a-z]{3,}$/.test(word)) return word;
  if (/..ies$/.test(word)) return word.slice(0, -2);
  let it = word.replace(/^(.{2,}[^su])s$/, "$1");
  const [, before] = /^(.{3,}?)(?:ing|ed)$/.exec(it) ?? [];
  if (before && !it.endsWith("eed") && /[aeiouy]/.test(before)) it = before.replace(/([^aeioulsz])\1$/, "$1");
  return it.replace(/^(.{3,})e$/, "$1").replace(/^(.+[^aeiou])y$/, "$1i");
}

/** Reads numbers, and tables of terms, from bytes. */
class Reader {
  #at = 0;
  constructor(bytes) {
    this.bytes = bytes;
  }
  get isAtEnd() {
    return this.#at >= this.bytes.length;
  }
  number() {
    for (let value = 0, factor = 1; ; factor *= 128) {
      const byte = this.bytes[this.#at++];
      value += (byte & 127) * factor;
      if (!(byte & 128)) return value;
    }
  }
  /** Numbers that go up. */
  ascending() {
    const numbers = [];
    for (let last = 0; !this.isAtEnd; numbers.push(last)) last += this.number();
    return numbers;
  }
  /** Terms in order, each with the number of records it is in. */
  terms() {
    const terms = [];
    let last = new Uint8Array();
    for (let left = this.number(); left > 0; left -= 1) {
      const shared = this.number();
      const end = this.number() + this.#at;
      last = Uint8Array.of(...last.subarray(0, shared), ...this.bytes.subarray(this.#at, end));
      this.#at = end;
      terms.push({ term: new TextDecoder().decode(last), records: this.number() });
    }
    return terms;
  }
  /** Records with what a term says of them, as pairs in one list. */
  postings(count) {
    const postings = [];
    for (let record = 0; count > 0; count -= 1) {
      const next = this.number();
      postings.push((record += Math.floor(next / 16)), next % 16);
    }
    return postings;
  }
}

/** Whether one letter too many, too few, another one, or two in the wrong order make `word` what `term` is or begins with. */
export function isNear(word, term, isBegun) {
  const same = (from, at) => (isBegun ? term.startsWith(word.slice(from), at) : term.slice(at) === word.slice(from));
  let at = 0;
  while (at < word.length && word[at] === term[at]) at += 1;
  if (at === 0) return false;
  return same(at + 1, at + 1) || same(at + 1, at) || same(at, at + 1) ||
    (word[at] === term[at + 1] && word[at + 1] === term[at] && same(at + 2, at + 2));
}

/** That a file is of another version than the index. */
class Stale extends Error {}

/** The index of a site, which lies in a folder. */
export class Index {
  #files = new Map();
  #terms;
  #near;

  constructor(folder, get) {
    this.folder = folder;
    this.get = get;
  }

  /** Opens the index in `folder`. `get` fetches the bytes of an address; `isAnew` where it must not take what it has kept. */
  static async open(folder, get = fetchBytes) {
    const index = new Index(folder, get);
    await index.#open();
    return index;
  }

  async #open() {
    this.manifest = JSON.parse(new TextDecoder().decode(await this.get(`${this.folder}index.json`, true)));
    this.#terms = this.manifest.terms.split(" ");
    this.#near = this.manifest.near.split(" ");
    this.#files.clear();
  }

  /** Does `look`; once more, if the site was published anew meanwhile. */
  async #whole(look) {
    try {
      return await look();
    } catch (error) {
      if (!(error instanceof Stale)) throw error;
      await this.#open();
      return look();
    }
  }

  /** The content of a file, read by `read`. */
  #file(name, read) {
    if (!this.#files.has(name)) {
      const { version } = this.manifest;
      const file = this.get(`${this.folder}${name}?v=${version}`, false).then((bytes) => {
        const line = bytes.indexOf(10);
        if (new TextDecoder().decode(bytes.subarray(0, line)) !== version) throw new Stale(name);
        return read(bytes.subarray(line + 1));
      });
      file.catch(() => this.#files.delete(name));
      this.#files.set(name, file);
    }
    return this.#files.get(name);
  }

  /** The kind of a record: question, article, topic, term (of the glossary) or page. */
  kind(record) {
    return ["question", "article", "topic", "term", "page"][this.manifest.starts.filter((start) => start <= record).length];
  }

  /**
   * The hits of `query`, the best first, and the terms by which they were found. A query that doesn't end with a blank is still
   * being typed. `topic` and `level` are numbers in the manifest's lists; without words, all that they let through is a hit.
   */
  search(query, { topic, level } = {}) {
    return this.#whole(async () => {
      const asked = words(query.slice(0, LONGEST_QUERY));
      const telling = asked.filter((word, at) => !isStopWord(word) && asked.lastIndexOf(word) === at).slice(-WORDS);
      const isOpen = !/\s$/.test(query) && telling.at(-1) === asked.at(-1);
      const [allowed, ...groups] = await Promise.all([
        this.#filter(topic, level),
        ...telling.map((word, at) => this.#group(word, isOpen && at === telling.length - 1)),
      ]);
      const isIn = (record) => !allowed || allowed.has(record);
      if (telling.length === 0) return { hits: asked.length === 0 ? [...(allowed ?? [])] : [], terms: [] };
      return { hits: this.#rank(groups, isIn), terms: groups.flatMap(({ found }) => found.map(({ term }) => term)) };
    });
  }

  #rank(groups, isIn) {
    const scores = new Map();
    for (const { found } of groups) {
      const rarest = Math.max(...found.map(({ records }) => records));
      const rarity = Math.log(1 + (this.manifest.records - rarest + 0.5) / (rarest + 0.5));
      const best = new Map();
      for (const { postings, factor } of found) {
        for (let at = 0; at < postings.length; at += 2) {
          const record = postings[at];
          if (isIn(record)) best.set(record, Math.max(best.get(record) ?? 0, factor * postings[at + 1]));
        }
      }
      for (const [record, impact] of best) {
        const [score, count] = scores.get(record) ?? [0, 0];
        scores.set(record, [score + rarity * impact, count + 1]);
      }
    }
    const score = ([record, [sum, count]]) => [record, sum * (count / groups.length) ** 2 * (this.kind(record) === "question" ? QUESTION : 1)];
    return [...scores].map(score).sort(([a, of_a], [b, of_b]) => of_b - of_a || a - b).map(([record]) => record);
  }

  /** What is shown of `records`: title, address below the site's root, first line, level and topics by their numbers, and the language. */
  records(records) {
    const { step } = this.manifest;
    const file = (record) => Math.floor(record / step);
    return this.#whole(async () => {
      const files = await Promise.all(records.map((record) => this.#file(`records-${file(record)}.txt`, readRecords)));
      return records.map((record, at) => ({ record, kind: this.kind(record), ...files[at][record % step] }));
    });
  }

  /** The records that a topic and a level let through; `undefined` for all. */
  async #filter(topic, level) {
    const names = [[topic, `topic-${topic}.bin`], [level, `level-${level}.bin`]].filter(([of]) => of !== undefined);
    const lists = await Promise.all(names.map(([, name]) => this.#file(name, (bytes) => new Set(new Reader(bytes).ascending()))));
    return lists.reduce((all, list) => (all ? new Set([...all].filter((record) => list.has(record))) : list), undefined);
  }

  /** What is found for one word: terms with their records. */
  async #group(word, isOpen) {
    const whole = new Set([word, stem(word)]);
    const isBegun = isOpen && (word.length > 1 || IS_WIDE.test(word));
    const found = await this.#look(whole, isBegun ? word : undefined);
    if (found.length > 0) return { found };
    // an ending that is not finished: `cachi`
    const endings = isBegun ? ["g", "ng", "ing", "d", "ed", "s", "es"] : [];
    const stems = new Set(endings.map((ending) => stem(word + ending)).filter((it) => it.length < word.length));
    const begun = await this.#look(stems);
    if (begun.length > 0) return { found: begun.map((it) => ({ ...it, factor: BEGUN })) };
    const near = await this.#misspelt(word, isOpen);
    return { found: (await this.#look(new Set(near))).map((it) => ({ ...it, factor: MISSPELT })) };
  }

  /** The terms in `whole`, and those that begin with `beginning`. */
  async #look(whole, beginning) {
    const files = new Set([...whole].map((term) => place(this.#terms, term)));
    if (beginning) {
      const [from, to] = [place(this.#terms, beginning), place(this.#terms, `${beginning}\uffff`)];
      for (let at = from; at <= to && at < from + FILES_AHEAD; at += 1) files.add(at);
    }
    const tables = await Promise.all([...files].map((at) => this.#file(`terms-${at}.bin`, (bytes) => this.#readTerms(bytes))));
    return tables.flat().flatMap((it) => {
      if (whole.has(it.term)) return [{ ...it, factor: 1 }];
      return beginning && it.term.startsWith(beginning) ? [{ ...it, factor: BEGUN }] : [];
    });
  }

  #readTerms(bytes) {
    const reader = new Reader(bytes);
    return reader.terms().map((it) => ({ ...it, postings: reader.postings(Math.min(it.records, this.manifest.kept)) }));
  }

  /** What a word may be that is misspelt: the terms of the most records. */
  async #misspelt(word, isOpen) {
    if (word.length < 4 || IS_WIDE.test(word)) return [];
    const [from, to] = [place(this.#near, word[0]), place(this.#near, `${word[0]}\uffff`)];
    const files = Array.from({ length: to - from + 1 }, (_, at) => from + at);
    const tables = await Promise.all(files.map((at) => this.#file(`near-${at}.bin`, (bytes) => new Reader(bytes).terms())));
    const isMeant = ({ term }) => isNear(stem(word), term, false) || (isOpen && isNear(word, term, true));
    const meant = tables.flat().filter(isMeant).sort((a, b) => b.records - a.records);
    return meant.slice(0, 3).map(({ term }) => term);
  }
}

/** Which of the runs that begin with `beginnings` a term lies in. */
function place(beginnings, term) {
  let [from, to] = [0, beginnings.length];
  while (to - from > 1) {
    const middle = (from + to) >> 1;
    if (beginnings[middle] <= term) from = middle;
    else to = middle;
  }
  return from;
}

/** The anchor of a question with this title, as most have it. */
const anchor = (title) => title.toLowerCase().replace(/[^a-z0-9 _-]/g, "").replaceAll(" ", "-");

/** What is shown of the records of a file. */
export function readRecords(bytes) {
  let before = "";
  const lines = new TextDecoder().decode(bytes).split("\n").slice(0, -1);
  return lines.map((text) => {
    const [title, shared, rest, line, level, topics, language] = text.split("\t");
    before = before.slice(0, Number(shared)) + rest;
    if (before.endsWith("#=")) before = before.slice(0, -1) + anchor(title);
    return { title, url: before, line, level: level === "" ? undefined : Number(level), topics: topics.split(" ").filter(Boolean).map(Number), language };
  });
}

async function fetchBytes(url, isAnew) {
  const response = await fetch(url, isAnew ? { cache: "no-cache" } : {});
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

/** `text` in pieces, each with whether it is one of `terms` or begins with the word that is being typed. */
export function marked(text, terms, typed) {
  const pieces = [];
  let from = 0;
  for (const { 0: token, index } of text.matchAll(new RegExp(WORD, "giu"))) {
    const of = words(token);
    const isHit = of.some((word) => terms.has(word) || terms.has(stem(word)) || (typed && word.startsWith(typed)));
    if (!isHit || of.every(isStopWord)) continue;
    pieces.push([text.slice(from, index), false], [token, true]);
    from = index + token.length;
  }
  return [...pieces, [text.slice(from), false]];
}
