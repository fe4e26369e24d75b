// The search of the theme, from the bytes of its index to a reader's keys.
//
// 1. Its engine understands texts as the index does: the vectors that a Rust test reads, too. 2. It finds in a site what the vectors say,
// in that order. 3. In Chromium: typing, hits, arrow keys, filters, Escape and where the focus is then, an empty result, no JavaScript,
// a site that is published anew meanwhile. 4. A site of a thousand pages: how much a first search fetches. 5. Pagefind's program, run over
// the output, and its search on the page. No page may log an error or violate its policy.
//
//   node tests/browser/search.mjs GEN --chromium PATH [--only WORD]

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import * as engine from "../../themes/prep/static/search-engine.js";
import { launch } from "../tools/chromium.mjs";
import { Output } from "../tools/output.mjs";
import { serve } from "../tools/static-server.mjs";
import { Suite } from "./suite.mjs";

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { chromium: { type: "string", default: "/usr/bin/chromium" }, only: { type: "string", default: "" } },
});
const gen = resolve(positionals[0] ?? "target/debug/gen");
const vectors = JSON.parse(readFileSync(new URL("../data/search.json", import.meta.url), "utf8"));
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const suite = new Suite();
const { test } = suite;

/** A site in a folder of its own, built, and served as a host would. */
class Built {
  constructor(files) {
    this.root = mkdtempSync(join(tmpdir(), "gen-search-"));
    this.write(files);
    this.build();
  }

