// The banner of an open page: what is wrong, those of the page first, each as the terminal prints it.
//
// It stands in a shadow root that the page's styles don't reach, behind all else in the document. It is open by itself where
// this page has an error, else as the author left it, until nothing is wrong any more.

const banner = makeBanner();

function makeBanner() {
  const KEY = "gen-serve-banner";
  const STYLE = `
    :host { all: initial; position: fixed; inset: auto 0 0 0; z-index: 2147483647; color-scheme: light dark;
      font: 14px/1.45 system-ui, sans-serif; display: flex; justify-content: end; pointer-events: none; }
    :host([hidden]) { display: none; }
    section { pointer-events: auto; box-sizing: border-box; max-width: 100%; background: light-dark(#fff, #1c1c1f);
      color: light-dark(#1c1c1f, #ececef); border: 2px solid light-dark(#a15c00, #e0a040); border-radius: 8px 0 0 0;
      border-width: 2px 0 0 2px; }
    section.errors { border-color: light-dark(#b3261e, #ff8a80); }
    section.open { width: 100%; border-radius: 0; border-left-width: 0; }
    button { all: unset; box-sizing: border-box; cursor: pointer; display: block; width: 100%; padding: 8px 14px;
      font-weight: 600; overflow-wrap: anywhere; }
    button::after { content: "Show"; float: right; font-weight: 400; margin-left: 14px; text-decoration: underline; }
    button[aria-expanded="true"]::after { content: "Hide"; }
    button:focus-visible, a:focus-visible, pre:focus-visible { outline: 3px solid Highlight; outline-offset: -3px; }
    .first { font-weight: 400; }
    .said { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    ul { list-style: none; margin: 0; padding: 0 14px 10px; max-height: 40vh; overflow: auto; }
    li + li { border-top: 1px solid light-dark(#ddd, #444); }
    pre { margin: 0; padding: 8px 0; overflow-x: auto; font: 13px/1.4 ui-monospace, monospace; }
    a { color: light-dark(#0b57d0, #8ab4f8); }
    @media print { :host { display: none; } }`;
  const element = document.createElement("gen-preview");
  element.hidden = true;
  const root = element.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];
  const section = make("section", { "aria-label": "Preview" });
  const button = make("button", { type: "button", "aria-expanded": "false", "aria-controls": "list" });
  const status = make("span", { role: "status", class: "said" });
  const first = make("span", { class: "first" });
  const list = make("ul", { id: "list" });
  const counted = make("span");
  button.append(counted, first);
  section.append(status, button, list);
  root.append(section);
  button.addEventListener("click", () => {
    sessionStorage.setItem(KEY, isOpen() ? "closed" : "open");
    lay();
  });
  let mistakes = { errors: 0, warnings: 0, list: [] };
  let isGone = false;
  let isGoing = false;
  let goneTimer = 0;

  function make(name, attributes = {}) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  }

  const count = (number, word) => (number === 0 ? [] : [`${number} ${word}${number === 1 ? "" : "s"}`]);

  /** Open by itself where this page has an error; else as the author left it. */
  function isOpen() {
    const chosen = sessionStorage.getItem(KEY);
    const isOwn = mistakes.list.some((one) => one.here && one.severity === "error");
    return mistakes.list.length > 0 && (chosen ? chosen === "open" : isOwn);
  }

  function lay() {
    const counts = [...count(mistakes.errors, "error"), ...count(mistakes.warnings, "warning")].join(", ");
    element.hidden = !isGone && counts === "";
    section.className = `${isOpen() ? "open" : ""} ${mistakes.errors > 0 ? "errors" : ""}`;
    button.setAttribute("aria-expanded", String(isOpen()));
    list.hidden = !isOpen();
    const text = isGone ? "The preview has stopped" : counts;
    counted.textContent = text;
    if (status.textContent !== text) status.textContent = text;
    const message = mistakes.list[0]?.message;
    first.textContent = !isGone && message && !isOpen() && mistakes.errors > 0 ? ` · ${message}` : "";
    if (element.parentNode !== document.documentElement) document.documentElement.append(element);
  }

  /** A message as the terminal prints it; its place opens the editor. */
  function item(mistake) {
    const text = make("pre", { tabindex: "0" });
    const place = `${mistake.file}:${mistake.line}:${mistake.column}`;
    const at = mistake.editor ? mistake.text.indexOf(place) : -1;
    if (at < 0) {
      text.textContent = mistake.text;
    } else {
      const link = make("a", { href: mistake.editor });
      link.textContent = place;
      text.append(mistake.text.slice(0, at), link, mistake.text.slice(at + place.length));
    }
    const row = make("li", { class: mistake.severity });
    row.append(text);
    return row;
  }

  return {
    element,
    show(found) {
      mistakes = found;
      // what the author chose was about other mistakes
      if (found.list.length === 0) sessionStorage.removeItem(KEY);
      list.replaceChildren(...found.list.map(item));
      lay();
    },
    /** A server that is only being started anew is not worth a word. */
    gone(is) {
      if (is === isGoing) return;
      isGoing = is;
      clearTimeout(goneTimer);
      const settle = () => {
        isGone = is;
        lay();
      };
      goneTimer = setTimeout(() => whenParsed(settle), is ? 1500 : 0);
    },
  };
}
