// The practice page in Chromium, on the blog as it was built: by keyboard alone, with a clock that the test moves, with progress kept,
// taken back, exported, imported, broken; and its list where no script runs.
//
//   node tests/browser/practice.mjs OUT --chromium PATH [--only WORD]

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launch } from "../tools/chromium.mjs";
import { attribute, commandLine, elements } from "../tools/output.mjs";
import { serve } from "../tools/static-server.mjs";
import { Suite } from "./suite.mjs";

const NOW = new Date("2026-11-24T10:00:00Z");
const DAY = 86_400_000;
const { output, options } = commandLine();
const server = await serve(output);
const browser = await launch(options.chromium);
const suite = new Suite();
const { test } = suite;
const address = server.address("practice/index.html");
const key = `gen.practice:${new URL(server.address("index.html")).pathname}`;

async function open(settings = {}, url = address) {
  const { entry, ...rest } = settings;
  const context = await browser.newContext({ viewport: { width: 800, height: 800 }, ...rest });
  const page = await context.newPage();
  page.complaints = [];
  page.on("console", (message) => message.type() === "error" && page.complaints.push(message.text()));
  page.on("pageerror", (error) => page.complaints.push(String(error)));
  await page.clock.setFixedTime(NOW);
  if (entry !== undefined) await page.addInitScript(([name, text]) => localStorage.getItem(name) ?? localStorage.setItem(name, text), [key, entry]);
  await page.goto(url);
  if (settings.javaScriptEnabled !== false) await page.locator("#x-practice:not([hidden])").waitFor();
  return page;
}

const part = (page, name) => page.locator(`[data-part="${name}"]`);
const stored = (page) => page.evaluate((name) => JSON.parse(localStorage.getItem(name)), key);
const current = (page) => page.evaluate(() => new URLSearchParams(location.search).get("card"));
const card = (days, more = {}) => ({ stability: 5, difficulty: 5, last: NOW - 10 * DAY, due: NOW.getTime() + days * DAY, reps: 1, lapses: 0, rating: 3, seen: "00000000", ...more });
const entry = (cards) => JSON.stringify({ version: 1, cards });
const rows = elements(output.document("practice/index.html")).filter((e) => attribute(e, "data-card"));
const ids = rows.map((row) => attribute(row, "data-card"));

test("by keyboard: think, reveal, rate, next", async () => {
  const page = await open();
  const first = await current(page);
  assert.equal(first, ids[0]);
  assert.match(await part(page, "status").textContent(), new RegExp(`^${ids.length} new$`));
  assert.equal(await part(page, "answer").isVisible(), false);
  await page.keyboard.press("Space");
  await part(page, "answer").waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.dataset.part), "answer");
  assert.ok((await part(page, "answer").textContent()).trim().length > 20);
  const spans = await page.locator(".ratings small").allTextContents();
  assert.deepEqual(spans, ["in 10 minutes", "in one day", "in 2 days", "in 8 days"]);
  await page.keyboard.press("4");
  await page.waitForFunction((id) => new URLSearchParams(location.search).get("card") !== id, first);
  assert.equal(await page.evaluate(() => document.activeElement.dataset.part), "question");
  const { cards } = await stored(page);
  assert.equal(cards[first].due, NOW.getTime() + 8 * DAY);
  assert.deepEqual([cards[first].rating, cards[first].reps, cards[first].lapses], [4, 1, 0]);
  await page.keyboard.press("u");
  await page.waitForFunction((id) => new URLSearchParams(location.search).get("card") === id, first);
  assert.deepEqual((await stored(page)).cards, {});
  return page;
});