  write(files) {
    for (const [name, text] of Object.entries(files)) {
      const path = join(this.root, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
  }

  build(...more) {
    const out = spawnSync(gen, ["build", "--root", this.root, "--as-of", "2026-06-01", ...more], { encoding: "utf8" });
    assert.equal(out.status, 0, out.stderr);
    this.output = new Output(join(this.root, "public"));
  }

  /** The index as the engine reads it, from the disk. */
  index() {
    const get = async (url) => new Uint8Array(readFileSync(join(this.root, "public", url.replace(/\?.*$/, ""))));
    return engine.Index.open("gen-assets/search/", get);
  }

  async open(browser, path, context = {}) {
    this.server ??= await serve(this.output);
    this.complaints = [];
    this.context = await browser.newContext({ viewport: { width: 1000, height: 800 }, ...context });
    this.context.setDefaultTimeout(15_000);
    const page = await this.context.newPage();
    page.on("console", (message) => message.type() === "error" && this.complaints.push(message.text()));
    page.on("pageerror", (error) => this.complaints.push(String(error)));
    await page.addInitScript(() => {
      addEventListener("securitypolicyviolation", (event) => console.error(`blocked: ${event.violatedDirective} ${event.blockedURI}`));
    });
    await page.goto(this.server.address("index.html") + path);
    return page;
  }

  async end() {
    await this.context?.close();
    this.server?.close();
    rmSync(this.root, { recursive: true, force: true });
  }
}

const small = () => new Built(vectors.site);
const hits = (page) => page.locator(".search-hits li a");
const titles = (page) => page.locator(".search-hits li .search-title").allTextContents();
const focused = (page) => page.evaluate(() => document.activeElement.querySelector(".search-title")?.textContent ?? document.activeElement.name ?? document.activeElement.localName);
/** Waits until the hits are those of what was typed, not of its beginning. */
const settled = (page) => page.locator(".search-hits[aria-busy=false]").waitFor({ state: "attached" });
const status = (page, text) => settled(page).then(() => page.locator("[role=status]").getByText(text).waitFor());
const found = (page) => settled(page).then(() => hits(page).first().waitFor());

/** Opens the home page of a small site and the search in it. */
async function opened(browser, site) {
  const page = await site.open(browser, "");
  await page.keyboard.press("/");
  await page.locator("dialog select").first().waitFor();
  return page;
}

test("texts are understood as the index does", async () => {
  for (const { text, words, terms } of vectors.words) {
    const found = engine.words(text);
    assert.deepEqual(found, words, text);
    assert.deepEqual(found.filter((word) => !engine.isStopWord(word)).map(engine.stem), terms, text);
  }
});

test("records are read as they were written", async () => {
  const lines = vectors.records.map(([, , line]) => `${line}\n`).join("");
  const read = engine.readRecords(new TextEncoder().encode(lines));
  assert.deepEqual(read.map(({ title, url }) => [title, url]), vectors.records.map(([title, url]) => [title, url]));
});

test("one mistake behind the first letter is near", async () => {
  for (const [word, term, is, begins] of vectors.near) assert.equal(engine.isNear(word, term, begins ?? false), is, `${word} ${term}`);
});

test("queries find what they should, in that order", async () => {
  const site = small();
  try {
    const index = await site.index();
    const number = (list, value) => (value === undefined ? undefined : list.indexOf(value));
    for (const { query, topic, level, hits } of vectors.queries) {
      const { topics, levels } = index.manifest;
      const found = await index.search(query, { topic: number(topics.map(([id]) => id), topic), level: number(levels, level) });
      const records = await index.records(found.hits);
      assert.deepEqual(records.map(({ url }) => url), hits, JSON.stringify({ query, topic, level }));
    }
  } finally {
    await site.end();
  }
});

test("an index of another version is fetched anew", async () => {
  const site = small();
  try {
    const index = await site.index();
    site.write({ "content/articles/new.md": "+++\ntitle = \"A newcomer\"\n+++\nWords.\n" });
    site.build();
    assert.deepEqual((await index.records((await index.search("newcomer")).hits)).map(({ url }) => url), ["/articles/new/"]);
  } finally {
    await site.end();
  }
});

test("the key opens, typing finds, Escape closes and gives the focus back", async (browser, site) => {
  const page = await site.open(browser, "questions/cache-cost/");
  await page.locator("main a").first().focus();
  const before = await page.evaluate(() => document.activeElement.outerHTML);
  await page.keyboard.press("/");
  assert.equal(await focused(page), "q");
  await page.keyboard.type("what do");
  await found(page);
  // the hits of the beginning stand there while the rest is typed, and are marked
  await page.keyboard.type("es an index cost");
  await status(page, "results");
  assert.equal((await titles(page))[0], "What does an index cost?");
  assert.deepEqual(await page.locator(".search-hits h2").allTextContents(), ["Questions", "Articles", "Topics"]);
  assert.match(await hits(page).first().textContent(), /What does an index cost\?.*junior.*Every write maintains it/s);
  assert.deepEqual(await hits(page).first().locator("mark").allTextContents(), ["index", "cost"]);
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("dialog[open]").count(), 0);
  assert.equal(await page.evaluate(() => document.activeElement.outerHTML), before);
});

test("a link to the search page opens it, and the close button closes it", async (browser, site) => {
  const page = await site.open(browser, "");
  const link = page.locator(".site-header a[href$='/search/']");
  await link.click();
  await page.locator("dialog[open] button").getByText("Close").click();
  assert.equal(await page.locator("dialog[open]").count(), 0);
  assert.equal(await link.evaluate((element) => element === document.activeElement), true);
  assert.equal(new URL(page.url()).pathname, "/desk/");
});

test("arrow keys go through the hits and back to the field, Enter follows a hit", async (browser, site) => {
  const page = await opened(browser, site);
  await page.keyboard.type("index");
  await found(page);
  const all = await titles(page);
  for (const title of all) {
    await page.keyboard.press("ArrowDown");
    assert.equal(await focused(page), title);
  }
  await page.keyboard.press("ArrowDown");
  assert.equal(await focused(page), all.at(-1), "there is nothing below the last");
  await page.keyboard.press("Home");
  assert.equal(await focused(page), all[0]);
  await page.keyboard.press("ArrowUp");
  assert.equal(await focused(page), "q");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("End");
  assert.equal(await focused(page), all.at(-1));
  await page.keyboard.press("x");
  assert.equal(await focused(page), "q");
  assert.equal(await page.inputValue("dialog input[name=q]"), "indexx");
  await page.keyboard.press("Backspace");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/questions/index-cost/");
});

test("filters by topic and level, each with the topics below it", async (browser, site) => {
  const page = await opened(browser, site);
  await page.keyboard.type("cost");
  await found(page);
  assert.deepEqual(await titles(page), ["What does an index cost?", "What does a cache cost?", "What do pages cost?", "B-trees, explained"]);
  await page.selectOption("dialog select[name=topic]", "databases");
  await status(page, "3 results");
  assert.deepEqual(await titles(page), ["What does an index cost?", "What do pages cost?", "B-trees, explained"]);
  await page.selectOption("dialog select[name=level]", "senior");
  await status(page, "2 results");
  assert.deepEqual(await titles(page), ["What do pages cost?", "B-trees, explained"]);
  await page.getByText("All results on a page").click();
  await page.waitForURL("**/search/?q=cost&topic=databases&level=senior");
  await status(page, "2 results");
  assert.deepEqual(await titles(page), ["What do pages cost?", "B-trees, explained"]);
});

test("the search page keeps the query in its address", async (browser, site) => {
  const page = await site.open(browser, "search/?q=cache");
  await status(page, "results");
  assert.equal(await page.inputValue("input[name=q]"), "cache");
  await page.fill("input[name=q]", "index & cost");
  await page.waitForURL("**/search/?q=index+%26+cost");
  await page.reload();
  await status(page, "results");
  assert.equal((await titles(page))[0], "What does an index cost?");
  await page.keyboard.press("/");
  assert.equal(await focused(page), "q");
  assert.equal(await page.locator("dialog").count(), 0);
});

test("nothing found offers topics", async (browser, site) => {
  const page = await opened(browser, site);
  await page.keyboard.type("zzzzzz");
  await status(page, "Nothing found for “zzzzzz”.");
  const links = page.locator(".search-topics a");
  assert.deepEqual(await links.allTextContents(), ["Caching", "Databases"]);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/topics/caching/");
});

test("markup in a query and in a title is text", async (browser, site) => {
  const page = await opened(browser, site);
  await page.keyboard.type("<img src=x onerror=alert(1)> hostile");
  await found(page);
  assert.deepEqual(await titles(page), ["A <b>hostile</b> title"]);
  assert.equal(await page.locator("dialog :is(b, img)").count(), 0);
});

test("a very long query, and one of signs, does no harm", async (browser, site) => {
  const page = await opened(browser, site);
  await page.fill("dialog input[name=q]", "what does an index cost? ".repeat(400));
  await status(page, "results");
  assert.equal((await titles(page))[0], "What does an index cost?");
  await page.fill("dialog input[name=q]", `${"zq".repeat(5_000)}`);
  await status(page, `Nothing found for “${"zq".repeat(40)}…”.`);
  await page.fill("dialog input[name=q]", "[(*\\\\");
  await status(page, "Nothing found for “[(*\\\\”.");
  const wide = await page.locator("dialog").evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth);
  assert.ok(wide <= 0, `the dialog scrolls sideways by ${wide} px`);
});

