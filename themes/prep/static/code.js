// Gives every block of code a button that copies it.

const status = document.getElementById("x-status");

document.addEventListener("gen:patched", place);
place();

function place() {
  for (const tools of document.querySelectorAll(".code-tools")) {
    if (!tools.nextElementSibling?.matches("pre.code")) tools.remove();
  }
  if (!navigator.clipboard) return;
  for (const block of document.querySelectorAll("pre.code")) {
    if (!block.previousElementSibling?.matches(".code-tools")) block.before(toolsOf(block));
  }
}

function toolsOf(block) {
  const [tools, button] = ["div", "button"].map((name) => document.createElement(name));
  tools.className = "code-tools";
  button.className = "copy";
  button.type = "button";
  button.textContent = status.dataset.copy;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(block.querySelector("code").textContent);
    button.textContent = status.textContent = status.dataset.copied;
    setTimeout(() => {
      button.textContent = status.dataset.copy;
      status.textContent = "";
    }, 2000);
  });
  tools.append(button);
  return tools;
}
