// What the checks beside this file share: reading an output folder, its base address, and the report at the end.
//
// A check is called as `node CHECK.mjs OUT [--option value]`. The base address is the canonical address of the home page,
// so that a check needs to be told nothing but the folder; the folder holds the files without the base path.

import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { parse } from "parse5";

/** The folder and the options of the command line: `OUT --name value`. */
export function commandLine() {
  const [folder, ...rest] = process.argv.slice(2);
  if (!folder || !existsSync(folder) || rest.length % 2 !== 0) {
    console.error(`usage: node ${path.basename(process.argv[1])} OUT [--option value]; OUT is a folder that exists`);
    process.exit(2);
  }
  const options = {};
  for (let i = 0; i < rest.length; i += 2) options[rest[i].replace(/^--/, "")] = rest[i + 1];
  return { output: new Output(folder), options };
}

/** An output folder: its files, its parsed pages, and which file stands at which address. */
export class Output {
  #documents = new Map();

  constructor(folder) {
    this.folder = path.resolve(folder);
    this.files = listFiles(this.folder).sort();
    this.known = new Set(this.files);
    this.pages = this.files.filter((file) => file.endsWith(".html"));
    if (!this.known.has("index.html")) {
      console.error(`${folder}: no index.html, so this is not a built site`);
      process.exit(1);
    }
    const canonical = elements(this.document("index.html")).find((e) => e.tagName === "link" && attribute(e, "rel") === "canonical");
    try {
      this.base = new URL(attribute(canonical ?? {}, "href") ?? "");
    } catch {
      console.error(`index.html: no absolute canonical address, so the base address is not known`);
      process.exit(1);
    }
  }

  text(file) {
    return readFileSync(path.join(this.folder, file), "utf8");
  }

  /** The parsed page or fragment of a file; parsed once. */
  document(file) {
    if (!this.#documents.has(file)) this.#documents.set(file, parse(this.text(file), { sourceCodeLocationInfo: true }));
    return this.#documents.get(file);
  }

  /** The absolute address of a file. */
  address(file) {
    const encoded = file.split("/").map(encodeURIComponent).join("/");
    return new URL(encoded.replace(/(^|\/)index\.html$/, "$1"), this.base).href;
  }

  /** Whether an address is on the site's own host. */
  isOwn(url) {
    return url.origin === this.base.origin;
  }

  /** The file at an address of the site's own host: `{ file }`, or `{ reason }` why there is none. */
  resolve(url) {
    if (!url.pathname.startsWith(this.base.pathname)) {
      return { reason: `lies outside the base path ${this.base.pathname}` };
    }
    let file;
    try {
      file = decodeURIComponent(url.pathname.slice(this.base.pathname.length));
    } catch {
      return { reason: "has a broken percent-escape" };
    }
    if (file === "" || file.endsWith("/")) file += "index.html";
    if (this.known.has(file)) return { file };
    if (this.known.has(`${file}/index.html`)) return { reason: "lacks the slash at its end" };
    return { reason: "leads nowhere" };
  }
}

/** Collects faults; `finish` prints them, and the process ends with 1 if there is any. */
export class Report {
  #faults = [];

  fault(file, reason) {
    this.#faults.push(`${file}: ${reason}`);
  }

  finish(summary) {
    for (const fault of this.#faults) console.log(fault);
    console.log(`${path.basename(process.argv[1])}: ${summary}, ${this.#faults.length} fault(s)`);
    process.exitCode = this.#faults.length === 0 ? 0 : 1;
  }
}

/** The pages of an output by their kind, which is the class `page-KIND` of the body; the shortest first. */
export function pagesByKind(output) {
  const kinds = new Map();
  for (const page of [...output.pages].sort((a, b) => output.text(a).length - output.text(b).length)) {
    const body = elements(output.document(page)).find((e) => e.tagName === "body");
    const kind = /\bpage-(\S+)/.exec(attribute(body ?? {}, "class") ?? "")?.[1] ?? "other";
    kinds.set(kind, [...(kinds.get(kind) ?? []), page]);
  }
  return kinds;
}

/** All elements below a node in document order, those inside `template` included. */
export function elements(node, found = []) {
  for (const child of [...(node.childNodes ?? []), ...(node.content?.childNodes ?? [])]) {
    if (child.tagName) found.push(child);
    elements(child, found);
  }
  return found;
}

/** The value of an attribute, or undefined. */
export function attribute(element, name) {
  return element.attrs?.find((a) => (a.prefix ? `${a.prefix}:${a.name}` : a.name) === name)?.value;
}

/** The text below a node. */
export function textOf(node) {
  return node.nodeName === "#text" ? node.value : (node.childNodes ?? []).map(textOf).join("");
}

// The generator's own book-keeping (`.gen-manifest`, `.gen-lock`) is not published.
function listFiles(folder, prefix = "") {
  return readdirSync(path.join(folder, prefix)).flatMap((name) => {
    const file = prefix + name;
    if (prefix === "" && name.startsWith(".gen-")) return [];
    return statSync(path.join(folder, file)).isDirectory() ? listFiles(folder, `${file}/`) : [file];
  });
}
