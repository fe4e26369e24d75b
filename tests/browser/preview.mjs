// The preview in a real browser: an author saves, and what the open page does. Each test has a site of its own in a temporary folder, a
// server of its own, and a page in Chromium; none may log an error or violate the page's policy, save where a test says so.
//
//   node tests/browser/preview.mjs GEN --chromium PATH [--only WORD]

import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { launch } from "../tools/chromium.mjs";
import { Suite } from "./suite.mjs";

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { chromium: { type: "string", default: "/usr/bin/chromium" }, only: { type: "string", default: "" } },
});
const gen = resolve(positionals[0] ?? "target/debug/gen");
const suite = new Suite();
const { test } = suite;

const LONG = Array.from({ length: 60 }, (_, at) => `Paragraph ${at} says what it has to say, at some length, so that the page scrolls.`);
const article = (title, body) => `+++\ntitle = "${title}"\ndescription = "What it is about."\n+++\n\n${body}\n`;
// related lists are found in the background and patch a page by themselves: tests/serve/lists.rs has them
const SITE = {
  "site.toml": 'title = "Preview"\nbase_url = "https://example.org/"\ndescription = "A site to be previewed."\n[related]\nenabled = false\n',
  "content/articles/one.md": article("One", LONG.join("\n\n")),
  "content/articles/two.md": article("Two", "Another page.\n\n<details id=\"d\"><summary>More</summary>\n\nHidden words.\n\n</details>\n\n" +
    '<label>Name <input id="name"></label>'),
};
const STYLE = (probe) => `html { --probe: ${probe}; }\n`;
const SVG = (width) => `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="10"></svg>\n`;

/** A site on disk, its server, and a page of the browser that looks at it. */
class Preview {
  constructor(browser, flags) {
    this.browser = browser;
    this.flags = flags;
    this.root = mkdtempSync(join(tmpdir(), "gen-preview-"));
    this.complaints = [];
  }

  write(files) {
    for (const [name, text] of Object.entries(files)) {
      const path = join(this.root, name);
      mkdirSync(dirname(path), { recursive: true });
      if (text === null) rmSync(path);
      else writeFileSync(path, text);
    }
  }

  async serve(port = 0) {
    this.server = spawn(gen, ["serve", "--root", this.root, "--port", String(port), ...this.flags], { stdio: ["ignore", "ignore", "pipe"] });
    this.ended = new Promise((done) => this.server.once("exit", done));
    this.said = "";
    this.url = await new Promise((done, fail) => {
      this.server.once("exit", (status) => fail(new Error(`the server ended with ${status}: ${this.said}`)));
      this.server.stderr.on("data", (data) => {
        this.said += data;
        const url = /preview at (http:\S+?\/),/.exec(this.said);
        if (url) done(url[1]);
      });
    });
  }

  async stop() {
    this.server?.kill("SIGINT");
    await this.ended;
  }

  /** Opens `path` in a page of its own. */
  async open(path) {
    this.context ??= await this.browser.newContext({ viewport: { width: 1000, height: 700 } });
    const page = await this.context.newPage();
    page.on("console", (message) => message.type() === "error" && this.complaints.push(message.text()));
    page.on("pageerror", (error) => this.complaints.push(String(error)));
    await page.addInitScript(() => {
      window.loaded = Math.random();
      window.patches = 0;
      document.addEventListener("gen:patched", () => (window.patches += 1));
      document.addEventListener("securitypolicyviolation", (event) => console.error(`blocked: ${event.violatedDirective} ${event.blockedURI}`));
    });
    await page.goto(new URL(path, this.url).href);
    // what changes before a page knows what it was loaded with is another load, not a patch: so do the lists that are found meanwhile
    await page.waitForFunction(() => {
      const isSettled = document.querySelector("script[src='/.gen/serve/page.js']")?.dataset.settled === "known";
      if (isSettled) window.first = window.loaded;
      return isSettled;
    });
    return page;
  }

