// What an open page of the preview does when its author saves.
//
// The tag of this script stands before the page's policy, so it runs whatever the policy says; all its networking is the
// worker's. 1. It tells the worker which page is shown, in which version, and gets the HTML it was loaded with. 2. When the
// bytes are others, the new page is fetched and the open one patched (`patch.js`). 3. Files that changed are refreshed
// (`files.js`). 4. What is wrong is shown in a banner (`banner.js`). The server joins these files to one script.
//
// Left out: scripts that a patch brings would not run, and a policy can't be changed; where these differ, the page is
// loaded anew. Scripts of the page that want to look at what a patch brought listen to `gen:patched` on the document.

const WORKER = "/.gen/serve/worker.js";
const tag = document.currentScript;
const worker = globalThis.SharedWorker ? new SharedWorker(WORKER).port : new Worker(WORKER);
let isPatching = false;
let isStale = false;
/** Whether it is known with which HTML the page was loaded, or that this can't be known; the tag says which to who waits. */
let isSettled = false;

worker.onmessage = ({ data: message }) => {
  since = message.since ?? since;
  switch (message.kind) {
    case "here":
      return banner.gone(false);
    case "gone":
      return banner.gone(true);
    case "mistakes":
      return whenParsed(() => banner.show(message.data));
    case "files":
      return whenParsed(() => refreshFiles(message.data.all ? namedFiles() : message.data.paths));
    case "page":
      return whenParsed(askForPage);
    case "loaded":
      return whenParsed(() => takeServed(message.html));
    case "fetched":
      return patchTo(message);
    case "failed":
      settle();
      isPatching = false;
      return undefined;
    case "go":
      return follow(message.data.url);
  }
};

const address = location.pathname + location.search;
/** Up to which moment this page knows what files changed; the worker knows that better once it listens. */
let { since } = tag.dataset;
const open = () => worker.postMessage({ open: { page: location.pathname, version: tag.dataset.version, since } });
const close = () => worker.postMessage({ close: true });
document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
addEventListener("pagehide", close);
addEventListener("pageshow", (event) => event.persisted && open());
worker.postMessage({ load: address });
if (!document.hidden) open();

/** Runs `action` when the document is whole: a patch of half a document would be undone by the rest. */
function whenParsed(action) {
  if (document.readyState === "loading") {
    document.addEventListener("readystatechange", action, { once: true });
  } else {
    action();
  }
}

function follow(url) {
  if (new URL(url, location.href).pathname !== location.pathname) location.assign(url);
}

/** Takes `html` as what the page was loaded with, if it is of the same version. */
function takeServed(html) {
  const loaded = parse(html);
  if (versionIn(loaded) === tag.dataset.version) begin(loaded);
  settle();
  if (isStale) askForPage();
}

function settle() {
  isSettled = true;
  tag.dataset.settled = served ? "known" : "unknown";
}

function askForPage() {
  isStale = isPatching || !isSettled;
  if (isStale) return;
  // it was another already before one could ask for it
  if (!served) return location.reload();
  isPatching = true;
  worker.postMessage({ fetch: address });
}

/** Patches the page to what was fetched. */
function patchTo({ url, redirected, html }) {
  isPatching = false;
  if (redirected) return location.assign(url);
  const next = parse(html);
  const version = versionIn(next);
  if (!version || guards(next) !== guards(served) || !tryPatch(next)) return location.reload();
  worker.postMessage({ version });
  document.dispatchEvent(new CustomEvent("gen:patched"));
  if (isStale) askForPage();
  return undefined;
}

/** Patches the page to `next`; whether that could be done. */
function tryPatch(next) {
  try {
    return patch(next);
  } catch (error) {
    console.warn("the page can't be patched and is loaded anew:", error);
    return false;
  }
}

function tagIn(root) {
  return root.querySelector("script[src='/.gen/serve/page.js']");
}

function versionIn(root) {
  return tagIn(root)?.dataset.version;
}

/** What only a load brings into effect: the policy, and scripts. */
function guards(root) {
  const found = root.querySelectorAll("meta[http-equiv], script:not([type='application/ld+json'])");
  return [...found].filter((element) => element !== tagIn(root)).map((element) => element.outerHTML).join("\n");
}
