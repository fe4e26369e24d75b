// A reader's progress: what is known of each card, in the browser's own storage. Nothing is sent anywhere.
//
// One entry of the storage for each site (keyed by its base path) holds `{ version, cards: { ID: card } }`; a card has `stability`,
// `difficulty`, `last` and `due` (milliseconds), `reps`, `lapses`, `rating`, and `seen`, a digest of the answer it was rated with.
// Cards are kept in objects without a prototype, since `constructor` is an id like any other.
// An entry that can't be read is kept under another name, one of a later version isn't written to, and two open pages add up.

const VERSION = 1;

export class Progress {
  #storage;
  #key;
  /** Why nothing is written: "later" for an entry of a later version, "storage" where there is no room or no right; else null. */
  blocked = null;
  /** Whether an entry could not be read and was put aside. */
  wasBroken = false;

  constructor(storage, base) {
    this.#storage = storage;
    this.#key = `gen.practice:${base}`;
    this.cards = this.#read();
  }

  card(id) {
    return this.cards[id] ?? null;
  }

  /** Carries what is known of old ids over to the ids that cards have now: pairs `[id, oldIds]`. */
  rename(pairs) {
    const changes = none();
    for (const [id, oldIds] of pairs) {
      for (const old of oldIds.filter((old) => this.cards[old])) {
        changes[id] = later(changes[id] ?? this.cards[id], this.cards[old]);
        changes[old] = null;
      }
    }
    if (Object.keys(changes).length > 0) this.#write(changes);
  }

  /** Keeps `card` as `id`; null forgets it. */
  set(id, card) {
    this.#write(Object.assign(none(), { [id]: card }));
  }

  /** What another page has written. */
  refresh() {
    this.cards = merged(this.cards, this.#read());
  }

  /** Whether a storage event is about this entry. */
  isAbout(event) {
    return event.key === this.#key;
  }

  /** How many cards are due at `now`, in milliseconds: of all, or of `ids`. */
  dueCount(now, ids = Object.keys(this.cards)) {
    return ids.filter((id) => this.card(id)?.due <= now).length;
  }

  export() {
    return JSON.stringify({ version: VERSION, cards: this.cards }, null, 1);
  }

  /** Adds what an exported file says; of a card known already the later state stays. How many cards it had; throws if it is none. */
  import(text) {
    const cards = parsed(text);
    this.#write(merged(this.cards, cards));
    return Object.keys(cards).length;
  }

  #read() {
    let text = null;
    try {
      text = this.#storage.getItem(this.#key);
    } catch {
      this.blocked = "storage";
    }
    if (text === null) return none();
    try {
      return parsed(text);
    } catch (error) {
      if (error instanceof LaterVersion) this.blocked = "later";
      else this.#putAside(text);
      return none();
    }
  }

  #putAside(text) {
    this.wasBroken = true;
    try {
      const kept = `${this.#key}.unreadable`;
      if (this.#storage.getItem(kept) === null) this.#storage.setItem(kept, text);
    } catch {
      this.blocked = "storage";
    }
  }

  /** Writes `changes` over what is kept by now; another page may have written too. */
  #write(changes) {
    const cards = this.blocked ? Object.assign(none(), this.cards) : this.#read();
    for (const [id, card] of Object.entries(changes)) {
      if (card) cards[id] = card;
      else delete cards[id];
    }
    this.cards = cards;
    if (this.blocked) return;
    try {
      this.#storage.setItem(this.#key, JSON.stringify({ version: VERSION, cards }));
    } catch {
      this.blocked = "storage";
    }
  }
}

class LaterVersion extends Error {}

/** No cards: what is looked up by an id finds nothing that JavaScript put there. */
function none() {
  return Object.create(null);
}

/** The cards of an entry or an exported file; what isn't a whole card is left out. */
function parsed(text) {
  const data = JSON.parse(text);
  if (typeof data !== "object" || data === null || typeof data.cards !== "object" || data.cards === null) throw new Error("no progress");
  if (data.version > VERSION) throw new LaterVersion();
  const cards = none();
  for (const [id, card] of Object.entries(data.cards)) if (isCard(card) && /^[a-z0-9-]+$/.test(id)) cards[id] = card;
  return cards;
}

function isCard(card) {
  const numbers = ["stability", "difficulty", "last", "due", "reps", "lapses", "rating"];
  return typeof card === "object" && card !== null && numbers.every((name) => Number.isFinite(card[name]));
}

function merged(ours, theirs) {
  const all = Object.assign(none(), ours);
  for (const [id, card] of Object.entries(theirs)) all[id] = later(all[id], card);
  return all;
}

function later(a, b) {
  return a && a.last > b.last ? a : b;
}
