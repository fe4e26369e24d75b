// Filters the lists of questions on a page by words, topic and level. What is chosen stands in the address, so that it
// can be shared and comes back; how much is left is said aloud.

const NAMES = ["q", "topic", "level"];
let form;
let rows;
let heads;
let whole;

document.addEventListener("gen:patched", start);
document.addEventListener("input", ({ target }) => target.form === form && change());
document.addEventListener("reset", ({ target }) => target === form && setTimeout(change));
document.addEventListener("submit", (event) => event.target === form && event.preventDefault());
addEventListener("popstate", restore);
start();

/** Reads the lists, which the server made. */
function start() {
  form = document.querySelector(".filter");
  if (!form) return;
  rows = [...document.querySelectorAll(".level-group .rows > li")].map((row) => ({
    row,
    words: folded(row.firstElementChild.textContent),
    topics: row.dataset.topics.trim().split(" "),
    level: row.closest(".level-group").dataset.level,
  }));
  heads = [...document.querySelectorAll(".level-group, .group:has(.level-group)")].map((group) => {
    const count = group.querySelector(".count");
    count.dataset.all ??= count.textContent;
    return { group, count };
  });
  whole = (rows.length === 1 ? form.dataset.one : form.dataset.other).replace("{n}", rows.length);
  form.querySelector("fieldset").disabled = false;
  restore();
}

/** Takes over what the address says. */
function restore() {
  const wanted = new URLSearchParams(location.search);
  for (const name of NAMES) if (form[name]) form[name].value = wanted.get(name) ?? "";
  show();
}

function change() {
  const url = new URL(location.href);
  for (const name of NAMES) {
    const value = form[name]?.value.trim();
    if (value) url.searchParams.set(name, value);
    else url.searchParams.delete(name);
  }
  try {
    history.replaceState(history.state, "", url);
  } catch {
    // some browsers allow only so many changes in a while; the next one makes up for it
  }
  show();
}

function show() {
  const words = folded(form.q.value).split(/\s+/).filter(Boolean);
  const topics = form.topic?.value ? below(form.topic.value) : undefined;
  const level = form.level?.value;
  let shown = 0;
  for (const entry of rows) {
    const isShown = words.every((word) => entry.words.includes(word))
      && (!topics || entry.topics.some((topic) => topics.has(topic)))
      && (!level || entry.level === level);
    entry.row.hidden = !isShown;
    if (isShown) shown += 1;
  }
  const isFiltered = words.length > 0 || Boolean(topics) || Boolean(level);
  for (const { group, count } of heads) {
    const left = group.querySelectorAll(".level-group .rows > li:not([hidden]), :scope > .rows > li:not([hidden])").length;
    group.hidden = left === 0;
    count.textContent = isFiltered ? left : count.dataset.all;
  }
  document.querySelector("main").toggleAttribute("data-filtered", isFiltered);
  form.querySelector("[type='reset']").hidden = !isFiltered;
  const text = form.dataset.count.replace("{n}", shown).replace("{total}", rows.length);
  form.querySelector("[role='status']").textContent = isFiltered ? text : whole;
}

/** The topic `id` with all topics below it. */
function below(id, found = new Set()) {
  found.add(id);
  const option = form.topic.querySelector(`option[value="${CSS.escape(id)}"]`);
  for (const child of option?.dataset.below?.trim().split(" ") ?? []) below(child, found);
  return found;
}

/** `text` without capitals and marks, as one types it. */
function folded(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
