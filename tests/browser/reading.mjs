// What readers do with the pages, in Chromium: with the keyboard alone, without JavaScript, in print, from right to left, with large text and
// with forced colours. OUT is the site of tests/reader, which has every thing once; MANY one with a long list of questions.
//
//   node tests/browser/reading.mjs OUT --many MANY --chromium PATH [--only WORD]

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { launch } from "../tools/chromium.mjs";
import { Output, commandLine } from "../tools/output.mjs";
import { serve } from "../tools/static-server.mjs";
import { Suite } from "./suite.mjs";

const { output, options } = commandLine();
const suite = new Suite();
const { test } = suite;

const ARTICLE = "articles/everything/";
const QUESTION = "questions/cover/";
const QUIZ = "questions/which/";
const WIDE = { width: 1440, height: 900 };
const LONG_LAYOUT = 100; // ms
const NARROW = { width: 360, height: 780 };

// ---- the frame

test("the colours follow the system, and the switch is remembered for this site only", async ({ open }) => {
  const page = await open(ARTICLE, { colorScheme: "dark" });
  const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const dark = await paper();
  const button = page.getByRole("button", { name: "Dark colours" });
  assert.equal(await button.getAttribute("aria-pressed"), "true");
  await button.press("Enter");
  const light = await paper();
  assert.notEqual(light, dark);
  assert.equal(await button.getAttribute("aria-pressed"), "false");
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), ["prep:/reader/:scheme"]);
  await page.addInitScript(() => {
    // what is set before there is a body is set before anything is painted
    new MutationObserver(() => {
      globalThis.early ??= document.body ? document.documentElement.dataset.scheme ?? "none" : undefined;
    }).observe(document, { childList: true, subtree: true });
  });
  await page.reload();
  assert.equal(await page.evaluate(() => globalThis.early), "light");
  assert.equal(await paper(), light);
  await page.getByRole("button", { name: "Dark colours" }).press("Space");
  assert.equal(await paper(), dark);
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), [], "what the system has anyway is not kept");
});

test("the first tab stop leads to the content", async ({ open }) => {
  const page = await open(ARTICLE);
  await page.keyboard.press("Tab");
  assert.equal(await focused(page), "Skip to content");
  assert.ok(await page.evaluate(() => document.activeElement.getBoundingClientRect().height > 24));
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  assert.ok(await page.evaluate(() => document.querySelector("main").contains(document.activeElement)));
});

test("every control that has the focus shows it", async ({ open }) => {
  for (const address of [ARTICLE, QUIZ, "questions/"]) {
    const page = await open(address);
    for (let n = 0; n < 60; n += 1) {
      await page.keyboard.press("Tab");
      const shown = await page.evaluate(() => {
        const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
        return document.activeElement === document.body || (outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 1);
      });
      assert.ok(shown, `${address}: "${await focused(page)}" doesn't show its focus`);
    }
    await page.close();
  }
});

// ---- an article

test("the contents mark the section in view, beside the text", async ({ open }) => {
  const page = await open(ARTICLE, { viewport: WIDE });
  const boxes = await page.evaluate(() => [".contents", ".takeaways"].map((name) => document.querySelector(name).getBoundingClientRect().toJSON()));
  assert.ok(boxes[0].left > boxes[1].right, "they stand beside the text");
  const marked = () => page.evaluate(() => [...document.querySelectorAll(".contents [aria-current]")].map((link) => link.hash).join());
  assert.equal(await marked(), "");
  for (const id of ["code", "a-quiz", "tables-and-lists"]) {
    await page.evaluate((id) => document.getElementById(id).scrollIntoView(), id);
    await page.waitForFunction((id) => document.querySelector(".contents [aria-current]")?.hash === `#${id}`, id);
  }
  await page.evaluate(() => scrollTo(0, 0));
  await page.waitForFunction(() => !document.querySelector(".contents [aria-current]"));
});