test("what is due comes first, the longest due before all; what isn't due yet stays away", async () => {
  const page = await open({ entry: entry({ [ids[3]]: card(-1), [ids[4]]: card(-5), [ids[5]]: card(3) }) });
  assert.equal(await current(page), ids[4]);
  assert.equal(await part(page, "status").textContent(), `2 due, ${ids.length - 3} new`);
  await page.keyboard.press("Space");
  await part(page, "ratings").waitFor();
  await page.keyboard.press("1");
  await page.waitForFunction((id) => new URLSearchParams(location.search).get("card") === id, ids[3]);
  const again = (await stored(page)).cards[ids[4]];
  assert.deepEqual([again.lapses, again.rating, again.due], [1, 1, NOW.getTime() + 600_000]);
  return page;
});

test("an answer that was edited is said to be", async () => {
  const page = await open({ entry: entry({ [ids[0]]: card(-1) }) });
  await part(page, "changed").waitFor();
  assert.equal(await part(page, "changed").isVisible(), true);
  await page.keyboard.press("Space");
  await part(page, "ratings").waitFor();
  await page.keyboard.press("3");
  await page.waitForFunction((id) => new URLSearchParams(location.search).get("card") !== id, ids[0]);
  await page.goto(`${address}?mode=all&card=${ids[0]}`);
  await page.locator("#x-practice:not([hidden])").waitFor();
  await page.locator('[data-part="question"]').filter({ hasText: /\S/ }).waitFor();
  await page.waitForLoadState("networkidle");
  assert.equal(await part(page, "changed").isVisible(), false);
  return page;
});

test("the address resumes: level, review pile, shuffle and card", async () => {
  const hard = rows.filter((row) => attribute(row, "data-level") === "senior").map((row) => attribute(row, "data-card"));
  const page = await open({ entry: entry({ [hard[1]]: card(2, { rating: 2 }) }) }, `${address}?mode=review&level=senior`);
  assert.equal(await current(page), hard[1]);
  assert.equal(await part(page, "status").textContent(), "1 not due yet");
  await page.goto(`${address}?level=senior&shuffle=7`);
  await page.locator("#x-practice:not([hidden])").waitFor();
  const shuffled = await current(page);
  await page.reload();
  await page.locator("#x-practice:not([hidden])").waitFor();
  assert.equal(await current(page), shuffled);
  assert.ok(hard.includes(shuffled));
  return page;
});

test("a card keeps its progress under its old id", async () => {
  const page = await open({}, address);
  const row = page.locator("[data-card]").first();
  await row.evaluate((element) => element.dataset);
  await page.route(address, async (route) => {
    const response = await route.fetch();
    route.fulfill({ response, body: (await response.text()).replace(`data-card="${ids[0]}"`, `data-card="${ids[0]}" data-old-ids="was-called-so"`) });
  });
  await page.evaluate(([name, text]) => localStorage.setItem(name, text), [key, entry({ "was-called-so": card(-2) })]);
  await page.goto(address);
  await page.locator("#x-practice:not([hidden])").waitFor();
  assert.equal(await current(page), ids[0]);
  assert.deepEqual(Object.keys((await stored(page)).cards), [ids[0]]);
  return page;
});

test("progress as a file: out, in, and what isn't one", async () => {
  const page = await open({ entry: entry({ [ids[1]]: card(4) }) });
  await page.locator(".practice-data summary").click();
  const [download] = await Promise.all([page.waitForEvent("download"), part(page, "export").click()]);
  const folder = mkdtempSync(join(tmpdir(), "gen-practice-"));
  await download.saveAs(join(folder, "p.json"));
  assert.deepEqual(JSON.parse(readFileSync(join(folder, "p.json"), "utf8")), JSON.parse(entry({ [ids[1]]: card(4) })));
  writeFileSync(join(folder, "in.json"), entry({ [ids[1]]: card(9, { last: 0 }), [ids[2]]: card(-3), "BAD ID": card(0), broken: { due: "x" } }));
  await part(page, "import").setInputFiles(join(folder, "in.json"));
  await page.locator('[data-part="kept"]', { hasText: "Cards read from the file: 2." }).waitFor();
  const { cards } = await stored(page);
  assert.deepEqual([cards[ids[1]].due, cards[ids[2]].due], [card(4).due, card(-3).due], "the later state stays");
  assert.deepEqual(Object.keys(cards).length, 2);
  writeFileSync(join(folder, "no.json"), "[1");
  await part(page, "import").setInputFiles(join(folder, "no.json"));
  await page.locator('[data-part="kept"]', { hasText: "holds no progress" }).waitFor();
  rmSync(folder, { recursive: true });
  return page;
});

