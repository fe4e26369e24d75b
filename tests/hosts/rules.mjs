// What `[publish]` writes for hosts that can't be run here is read by the hosts' own programs, at the root of a host and below a path:
// each old address leads to the new one with status 301, their neighbours don't, and files get the headers they need.
//
// Netlify: its parsers and its matcher (npm netlify-redirector, WebAssembly). Cloudflare Pages: its parsers and the code that answers
// requests there (npm @cloudflare/pages-shared). Vercel: its schemas and its compiler to routes (npm @vercel/routing-utils). GitLab has
// published none; its rules are held against what its documentation says: files win over redirects, 1,000 rules, 64 KB.
//
//   node tests/hosts/rules.mjs GEN

import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { parseAllHeaders } from "@netlify/headers-parser";
import { parseAllRedirects } from "@netlify/redirect-parser";
import vercel from "@vercel/routing-utils";
import Ajv from "ajv";
import esbuild from "esbuild";
import netlify from "netlify-redirector";
import { Report } from "../tools/output.mjs";
import { build, fileOf, NEIGHBOURS, PATHS, program, QUERIES, target } from "./sample.mjs";

const SECURITY = { "content-security-policy": /frame-ancestors/, "x-content-type-options": /^nosniff$/, "referrer-policy": /^[a-z-]+$/ };
const FOREVER = /^public, max-age=31536000, immutable$/;

const gen = program();
const report = new Report();
let requests = 0;

const hosts = {
  netlify: { check: checkNetlify, queries: QUERIES },
  cloudflare: { check: checkCloudflare },
  gitlab: { check: checkGitlab, headers: false },
  vercel: { check: checkVercel, queries: QUERIES },
};
for (const base of ["/", "/blog/"]) {
  for (const [name, { check, ...options }] of Object.entries(hosts)) {
    const where = `${name} at ${base}`;
    try {
      await check(build(gen, { name, base, ...options }), where);
    } catch (error) {
      report.fault(where, error.message);
    }
  }
}
report.finish(`${requests} requests`);

/** Asks for every old address and its neighbours; `answer` gives the status and where it leads. */
async function ask(where, site, queries, answer) {
  const redirects = PATHS.map((old) => [old.ask, target(old)]);
  for (const old of queries) redirects.push(...old.asks.map((address) => [address, target(old)]));
  for (const [address, to] of redirects) {
    const { status, location = "" } = await answer(site.at(address));
    const found = location && new URL(location, "https://example.org").pathname;
    requests += 1;
    if (status !== 301 || found !== site.at(to)) {
      report.fault(where, `${site.at(address)} gives ${status} ${location}, expected 301 ${site.at(to)}`);
    }
  }
  for (const address of [...NEIGHBOURS, ...queries.flatMap((old) => old.others), "/", "/nowhere/"]) {
    const { status, location } = await answer(site.at(address));
    requests += 1;
    if (status === 301) report.fault(where, `${site.at(address)} gives 301 ${location}, expected no redirect`);
  }
}

/** The headers of an asset and of a page, by lower-case names. */
function checkHeaders(where, site, headersOf) {
  for (const address of ["/", "/about/", `/gen-assets/${site.asset}`]) {
    const headers = headersOf(site.at(address));
    const expected = { ...SECURITY, ...(address.startsWith("/gen-assets/") && { "cache-control": FOREVER }) };
    for (const [name, value] of Object.entries(expected)) {
      if (!value.test(headers[name] ?? "")) report.fault(where, `${site.at(address)} has ${name}: ${headers[name]}, expected ${value}`);
    }
    if (!expected["cache-control"] && /immutable/.test(headers["cache-control"] ?? "")) {
      report.fault(where, `${site.at(address)} may change, but has cache-control: ${headers["cache-control"]}`);
    }
  }
}