test("on a narrow screen the contents are folded, and fold again behind a choice", async ({ open }) => {
  const page = await open(ARTICLE, { viewport: NARROW });
  const link = page.locator(".contents").getByRole("link", { name: "A quiz" });
  assert.equal(await link.isVisible(), false);
  await page.locator(".contents summary").press("Enter");
  await link.press("Enter");
  assert.equal(await link.isVisible(), false);
  assert.ok(await page.evaluate(() => Math.abs(document.getElementById("a-quiz").getBoundingClientRect().top) < 100), "the section is in view");
});

test("a heading has a link to copy, and code a button", async ({ open }) => {
  const page = await open(ARTICLE, { permissions: ["clipboard-read", "clipboard-write"] });
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await page.getByRole("link", { name: "Link to this section: Tables and lists" }).press("Enter");
  await page.waitForFunction(() => document.getElementById("x-status").textContent === "Link copied");
  assert.equal(new URL(await copied()).hash, "#tables-and-lists");
  assert.equal(await page.evaluate(() => location.hash), "#tables-and-lists");
  assert.equal(await page.getByRole("heading", { name: "Tables and lists", exact: true }).count(), 1, "its name stays its words");
  await page.getByRole("button", { name: "Copy" }).nth(1).press("Enter");
  await page.waitForFunction(() => document.getElementById("x-status").textContent === "Copied");
  assert.match(await copied(), /^--- a\/index\.sql\n[^]*\n-CREATE INDEX ON orders \(total\);\n\+CREATE INDEX CONCURRENTLY/);
  await page.getByRole("button", { name: "Copy" }).nth(0).press("Enter");
  await page.waitForFunction(async () => (await navigator.clipboard.readText()).includes("fn main"));
  assert.match(await copied(), /^\/\* a comment\n {3}over two lines \*\/\nfn main\(\) \{\n/);
});

test("wide code and wide tables scroll in themselves, by keyboard", async ({ open }) => {
  const page = await open(ARTICLE, { viewport: NARROW });
  for (const name of [".code-file pre", ".table"]) {
    await page.locator(name).first().focus();
    await page.keyboard.press("ArrowRight");
    await page.waitForFunction((name) => document.querySelector(name).scrollLeft > 0, name);
  }
});

test("an image comes in the best format that the browser takes, and no larger than it is shown", async ({ open }) => {
  for (const [viewport, deviceScaleFactor] of [[NARROW, 2], [NARROW, 3], [WIDE, 1], [WIDE, 2]]) {
    for (const format of ["webp", "jpg"]) {
      const page = await open("", { viewport, deviceScaleFactor });
      // a browser that takes less sees the page without the sources it skips
      const skipped = { webp: [], jpg: ["webp"] }[format];
      await page.route("**/articles/photo/", async (route) => {
        const response = await route.fetch();
        const without = skipped.reduce((html, type) => html.replace(new RegExp(`<source type="image/${type}"[^>]*>`), ""), await response.text());
        await route.fulfill({ response, body: without });
      });
      await page.goto(new URL("articles/photo/", page.url()).href);
      const image = page.getByAltText("Seven spheres in a row");
      await image.scrollIntoViewIfNeeded();
      await image.evaluate((image) => image.decode());
      const measure = (image) => ({ source: image.currentSrc, shown: image.clientWidth * devicePixelRatio });
      const { source, shown } = await image.evaluate(measure);
      assert.match(source, new RegExp(`\\.${format}(\\?|$)`), `${format} at ${viewport.width}`);
      const width = Number(source.match(/-(\d+)\.\w+$/)?.[1] ?? 1200);
      assert.ok(shown > 600 && width >= Math.min(shown, 1200) && (format === "jpg" || width < 2 * shown), `${source} is shown at ${shown}`);
      await page.close();
    }
  }
});

test("pages do not shift while they load and are read", async ({ open }) => {
  for (const viewport of [NARROW, WIDE]) {
    for (const address of ["", ARTICLE, "articles/photo/", QUESTION, "topics/storage/", "questions/", "practice/", "topics/storage/practice/", "search/"]) {
      const page = await open(address, { viewport });
      const shift = await page.evaluate(async () => {
        const seen = [];
        new PerformanceObserver((list) => seen.push(...list.getEntries())).observe({ type: "layout-shift", buffered: true });
        const frame = () => new Promise(requestAnimationFrame);
        for (let at = 0; at < document.documentElement.scrollHeight; at += innerHeight / 2) {
          scrollTo(0, at);
          await frame();
        }
        await frame();
        return seen.map(({ value, sources }) => `${value} by ${sources.map(({ node }) => node?.className || node?.nodeName).join()}`);
      });
      assert.deepEqual(shift, [], `${address} at ${viewport.width}`);
      await page.close();
    }
  }
});

// ---- questions

test("an FAQ by keyboard: its headings, one answer, all answers", async ({ open }) => {
  const page = await open(ARTICLE);
  const faq = page.locator("#faq");
  assert.equal(await faq.getByRole("heading", { level: 3 }).count(), 4);
  assert.equal(await faq.locator("summary :is(h2, h3, a, button)").count(), 0);
  const answers = faq.locator("details.answer");
  const open_ = () => answers.evaluateAll((all) => all.filter((answer) => answer.open).length);
  await answers.first().locator("summary").press("Enter");
  assert.equal(await open_(), 1);
  const all = faq.locator(".open-all button");
  assert.equal(await all.textContent(), "Open all answers");
  await all.press("Enter");
  assert.equal(await open_(), 4);
  assert.equal(await all.textContent(), "Close all answers");
  await all.press("Enter");
  assert.equal(await open_(), 0);
});

test("a deep link opens its answer", async ({ open }) => {
  const page = await open(`${ARTICLE}#why-so-many`);
  const shown = (text) => page.getByText(text).isVisible();
  assert.ok(await shown("To have more than three."));
  assert.equal(await shown("No. It costs room and writes."), false);
  await page.evaluate(() => {
    location.hash = "is-it-free";
  });
  await page.getByText("No. It costs room and writes.").waitFor();
  const question = await open(`${QUESTION}#x-answer`);
  assert.ok(await question.getByText("When every column it needs").isVisible());
});

test("a question by keyboard: think first, then the answer", async ({ open }) => {
  const page = await open(QUESTION);
  const answer = page.getByText("When every column it needs");
  assert.equal(await answer.isVisible(), false);
  await tabTo(page, "Show the answer");
  await page.keyboard.press("Enter");
  assert.ok(await answer.isVisible());
  assert.equal(await focused(page), "Hide the answer");
  await page.keyboard.press("Enter");
  assert.equal(await answer.isVisible(), false);
});

test("a quiz by keyboard: nothing chosen, wrong, right", async ({ open }) => {
  const page = await open(QUIZ);
  const status = page.locator(".check [role='status']");
  const group = page.getByRole("group", { name: "Choose all that are right" });
  assert.equal(await group.getByRole("checkbox").count(), 3);
  await tabTo(page, "Check");
  await page.keyboard.press("Enter");
  assert.equal(await status.textContent(), "Choose first.");
  const choose = (letter) => group.getByRole("checkbox", { name: new RegExp(`^${letter} `) }).press("Space");
  await choose("A");
  assert.equal(await status.textContent(), "", "a new choice is not judged yet");
  await choose("B");
  await page.getByRole("button", { name: "Check" }).press("Enter");
  assert.match(await status.textContent(), /^Not quite/);
  assert.deepEqual(await page.locator(".choice .verdict").allTextContents(), ["A is right.", "B is wrong."]);
  await choose("B");
  await choose("C");
  await page.keyboard.press("Enter");
  assert.equal(await status.textContent(), "Right.");
  assert.ok(await page.getByText("Equal first, then a range.").isVisible(), "the reasons are shown");
});

test("the code of a choice stands outside its label, and belongs to it", async ({ open }) => {
  const page = await open("questions/output/");
  const radio = page.getByRole("radio", { name: "A", exact: true });
  const described = await radio.evaluate((input) => document.getElementById(input.getAttribute("aria-describedby")).innerText);
  assert.match(described, /1\s+2/);
  assert.equal(await page.locator("label pre, legend pre").count(), 0);
  await radio.press("Space");
  assert.ok(await radio.isChecked());
});

test("the filter by keyboard: words, topic, level; kept in the address; said aloud", async ({ open }) => {
  const page = await open("questions/");
  const rows = () => page.locator(".rows > li:visible").count();
  const status = page.locator(".filter [role='status']");
  assert.equal(await status.textContent(), "11 questions");
  await tabTo(page, "INPUT");
  await page.keyboard.type("VACÚUM");
  assert.equal(await rows(), 1, "capitals and accents don't count");
  assert.equal(await status.textContent(), "1 of 11 questions");
  assert.equal(new URL(page.url()).search, "?q=VAC%C3%9AUM");
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Delete");
  assert.equal(await rows(), 11);
  assert.equal(new URL(page.url()).search, "");
  await page.getByLabel("Topic", { exact: true }).selectOption("storage");
  assert.equal(await status.textContent(), "11 of 11 questions", "a topic holds those below it");
  await page.getByLabel("Topic", { exact: true }).selectOption("indexes");
  assert.equal(await status.textContent(), "2 of 11 questions", "a question has more topics than its first");
  await page.getByLabel("Level").selectOption("mid");
  assert.equal(new URL(page.url()).search, "?topic=indexes&level=mid");
  assert.deepEqual(await page.locator("main h3:visible").allTextContents(), ["mid 2"]);
  await page.reload();
  assert.equal(await status.textContent(), "2 of 11 questions", "the address brings it back");
  await page.getByLabel("Words").fill("nothing like it");
  assert.equal(await status.textContent(), "0 of 11 questions");
  await tabTo(page, "Show all");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => location.search === "");
  assert.equal(await rows(), 11);
  assert.equal(await status.textContent(), "11 questions");
});

