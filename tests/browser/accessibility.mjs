// Pages as readers meet them: in Chromium, light at 360 px and dark at 1440 px, with answers closed and open and choices checked, axe-core
// finds no violation of WCAG 2.2 A and AA or of its best practices; nothing is blocked by the Content-Security-Policy, logged as an error, or
// asked of another host; and at 320 px nothing makes the page scroll sideways.
//
// The sample: of each kind of page (the class `page-KIND` of its body) the shortest and the longest, and a page for each thing that
// few pages hold. `--require KIND,KIND` names kinds that must be there. The browser is the system's, never a downloaded one: `--chromium PATH`.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { launch } from "../tools/chromium.mjs";
import { attribute, commandLine, elements, pagesByKind, Report } from "../tools/output.mjs";
import { serve } from "../tools/static-server.mjs";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const LOOKS = [["light", 360], ["dark", 1440]];
const NARROW = 320;
// Things that need a page of their own in the sample, by a tag or a class that shows them.
const THINGS = ["table", "pre", "math", "video", "figure", "fieldset", "details", "audio", "mark", "ins", "dl", ".alert", ".footnotes", ".choices",
  ".pagination", ".takeaways", ".faq", ".quiz", ".task", ".filter"];
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const { output, options } = commandLine();
const report = new Report();
const pages = sample((options.require ?? "").split(",").filter(Boolean));
const server = await serve(output);
const browser = await launch(options.chromium);
try {
  for (const [scheme, width] of LOOKS) await visit(scheme, width, checkAccessibility);
  await visit("light", NARROW, checkOverflow);
} finally {
  await browser.close();
  server.close();
}
report.finish(`${pages.length} of ${output.pages.length} pages`);

function sample(required) {
  const kinds = pagesByKind(output);
  const things = new Map();
  for (const page of [...kinds.values()].flat()) {
    for (const element of elements(output.document(page))) {
      const marks = [element.tagName, ...(attribute(element, "class") ?? "").split(/\s+/).map((name) => `.${name}`)];
      for (const mark of marks) if (THINGS.includes(mark) && !things.has(mark)) things.set(mark, page);
    }
  }
  for (const kind of required) if (!kinds.has(kind)) report.fault(output.folder, `has no page of the kind "${kind}"`);
  return [...new Set([...[...kinds.values()].flatMap((of) => [of[0], of.at(-1)]), ...things.values()])].sort();
}

/** Opens each page of the sample in one context, calls `check`, and reports whatever the browser complains of. */
async function visit(scheme, width, check) {
  const context = await browser.newContext({ colorScheme: scheme, viewport: { width, height: 800 }, reducedMotion: "reduce" });
  const tab = await context.newPage();
  let where = "";
  tab.on("console", (message) => {
    if (message.type() === "error") report.fault(where, `console: ${message.text()} (${message.location().url})`);
  });
  tab.on("pageerror", (error) => report.fault(where, `script: ${error.message}`));
  tab.on("request", (request) => {
    const { origin, protocol } = new URL(request.url());
    if (origin !== server.origin && protocol !== "data:") report.fault(where, `asks another host: ${request.url()}`);
  });
  await tab.addInitScript(() => {
    globalThis.violations = [];
    addEventListener("securitypolicyviolation", (e) => globalThis.violations.push(`${e.effectiveDirective} blocks ${e.blockedURI}`));
  });
  for (const page of pages) {
    where = `${page} (${scheme}, ${width} px)`;
    // A redirect is looked at where it stands: its refresh is kept from leaving. A 404 page is shown at any address.
    const html = output.text(page).replace(/<meta http-equiv="?refresh"?[^>]*>/i, "");
    const address = server.address(page === "404.html" ? "no/such/page/index.html" : page);
    await tab.route(address, (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body: html }));
    await tab.goto(address, { waitUntil: "load" });
    await check(tab, where);
    for (const violation of await tab.evaluate(() => globalThis.violations)) report.fault(where, `Content-Security-Policy: ${violation}`);
  }
  await context.close();
}

async function checkAccessibility(tab, where) {
  await tab.evaluate(axe);
  await checkRules(tab, where);
  if (!(await tab.evaluate(openAll))) return;
  await tab.waitForFunction(() => document.querySelector('[data-part="ratings"]')?.hidden !== true);
  await checkRules(tab, `${where}, answers open`);
}

/** Opens every answer and checks a choice of every question; whether there was anything to open. */
function openAll() {
  const folded = [...document.querySelectorAll("main details")];
  for (const details of folded) details.open = true;
  for (const form of document.querySelectorAll("form.choices")) {
    form.querySelector("input").checked = true;
    form.requestSubmit();
  }
  document.querySelector('[data-part="reveal"]')?.click();
  return folded.length > 0;
}

async function checkRules(tab, where) {
  const { violations } = await tab.evaluate((values) => globalThis.axe.run(document, { runOnly: { type: "tag", values }, resultTypes: ["violations"] }), RULES);
  for (const { id, help, nodes } of violations) {
    for (const node of nodes.slice(0, 3)) {
      report.fault(where, `${id}: ${help}: ${node.html.slice(0, 160)} ${node.failureSummary.split("\n").slice(1).join(" ").trim()}`);
    }
    if (nodes.length > 3) report.fault(where, `${id}: ${nodes.length - 3} more`);
  }
}

async function checkOverflow(tab, where) {
  await tab.evaluate(openAll);
  const sticking = await tab.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width && document.body.scrollWidth <= width) return null;
    const wide = [...document.body.querySelectorAll("*")].filter((e) => e.getBoundingClientRect().right > width + 1);
    return wide.slice(0, 3).map((e) => e.outerHTML.slice(0, 100)).join(" | ") || "an element that cannot be named";
  });
  if (sticking) report.fault(where, `scrolls sideways: ${sticking}`);
}
