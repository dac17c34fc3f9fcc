// <form data-keep="report">: what was typed stays on this device until it is sent. Never photos, never
// passwords, never who the person is (autocomplete) or what data-private marks; of hidden fields only
// those marked data-kept, as the step where she was and the pin she dropped.
import { make, words } from "./words.js";

const KEPT_FOR = 7 * 24 * 3600 * 1000;
const PAUSE = 400;
const NEVER = ["file", "hidden", "password", "submit", "button", "email", "tel"];

function mayKeep(field) {
  const personal = field.autocomplete && field.autocomplete !== "off";
  const never = NEVER.includes(field.type) && !("kept" in field.dataset);
  return field.name && !never && !personal && !field.closest("[data-private]");
}

function read(form) {
  const fields = [...form.elements].filter(mayKeep);
  const told = fields.filter((field) => (/radio|checkbox/.test(field.type) ? field.checked : field.value));
  return told.map((field) => [field.name, field.value]);
}

function write(form, values) {
  for (const [name, value] of values) {
    for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
      if (!mayKeep(field)) continue;
      if (/radio|checkbox/.test(field.type)) field.checked ||= field.value === value;
      else field.value = value;
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }
}

function stored(key) {
  const kept = JSON.parse(localStorage.getItem(key) ?? "null");
  return kept && Date.now() - kept.at < KEPT_FOR && kept.values.length ? kept.values : null;
}

function offer(form, key, values) {
  const restore = make("button", { type: "button", class: "button" }, words.draftRestore);
  const drop = make("button", { type: "button", class: "button button--quiet" }, words.draftDrop);
  const text = make("p", {}, words.draftFound);
  const box = make("div", { class: "alert tone--info", role: "status" },
    make("div", { class: "alert__body" }, text, make("div", { class: "row" }, restore, drop)));
  restore.addEventListener("click", () => { write(form, values); box.remove(); });
  drop.addEventListener("click", () => { localStorage.removeItem(key); box.remove(); });
  form.prepend(box);
}

function keep(form) {
  const key = `keep:${form.dataset.keep}`;
  const values = stored(key);
  if (values && !form.querySelector("[aria-invalid]") && !form.querySelector(".field--error")) {
    offer(form, key, values);
  }
  let timer;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      localStorage.setItem(key, JSON.stringify({ at: Date.now(), values: read(form) }));
    }, PAUSE);
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    sessionStorage.setItem("keep:sent", key);
  });
}

/** A page without the form, right after it was sent, is the receipt: the draft has done its work. */
function forgetWhatWasSent(forms) {
  const sent = sessionStorage.getItem("keep:sent");
  sessionStorage.removeItem("keep:sent");
  if (sent && !forms.some((form) => `keep:${form.dataset.keep}` === sent)) localStorage.removeItem(sent);
}

try {
  const forms = [...document.querySelectorAll("form[data-keep]")];
  forgetWhatWasSent(forms);
  forms.forEach(keep);
} catch {
  // A browser that keeps nothing still sends the form.
}