test("a topic's questions are filtered in the same way", async ({ open }) => {
  const page = await open("topics/storage/?level=senior");
  assert.equal(await page.locator(".filter [role='status']").textContent(), "2 of 11 questions");
  assert.deepEqual(await page.locator(".level-group:visible h3").allTextContents(), ["senior 2"]);
});

test("1,500 questions are shown and filtered without a long layout", async ({ many, browser }) => {
  let longest = Infinity;
  // the best of three, since other programs run on the machine
  for (let n = 0; n < 3 && longest >= LONG_LAYOUT; n += 1) {
    const page = await many("index.html#");
    await browser.startTracing(page, { categories: ["devtools.timeline"] });
    await page.goto(new URL("questions/", page.url()).href);
    assert.ok((await page.locator(".rows > li").count()) >= 1500);
    for (const words of ["a", "an", "ang", "", "qqqq", ""]) {
      await page.getByLabel("Words").fill(words);
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    }
    await page.getByLabel("Level", { exact: true }).selectOption({ index: 1 });
    // a layout that is still under way when the trace ends has no length in it
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => requestIdleCallback(done)))));
    const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
    const layouts = traceEvents.filter(({ name }) => name === "Layout" || name === "UpdateLayoutTree");
    assert.ok(layouts.length > 5, "layouts are seen");
    longest = Math.min(longest, Math.max(...layouts.map(({ dur }) => dur / 1000)));
    await page.close();
  }
  console.log(`      the longest layout took ${longest.toFixed(0)} ms`);
  assert.ok(longest < LONG_LAYOUT, `${longest} ms`);
});

