// Marks the section in view in the contents beside a text; folds them again where they cover the text.

const isWide = matchMedia("(min-width: 60rem)");
let observer;

document.addEventListener("gen:patched", start);
isWide.addEventListener("change", start);
start();

function start() {
  observer?.disconnect();
  const contents = document.querySelector(".contents");
  if (!contents) return;
  const links = new Map([...contents.querySelectorAll("a")].map((link) => [decodeURIComponent(link.hash.slice(1)), link]));
  const headings = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
  const passed = new Set();
  // What lies above the upper third of the window has been passed, however far above it is.
  observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) passed[isIntersecting ? "add" : "delete"](target);
      mark(contents, links, headings.findLast((heading) => passed.has(heading)));
    },
    { rootMargin: "1000000px 0px -66% 0px" },
  );
  for (const heading of headings) observer.observe(heading);
  const details = contents.querySelector("details");
  // beside the text they are shown anyway; open they are also told as shown
  details.open = isWide.matches;
  contents.onclick = ({ target }) => {
    if (target.closest("a")) details.open = isWide.matches;
  };
}

function mark(contents, links, heading) {
  const current = links.get(heading?.id);
  for (const link of links.values()) if (link !== current) link.removeAttribute("aria-current");
  if (!current || current.ariaCurrent === "location") return;
  current.ariaCurrent = "location";
  const [box, own] = [contents.getBoundingClientRect(), current.getBoundingClientRect()];
  if (own.top < box.top || own.bottom > box.bottom) contents.scrollTop += own.top - box.top - box.height / 3;
}
