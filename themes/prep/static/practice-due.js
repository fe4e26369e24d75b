// How many cards are due, on a link to the practice page: shown only if there are some. A page that lists cards counts its own.

for (const place of document.querySelectorAll("[data-practice-due]")) {
  const { progress, base } = place.dataset;
  import(progress).then(({ Progress }) => {
    const ids = [...document.querySelectorAll("[data-card]")].map((row) => row.dataset.card);
    const count = new Progress(window.localStorage, base).dueCount(Date.now(), ids.length > 0 ? ids : undefined);
    place.hidden = count === 0;
    place.textContent = place.dataset.practiceDue.replace("{n}", count);
  }).catch(() => {});
}
