// The preview's line to the server, on behalf of all open pages of a browser.
//
// A page's policy forbids it to connect anywhere; a worker has a policy of its own, that of the answer it came in. So the
// worker listens to the events and fetches pages, and hands both on. It is one for all pages, since each stream of events
// takes one of the six connections that a browser has to a server; where there are no shared workers, each page has its
// own.
//
// It is told `{ open: { page, version, since } }` when a page is shown, `{ close: true }` when it is hidden, `{ version }`
// when it was patched, `{ load: url }` for the HTML that it was loaded with, and `{ fetch: url }` for its new one. It never
// gives up: a server that is gone may come back.
"use strict";

/** So long it waits before it tries again, in milliseconds: soon at first. */
const WAITS = [100, 250, 500, 1000];

/** The kinds of events that are handed on. */
const KINDS = ["page", "files", "mistakes", "go"];

/** The pages that are shown: the port of each, and what it knows. */
const pages = new Map();
let source = null;
let failures = 0;
let waiting = 0;

/** Does what is asked for at `port`. */
function attend(port) {
  port.onmessage = ({ data }) => {
    if (data.open) {
      pages.set(port, data.open);
      soon(connect, 0);
    } else if (data.close) {
      if (pages.delete(port)) soon(connect, 0);
    } else if (data.version) {
      if (pages.has(port)) pages.get(port).version = data.version;
    } else if (data.load) {
      fetchPage(port, data.load, "loaded");
    } else if (data.fetch) {
      fetchPage(port, data.fetch, "fetched");
    }
  };
}

if ("onconnect" in self) {
  self.onconnect = ({ ports: [port] }) => attend(port);
} else {
  attend(self);
}

function soon(action, wait) {
  clearTimeout(waiting);
  waiting = setTimeout(action, wait);
}

/** Listens on behalf of the pages that are shown now. */
function connect() {
  source?.close();
  source = null;
  if (pages.size === 0) return;
  const ports = [...pages.keys()];
  const told = ports.flatMap((port) => Object.entries(pages.get(port)).filter(([, value]) => value !== undefined));
  source = new EventSource(`/.gen/serve/events?${new URLSearchParams(told)}`);
  source.onopen = () => {
    failures = 0;
    for (const port of ports) port.postMessage({ kind: "here" });
  };
  source.onerror = () => {
    // the browser would try again by itself, but with what the pages knew at first
    source.close();
    source = null;
    for (const port of pages.keys()) port.postMessage({ kind: "gone" });
    soon(connect, WAITS[Math.min(failures, WAITS.length - 1)]);
    failures += 1;
  };
  for (const kind of KINDS) {
    source.addEventListener(kind, ({ data, lastEventId }) => {
      const message = JSON.parse(data);
      const port = ports[message.at];
      if (!pages.has(port)) return;
      pages.get(port).since = lastEventId;
      port.postMessage({ kind, data: message, since: lastEventId });
    });
  }
}

async function fetchPage(port, url, kind) {
  try {
    const response = await fetch(url, { cache: "no-store" });
    port.postMessage({ kind, url: response.url, redirected: response.redirected, html: await response.text() });
  } catch {
    // the server is gone: when it is back, the page hears whether it is still the newest
    port.postMessage({ kind: "failed" });
  }
}
