// How the pages are laid out and what they weigh, in Chromium at three widths, with whatever fonts the machine has.
//
// Fonts differ between machines and move every line. What must hold with any font is: of each kind of page, the
// longest one has its landmarks named and in order, its parts stand where they stand in the source (below one another, or side by side in
// the direction of reading) and never over one another, lines are neither too long nor too short, and nothing sticks out. The pictures, light
// and dark, go to `--pictures` for people to look at. With `--kept`, for a site that names its fonts, they are compared with those that are
// kept there (see kept.mjs).
//
// Every article's HTML, CSS and JavaScript together, compressed, stay below 30 KB, its JavaScript below 12 KB; every script and style sheet
// carries its digest.
//
//   node tests/browser/pages.mjs OUT --require home,article --pictures FOLDER [--kept FOLDER] --chromium PATH

import { mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { launch } from "../tools/chromium.mjs";
import { Kept } from "./kept.mjs";
import { Report, attribute, commandLine, elements, pagesByKind } from "../tools/output.mjs";
import { serve } from "../tools/static-server.mjs";

const WIDTHS = [360, 768, 1440];
const SCHEMES = ["light", "dark"];
const MOST_BYTES = 30_000;
const MOST_SCRIPT_BYTES = 12_000;
const TALLEST_PICTURE = 3000;
// kinds whose script fetches what it shows
const FETCHES = new Set(["search", "practice"]);
// the looks of which a picture is kept and compared
const IS_KEPT = new Set(["360-light", "768-dark", "1440-light"]);

const { output, options } = commandLine();
const report = new Report();
const kinds = pagesByKind(output);
for (const kind of options.require.split(",")) if (!kinds.has(kind)) report.fault(output.folder, `has no page of the kind "${kind}"`);

const weights = (kinds.get("article") ?? []).map(weigh);
const heaviest = Math.max(...weights.map(({ all }) => all));
const scripts = Math.max(...weights.map(({ script }) => script));
for (const page of output.pages) checkDigests(page);

mkdirSync(options.pictures, { recursive: true });
const server = await serve(output);
const browser = await launch(options.chromium);
const kept = options.kept && new Kept(options.kept, await browser.newPage());
try {
  for (const width of WIDTHS) {
    for (const scheme of SCHEMES) await visit(width, scheme);
  }
  for (const name of kept?.unused() ?? []) report.fault(name, "is kept, but no page looks like that");
} finally {
  await browser.close();
  server.close();
}
report.finish(`${kinds.size} kinds of pages; the heaviest article takes ${heaviest} bytes, ${scripts} of them scripts`);

/** What a page loads from its own site as text, compressed. */
function weigh(page) {
  const loaded = elements(output.document(page)).flatMap((e) => {
    const href = e.tagName === "script" ? attribute(e, "src") : e.tagName === "link" && attribute(e, "rel") === "stylesheet" ? attribute(e, "href") : undefined;
    return href ? [output.resolve(new URL(href, output.base)).file] : [];
  });
  const size = (file) => gzipSync(readFileSync(path.join(output.folder, file))).length;
  const script = loaded.filter((file) => file.endsWith(".js")).reduce((sum, file) => sum + size(file), 0);
  const all = script + size(page) + loaded.filter((file) => !file.endsWith(".js")).reduce((sum, file) => sum + size(file), 0);
  if (all >= MOST_BYTES) report.fault(page, `takes ${all} bytes compressed, not less than ${MOST_BYTES}`);
  if (script >= MOST_SCRIPT_BYTES) report.fault(page, `has scripts of ${script} bytes compressed, not less than ${MOST_SCRIPT_BYTES}`);
  return { all, script };
}

function checkDigests(page) {
  for (const e of elements(output.document(page))) {
    const isLoaded = (e.tagName === "script" && attribute(e, "src")) || (e.tagName === "link" && attribute(e, "rel") === "stylesheet");
    if (isLoaded && !attribute(e, "integrity")?.startsWith("sha384-")) report.fault(page, `has no digest for ${attribute(e, "src") ?? attribute(e, "href")}`);
  }
}

async function visit(width, scheme) {
  const context = await browser.newContext({ colorScheme: scheme, viewport: { width, height: 900 }, reducedMotion: "reduce" });
  const tab = await context.newPage();
  for (const [kind, pages] of kinds) {
    const page = pages.at(-1);
    if (kind === "redirect") await standStill(tab, page);
    await tab.goto(server.address(page === "404.html" ? "no/such/page/index.html" : page), { waitUntil: FETCHES.has(kind) ? "networkidle" : "load" });
    await tab.evaluate(layOutAll);
    if (scheme === SCHEMES[0]) for (const fault of await tab.evaluate(faultsOfLayout)) report.fault(`${page} at ${width}`, fault);
    const height = Math.min(await tab.evaluate(() => document.documentElement.scrollHeight), TALLEST_PICTURE);
    const name = `${kind}-${width}-${scheme}`;
    const picture = await tab.screenshot({ path: path.join(options.pictures, `${name}.png`), fullPage: true, clip: { x: 0, y: 0, width, height } });
    const fault = IS_KEPT.has(`${width}-${scheme}`) ? await kept?.fault(name, picture) : undefined;
    if (fault) report.fault(name, fault);
  }
  await context.close();
}

/** A redirect is looked at where it stands. */
async function standStill(tab, page) {
  const body = output.text(page).replace(/<meta http-equiv="?refresh"?[^>]*>|<script [^>]*data-to=[^>]*><\/script>/gi, "");
  await tab.route(server.address(page), (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body }));
}

