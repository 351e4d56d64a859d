// A convenience of the page /quality: a button that copies a command. Without it the page says the same.
(function () {
  "use strict";
  const { copy, copied } = document.body.dataset;
  async function take(button, command) {
    try {
      await navigator.clipboard.writeText(command.textContent);
      button.textContent = copied;
      setTimeout(() => (button.textContent = copy), 1500);
    } catch {
      getSelection().selectAllChildren(command); // no clipboard here: Ctrl+C takes the selection
    }
  }
  for (const command of document.querySelectorAll("code.command")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = copy;
    button.addEventListener("click", () => take(button, command));
    command.previousElementSibling.append(button);
  }
})();
