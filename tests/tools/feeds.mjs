// Every feed is valid: Atom against the grammar of RFC 4287 by jing (inside npm `vnu-jar`), JSON Feed 1.1 against the schema of npm
// `jsonfeed-schema` by `ajv`; both are then read by a feed parser (npm `feedsmith`), which must find the same entries.
// Beyond the formats: ids are unique, the feed names its own address, its entries are pages of the site, and every address
// in its HTML is absolute, but for a jump within an entry. A feed that the home page announces must exist. `--require PATH,PATH` names feeds that must exist.

import { createRequire } from "node:module";
import Ajv from "ajv";
import addFormats from "ajv-formats";
import { parseAtomFeed, parseJsonFeed } from "feedsmith";
import { parseFragment } from "parse5";
import { nu } from "./nu.mjs";
import { attribute, commandLine, elements, Report } from "./output.mjs";

const grammar = new URL("schemas/atom.rng", import.meta.url).href;
const ajv = new Ajv({ allErrors: true, strict: false });
addFormats(ajv);
const validateJson = ajv.compile(createRequire(import.meta.url)("jsonfeed-schema/schema-v1.1.json"));

const { output, options } = commandLine();
const report = new Report();
const required = [...(options.require ?? "").split(",").filter(Boolean), ...announced()];
for (const file of required) if (!output.known.has(file)) report.fault(file, "does not exist");
const atomFeeds = output.files.filter((f) => f.endsWith(".xml") && /<feed[\s>]/.test(output.text(f)));
const jsonFeeds = output.files.filter((f) => f.endsWith("feed.json"));

const broken = nu(output, atomFeeds, ["--xml", "--schema", grammar]);
for (const { place, severity, text } of broken) report.fault(place, `${severity}: ${text}`);
for (const file of atomFeeds) if (!broken.some(({ place }) => place.startsWith(`${file}:`))) checkAtom(file);
for (const file of jsonFeeds) checkJson(file);
report.finish(`${atomFeeds.length} Atom and ${jsonFeeds.length} JSON feeds`);

function announced() {
  return elements(output.document("index.html"))
    .filter((e) => e.tagName === "link" && /atom\+xml|feed\+json/.test(attribute(e, "type") ?? ""))
    .map((e) => output.resolve(new URL(attribute(e, "href"), output.base)).file ?? attribute(e, "href"));
}

function checkAtom(file) {
  const xml = output.text(file);
  const feed = parseAtomFeed(xml);
  const link = (of, rel) => of.links?.find((l) => (l.rel ?? "alternate") === rel)?.href;
  checkFeed(file, {
    self: link(feed, "self"),
    home: link(feed, "alternate"),
    updated: feed.updated,
    entries: (feed.entries ?? []).map((e) => ({
      id: e.id, url: link(e, "alternate"), title: e.title, updated: e.updated, html: e.content?.value ?? e.content ?? "",
    })),
  }, (xml.match(/<entry[\s>]/g) ?? []).length);
}

function checkJson(file) {
  let data;
  try {
    data = JSON.parse(output.text(file));
  } catch (error) {
    return report.fault(file, error.message);
  }
  if (data.version !== "https://jsonfeed.org/version/1.1") report.fault(file, `its version is ${data.version}`);
  if (!validateJson(data)) {
    for (const error of validateJson.errors) report.fault(file, `${error.instancePath || "/"} ${error.message} ${JSON.stringify(error.params)}`);
    return;
  }
  const feed = parseJsonFeed(data);
  checkFeed(file, {
    self: feed.feed_url,
    home: feed.home_page_url,
    entries: (feed.items ?? []).map((i) => ({ id: i.id, url: i.url, title: i.title, html: i.content_html ?? "" })),
  }, data.items.length);
}

function checkFeed(file, feed, count) {
  if (feed.entries.length !== count) report.fault(file, `a reader finds ${feed.entries.length} of ${count} entries`);
  if (feed.self !== output.address(file)) report.fault(file, `calls itself ${feed.self}, not ${output.address(file)}`);
  checkPage(file, "its home", feed.home);
  const seen = new Set();
  for (const entry of feed.entries) {
    const name = `entry "${entry.id}"`;
    if (seen.has(entry.id)) report.fault(file, `${name} stands twice`);
    seen.add(entry.id);
    if (!entry.title) report.fault(file, `${name} has no title`);
    if (entry.updated && feed.updated && Date.parse(entry.updated) > Date.parse(feed.updated)) report.fault(file, `${name} is newer than the feed`);
    checkPage(file, name, entry.url);
    checkContent(file, name, entry.html);
  }
}

function checkPage(file, what, address) {
  if (!URL.canParse(address ?? "")) return report.fault(file, `${what} has no absolute address, but ${address}`);
  const url = new URL(address);
  const { reason } = output.isOwn(url) ? output.resolve(url) : {};
  if (reason) report.fault(file, `${what}: ${address} ${reason}`);
}

function checkContent(file, what, html) {
  const all = elements(parseFragment(html));
  const ids = new Set(all.map((e) => attribute(e, "id")));
  for (const element of all) {
    if (["script", "style", "iframe", "form"].includes(element.tagName)) report.fault(file, `${what} holds a <${element.tagName}>`);
    for (const name of ["href", "src", "poster"]) {
      const address = attribute(element, name);
      const jump = address?.startsWith("#") && ids.has(decodeURIComponent(address.slice(1)));
      if (address !== undefined && !jump && !URL.canParse(address)) report.fault(file, `${what}: "${address}" is not absolute`);
    }
  }
}
