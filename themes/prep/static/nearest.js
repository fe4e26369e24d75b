// Finds the addresses of the site that are nearest to the one that doesn't exist, by its sitemap.

const MOST = 3;
const LEAST_ALIKE = 0.4;
const MOST_SITEMAPS = 4;
const base = new URL("..", import.meta.url);

const section = document.getElementById("x-nearest");
if (section) show(await nearest());

function show(found) {
  const list = section.querySelector("ul");
  const none = document.createElement("li");
  none.textContent = list.dataset.none;
  list.replaceChildren(...(found.length > 0 ? found.map(rowOf) : [none]));
}

function rowOf(path) {
  const [row, link] = ["li", "a"].map((name) => document.createElement(name));
  link.href = path;
  link.textContent = readable(path);
  row.append(link);
  return row;
}

/** The paths that are most alike, the most alike first. */
async function nearest() {
  const wanted = pairs(readable(location.pathname));
  const rated = (await paths()).map((path) => ({ path, rate: alike(wanted, pairs(readable(path))) }));
  return rated.filter(({ rate }) => rate >= LEAST_ALIKE).sort((a, b) => b.rate - a.rate).slice(0, MOST).map(({ path }) => path);
}

/** The paths of all pages; none where the sitemap can't be had. */
async function paths() {
  const locations = async (url) => {
    const answer = await fetch(url).catch(() => undefined);
    const text = answer?.ok ? await answer.text() : "";
    return [...text.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, location]) => new URL(location).pathname);
  };
  const found = await locations(new URL("sitemap.xml", base));
  if (!found.some((path) => path.endsWith(".xml"))) return found;
  return (await Promise.all(found.slice(0, MOST_SITEMAPS).map(locations))).flat();
}

/** An address as words: `/questions/index-cost/` is "questions › index cost". */
function readable(path) {
  let rest = path.startsWith(base.pathname) ? path.slice(base.pathname.length) : path;
  try {
    rest = decodeURIComponent(rest);
  } catch {
    // what can't be decoded is compared as it is
  }
  return rest.replace(/(index)?\.html$/, "").split("/").filter(Boolean).map((part) => part.replaceAll("-", " ")).join(" › ");
}

/** The pairs of neighbouring letters of a text. */
function pairs(text) {
  const letters = [...text.toLowerCase()];
  return new Set(letters.slice(1).map((letter, at) => letters[at] + letter));
}

/** How alike two texts are by their pairs of letters, from 0 to 1 (Sørensen and Dice). */
function alike(a, b) {
  let both = 0;
  for (const pair of a) if (b.has(pair)) both += 1;
  return a.size + b.size === 0 ? 0 : (2 * both) / (a.size + b.size);
}