test("a page that doesn't exist leads to the nearest ones", async ({ open }) => {
  const page = await open("questions/covr/", { status: 404 });
  const first = page.locator("#x-nearest a").first();
  await first.waitFor();
  assert.equal(new URL(await first.evaluate((link) => link.href)).pathname, "/reader/questions/cover/");
  const other = await open("zzzzzzzzzzzzzzz/", { status: 404 });
  await other.getByText("None is like it.").waitFor();
});

// ---- other ways to read

test("an old address leads on, with the fragment that was asked for where scripts run", async ({ open }) => {
  const page = await open("old-everything/#why-so-many");
  await page.waitForURL(`**/${ARTICLE}#why-so-many`);
  assert.ok(await page.getByText("To have more than three.").isVisible());
  const plain = await open("old-everything/", { javaScriptEnabled: false });
  await plain.waitForURL(`**/${ARTICLE}`);
});

test("without JavaScript everything is there, and nothing that does nothing", async ({ open }) => {
  const page = await open("questions/", { javaScriptEnabled: false });
  assert.equal(await page.locator(".rows > li:visible").count(), 11);
  assert.equal(await page.locator(".filter").isVisible(), false);
  const quiz = await open(QUIZ, { javaScriptEnabled: false });
  assert.equal(await quiz.getByRole("checkbox").count(), 3);
  assert.equal(await quiz.getByRole("button").count(), 0);
  await quiz.locator("summary").press("Enter");
  assert.ok(await quiz.getByText("Equal first, then a range.").isVisible());
  const article = await open(`${ARTICLE}#why-so-many`, { javaScriptEnabled: false });
  assert.ok(await article.getByText("To have more than three.").isVisible(), "a deep link opens its answer");
  assert.equal(await article.getByRole("button").count(), 0);
  const lost = await open("questions/covr/", { javaScriptEnabled: false, status: 404 });
  assert.equal(await lost.locator("#x-nearest").isVisible(), false);
});

