// Puts Pagefind's own search into the search page, for sites whose `[search] engine` is `"pagefind"`: its program was run over the
// output and left its script, its styles and its index there. A query in the address (`?q=`) is searched at once.

const { pagefind, failed } = document.querySelector("script[data-pagefind]").dataset;
const root = document.getElementById("x-search");
const script = document.createElement("script");
script.src = `${pagefind}pagefind-ui.js`;
script.addEventListener("error", () => (root.textContent = failed));
script.addEventListener("load", () => {
  const search = new PagefindUI({ element: root, bundlePath: pagefind, showImages: false, showSubResults: true });
  const query = new URLSearchParams(location.search).get("q");
  if (query) search.triggerSearch(query);
});
document.head.append(script);