async function checkNetlify(site, where) {
  const file = path.join(site.out, "_redirects");
  const { redirects, errors } = await parseAllRedirects({ redirectsFiles: [file], configRedirects: [], minimal: false });
  for (const error of errors) report.fault(`${where}: _redirects`, error.message);
  for (const redirect of redirects.filter((redirect) => !redirect.force)) {
    report.fault(`${where}: _redirects`, `${redirect.from} has no \`!\`, so the file at that address wins`);
  }
  // addresses are compared as they are sent; the matcher has no file system, so a match of `!` is what Netlify does
  const matcher = await netlify.parsePlain(readFileSync(file, "utf8"), {});
  await ask(where, site, QUERIES, (address) => {
    const url = new URL(address, "https://example.org");
    const nothing = () => "";
    const match = matcher.match({
      scheme: "https", host: "example.org", path: url.pathname, query: url.search.slice(1), headers: {}, cookieValues: {}, getHeader: nothing, getCookie: nothing,
    });
    return match ? { status: match.status, location: match.to } : { status: 200 };
  });

  const { headers, errors: faults } = await parseAllHeaders({ headersFiles: [path.join(site.out, "_headers")], configHeaders: [], minimal: false });
  for (const error of faults) report.fault(`${where}: _headers`, error.message);
  checkHeaders(where, site, (address) => {
    const all = {};
    for (const rule of headers.filter((rule) => rule.forRegExp.test(address))) {
      for (const [name, value] of Object.entries(rule.values)) {
        if (all[name.toLowerCase()]) report.fault(`${where}: _headers`, `two rules for ${address} have ${name}; which of them wins isn't documented`);
        all[name.toLowerCase()] = value;
      }
    }
    return all;
  });
}

async function checkCloudflare(site, where) {
  const pages = await cloudflarePages();
  const redirects = pages.parseRedirects(site.read("_redirects"));
  const headers = pages.parseHeaders(site.read("_headers"));
  for (const { message, line } of [...redirects.invalid, ...headers.invalid]) report.fault(where, `${message} ${line ?? ""}`);
  const metadata = pages.createMetadataObject({ redirects, headers });
  for (const rule of Object.keys(metadata.redirects?.rules ?? {})) {
    report.fault(`${where}: _redirects`, `${rule} is a pattern to Cloudflare, of which it takes 100`);
  }

  const answer = async (address) => {
    const response = await pages.generateHandler({
      request: new Request(new URL(address, "https://notes.pages.dev")),
      metadata,
      logError: (error) => report.fault(where, String(error)),
      findAssetEntryForPath: async (asked) => {
        const found = path.join(site.folder, asked);
        return statSync(found, { throwIfNoEntry: false })?.isFile() ? found : null;
      },
      getAssetKey: (entry) => entry,
      negotiateContent: () => ({ encoding: null }),
      fetchAsset: async (entry) => ({ body: readFileSync(entry), contentType: entry.endsWith(".html") ? "text/html" : "application/octet-stream" }),
    });
    return { status: response.status, location: response.headers.get("location") ?? undefined, headers: Object.fromEntries(response.headers), response };
  };
  // an address with a pattern character can't be a rule there; its page leads on
  const patterns = PATHS.filter((old) => !Object.keys(metadata.redirects?.staticRules ?? {}).includes(site.at(old.ask)));
  for (const old of patterns) {
    if (!/[:*]/.test(old.alias)) report.fault(`${where}: _redirects`, `no rule for ${site.at(old.ask)}`);
  }
  await ask(where, site, [], answer);

  const answers = {};
  for (const address of ["/", "/about/", `/gen-assets/${site.asset}`, "/nowhere/"]) answers[site.at(address)] = await answer(site.at(address));
  checkHeaders(where, site, (address) => answers[address].headers);
  const missing = answers[site.at("/nowhere/")];
  if (missing.status !== 404 || (await missing.response.text()) !== site.read("404.html")) {
    report.fault(where, `${site.at("/nowhere/")} gives ${missing.status}, expected 404 and the page 404.html`);
  }
}

/** The parts of Cloudflare Pages, which are published as TypeScript. */
async function cloudflarePages() {
  const folder = "@cloudflare/pages-shared";
  const contents = ["metadata-generator/parseRedirects", "metadata-generator/parseHeaders", "metadata-generator/createMetadataObject", "asset-server/handler"]
    .map((module) => `export * from "${folder}/${module}";`)
    .join("\n");
  const stdin = { contents, resolveDir: new URL("..", import.meta.url).pathname };
  const { outputFiles } = await esbuild.build({ stdin, bundle: true, format: "esm", platform: "node", write: false });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
}

