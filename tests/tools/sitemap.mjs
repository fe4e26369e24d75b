// The sitemap is valid and complete: each file against the schema of sitemaps.org (npm `sitemap` carries it) by libxml2 (npm
// `xmllint-wasm`), and its addresses against the output: every one is a page that may be indexed and names itself as canonical, and every
// such page is listed. `--unlisted PATH,PATH` names pages that are meant to be missing; the later pages of a list may be.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { validateXML } from "xmllint-wasm";
import { attribute, commandLine, elements, Report } from "./output.mjs";

const URLS_PER_FILE = 50_000;
const BYTES_PER_FILE = 50 << 20;
const schemas = {
  urlset: readFileSync(createRequire(import.meta.url).resolve("sitemap/schema/sitemap.xsd"), "utf8"),
  sitemapindex: readFileSync(new URL("schemas/siteindex.xsd", import.meta.url), "utf8"),
};

const { output, options } = commandLine();
const report = new Report();
const listed = new Map();

await readSitemap("sitemap.xml");
for (const [address, file] of listed) checkListed(address, file);
const unlisted = new Set((options.unlisted ?? "").split(",").filter(Boolean));
for (const page of output.pages) checkMissing(page);
checkRobots();
report.finish(`${listed.size} addresses`);

async function readSitemap(file) {
  if (!output.known.has(file)) return report.fault(file, "does not exist");
  const xml = output.text(file);
  const root = /<(urlset|sitemapindex)[\s>]/.exec(xml)?.[1];
  if (!root) return report.fault(file, "is neither a urlset nor a sitemapindex");
  const { errors } = await validateXML({ xml: { fileName: "sitemap.xml", contents: xml }, schema: schemas[root], maxMemoryPages: 16384 });
  for (const error of errors) report.fault(`${file}:${error.loc?.lineNumber ?? 1}`, error.message);
  const locations = [...xml.matchAll(/<loc>([^<]*)<\/loc>/g)].map((match) => unescapeXml(match[1].trim()));
  if (locations.length > URLS_PER_FILE) report.fault(file, `holds ${locations.length} addresses, more than ${URLS_PER_FILE}`);
  if (Buffer.byteLength(xml) > BYTES_PER_FILE) report.fault(file, "is larger than 50 MB");
  for (const location of locations) {
    const part = locate(file, location);
    if (part && root === "sitemapindex") await readSitemap(part);
    else if (part && listed.has(location)) report.fault(file, `${location} is listed twice`);
    else if (part) listed.set(location, part);
  }
}

function locate(file, location) {
  if (!location.startsWith(output.base.href)) return void report.fault(file, `${location} is not below ${output.base.href}`);
  const { file: found, reason } = output.resolve(new URL(location));
  if (reason) report.fault(file, `${location} ${reason}`);
  return found;
}

function checkListed(address, file) {
  const head = headOf(file);
  if (head.noindex) report.fault(file, "is in the sitemap, but asks not to be indexed");
  if (head.canonical !== address) report.fault(file, `is in the sitemap as ${address}, but its canonical address is ${head.canonical}`);
}

function checkMissing(page) {
  const address = output.address(page);
  const head = headOf(page);
  const mayLack = head.noindex || head.canonical !== address || page === "404.html" || /(^|\/)page\/\d+\/index\.html$/.test(page) || unlisted.has(page);
  if (!mayLack && !listed.has(address)) report.fault(page, "may be indexed, but is not in the sitemap");
}

function headOf(page) {
  const all = elements(output.document(page));
  const robots = all.find((e) => e.tagName === "meta" && attribute(e, "name") === "robots");
  const canonical = all.find((e) => e.tagName === "link" && attribute(e, "rel") === "canonical");
  return { noindex: /noindex/.test(attribute(robots ?? {}, "content") ?? ""), canonical: attribute(canonical ?? {}, "href") };
}

function checkRobots() {
  if (!output.known.has("robots.txt")) return report.fault("robots.txt", "does not exist");
  const line = `Sitemap: ${new URL("sitemap.xml", output.base).href}`;
  if (!output.text("robots.txt").split(/\r?\n/).includes(line)) report.fault("robots.txt", `lacks the line "${line}"`);
}

function unescapeXml(text) {
  const named = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };
  return text.replace(/&(\w+);/g, (entity, name) => named[name] ?? entity);
}