test("what can't be read is put aside, what is from a later version is left alone", async () => {
  const broken = await open({ entry: "{half" });
  assert.match(await part(broken, "kept").textContent(), /put aside/);
  assert.equal(await broken.evaluate((name) => localStorage.getItem(`${name}.unreadable`), key), "{half");
  await broken.context().close();
  const later = JSON.stringify({ version: 2, cards: {}, more: true });
  const page = await open({ entry: later });
  await page.keyboard.press("Space");
  await part(page, "ratings").waitFor();
  await page.keyboard.press("3");
  await part(page, "answer").waitFor({ state: "hidden" });
  assert.equal(await page.evaluate((name) => localStorage.getItem(name), key), later);
  return page;
});

test("multiple choice: a group with a legend, told in words", async () => {
  const questions = output.pages.filter((page) => page.startsWith("questions/") && output.text(page).includes("data-choice="));
  const id = questions.map((page) => page.split("/")[1]).find((id) => ids.includes(id));
  const page = await open({}, `${address}?card=${id}`);
  const group = page.getByRole("group", { name: "Choose, then check." });
  await group.waitFor();
  await group.locator("input:not([data-right])").first().focus();
  await page.keyboard.press("Space");
  await page.getByRole("button", { name: "Check" }).click();
  await page.locator('[data-part="feedback"]', { hasText: /^Not quite\. Right is: [A-H]/ }).waitFor();
  await part(page, "answer").waitFor();
  for (const input of await group.locator("input[data-right]").all()) await input.check();
  for (const input of await group.locator("input[type=checkbox]:not([data-right])").all()) await input.uncheck();
  await page.getByRole("button", { name: "Check" }).click();
  await page.locator('[data-part="feedback"]', { hasText: /^Right\.$/ }).waitFor();
  return page;
});

test("at the end: what was done, and what to read", async () => {
  const cited = output.pages.find((page) => page.startsWith("questions/") && /cited-by/.test(output.text(page))).split("/")[1];
  const rest = Object.fromEntries(ids.filter((id) => id !== cited).map((id) => [id, card(5)]));
  const page = await open({ entry: entry(rest) });
  await page.keyboard.press("Space");
  await part(page, "ratings").waitFor();
  await page.keyboard.press("2");
  await part(page, "end").waitFor();
  assert.equal(await part(page, "summary").textContent(), "You rated one card.");
  assert.ok((await part(page, "reading").locator("a").count()) > 0);
  return page;
});

test("a card that can't be loaded says so, and the rest goes on", async () => {
  const page = await open();
  await page.route(/\/questions\//, (route) => route.abort());
  await page.goto(address);
  await page.locator('[data-part="feedback"]', { hasText: "can’t be loaded" }).waitFor();
  await page.keyboard.press("s");
  await page.waitForFunction((id) => new URLSearchParams(location.search).get("card") === id, ids[1]);
  page.complaints = page.complaints.filter((text) => !text.includes("ERR_FAILED"));
  return page;
});

test("without JavaScript: the plain list", async () => {
  const page = await open({ javaScriptEnabled: false });
  assert.equal(await page.locator("#x-practice").isVisible(), false);
  assert.equal(await page.locator("[data-card] a:visible").count(), ids.length);
  return page;
});

try {
  await suite.run(async (body) => {
    const page = await body();
    assert.deepEqual(page.complaints, [], "the browser complains");
    await page.context().close();
  }, options.only);
} finally {
  await browser.close();
  server.close();
}
