// A reader's progress under ids that are names of what every object of JavaScript has: kept, carried over, merged and read back.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

const source = readFileSync(new URL("../../themes/prep/static/practice-progress.js", import.meta.url), "utf8");
const { Progress } = await import(`data:text/javascript,${encodeURIComponent(source)}`);

const kept = new Map();
const storage = { getItem: (key) => kept.get(key) ?? null, setItem: (key, text) => kept.set(key, text) };
const card = (last) => ({ stability: 1, difficulty: 1, last, due: last + 1, reps: 1, lapses: 0, rating: 3, seen: "x" });

const progress = new Progress(storage, "/");
assert.equal(progress.card("constructor"), null, "nothing is known of a card that was never seen");
progress.rename([["fresh", ["constructor", "valueof"]]]);
assert.equal(kept.size, 0, "and nothing is carried over from it");
progress.set("constructor", card(10));
assert.equal(new Progress(storage, "/").card("constructor").last, 10);
progress.import(JSON.stringify({ version: 1, cards: { constructor: card(20), other: card(5) } }));
assert.deepEqual(Object.keys(progress.cards).sort(), ["constructor", "other"]);
assert.equal(progress.card("constructor").last, 20, "the later state stays");
progress.refresh();
progress.rename([["maker", ["constructor"]]]);
assert.equal(progress.card("constructor"), null);
assert.equal(new Progress(storage, "/").card("maker").last, 20);
progress.set("maker", null);
assert.equal(progress.card("maker"), null);
