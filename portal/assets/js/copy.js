// <button data-copy="#reference" hidden>: copies the words of that element, and says so for a moment.
import { words } from "./words.js";

const SAID_FOR = 2000;

async function copy(button) {
  const said = button.querySelector("span") ?? button;
  const before = said.textContent;
  await navigator.clipboard.writeText(document.querySelector(button.dataset.copy).textContent.trim());
  if (before === words.copied) return;
  said.textContent = words.copied;
  setTimeout(() => (said.textContent = before), SAID_FOR);
}

for (const button of navigator.clipboard ? document.querySelectorAll("[data-copy]") : []) {
  button.hidden = false;
  button.addEventListener("click", () => copy(button).catch(() => (button.hidden = true)));
}