test("what begins like a question, and says nothing yet, isn't sought in vain", async (browser, site) => {
  const page = await opened(browser, site);
  await page.keyboard.type("cost");
  await status(page, "results");
  await page.fill("dialog input[name=q]", "how does");
  await settled(page);
  assert.equal(await page.locator("dialog [role=status]").textContent(), "");
  assert.equal(await page.locator(".search-hits a").count(), 0);
});

test("right to left: the dialog, and a hit on a page that isn't", async (browser, site) => {
  const page = await site.open(browser, "articles/arabic/", { viewport: { width: 320, height: 640 } });
  await page.keyboard.press("/");
  await page.locator("dialog select").first().waitFor();
  await page.keyboard.type("فهرس");
  await found(page);
  const place = await page.evaluate(() => {
    const [title, dialog] = [document.querySelector(".search-title"), document.querySelector("dialog")].map((it) => it.getBoundingClientRect());
    return { atRight: dialog.right - title.right < 40, wide: document.documentElement.scrollWidth - document.documentElement.clientWidth };
  });
  assert.deepEqual(place, { atRight: true, wide: 0 });
  assert.equal(await page.locator(".search-title").first().getAttribute("lang"), null);
  await page.goto(`${site.server.address("search/index.html")}?q=فهرس`);
  await found(page);
  assert.equal(await page.locator(".search-title").first().getAttribute("lang"), "ar");
  await hits(page).first().click();
  await page.waitForURL("**/articles/arabic/");
});

test("a term of the glossary is found with what it means", async (browser, site) => {
  const page = await opened(browser, site);
  await page.keyboard.type("idempotence");
  await found(page);
  assert.deepEqual(await page.locator(".search-hits h2").allTextContents(), ["Glossary"]);
  assert.match(await hits(page).first().textContent(), /Idempotent.*Doing it twice/s);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/glossary/#idempotent");
});

test("the key can be switched off, and is a letter where one types", async (browser, site) => {
  const page = await opened(browser, site);
  await page.keyboard.type("a/b");
  assert.equal(await page.inputValue("dialog input[name=q]"), "a/b");
  await page.getByLabel("The key / opens the search").uncheck();
  await page.keyboard.press("Escape");
  await page.keyboard.press("/");
  assert.equal(await page.locator("dialog[open]").count(), 0);
  await page.reload();
  await page.keyboard.press("/");
  assert.equal(await page.locator("dialog[open]").count(), 0);
});

test("without JavaScript the page leads to the lists", async (browser, site) => {
  const page = await site.open(browser, "", { javaScriptEnabled: false });
  await page.locator(".site-header a[href$='/search/']").click();
  await page.waitForURL("**/search/");
  assert.match(await page.locator("noscript p").innerText(), /The search needs JavaScript/);
  assert.equal(await page.locator("main a[href='/desk/topics/databases/']").count(), 1);
  await page.locator("main a[href='/desk/questions/']").click();
  await page.waitForURL("**/questions/");
});