test("on paper all answers are open, with or without JavaScript, and navigation is gone", async ({ open, browser }) => {
  for (const javaScriptEnabled of [true, false]) {
    const page = await open(ARTICLE, { javaScriptEnabled, colorScheme: "dark" });
    const paper = printed(await page.pdf({ format: "A4" }), "article");
    for (const text of ["No. It costs room and writes.", "The log is small", "To have more than three.", "Equal first, then a range.", "Folded text with"]) {
      assert.ok(paper.includes(text), `"${text}" is on paper: ${paper}`);
    }
    assert.ok(!/Skip to content|On this page|Open all answers|Copy/.test(paper), paper);
    assert.ok(paper.includes("(https://example.net/)"), "the address of a link elsewhere stands behind it");
    assert.match(paper.split("\f")[0], /Key takeaways/, "takeaways are on the first page");
    assert.match(paper.replaceAll(/\s+/g, " "), /wider than any column of text could ever be/, "code is wrapped");
  }
  assert.ok(browser);
});

test("a page from right to left is laid out from there", async ({ open }) => {
  for (const viewport of [{ width: 320, height: 640 }, WIDE]) {
    const page = await open("articles/arabic/", { viewport });
    const found = await page.evaluate(() => {
      const box = (name) => document.querySelector(name).getBoundingClientRect();
      const style = getComputedStyle(document.querySelector(".takeaways"));
      return {
        dir: document.documentElement.dir,
        edge: [Number.parseFloat(style.borderRightWidth) > 0, Number.parseFloat(style.borderLeftWidth) > 0],
        name: box(".site-name").left > box("#x-scheme").left,
        contents: box(".contents").right <= box(".takeaways").left,
        code: getComputedStyle(document.querySelector("pre")).direction,
        copy: box(".copy").left > box("pre").left + box("pre").width / 2,
        wide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
      };
    });
    const contents = viewport === WIDE;
    assert.deepEqual(found, { dir: "rtl", edge: [true, false], name: true, contents, code: "ltr", copy: true, wide: false });

    // code, and words of another language, are read in their own direction
    const order = await page.evaluate(() => {
      const left = (node, at) => {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        return range.getBoundingClientRect().left;
      };
      const texts = [...document.querySelectorAll(".prose code, .byline li")].map((element) => element.firstChild);
      const latin = texts.filter((node) => /^(--no-index|\d+ min read)$/.test(node?.data ?? ""));
      return latin.map((node) => [node.data, left(node, 0) < left(node, node.length - 1)]);
    });
    assert.deepEqual(new Map(order), new Map([["1 min read", true], ["--no-index", true]]));
  }
});

