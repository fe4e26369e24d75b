// What the checks beside this file share: a site with old addresses of every kind, built for a host, and the requests that it has to
// answer.

import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** The page that all old addresses lead to, from the root of the site. */
export const TARGET = "/articles/explain-a-database-index/";

/** Old addresses as an author writes them, and as a browser asks for them. Each has one more difficulty than the one before. */
export const PATHS = [
  { alias: "/old/", ask: "/old/" },
  { alias: "/old-page.html", ask: "/old-page.html" },
  { alias: "/2021/café/", ask: "/2021/caf%C3%A9/" },
  { alias: "/mit leer/", ask: "/mit%20leer/" },
  { alias: "/c++ (a.b)/", ask: "/c++%20(a.b)/" },
  { alias: "/a$1;b/", ask: "/a$1;b/" },
  { alias: "/say \"hi\" {now}/", ask: "/say%20%22hi%22%20%7Bnow%7D/" },
  { alias: "/100%25/", ask: "/100%25/" },
];

/** Old addresses with a query: what leads on, and what doesn't. */
export const QUERIES = [
  { alias: "/?p=123", asks: ["/?p=123", "/?utm=x&p=123", "/?p=123&utm=x"], others: ["/?p=1234", "/?xp=123", "/?p=", "/?q=123"] },
  { alias: "/?p=123&lang=de", asks: ["/?p=123&lang=de", "/?lang=de&p=123"], others: [], target: "/about/" },
  { alias: "/index.php?id=7&x=a.b", asks: ["/index.php?id=7&x=a.b", "/index.php?x=a.b&id=7"], others: ["/index.php?id=7", "/index.php?id=7&x=aXb"] },
  { alias: "/?s=caf%C3%A9", asks: ["/?s=caf%C3%A9"], others: ["/?s=caf", "/?s=caf%C3%A9s"] },
];

/** What lies beside an old address, and so is none. */
export const NEIGHBOURS = ["/old/x/", "/oldXpage.html", "/old-pageXhtml", "/Old/"];

const folders = [];
process.on("exit", () => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** A folder that is gone when the process ends; others may read it, as a server that gives up root has to. */
export function temporary() {
  const folder = mkdtempSync(path.join(tmpdir(), "gen-hosts-"));
  chmodSync(folder, 0o755);
  folders.push(folder);
  return folder;
}

/** The program of the command line, `node CHECK.mjs GEN`. */
export function program() {
  const gen = path.resolve(process.argv[2] ?? "");
  if (process.argv.length !== 3 || !existsSync(gen)) {
    console.error(`usage: node ${path.basename(process.argv[1])} GEN; GEN is the program`);
    process.exit(2);
  }
  return gen;
}

/** Runs the program; what it says is shown if it fails. */
export function run(command, args, options = {}) {
  const done = spawnSync(command, args, { encoding: "utf8", timeout: 300_000, ...options });
  if (done.error) throw done.error;
  if (done.status !== 0) {
    throw new Error(`${[path.basename(command), ...args].join(" ")}: status ${done.status ?? done.signal}\n${done.stdout}${done.stderr}`);
  }
  return done.stdout;
}

/**
 * Builds the sample for the host `name` below the path `base`. Its files are in `folder`, where a server's root would be: with a base path
 * they lie below it. `paths` and `queries` say which old addresses it has.
 */
export function build(gen, { name, base, paths = PATHS, queries = [], headers = true }) {
  const root = temporary();
  const site = path.join(root, "site");
  run(gen, ["init", site]);
  edit(path.join(site, "site.toml"), (text) => {
    const publish = `\n[publish]\nredirects = "${name}"\n${headers ? `headers = "${name}"\n` : ""}`;
    return text.replace(/^base_url = .*$/m, `base_url = "https://notes.test${base}"`) + publish;
  });
  const aliases = [...paths, ...queries];
  giveAliases(path.join(site, "content/articles/explain-a-database-index.md"), aliases.filter((old) => !old.target));
  giveAliases(path.join(site, "content/about.md"), aliases.filter((old) => old.target === "/about/"));
  const folder = path.join(root, "www");
  mkdirSync(folder);
  const out = path.join(folder, base).replace(/\/$/, "");
  run(gen, ["build", "--root", site, "--out", out, "--strict"]);
  return {
    folder,
    out,
    at: (address) => base + address.slice(1),
    read: (file) => readFileSync(path.join(out, file), "utf8"),
    has: (file) => existsSync(path.join(out, file)),
    asset: readdirSync(path.join(out, "gen-assets")).find((file) => file.endsWith(".css")),
  };
}

/** Where an old address leads, from the root of the site. */
export const target = (old) => old.target ?? TARGET;

/** The file that stands for an address in the output. */
export function fileOf(address) {
  return decodeURIComponent(address.slice(1)).replace(/(^|\/)$/, "$1index.html");
}

function edit(file, change) {
  const text = readFileSync(file, "utf8");
  const changed = change(text);
  if (changed === text) throw new Error(`${file} can't be changed as this test needs it`);
  writeFileSync(file, changed);
}

function giveAliases(file, aliases) {
  if (aliases.length === 0) return;
  const list = aliases.map((old) => JSON.stringify(old.alias)).join(", ");
  edit(file, (text) => text.replace(/^\+\+\+\n/, `+++\naliases = [${list}]\n`));
}
