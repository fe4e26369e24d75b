// Checks what was chosen of a multiple-choice question against the answer that is folded below it.

document.addEventListener("gen:patched", start);
document.addEventListener("submit", (event) => {
  if (!event.target.matches("form.choices")) return;
  event.preventDefault();
  check(event.target);
});
document.addEventListener("change", ({ target }) => {
  if (target.matches(".choice input")) clear(target.form);
});
start();

function start() {
  for (const button of document.querySelectorAll(".check button")) button.disabled = false;
}

function check(form) {
  clear(form);
  const answer = form.parentElement.querySelector("details.answer");
  const isRight = [...answer.querySelectorAll(".verdicts > li")].map((verdict) => verdict.matches(".is-right"));
  const inputs = [...form.querySelectorAll("input")];
  const { none, right, wrong, isRight: rightOne, isWrong: wrongOne } = form.dataset;
  if (inputs.every((input) => !input.checked)) return say(form, none);
  inputs.forEach((input, at) => {
    if (input.checked) judge(input, isRight[at], (isRight[at] ? rightOne : wrongOne).replace("{letter}", input.value));
  });
  const isAllRight = inputs.every((input, at) => input.checked === isRight[at]);
  say(form, isAllRight ? right : wrong);
  if (isAllRight) answer.open = true;
  return undefined;
}

function judge(input, isRight, text) {
  const verdict = document.createElement("p");
  verdict.className = "verdict";
  verdict.textContent = text;
  const choice = input.closest(".choice");
  choice.classList.add(isRight ? "is-right" : "is-wrong");
  choice.append(verdict);
}

function clear(form) {
  say(form, "");
  for (const verdict of form.querySelectorAll(".verdict")) verdict.remove();
  for (const choice of form.querySelectorAll(".choice")) choice.classList.remove("is-right", "is-wrong");
}

function say(form, text) {
  form.querySelector("[role='status']").textContent = text;
}