test("text of twice the size loses nothing", async ({ open }) => {
  for (const address of ["", ARTICLE, QUESTION, QUIZ, "questions/", "topics/storage/", "topics/storage/practice/", "glossary/"]) {
    for (const width of [640, 1280]) {
      const page = await open(address, { viewport: { width, height: 900 } });
      await page.evaluate(() => {
        document.documentElement.style.fontSize = "200%";
        for (const answer of document.querySelectorAll("details")) answer.open = true;
      });
      assert.deepEqual(await page.evaluate(clipped), [], `${address} at ${width}`);
      await page.close();
    }
  }
});

test("forced colours keep every border that means something", async ({ open }) => {
  const page = await open(ARTICLE, { viewport: WIDE, forcedColors: "active" });
  await page.evaluate(() => document.getElementById("code").scrollIntoView());
  await page.waitForFunction(() => document.querySelector(".contents [aria-current]"));
  const borders = await page.evaluate(() => {
    const canvas = getComputedStyle(document.documentElement).backgroundColor;
    const edge = (name) => {
      const style = getComputedStyle(document.querySelector(name));
      return Number.parseFloat(style.borderInlineStartWidth) > 0 && style.borderInlineStartColor !== canvas;
    };
    return [".takeaways", ".contents [aria-current]", "pre mark", "pre ins", "pre del", ".alert", ".copy", ".check .button"].filter((name) => !edge(name));
  });
  assert.deepEqual(borders, []);
});

/** What of the page is cut off or makes it scroll sideways. */
function clipped() {
  const faults = [];
  if (document.documentElement.scrollWidth > document.documentElement.clientWidth) faults.push("the page scrolls sideways");
  for (const element of document.querySelectorAll("main *, header *, footer *")) {
    const { overflowX, overflowY, textOverflow } = getComputedStyle(element);
    const hides = [overflowX, overflowY].some((value) => value === "hidden" || value === "clip") && textOverflow !== "ellipsis";
    const isSeen = element.clientWidth > 1 && element.checkVisibility();
    if (hides && isSeen && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1)) {
      faults.push(element.outerHTML.slice(0, 80));
    }
  }
  return faults;
}

/** The text of a PDF, which is kept to be looked at. */
function printed(pdf, name) {
  const file = path.join(mkdtempSync(path.join(tmpdir(), "gen-print-")), `${name}.pdf`);
  writeFileSync(file, pdf);
  const { stdout, status, error } = spawnSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" });
  assert.equal(status, 0, `pdftotext: ${error?.message ?? status}`);
  return stdout;
}

/** The words on what has the focus; the name of the element where it has none. */
const focused = (page) => page.evaluate(() => document.activeElement.innerText?.trim() || document.activeElement.nodeName);

async function tabTo(page, words) {
  for (let n = 0; n < 120; n += 1) {
    if ((await focused(page)) === words) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`"${words}" is not reached with the tab key`);
}

// ---- running

const browser = await launch(options.chromium);
const sites = await Promise.all([output, new Output(options.many)].map(async (site) => ({ site, server: await serve(site) })));
try {
  await suite.run(async (body) => {
    const contexts = [];
    const complaints = [];
    const openAt = ({ site, server }) => async (address, { status = 200, ...settings } = {}) => {
      const context = await browser.newContext({ viewport: { width: 1000, height: 800 }, reducedMotion: "reduce", ...settings });
      contexts.push(context);
      const page = await context.newPage();
      page.on("pageerror", (error) => complaints.push(String(error)));
      page.on("console", (message) => {
        if (message.type() === "error" && status === 200) complaints.push(message.text());
      });
      const answer = await page.goto(new URL(address, server.origin + site.base.pathname).href, { waitUntil: "load" });
      assert.equal(answer?.status() ?? status, status, address);
      return page;
    };
    try {
      await body({ open: openAt(sites[0]), many: openAt(sites[1]), browser });
      assert.deepEqual(complaints, []);
    } finally {
      for (const context of contexts) await context.close();
    }
  }, options.only);
} finally {
  await browser.close();
  for (const { server } of sites) server.close();
}