test("axe finds nothing, with hits and without, in light and dark, wide and narrow", async (browser, site) => {
  for (const context of [{ colorScheme: "light" }, { colorScheme: "dark", viewport: { width: 320, height: 640 } }]) {
    await site.context?.close();
    const page = await site.open(browser, "", context);
    const check = async (what) => {
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => globalThis.axe.run(document));
      assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`), [], what);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(wide <= 0, `${what} scrolls sideways by ${wide} px`);
    };
    await page.keyboard.press("/");
    await page.locator("dialog select").first().waitFor();
    await check("the empty dialog");
    await page.keyboard.type("cost");
    await found(page);
    await check("the dialog with hits");
    await page.goto(site.server.address("search/index.html") + "?q=zzzzzz");
    await status(page, "Nothing found");
    await check("the page with nothing found");
  }
});

test("a page in another language searches in its words", async (browser, site) => {
  const page = await site.open(browser, "articles/german/");
  await page.keyboard.press("/");
  await page.locator("dialog").getByLabel("Thema").waitFor();
  await page.keyboard.type("GROSSE caches");
  await status(page, "Treffer");
});

test("a first search of a thousand pages fetches little", async (browser) => {
  const root = mkdtempSync(join(tmpdir(), "gen-corpus-"));
  const corpus = fileURLToPath(new URL("../../bench/corpus.py", import.meta.url));
  const made = spawnSync("python3", [corpus, root, "--articles", "500", "--questions", "500", "--for", "gen"], { encoding: "utf8" });
  assert.equal(made.status, 0, made.stderr);
  const toml = readFileSync(join(root, "gen/site.toml"), "utf8").replace("enabled = false", "enabled = true");
  const site = new Built({ "site.toml": toml });
  try {
    site.root = join(root, "gen");
    site.write({ "site.toml": toml });
    site.build();
    const page = await site.open(browser, "");
    const fetched = new Map();
    page.on("response", (response) => {
      const { pathname } = new URL(response.url());
      const bytes = readFileSync(join(site.root, "public", pathname));
      // every host compresses scripts; the index is small as it is
      fetched.set(pathname, pathname.endsWith(".js") ? gzipSync(bytes).length : bytes.length);
    });
    await page.keyboard.press("/");
    await page.locator("dialog select").first().waitFor();
    await page.keyboard.type("how do you explain a stale cache", { delay: 20 });
    await status(page, "results");
    await page.waitForLoadState("networkidle");
    const bytes = [...fetched.values()].reduce((sum, size) => sum + size, 0);
    const index = [...fetched].filter(([path]) => path.includes("/gen-assets/search/")).reduce((sum, [, size]) => sum + size, 0);
    console.log(`        ${fetched.size} files, ${bytes} bytes, ${index} of them of the index`);
    assert.ok(bytes < 60_000, [...fetched].join("\n"));
  } finally {
    await site.end();
    rmSync(root, { recursive: true, force: true });
  }
});

test("Pagefind's search is on the page, after its program was run", async (browser) => {
  const site = new Built({ ...vectors.site, "site.toml": `${vectors.site["site.toml"]}\n[search]\nengine = "pagefind"\n` });
  try {
    const program = fileURLToPath(new URL("../node_modules/.bin/pagefind", import.meta.url));
    const run = spawnSync(program, ["--site", join(site.root, "public")], { encoding: "utf8" });
    assert.equal(run.status, 0, run.stderr + run.stdout);
    site.build("--strict");
    const page = await site.open(browser, "");
    await page.locator(".site-header a[href$='/search/']").click();
    await page.locator("#x-search input").fill("maintains");
    await page.locator("#x-search .pagefind-ui__result-link").first().waitFor();
    assert.match(await page.locator("#x-search").textContent(), /What does an index cost\?/);
    await page.goto(site.server.address("search/index.html") + "?q=warm");
    await page.locator("#x-search .pagefind-ui__result-link").first().waitFor();
    assert.match(await page.locator("#x-search").textContent(), /topic/i, "there are filters");
    assert.deepEqual(site.complaints, []);
  } finally {
    await site.end();
  }
});

const browser = await launch(options.chromium);
try {
  await suite.run(async (body) => {
    const site = body.length > 1 ? small() : undefined;
    try {
      await body(browser, site);
      assert.deepEqual(site?.complaints ?? [], [], "the browser complains");
    } finally {
      await site?.end();
    }
  }, options.only);
} finally {
  await browser.close();
}
