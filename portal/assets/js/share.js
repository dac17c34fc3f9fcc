// <button data-share="#page-link" data-title="…" hidden>: hands a link on by what the phone offers, else copies it.
import { words } from "./words.js";

const SAID_FOR = 2000;

async function share(button) {
  const url = document.querySelector(button.dataset.share).href;
  if (navigator.share) return navigator.share({ title: button.dataset.title, url });
  await navigator.clipboard.writeText(url);
  const said = button.querySelector("span") ?? button;
  const before = said.textContent;
  if (before === words.copied) return;
  said.textContent = words.copied;
  setTimeout(() => (said.textContent = before), SAID_FOR);
}

for (const button of navigator.share || navigator.clipboard ? document.querySelectorAll("[data-share]") : []) {
  button.hidden = false;
  button.addEventListener("click", () => share(button).catch(() => {})); // Whoever changes her mind is no error.
}
