// Sets the colours that the reader chose, before anything is painted. Not a module: a module runs too late for that.
// The choice is kept by the site's base path, which is where the folder of this script lies.
"use strict";
{
  const key = `prep:${new URL("..", document.currentScript.src).pathname}:scheme`;
  let chosen = null;
  try {
    chosen = localStorage.getItem(key);
  } catch {
    // a browser may keep nothing: the system's colours hold
  }
  if (chosen === "light" || chosen === "dark") {
    document.documentElement.dataset.scheme = chosen;
    document.querySelector("meta[name='color-scheme']").content = chosen;
  }
}
