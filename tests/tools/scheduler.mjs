// The scheduler of the practice page gives the numbers of the package ts-fsrs: over many histories of ratings, with gaps from none to a
// year, the memory after each rating, and for cards that are reviewed the days to each rating's next date.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { FSRS, fsrs, generatorParameters } from "ts-fsrs";

const source = readFileSync(new URL("../../themes/prep/static/fsrs.js", import.meta.url), "utf8");
const ours = await import(`data:text/javascript,${encodeURIComponent(source)}`);
const theirs = fsrs(generatorParameters({ enable_fuzz: false, request_retention: 0.9 }));
assert.ok(theirs instanceof FSRS);

const GAPS = [0, 1, 2, 3, 7, 10, 30, 90, 365];
let state = 20261124;
const random = (below) => {
  state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
  return Math.floor((state / 0x80000000) * below);
};
const isNear = (a, b) => Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(b));

let compared = 0;
for (let history = 0; history < 2000; history += 1) {
  let memory = null, expected = null;
  const told = [];
  for (let step = 0; step < 8; step += 1) {
    const rating = 1 + random(4);
    const days = memory ? GAPS[random(GAPS.length)] : 0;
    told.push(`${rating} after ${days}`);
    if (memory && days > 0) {
      const outlook = ours.outlook(memory, days).map((after) => after.days);
      const [, hard, good, easy] = [1, 2, 3, 4].map((grade) => theirs.next_interval(theirs.next_state(expected, days, grade).stability, days));
      const inOrder = [0, Math.min(hard, good)];
      inOrder.push(Math.max(good, inOrder[1] + 1));
      inOrder.push(Math.max(easy, inOrder[2] + 1));
      assert.deepEqual(outlook, inOrder, `intervals: ${told}`);
    }
    memory = ours.next(memory, rating, days);
    expected = theirs.next_state(expected, days, rating);
    assert.ok(isNear(memory.stability, expected.stability), `stability of ${told}: ${memory.stability}, not ${expected.stability}`);
    assert.ok(isNear(memory.difficulty, expected.difficulty), `difficulty of ${told}: ${memory.difficulty}, not ${expected.difficulty}`);
    compared += 1;
  }
}
console.log(`scheduler: ${compared} states agree with ts-fsrs`);
