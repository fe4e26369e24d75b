// The button that changes between light and dark. Who chooses what the system has anyway follows the system again.

const key = `prep:${new URL("..", import.meta.url).pathname}:scheme`;
const system = matchMedia("(prefers-color-scheme: dark)");
let chosen = kept();

document.addEventListener("click", ({ target }) => {
  if (!target.closest("#x-scheme")) return;
  const next = isDark() ? "light" : "dark";
  chosen = next === (system.matches ? "dark" : "light") ? null : next;
  keep();
  show();
});
addEventListener("storage", (event) => {
  if (event.key !== key) return;
  chosen = kept();
  show();
});
system.addEventListener("change", show);
document.addEventListener("gen:patched", show);
show();

function isDark() {
  return chosen ? chosen === "dark" : system.matches;
}

function show() {
  if (chosen) document.documentElement.dataset.scheme = chosen;
  else delete document.documentElement.dataset.scheme;
  const button = document.getElementById("x-scheme");
  button?.setAttribute("aria-pressed", String(isDark()));
  if (button) button.disabled = false;
}

function kept() {
  try {
    const value = localStorage.getItem(key);
    return value === "light" || value === "dark" ? value : null;
  } catch {
    return null;
  }
}

function keep() {
  try {
    if (chosen) localStorage.setItem(key, chosen);
    else localStorage.removeItem(key);
  } catch {
    // the choice holds for this page
  }
}
