// <form data-once>: a second press while the first is on its way sends nothing.
import { words } from "./words.js";

function hold(form, button) {
  form.dataset.sent = "yes";
  form.setAttribute("aria-busy", "true");
  if (!button) return;
  button.setAttribute("aria-disabled", "true");
  button.dataset.label = button.innerHTML;
  button.textContent = words.sending;
}

function release(form) {
  delete form.dataset.sent;
  form.removeAttribute("aria-busy");
  for (const button of form.querySelectorAll("[data-label]")) {
    button.innerHTML = button.dataset.label;
    button.removeAttribute("aria-disabled");
    delete button.dataset.label;
  }
}

for (const form of document.querySelectorAll("form[data-once]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    else hold(form, event.submitter);
  });
  // What was sent from a script and refused may be sent again.
  form.addEventListener("again", () => release(form));
  // Coming back with the browser's own button finds the page as it was left.
  addEventListener("pageshow", (event) => event.persisted && release(form));
}
