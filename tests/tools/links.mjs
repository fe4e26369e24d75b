// Every link inside an output works: each internal address of each page, style sheet and SVG leads to a file, each #fragment to an
// id, and nothing to outside the base path. Ids are unique on their page; references between elements (`aria-labelledby`, `for`, …)
// hit one; a canonical address is absolute. Addresses on other hosts are not fetched, only parsed.

import { attribute, commandLine, elements, Report } from "./output.mjs";

const ADDRESSES = ["href", "xlink:href", "src", "poster", "data", "action", "formaction", "cite"];
const ADDRESS_LISTS = ["srcset", "imagesrcset"];
const ID_REFERENCES = ["aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-details", "aria-flowto",
  "aria-activedescendant", "aria-errormessage", "for", "headers", "list", "form", "popovertarget", "commandfor"];
const META_ADDRESSES = ["og:url", "og:image", "og:video", "og:audio", "twitter:image"];
const SCHEMES = ["http:", "https:", "mailto:", "tel:", "data:"];

const { output } = commandLine();
const report = new Report();
const ids = new Map();
let links = 0;

for (const file of output.files.filter((f) => /\.(html|svg|css)$/.test(f))) {
  if (file.endsWith(".css")) checkStyleSheet(file);
  else checkPage(file);
}
report.finish(`${links} links of ${output.pages.length} pages`);

function checkPage(file) {
  const all = elements(output.document(file));
  uniqueIds(file, all);
  if (file.endsWith(".html")) canonical(file, all);
  for (const element of all) {
    const where = `${file}:${element.sourceCodeLocation?.startLine ?? 1}`;
    for (const address of addressesOf(element)) checkAddress(file, where, address);
    for (const name of ID_REFERENCES) {
      for (const id of words(attribute(element, name))) {
        if (!idsOf(file).has(id)) report.fault(where, `${name}="${id}" of <${element.tagName}> has no element of that id`);
      }
    }
  }
}

function addressesOf(element) {
  const found = ADDRESSES.map((name) => attribute(element, name)).filter((value) => value !== undefined);
  for (const name of ADDRESS_LISTS) {
    for (const candidate of (attribute(element, name) ?? "").matchAll(/([^\s,]\S*[^\s,]|[^\s,])(?:\s[^,]*)?(?:,|$)/g)) found.push(candidate[1]);
  }
  if (element.tagName === "meta") {
    const content = attribute(element, "content") ?? "";
    const name = attribute(element, "property") ?? attribute(element, "name");
    if (META_ADDRESSES.includes(name)) found.push(absolute(content));
    if (attribute(element, "http-equiv")?.toLowerCase() === "refresh") found.push(content.replace(/^[^;]*;\s*url=/i, ""));
  }
  return found;
}

// An address that has to be absolute: a relative one becomes a scheme that the check refuses.
function absolute(address) {
  return URL.canParse(address) ? address : `relative:${address}`;
}

function checkAddress(file, where, address) {
  links += 1;
  let url;
  try {
    url = new URL(address, output.address(file));
  } catch {
    return report.fault(where, `"${address}" is not an address`);
  }
  if (url.protocol === "relative:") return report.fault(where, `"${url.pathname}" has to be absolute`);
  if (!SCHEMES.includes(url.protocol)) return report.fault(where, `"${address}" has a scheme that no link needs`);
  if (!/^https?:$/.test(url.protocol) || !output.isOwn(url)) return;
  const target = output.resolve(url);
  if (target.reason) return report.fault(where, `"${address}" ${target.reason}`);
  checkFragment(where, address, url.hash, target.file);
}

function checkFragment(where, address, hash, target) {
  const fragment = hash.slice(1).replace(/:~:.*$/, "");
  if (fragment === "" || fragment === "top") return;
  if (!/\.(html|svg)$/.test(target)) return report.fault(where, `"${address}" has a fragment, but ${target} is no page`);
  const id = decodeURIComponent(fragment);
  if (!idsOf(target).has(id)) report.fault(where, `"${address}": ${target} has no id "${id}"`);
}

function idsOf(file) {
  if (!ids.has(file)) ids.set(file, new Set(elements(output.document(file)).map((e) => attribute(e, "id")).filter(Boolean)));
  return ids.get(file);
}

function uniqueIds(file, all) {
  const seen = new Map();
  for (const element of all) {
    const id = attribute(element, "id");
    if (id === undefined) continue;
    const line = element.sourceCodeLocation?.startLine ?? 1;
    if (id === "" || /\s/.test(id)) report.fault(`${file}:${line}`, `id "${id}" is empty or holds a space`);
    if (seen.has(id)) report.fault(`${file}:${line}`, `id "${id}" is also on line ${seen.get(id)}`);
    else seen.set(id, line);
  }
}

function canonical(file, all) {
  const found = all.filter((e) => e.tagName === "link" && words(attribute(e, "rel")).includes("canonical")).map((e) => attribute(e, "href"));
  if (found.length === 0 && file === "404.html") return;
  if (found.length !== 1) return report.fault(file, `${found.length} canonical addresses instead of one`);
  if (!URL.canParse(found[0] ?? "")) report.fault(file, `the canonical address "${found[0]}" is not absolute`);
}

function checkStyleSheet(file) {
  const css = output.text(file).replace(/\/\*[^]*?\*\//g, "");
  for (const [, quoted, bare] of css.matchAll(/url\(\s*(?:["']([^"']*)["']|([^"')\s]*))\s*\)/g)) {
    checkAddress(file, file, quoted ?? bare);
  }
}

function words(value) {
  return (value ?? "").split(/\s+/).filter(Boolean);
}
