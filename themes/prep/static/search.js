// Makes the links to the search page open the search where one is, and the key `/` with them; on the search page itself, puts the
// search into it. The rest, `search-panel.js` and `search-engine.js`, is fetched when somebody means to search.
//
// Escape closes the dialog, and the browser gives the focus back to where it was. The key can be switched off in the dialog, for
// those who speak or whose keys repeat (WCAG 2.1.4).

const { page, index, engine, panel, label, failed } = document.querySelector("script[data-panel]").dataset;
const KEPT = "gen-search-shortcut";
let dialog;
let input;
let show;

/** Whether `/` opens the search: so it does where a browser keeps nothing. */
const shortcut = {
  get isOn() {
    try {
      return localStorage.getItem(KEPT) !== "off";
    } catch {
      return true;
    }
  },
  set isOn(on) {
    try {
      localStorage.setItem(KEPT, on ? "on" : "off");
    } catch {
      // then it holds for no longer than it is said
    }
  },
};

function make(name, attributes, ...children) {
  const element = Object.assign(document.createElement(name), attributes);
  element.append(...children);
  return element;
}

/** The search in `root`, its field at once and all else when it is there. */
function begin(root, isDialog) {
  const status = make("p", { className: "search-status" });
  status.setAttribute("role", "status");
  input = make("input", { type: "search", name: "q", autocomplete: "off", spellcheck: false, enterKeyHint: "search", ariaLabel: label });
  const form = make("form", { className: "search-form", action: page }, input);
  form.setAttribute("role", "search");
  form.addEventListener("submit", (event) => event.preventDefault());
  root.replaceChildren(form, status);
  Promise.all([import(panel), import(engine)])
    .then(async ([{ Panel }, { Index, ...rest }]) => {
      show = new Panel({ root, form, input, status, page, isDialog, shortcut, engine: rest, index: await Index.open(index) });
    })
    .catch(() => (status.textContent = failed));
}

function open() {
  if (!dialog) {
    dialog = make("dialog", { className: "search-dialog", ariaLabel: label });
    dialog.addEventListener("click", ({ target }) => target === dialog && dialog.close());
    // in a field for searching, Escape would only empty it
    dialog.addEventListener("keydown", ({ key, target }) => key === "Escape" && target === input && dialog.close());
    begin(dialog, true);
  }
  if (!dialog.isConnected) {
    dialog.close();
    document.body.append(dialog);
  }
  if (!dialog.open) dialog.showModal();
  input.select();
  show?.run();
}

const own = () => document.getElementById("x-search");
if (own()) {
  begin(own(), false);
  // the preview took away what its page doesn't hold
  document.addEventListener("gen:patched", () => input.isConnected || begin(own(), false));
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  if (own() || link?.getAttribute("href") !== page || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  open();
});

document.addEventListener("keydown", (event) => {
  const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey || !shortcut.isOn) return;
  event.preventDefault();
  if (own()) input.focus();
  else open();
});