/** Runs in the page: what is laid out only near the window would be in a picture or not, as the moment has it. */
function layOutAll() {
  for (const e of document.querySelectorAll("body *")) {
    if (getComputedStyle(e).contentVisibility === "auto") e.style.contentVisibility = "visible";
  }
}

/** Runs in the page. */
function faultsOfLayout() {
  const faults = [];
  const name = (e) => `${e.localName}${e.id ? `#${e.id}` : ""}${[...e.classList].map((one) => `.${one}`).join("")}`;
  const isRightToLeft = document.documentElement.dir === "rtl";
  const isPlaced = (e) => {
    const style = getComputedStyle(e);
    return e.checkVisibility() && !["absolute", "fixed"].includes(style.position) && style.float === "none" && style.display !== "contents";
  };
  const lands = [...document.querySelectorAll("header.site-header, nav, main, footer.site-footer")];
  const order = ["HEADER", "MAIN", "FOOTER"];
  const found = lands.map((e) => e.tagName).filter((tag) => tag !== "NAV");
  const isBare = document.body.classList.contains("page-redirect");
  if (!isBare && found.join() !== order.join()) faults.push(`its landmarks are ${found}`);
  const names = lands.filter((e) => e.tagName === "NAV").map((e) => e.ariaLabel);
  if (names.some((one) => !one) || new Set(names).size < names.length) faults.push(`its navigations are named ${names.join(", ")}`);
  if (document.querySelectorAll("h1").length !== 1) faults.push("it has not one h1");
  if (document.documentElement.scrollWidth > document.documentElement.clientWidth) faults.push("it scrolls sideways");

  // parts in order, and none over another
  for (const parent of document.querySelectorAll("body, header, main, article, main > section, article > section, .prose, .card, .choices, .think, .filter fieldset, ol, ul, dl")) {
    if (!parent.checkVisibility()) continue;
    const columns = getComputedStyle(parent).columnCount !== "auto";
    const boxes = [...parent.children].filter(isPlaced).map((e) => ({ e, box: e.getBoundingClientRect() })).filter(({ box }) => box.width > 0 && box.height > 0);
    for (let at = 1; at < boxes.length; at += 1) {
      const [before, after] = [boxes[at - 1], boxes[at]];
      const isBelow = after.box.top >= before.box.bottom - 1;
      const isBeside = isRightToLeft ? after.box.right <= before.box.left + 1 : after.box.left >= before.box.right - 1;
      // the contents and the headings beside a text stand in a column of their own
      const isAside = [before, after].some(({ e }) => e.matches(".contents, section > h2, .labels") && getComputedStyle(e.parentElement).display === "grid");
      const wraps = !isBelow && !isBeside && before.e.getClientRects().length > 1;
      if (!isBelow && !isBeside && !columns && !isAside && !wraps) faults.push(`${name(after.e)} is not behind ${name(before.e)}`);
      if (isAside) {
        const apart = isBelow || isBeside || after.box.right <= before.box.left + 1 || after.box.bottom <= before.box.top + 1;
        if (!apart) faults.push(`${name(after.e)} lies over ${name(before.e)}`);
      }
    }
  }

  // lines that can be read
  for (const paragraph of document.querySelectorAll(".prose > p:not(.takeaways)")) {
    const size = Number.parseFloat(getComputedStyle(paragraph).lineHeight);
    const lines = Math.round(paragraph.getBoundingClientRect().height / size);
    const perLine = paragraph.textContent.length / lines;
    if (lines >= 4 && perLine > 82) faults.push(`a line has ${perLine.toFixed(0)} characters: ${paragraph.textContent.slice(0, 40)}`);
    if (lines >= 4 && innerWidth >= 768 && perLine < 50) faults.push(`a line has only ${perLine.toFixed(0)} characters: ${paragraph.textContent.slice(0, 40)}`);
  }

  // nothing sticks out of the window but what scrolls in itself
  for (const e of document.querySelectorAll("main *")) {
    const box = e.getBoundingClientRect();
    const isOut = box.width > 0 && (box.right > innerWidth + 1 || box.left < -1);
    if (isOut && e.checkVisibility() && !e.closest("pre, .table, .math-block, .visually-hidden, svg, math")) faults.push(`${name(e)} sticks out`);
  }
  return [...new Set(faults)].slice(0, 8);
}