  async end() {
    await this.context?.close();
    if (this.server?.exitCode === null) await this.stop();
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** Waits until the body's text holds `text`, or holds it no more. */
const until = (page, text, is = true) =>
  page.waitForFunction(([text, is]) => document.body?.innerText.includes(text) === is, [text, is], { timeout: 15_000 });
/** Whether the page is the one that was loaded at first. */
const isSameLoad = (page) => page.evaluate(() => window.first === window.loaded && window.first !== undefined);
const banner = (page) => page.locator("gen-preview");
/** The document as text, without what the preview puts into it. */
const dom = (page) => page.evaluate(() => {
  const root = document.documentElement.cloneNode(true);
  root.querySelectorAll("gen-preview, script[src^='/.gen/']").forEach((element) => element.remove());
  return root.outerHTML;
});

test("a saved article is patched in place: the scroll stays", async (preview) => {
  await preview.serve();
  const page = await preview.open("articles/one/");
  await page.evaluate(() => {
    [...document.querySelectorAll("p")].find((p) => p.textContent.startsWith("Paragraph 30")).scrollIntoView();
    window.node = [...document.querySelectorAll("p")].find((p) => p.textContent.startsWith("Paragraph 40"));
  });
  const scroll = await page.evaluate(() => scrollY);
  assert.ok(scroll > 500);
  preview.write({ "content/articles/one.md": article("One, renamed", [...LONG.slice(0, 35), "Inserted words.", ...LONG.slice(35)].join("\n\n")) });
  await until(page, "Inserted words.");
  assert.ok(await isSameLoad(page));
  assert.equal(await page.evaluate(() => scrollY), scroll);
  assert.ok(await page.evaluate(() => window.node.isConnected), "what is the same stays the same node");
  assert.match(await page.title(), /^One, renamed/);
});

test("open answers, focus and typed text stay", async (preview) => {
  await preview.serve();
  const page = await preview.open("articles/two/");
  await page.click("summary");
  await page.fill("#name", "typed");
  await page.focus("#name");
  preview.write({ "content/articles/two.md": SITE["content/articles/two.md"].replace("Another page.", "New words.\n\nAnd more.").replace("Hidden", "Other") });
  await until(page, "New words.");
  await until(page, "Other words.");
  assert.ok(await page.evaluate(() => document.querySelector("#d").open));
  assert.equal(await page.inputValue("#name"), "typed");
  assert.equal(await page.evaluate(() => document.activeElement.id), "name");
  assert.ok(await isSameLoad(page));
});

test("a page equals a fresh load after every edit", async (preview) => {
  await preview.serve();
  const page = await preview.open("articles/one/");
  const bodies = [
    "Only this.", "## A\n\ntext\n\n## B\n\ntext", "## B\n\ntext\n\n## A\n\ntext", "- a\n- b\n- c", "- c\n- x\n- a", "| a | b |\n|---|---|\n| 1 | 2 |",
    "| a | b |\n|---|---|\n| 0 | 0 |\n| 1 | 2 |\n\n```rust\nfn main() {}\n```", "Text[^1].\n\n[^1]: A note.", "> [!TIP]\n> Alert.\n\n## FAQ\n\n### Why?\n\nSo.",
    "## Key takeaways\n\n- One\n- Two\n\n## A\n\n## A\n\n## A\n\nend",
  ];
  for (const [at, body] of bodies.entries()) {
    preview.write({ "content/articles/one.md": article(`Title ${at}`, `Edit ${at}.\n\n${body}`) });
    await until(page, `Edit ${at}.`);
    const fresh = await preview.open("articles/one/");
    // the words are there before the patch is done: it has so many frames to end
    const wanted = await dom(fresh);
    for (let frame = 0; frame < 120 && (await dom(page)) !== wanted; frame += 1) await page.evaluate(() => new Promise(requestAnimationFrame));
    assert.equal(await dom(page), wanted, body);
    await fresh.close();
  }
  assert.ok(await isSameLoad(page));
});

test("only the page whose bytes changed is patched", async (preview) => {
  await preview.serve();
  const [one, two] = [await preview.open("articles/one/"), await preview.open("articles/two/")];
  for (const at of [1, 2]) {
    preview.write({ "content/articles/one.md": article("One", `Edit ${at}.`) });
    await until(one, `Edit ${at}.`);
  }
  preview.write({ "content/articles/two.md": article("Two", "Edited last.") });
  await until(two, "Edited last.");
  assert.deepEqual([await one.evaluate(() => window.patches), await two.evaluate(() => window.patches)], [2, 1]);
});

test("a style sheet is swapped without a load", async (preview) => {
  preview.write({ "themes/prep/static/custom.css": STYLE("first") });
  await preview.serve();
  const page = await preview.open("articles/two/");
  const probe = (wanted) => page.waitForFunction((wanted) => getComputedStyle(document.documentElement).getPropertyValue("--probe").trim() === wanted, wanted, { timeout: 15_000 });
  await probe("first");
  await page.fill("#name", "typed");
  for (const wanted of ["second", "third"]) {
    preview.write({ "themes/prep/static/custom.css": STYLE(wanted) });
    await probe(wanted);
  }
  await page.waitForFunction(() => document.querySelectorAll("link[href*='custom.css']").length === 1, undefined, { timeout: 15_000 });
  assert.equal(await page.inputValue("#name"), "typed");
  assert.ok(await isSameLoad(page));
});

test("a style sheet that comes late leaves no older one behind", async (preview) => {
  preview.write({ "themes/prep/static/custom.css": STYLE("first") });
  await preview.serve();
  const page = await preview.open("articles/two/");
  await page.route(/custom\.css.*gen=1/, () => {});
  preview.write({ "themes/prep/static/custom.css": STYLE("second") });
  await page.waitForFunction(() => document.querySelectorAll("link[href*='custom.css']").length > 1, undefined, { timeout: 15_000 });
  preview.write({ "themes/prep/static/custom.css": STYLE("third") });
  await page.waitForFunction(() => document.querySelectorAll("link[href*='custom.css']").length === 1, undefined, { timeout: 15_000 });
  assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--probe").trim()), "third");
});

test("an image is refreshed, and stays so over patches", async (preview) => {
  preview.write({ "static/a.svg": SVG(20), "content/articles/two.md": article("Two", "![A picture](/a.svg)") });
  await preview.serve();
  const page = await preview.open("articles/two/");
  await width(page, 20);
  preview.write({ "static/a.svg": SVG(30) });
  await width(page, 30);
  preview.write({ "content/articles/two.md": article("Two", "![A picture](/a.svg)\n\nEdited.") });
  await until(page, "Edited.");
  await width(page, 30);
  assert.ok(await isSameLoad(page));
});

/** Waits until the picture of the page is so wide. */
const width = (page, wanted) =>
  page.waitForFunction((wanted) => document.querySelector("main img").naturalWidth === wanted, wanted, { timeout: 15_000 });
/** Says that the page is hidden or shown, as another tab in front of it does. */
const hide = (page, isHidden) => page.evaluate((isHidden) => {
  Object.defineProperty(document, "hidden", { get: () => isHidden, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}, isHidden);
/** Waits until the server has the file `path` with `text`. */
const served = async (preview, path, text) => {
  for (;;) {
    const answer = await fetch(new URL(path, preview.url));
    if ((await answer.text()) === text) return;
  }
};

test("files that change while a page is hidden are refreshed when it is shown", async (preview) => {
  const style = (probe) => `html { --probe: ${probe}; }\n`;
  preview.write({ "static/a.svg": SVG(20), "static/own.css": style("first"),
    "content/articles/two.md": article("Two", '![A picture](/a.svg)\n\n<link rel="stylesheet" href="/own.css">') });
  await preview.serve();
  const page = await preview.open("articles/two/");
  await width(page, 20);
  const later = await preview.context.newPage();
  await later.addInitScript(() => Object.defineProperty(document, "hidden", { get: () => true, configurable: true }));
  await later.goto(page.url());
  await width(later, 20);
  for (const [at, probe] of [[30, "second"], [40, "third"]]) {
    await hide(page, true);
    preview.write({ "static/a.svg": SVG(at), "static/own.css": style(probe) });
    await served(preview, "a.svg", SVG(at));
    await served(preview, "own.css", style(probe));
    await hide(page, false);
    await width(page, at);
    await page.waitForFunction((probe) => getComputedStyle(document.documentElement).getPropertyValue("--probe").trim() === probe, probe);
  }
  await width(later, 20);
  await hide(later, false);
  await width(later, 40);
  assert.ok(await isSameLoad(page));
});

test("many pages at once are all patched", async (preview) => {
  await preview.serve();
  const pages = [];
  for (let at = 0; at < 8; at += 1) pages.push(await preview.open(at % 2 ? "articles/one/" : "articles/two/"));
  for (const at of [1, 2]) {
    preview.write({ "content/articles/one.md": article("One", `Edit ${at} of one.`), "content/articles/two.md": article("Two", `Edit ${at} of two.`) });
    await Promise.all(pages.map((page, of) => until(page, `Edit ${at} of ${of % 2 ? "one" : "two"}.`)));
  }
  for (const page of pages) assert.ok(await isSameLoad(page));
});

test("a mistake is shown with its place, and goes when it is mended", async (preview) => {
  await preview.serve();
  const page = await preview.open("articles/two/");
  assert.ok(await banner(page).isHidden());
  preview.write({ "content/articles/two.md": article("Two", "A [link](nowhere.md) to <b>nothing</b>.") });
  await until(page, "A link to");
  await banner(page).getByText("1 error").first().waitFor();
  const text = await banner(page).locator("pre").innerText();
  assert.match(text, /error\[broken-link\]: there is no file `content\/articles\/nowhere\.md`/);
  assert.match(text, /content\/articles\/two\.md:6:10/);
  assert.match(text, /\^{10}/);
  assert.match(text, /= help: /);
  const link = await banner(page).locator("pre a").getAttribute("href");
  assert.match(link, /^vscode:\/\/file\/.*content\/articles\/two\.md:6:10$/);
  preview.write({ "content/articles/two.md": article("Two", "Mended.") });
  await until(page, "Mended.");
  await banner(page).waitFor({ state: "hidden" });
  assert.ok(await isSameLoad(page));
});

test("the banner is opened and closed by the keyboard, and stays as it was left", async (preview) => {
  preview.write({ "content/articles/one.md": article("One", "[x](nowhere.md)") });
  await preview.serve();
  const page = await preview.open("articles/two/");
  const button = banner(page).getByRole("button");
  await button.waitFor();
  assert.equal(await button.getAttribute("aria-expanded"), "false", "the mistake of another page waits");
  await button.focus();
  await page.keyboard.press("Enter");
  assert.equal(await button.getAttribute("aria-expanded"), "true");
  assert.ok(await banner(page).locator("pre").isVisible());
  preview.write({ "content/articles/two.md": article("Two", "Edited.") });
  await until(page, "Edited.");
  assert.equal(await button.getAttribute("aria-expanded"), "true");
});

test("hostile messages are text", async (preview) => {
  const hostile = '"<img src=x onerror=window.hit=1>" = 1\n"</pre><script>window.hit=1</script>" = 2\n+++\n\n';
  preview.write({ "content/articles/two.md": article("Two", "Words.").replace("+++\n\n", hostile) });
  await preview.serve();
  const page = await preview.open("articles/two/");
  await banner(page).locator("pre").first().waitFor();
  assert.equal(await page.evaluate(() => window.hit), undefined);
  assert.equal(await banner(page).locator("pre img, pre script, pre b").count(), 0);
});

test("a first build with mistakes is shown, and the page appears when they are mended", async (preview) => {
  preview.write({ "site.toml": 'title = "Preview\n', "content/articles/two.md": '+++\ntitle = "Two\n+++\n\nWords.\n' });
  await preview.serve();
  const page = await preview.open("articles/two/");
  await banner(page).getByText("toml-syntax").first().waitFor();
  preview.write({ "site.toml": SITE["site.toml"], "content/articles/two.md": article("Two", "Here at last.") });
  await until(page, "Here at last.");
  await banner(page).waitFor({ state: "hidden" });
  preview.complaints = preview.complaints.filter((text) => !text.includes("404"));
});

test("a template that never rendered is a page with the mistake, and then the page", async (preview) => {
  preview.write({ "templates/article.html": "{{ nope }}" });
  await preview.serve();
  const page = await preview.open("articles/two/");
  await until(page, "nope");
  await banner(page).getByText("template-error").first().waitFor();
  preview.write({ "templates/article.html": null });
  await until(page, "Another page.");
  preview.complaints = preview.complaints.filter((text) => !text.includes("500"));
});

test("a deleted page becomes the page for what isn't there, and comes back", async (preview) => {
  await preview.serve();
  const page = await preview.open("articles/two/");
  preview.write({ "content/articles/two.md": null });
  await until(page, "Another page.", false);
  assert.equal(await page.locator("body.page-404").count(), 1);
  preview.complaints = preview.complaints.filter((text) => !text.includes("404"));
  preview.write({ "content/articles/two.md": SITE["content/articles/two.md"] });
  await until(page, "Another page.");
  // it has other scripts, so it is loaded, and a browser remarks on its status
  preview.complaints = preview.complaints.filter((text) => !text.includes("status of 404"));
});

test("a page that moved leads to its new address", async (preview) => {
  await preview.serve();
  const page = await preview.open("articles/two/");
  preview.write({ "content/articles/two.md": article("Two", "Moved.").replace("+++\n\n", 'slug = "three"\naliases = ["/articles/two/"]\n+++\n\n') });
  await until(page, "Moved.");
  assert.equal(new URL(page.url()).pathname, "/articles/three/");
});

test("another policy is another load", async (preview) => {
  await preview.serve();
  const page = await preview.open("articles/two/");
  preview.write({ "site.toml": `${SITE["site.toml"]}\n[security.csp]\nimg-src = ["https://img.example"]\n` });
  await page.waitForFunction(() => document.querySelector("meta[http-equiv]")?.content.includes("img.example"), undefined, { timeout: 15_000 });
  assert.ok(!(await isSameLoad(page)));
});

test("a server that comes back is found, and the page is the newest", async (preview) => {
  preview.write({ "static/a.svg": SVG(20), "content/articles/two.md": article("Two", "![A picture](/a.svg)") });
  await preview.serve();
  const page = await preview.open("articles/two/");
  await width(page, 20);
  const { port } = new URL(preview.url);
  await preview.stop();
  await banner(page).getByText("The preview has stopped").first().waitFor();
  preview.write({ "static/a.svg": SVG(30), "content/articles/two.md": article("Two", "![A picture](/a.svg)\n\nWhile it was away.") });
  await preview.serve(port);
  await until(page, "While it was away.");
  await width(page, 30);
  await banner(page).waitFor({ state: "hidden" });
  assert.ok(await isSameLoad(page));
  preview.complaints = preview.complaints.filter((text) => !text.includes("ERR_"));
});

const QUESTIONS = (ids) => `topics = ["t"]\n${ids.map((id) => `[[question]]\nid = "${id}"\nquestion = "What is ${id}?"\nanswer = "Answer of ${id}."\n`).join("")}`;
const DETAILS = (...names) => names.map((name) => `<details><summary>${name}</summary>\n\nAnswer of ${name}.\n\n</details>`).join("\n\n");
/** The questions of all answers that are open, and of those that are closed. */
const answers = (page) => page.evaluate(() => {
  const heading = (one) => one.closest(".card")?.querySelector("h2, h3") ?? one.querySelector("summary");
  const named = (selector) => [...document.querySelectorAll(selector)].map((one) => heading(one).textContent.trim());
  return { open: named("details[open]"), closed: named("details:not([open])") };
});

test("an answer that is open stays open, wherever it goes", async (preview) => {
  const body = (text, ids) => ({
    "content/articles/two.md": article("Two", `${text}\n\n\`\`\`{questions}\ntopic = "t"\n\`\`\``),
    "content/questions/q.toml": QUESTIONS(ids),
  });
  preview.write({ "content/topics/t.md": "# T\n", ...body("At first.", ["bb", "cc"]) });
  await preview.serve();
  const page = await preview.open("articles/two/");
  await page.locator(".card", { hasText: "What is bb?" }).locator("summary").click();
  preview.write(body("One more.", ["aa", "bb", "cc"]));
  await until(page, "One more.");
  await until(page, "What is aa?");
  assert.deepEqual(await answers(page), { open: ["What is bb?"], closed: ["What is aa?", "What is cc?"] });
  preview.write({ "content/questions/q.toml": QUESTIONS(["cc", "aa", "dd", "bb"]).replace("Answer of bb.", "Another answer of bb.") });
  await until(page, "Another answer of bb.");
  assert.deepEqual((await answers(page)).open, ["What is bb?"]);
  assert.ok(await isSameLoad(page));
});

test("so does one in raw HTML, whose words change at the same time", async (preview) => {
  preview.write({ "content/articles/two.md": article("Two", `At first.\n\n${DETAILS("First", "Second")}`) });
  await preview.serve();
  const page = await preview.open("articles/two/");
  await page.locator("summary", { hasText: "First" }).click();
  preview.write({ "content/articles/two.md": article("Two", `Then.\n\n${DETAILS("Zero", "First", "Second").replace("of First", "of the first")}`) });
  await until(page, "Then.");
  assert.deepEqual(await answers(page), { open: ["First"], closed: ["Zero", "Second"] });
  preview.write({ "content/articles/two.md": article("Two", `Last.\n\n${DETAILS("Second", "First")}`) });
  await until(page, "Last.");
  assert.deepEqual(await answers(page), { open: ["First"], closed: ["Second"] });
  assert.ok(await isSameLoad(page));
});

test("what has the focus keeps it while all around it moves", async (preview) => {
  const form = (label) => `<form>\n<p>${label} <input id="name"></p>\n</form>`;
  const states = [
    `Going.\n\n${form("Old")}\n\nA.\n\n## B`, form("New"), `## B\n\nA.\n\n${form("Newer")}`, `${form("Newest")}\n\nA.\n\n## B`,
  ];
  const text = (at) => article("Two", `State ${at}.\n\n## Form\n\n${states[at]}`);
  preview.write({ "content/articles/two.md": text(0) });
  await preview.serve();
  const page = await preview.open("articles/two/");
  await page.fill("#name", "typed");
  await page.focus("#name");
  for (const at of [1, 2, 3]) {
    preview.write({ "content/articles/two.md": text(at) });
    await until(page, `State ${at}.`);
    assert.deepEqual(await page.evaluate(() => [document.activeElement.id, document.activeElement.value]), ["name", "typed"], states[at]);
  }
  assert.ok(await isSameLoad(page));
});

/** A theme with scripts: one that runs before the page is there, one that adds to it. */
const SCRIPTED = {
  "templates/article.html": '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<link rel="icon" href="data:,">\n<title>{{ page.title }}</title>\n<script src="/early.js"></script>\n' +
    '<script type="module" src="/late.js"></script>\n</head>\n<body class="page">\n<main>\n{{ page.lead }}{{ page.body }}\n</main>\n<footer>End</footer>\n</body>\n</html>\n',
  "static/early.js": 'document.documentElement.dataset.theme = "dark";\ndocument.documentElement.classList.add("js");\n',
  "static/late.js": 'import { add } from "./part.js";\naddEventListener("click", () => {});\nadd();\ndocument.addEventListener("gen:patched", add);\n' +
    'const dialog = document.createElement("dialog");\ndialog.textContent = "Search";\ndocument.body.append(dialog);\n' +
    'document.body.classList.add("ready");\ndocument.title += " (1)";\n',
  "static/part.js": 'export function add() {\n  for (const pre of document.querySelectorAll("pre:not(.has-button)")) {\n    pre.classList.add("has-button");\n' +
    '    const wrapper = document.createElement("div");\n    wrapper.className = "copyable";\n    pre.replaceWith(wrapper);\n    const button = document.createElement("button");\n' +
    '    button.textContent = "Copy";\n    wrapper.append(pre, button);\n  }\n  const list = document.querySelector("ul");\n' +
    '  if (list && list.previousElementSibling?.id !== "filter") list.insertAdjacentHTML("beforebegin", "<input id=filter>");\n}\n',
};
const CODE = (...texts) => texts.map((text) => `\`\`\`text\n${text}\n\`\`\``).join("\n\nBetween.\n\n");

test("what scripts have made of a page stays", async (preview) => {
  const body = (text, code, list) => article("Two", `${text}\n\n## Code\n\n${code}\n\n${list}`);
  preview.write({ ...SCRIPTED, "content/articles/two.md": body("At first.", CODE("one", "two"), "- a\n- b\n- c") });
  await preview.serve();
  const page = await preview.open("articles/two/");
  await page.locator("dialog").waitFor({ state: "attached" });
  const made = () => page.evaluate(() => ({
    root: [document.documentElement.dataset.theme, document.documentElement.className, document.body.className].join(" "),
    code: [...document.querySelectorAll(".copyable")].map((wrapper) => `${wrapper.firstChild.textContent.trim()}|${wrapper.lastChild.textContent}`),
    bare: document.querySelectorAll("main > pre").length,
    items: [...document.querySelectorAll("li")].map((item) => item.textContent + (item.hidden ? " hidden" : "")),
    filter: document.querySelector("#filter").value,
    end: [...document.body.children].map((element) => element.localName).join(" "),
    title: document.title,
  }));
  await page.fill("#filter", "b");
  // as a filter does it, and a picker of themes
  await page.evaluate(() => {
    for (const item of document.querySelectorAll("li")) item.hidden = item.textContent !== "b";
    document.documentElement.dataset.theme = "light";
  });
  const first = await made();
  assert.deepEqual(first, { root: "light js page ready", code: ["one|Copy", "two|Copy"], bare: 0, items: ["a hidden", "b", "c hidden"], filter: "b",
    end: "main footer dialog", title: "Two (1)" });
  preview.write({ "content/articles/two.md": body("Then.\n\nMore.", CODE("one", "two"), "- a\n- b\n- c") });
  await until(page, "Then.");
  assert.deepEqual(await made(), first);
  preview.write({ "content/articles/two.md": body("Code.", CODE("zero", "one, changed", "two"), "- a\n- new\n- b\n- c") });
  await until(page, "one, changed");
  assert.deepEqual(await made(), { ...first, code: ["zero|Copy", "one, changed|Copy", "two|Copy"], items: ["a hidden", "new", "b", "c hidden"] });
  preview.write({ "content/articles/two.md": body("Less.", CODE("two"), "- b\n- c").replace('title = "Two"', 'title = "Three"') });
  await until(page, "Less.");
  assert.deepEqual(await made(), { ...first, code: ["two|Copy"], items: ["b", "c hidden"], title: "Three" });
  preview.write({ "content/articles/two.md": body("Theme.", CODE("two"), "- b\n- c"), "templates/article.html":
    SCRIPTED["templates/article.html"].replace("<html ", '<html data-theme="sepia" class="own" ').replace(' class="page"', "").replace("</body>", "<p>After the footer.</p>\n</body>") });
  await until(page, "After the footer.");
  await until(page, "Theme.");
  const last = await made();
  assert.deepEqual([last.root, last.end], ["sepia js own ready", "main footer p dialog"]);
  assert.ok(await isSameLoad(page));
});

test("a page is loaded anew where a script put something else in the place of what changed", async (preview) => {
  preview.write({ ...SCRIPTED, "static/early.js": "", "static/late.js": 'document.querySelector("main p").outerHTML = "<b>Made by a script.</b>";\n',
    "content/articles/two.md": article("Two", "At first.\n\n## Rest\n\nWords.") });
  await preview.serve();
  const page = await preview.open("articles/two/");
  await until(page, "Made by a script.");
  preview.write({ "content/articles/two.md": article("Two", "At first.\n\n## Rest\n\nOther words.") });
  await until(page, "Other words.");
  assert.ok(await isSameLoad(page), "the rest of the page can be patched");
  preview.write({ "content/articles/two.md": article("Two", "Another beginning.\n\n## Rest\n\nOther words.") });
  await page.waitForFunction(() => window.first === undefined);
  await until(page, "Made by a script.");
});

test("a script that changes is run", async (preview) => {
  for (const [file, value] of [["static/late.js", "first"], ["static/part.js", "second"]]) {
    preview.write({ ...SCRIPTED, "content/articles/two.md": article("Two", "Words.") });
    await preview.serve();
    const page = await preview.open("articles/two/");
    await page.locator("dialog").waitFor({ state: "attached" });
    preview.write({ [file]: `${SCRIPTED[file]}\nwindow.ran = "${value}";\n` });
    await page.waitForFunction((value) => window.ran === value, value, { timeout: 15_000 });
    await page.close();
    await preview.stop();
  }
});

test("open pages follow what is saved", async (preview) => {
  await preview.serve();
  const page = await preview.open("articles/two/");
  // a page that was patched listens: what is saved before it does, it can't follow
  preview.write({ "content/articles/two.md": article("Two", "Edited.") });
  await until(page, "Edited.");
  preview.write({ "content/articles/new.md": article("New", "A new article.") });
  await until(page, "A new article.");
  assert.equal(new URL(page.url()).pathname, "/articles/new/");
});

const FOLLOWING = "open pages follow what is saved";
const browser = await launch(options.chromium);
try {
  await suite.run(async (body, name) => {
    const preview = new Preview(browser, name === FOLLOWING ? ["--follow"] : []);
    try {
      preview.write(SITE);
      await body(preview);
      assert.deepEqual(preview.complaints, [], "the browser complains");
    } catch (error) {
      error.stack += `\n${preview.said ?? ""}`;
      throw error;
    } finally {
      await preview.end();
    }
  }, options.only);
} finally {
  await browser.close();
}
