// Opens folded answers: the one that an address points at, all of a group by its button, and all of them for paper.

document.addEventListener("gen:patched", start);
addEventListener("hashchange", openTarget);
addEventListener("beforeprint", openForPaper);
addEventListener("afterprint", closeAgain);
document.addEventListener("click", ({ target }) => {
  const button = target.closest(".open-all button");
  if (!button) return;
  const answers = answersOf(button);
  const open = answers.some((answer) => !answer.open);
  for (const answer of answers) answer.open = open;
});
document.addEventListener("toggle", nameButtons, { capture: true });
start();
openTarget();

function start() {
  for (const button of document.querySelectorAll(".open-all button")) {
    button.dataset.open ??= button.textContent;
    button.disabled = false;
  }
  nameButtons();
}

function answersOf(button) {
  return [...button.parentElement.nextElementSibling.querySelectorAll("details.answer")];
}

function nameButtons() {
  for (const button of document.querySelectorAll(".open-all button")) {
    const { open, close } = button.dataset;
    button.textContent = answersOf(button).some((answer) => !answer.open) ? open : close;
  }
}

/** Opens what the address's fragment is in, or the answer that belongs to it. */
function openTarget() {
  const target = document.getElementById(decoded(location.hash.slice(1)));
  const own = target?.closest(".card-head")?.parentElement.querySelector(":scope > details");
  const folded = own ? [own] : [];
  for (let around = target?.closest("details"); around; around = around.parentElement.closest("details")) folded.push(around);
  const closed = folded.filter((details) => !details.open);
  for (const details of closed) details.open = true;
  if (closed.length > 0) target.scrollIntoView();
}

function decoded(fragment) {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

let opened = [];

function openForPaper() {
  opened = [...document.querySelectorAll("main details:not([open])")];
  for (const details of opened) details.open = true;
}

function closeAgain() {
  for (const details of opened) details.open = false;
  opened = [];
}