async function checkGitlab(site, where) {
  const file = path.join(site.out, "_redirects");
  const { redirects, errors } = await parseAllRedirects({ redirectsFiles: [file], configRedirects: [], minimal: false });
  for (const error of errors) report.fault(`${where}: _redirects`, error.message);
  if (redirects.length > 1000) report.fault(`${where}: _redirects`, `${redirects.length} rules, GitLab reads 1,000`);
  if (statSync(file).size > 64 * 1024) report.fault(`${where}: _redirects`, `${statSync(file).size} bytes, GitLab reads no more than 64 KB`);
  for (const { from, status, force, query } of redirects) {
    if (status !== 301 || force || Object.keys(query).length > 0) report.fault(`${where}: _redirects`, `${from} has what GitLab refuses: \`!\`, a query, or not 301`);
    if (/\*|:[a-z]/i.test(from)) report.fault(`${where}: _redirects`, `${from} is a pattern to GitLab`);
    if (/%(?![0-9a-f]{2})/i.test(from)) report.fault(`${where}: _redirects`, `${from} is no URL to GitLab, which ignores the rule`);
  }
  // a rule is compared with the address after decoding, but isn't decoded itself; a file wins over it
  await ask(where, site, [], (address) => {
    const decoded = decodeURIComponent(new URL(address, "https://example.org").pathname);
    const inside = fileOf(`/${encodeURI(decoded.slice(site.at("/").length))}`);
    const rule = redirects.find(({ from }) => from.replace(/\/$/, "") === decoded.replace(/\/$/, ""));
    const page = site.has(inside) ? site.read(inside) : undefined;
    if (page !== undefined && rule) return { status: 200, location: `by the page ${inside}, which hides the rule for ${rule.from}` };
    if (page !== undefined) return leadsOn(page);
    return rule ? { status: 301, location: rule.to } : { status: 404 };
  });
}

/** The answer of a page that leads on: as good as a redirect where there can be none. */
function leadsOn(page) {
  const location = /<meta http-equiv="refresh" content="0; ?url=([^"]*)"/.exec(page)?.[1];
  return location ? { status: 301, location } : { status: 200 };
}

async function checkVercel(site, where) {
  const config = JSON.parse(site.read("vercel.json"));
  const ajv = new Ajv({ strict: false, allErrors: true });
  const known = { redirects: vercel.redirectsSchema, headers: vercel.headersSchema, trailingSlash: vercel.trailingSlashSchema };
  for (const [key, value] of Object.entries(config)) {
    if (key === "$schema") continue;
    if (!known[key]) report.fault(`${where}: vercel.json`, `the key ${key} isn't one that this test knows`);
    else if (!ajv.validate(known[key], value)) report.fault(`${where}: vercel.json`, `${key}: ${ajv.errorsText()}`);
  }
  const { routes, error } = vercel.getTransformedRoutes(config);
  if (error) return report.fault(`${where}: vercel.json`, `${error.code}: ${error.message}`);

  const matching = (address) => {
    const url = new URL(address, "https://example.org");
    return routes.filter((route) => new RegExp(route.src).test(url.pathname) && (route.has ?? []).every((condition) => holds(condition, url)));
  };
  const answer = (address) => {
    const route = matching(address).find((route) => route.status);
    return route ? { status: route.status, location: route.headers.Location } : { status: 200 };
  };
  await ask(where, site, QUERIES, answer);
  checkHeaders(where, site, (address) => {
    const pairs = matching(address).filter((route) => route.continue).flatMap((route) => Object.entries(route.headers));
    return Object.fromEntries(pairs.map(([name, value]) => [name.toLowerCase(), value]));
  });
}

function holds({ type, key, value }, url) {
  if (type !== "query") throw new Error(`a condition on ${type}, which this test doesn't know`);
  const found = url.searchParams.get(key);
  if (found === null) return false;
  return typeof value === "object" ? found === String(value.eq) : new RegExp(`^(?:${value})$`).test(found);
}
