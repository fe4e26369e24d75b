// Puts a link to itself behind each heading of a text; following it also copies its address.
// It stands beside the heading and not in it, so that the heading's name stays its words.

const status = document.getElementById("x-status");

document.addEventListener("gen:patched", place);
place();

function place() {
  for (const anchor of document.querySelectorAll(".anchor")) {
    if (anchor.hash !== `#${encodeURIComponent(anchor.previousElementSibling?.id ?? "")}`) anchor.remove();
  }
  for (const heading of document.querySelectorAll(".prose > :is(h2, h3, h4)[id]")) {
    if (!heading.nextElementSibling?.matches(".anchor")) heading.after(anchorOf(heading));
  }
}

function anchorOf(heading) {
  const anchor = document.createElement("a");
  anchor.className = "anchor";
  anchor.href = `#${encodeURIComponent(heading.id)}`;
  anchor.ariaLabel = `${status.dataset.copyLink}: ${heading.textContent}`;
  anchor.textContent = "#";
  anchor.addEventListener("click", async () => {
    // without a clipboard (a page that isn't served safely) it is still a link
    await navigator.clipboard?.writeText(anchor.href);
    if (navigator.clipboard) status.textContent = status.dataset.linkCopied;
  });
  return anchor;
}
