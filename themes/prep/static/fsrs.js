// When a card is due again: FSRS-6 with its default weights, as described in "The Algorithm" of the Open Spaced Repetition project
// (https://github.com/open-spaced-repetition/awesome-fsrs/wiki/The-Algorithm). A card's memory has a difficulty from 1 to 10 and a
// stability: the days after which it is recalled with a probability of 90 %. Pure functions; no clock, no storage.

export const AGAIN = 1, HARD = 2, GOOD = 3, EASY = 4;
export const RATINGS = [AGAIN, HARD, GOOD, EASY];

const W = [0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629, 1.6483, 0.6014,
  1.8729, 0.5425, 0.0912, 0.0658, 0.1542];
const DECAY = -W[20];
const FACTOR = 0.9 ** (1 / DECAY) - 1;
const LEAST_STABILITY = 0.001;
const MOST_DAYS = 36500;

/** The probability that a memory of `stability` is recalled after `days`. */
export function recall(days, stability) {
  return (1 + (FACTOR * days) / stability) ** DECAY;
}

/** The memory after `rating`, `days` after the last one; `memory` is null for a card that is new. */
export function next(memory, rating, days) {
  if (!memory) return { stability: W[rating - 1], difficulty: clamp(firstDifficulty(rating), 1, 10) };
  const { stability: s, difficulty: d } = memory;
  const stability = days < 1 ? sameDay(s, rating) : rating === AGAIN ? forgotten(s, d, recall(days, s)) : recalled(s, d, recall(days, s), rating);
  return { stability: clamp(stability, LEAST_STABILITY, MOST_DAYS), difficulty: nextDifficulty(d, rating) };
}

/** For each rating, the memory after it and the days until the card is due; 0 is "in this sitting". */
export function outlook(memory, days) {
  const memories = RATINGS.map((rating) => next(memory, rating, days));
  let [, hard, good, easy] = memories.map((after) => interval(after.stability));
  hard = Math.min(hard, good);
  good = Math.max(good, hard + 1);
  easy = Math.max(easy, good + 1);
  return memories.map((after, at) => ({ memory: after, days: [0, hard, good, easy][at] }));
}

function interval(stability) {
  return clamp(Math.round(stability), 1, MOST_DAYS);
}

function firstDifficulty(rating) {
  return W[4] - Math.exp(W[5] * (rating - 1)) + 1;
}

function nextDifficulty(difficulty, rating) {
  const damped = difficulty + (-W[6] * (rating - 3) * (10 - difficulty)) / 9;
  return clamp(W[7] * firstDifficulty(EASY) + (1 - W[7]) * damped, 1, 10);
}

// on the same day only a card that was not known loses stability
function sameDay(stability, rating) {
  const growth = Math.exp(W[17] * (rating - 3 + W[18])) * stability ** -W[19];
  return stability * (rating >= HARD ? Math.max(growth, 1) : growth);
}

function recalled(stability, difficulty, probability, rating) {
  const effort = rating === HARD ? W[15] : rating === EASY ? W[16] : 1;
  const gain = Math.exp(W[8]) * (11 - difficulty) * stability ** -W[9] * (Math.exp(W[10] * (1 - probability)) - 1);
  return stability * (1 + gain * effort);
}

function forgotten(stability, difficulty, probability) {
  const left = W[11] * difficulty ** -W[12] * ((stability + 1) ** W[13] - 1) * Math.exp(W[14] * (1 - probability));
  return Math.min(left, stability / Math.exp(W[17] * W[18]));
}

function clamp(value, least, most) {
  return Math.min(Math.max(value, least), most);
}
