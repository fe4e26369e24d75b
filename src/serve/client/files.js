// The files of a page that changed: each gets a URL that the browser has not kept. A style sheet is swapped without a load; a
// script has run, so the page is loaded anew.

/** The paths of files that changed since the page was loaded, each with a number that makes its URL another. */
const refreshed = new Map();
/** The attributes that name files. */
const NAMING = ["src", "srcset", "poster", "href", "data"];

function refreshFiles(paths) {
  const changed = new Set(paths.map(decoded));
  if (runs(changed)) return location.reload();
  for (const path of changed) refreshed.set(path, (refreshed.get(path) ?? 0) + 1);
  for (const link of document.querySelectorAll("link[rel~='stylesheet'][href]")) {
    const fresh = freshUrl(link.getAttribute("href"));
    if (isOurs(link) || fresh === link.getAttribute("href")) continue;
    const next = link.cloneNode();
    next.setAttribute("href", fresh);
    swapStyleSheet(link, next);
  }
  return freshen(document, (element) => !isStyleSheet(element));
}

/** The paths of all pictures and style sheets of the page. Its scripts have run, and are left alone. */
function namedFiles() {
  const elements = [...document.querySelectorAll("img, source, video, audio, object, link[rel~='stylesheet'], link[rel~='icon']")];
  const urls = elements.flatMap((element) => NAMING.filter((name) => element.hasAttribute(name)).flatMap((name) => {
    const value = element.getAttribute(name);
    return name === "srcset" ? value.split(/,\s+/).map((one) => one.split(/\s/)[0]) : [value];
  }));
  const own = urls.map((url) => URL.parse(url, location.href)).filter((url) => url?.origin === location.origin);
  return [...new Set(own.map((url) => url.pathname))];
}

/** Whether one of these files is a script of the page, or was loaded by one. */
function runs(paths) {
  const pathOf = (url) => decoded(URL.parse(url, location.href)?.pathname ?? "");
  const scripts = [...document.querySelectorAll("script[src], link[rel='modulepreload']")];
  const loaded = performance.getEntriesByType("resource").map((entry) => entry.name);
  const named = scripts.map((script) => script.getAttribute("src") ?? script.getAttribute("href"));
  const imported = loaded.filter((url) => /\.m?js$/.test(pathOf(url)));
  return [...named, ...imported].some((url) => paths.has(pathOf(url)));
}

/** Gives every file that changed in `root`, an element or a document, its new URL. */
function freshen(root, isMeant = () => true) {
  if (refreshed.size === 0 || !root.querySelectorAll) return;
  for (const element of [root, ...root.querySelectorAll("img, source, video, audio, object, link[href]")]) {
    if (!element.getAttribute || !isMeant(element) || isOurs(element)) continue;
    for (const name of NAMING.filter((name) => element.hasAttribute(name))) {
      const value = fresh(element, name, element.getAttribute(name));
      if (element.getAttribute(name) !== value) element.setAttribute(name, value);
    }
  }
}

/** A copy of `attribute`, which names the new bytes of a file. */
function freshAttribute(attribute) {
  const copy = attribute.cloneNode();
  copy.value = fresh(attribute.ownerElement, attribute.name, attribute.value);
  return copy;
}

/** The value of the attribute `name` of `element`, with the new URLs of files that changed. */
function fresh(element, name, value) {
  if (!NAMING.includes(name) || !["img", "source", "video", "audio", "object", "link"].includes(element.localName)) return value;
  if (name !== "srcset") return freshUrl(value);
  return value.split(/,\s+/).map((one) => one.replace(/^\S+/, freshUrl)).join(", ");
}

/** `url` with the number of its file's last change; as it is, if the file never changed. */
function freshUrl(url) {
  const whole = URL.parse(url, location.href);
  const times = whole?.origin === location.origin ? refreshed.get(decoded(whole.pathname)) : undefined;
  if (!times) return url;
  whole.searchParams.set("gen", times);
  return whole.pathname + whole.search + whole.hash;
}

function decoded(path) {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}

function isStyleSheet(element) {
  return element.localName === "link" && element.relList?.contains("stylesheet");
}

/** The style sheet whose place one takes. */
const replaced = new WeakMap();

/** Puts `next` in the place of `old`, which stays until the new rules are there: the page is never without. */
function swapStyleSheet(old, next) {
  old.dataset.genLeaving = "";
  // what is served may be newer by now than what the page was made with
  next.removeAttribute("integrity");
  replaced.set(next, old);
  // one that is removed while it loads never says that it is there, so those before it go as well
  const done = () => {
    for (let sheet = old; sheet; sheet = replaced.get(sheet)) sheet.remove();
  };
  next.addEventListener("load", done, { once: true });
  next.addEventListener("error", done, { once: true });
  old.after(next);
  const original = originals.get(old);
  if (original) join(original, next);
}

/** What the preview itself put into the page. */
function isOurs(node) {
  return node === banner.element || (node.dataset?.genLeaving !== undefined && isStyleSheet(node));
}

