// <form data-steps>: moves through its sections without loading the page anew. The way back of the browser
// goes one step back. Whatever is wrong is said by the page itself, which knows the words for it.
import { Refused, peek } from "./peek.js";

const form = document.querySelector("form[data-steps]");
const sections = form ? [...form.querySelectorAll("[data-section]")] : [];
const names = sections.map((section) => section.dataset.section);
const named = (name) => sections[names.indexOf(name)];
const go = (value) => form.querySelector(`.gui__buttons [value="${value}"]`);
const LAST = names.at(-1);

let here;
let isMending = false; // She came back from the last step to change one answer.

/** Kinds join the first step, where they are suggested while she types. */
function first(name) {
  return name === "kind" ? "what" : name;
}

function show(name, { focus = true } = {}) {
  here = first(name);
  const shown = here === "what" ? ["what", "kind"] : [here];
  for (const section of sections) section.hidden = !shown.includes(section.dataset.section);
  form.elements.step.value = here === "what" ? "kind" : here;
  const said = form.querySelector("[data-progress]");
  const { number } = named(here).dataset;
  said.textContent = said.dataset.progress.replace("0", number);
  form.querySelector("progress").value = number;
  go("next").hidden = here === LAST;
  go("send").hidden = here !== LAST;
  go("back").hidden = here === "what";
  if (!focus) return;
  form.querySelector(".gui__progress").scrollIntoView({ block: "start" });
  named(name).querySelector("h2").focus({ preventScroll: true });
}

function move(name) {
  history.pushState({ step: first(name) }, "");
  show(name);
  form.dispatchEvent(new Event("input")); // A draft knows the step.
}

/** A draft goes on where it was; what the portal has to read first is read anew. */
function resume(name) {
  const before = { similar: "where", [LAST]: "who" };
  if (names.includes(name)) show(before[name] ?? name, { focus: false });
}

function hasAnswer(field) {
  const fields = [...form.querySelectorAll(`[name="${CSS.escape(field.name)}"]:enabled`)];
  return fields.some((one) => (/radio|checkbox/.test(one.type) ? one.checked : one.value.trim()));
}

/** What must not be left empty, as far as a look can tell. */
function isTold(name) {
  const { category, commune, description } = form.elements;
  if (name === "what") return description.value.trim().length >= 10 && hasAnswer(category[0] ?? category);
  if (name === "where") return hasAnswer(commune);
  const groups = [...named(name).querySelectorAll("fieldset:enabled .field")];
  const asked = groups.filter((group) => !group.querySelector(".field__optional"));
  return asked.every((group) => hasAnswer(group.querySelector("input, textarea")));
}

/** Lets the page itself take this step and say what is wrong; without a network that has to wait. */
function ask() {
  if (navigator.onLine) form.requestSubmit(go("next"));
  else named(here).querySelector("h2").focus();
}

async function findSimilar() {
  const html = await peek(form, "similar");
  form.querySelector("[data-found]").innerHTML = html;
  return Boolean(html);
}

async function readBack() {
  const photos = form.elements.photos.files.length;
  form.querySelector("[data-summary]").innerHTML = await peek(form, "check", { photo_count: photos });
}

/** Shows the last step; without a network its answers cannot be read back, and it can be sent all the same. */
async function check() {
  const unread = form.querySelector("[data-unread]");
  try {
    await readBack();
    unread.hidden = true;
  } catch (error) {
    if (error instanceof Refused) throw error;
    form.querySelector("[data-summary]").replaceChildren();
    unread.hidden = false;
  }
  isMending = false;
  move(LAST);
}

const isThere = (error) => {
  if (error instanceof Refused) throw error;
  return false;
};

async function onwards() {
  if (!isTold(here)) return ask();
  if (here === "where" && (await findSimilar().catch(isThere))) return move("similar");
  if (isMending || here === "who") return check();
  move(here === "what" ? "details" : here === "where" ? "who" : names[names.indexOf(here) + 1]);
}

async function next() {
  form.setAttribute("aria-busy", "true");
  try {
    await onwards();
  } catch {
    ask();
  } finally {
    form.removeAttribute("aria-busy");
  }
}

function back() {
  const found = form.querySelector("[data-found] input");
  const before = { details: "what", similar: "where", who: found ? "similar" : "where", check: "who" };
  move(before[here] ?? names[names.indexOf(here) - 1]);
}

function drop(button) {
  const tile = button.closest("li");
  const photos = form.elements.photos;
  photos.dataset.max = Number(photos.dataset.max) + 1;
  tile.remove();
  photos.focus();
}

function press(button) {
  const way = button.dataset.step;
  if (way === "next") return here === LAST ? go("send").click() : next();
  if (way === "back") return back();
  if (way === "drop") return drop(button);
  isMending = true;
  return move(way);
}

/** A sentence about a field in a step that is not shown: show it. */
function reveal(field) {
  const section = field?.closest("[data-section]");
  if (section?.hidden) move(section.dataset.section);
}

function wake() {
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-step]");
    if (!button) return;
    event.preventDefault();
    if (!form.hasAttribute("aria-busy")) press(button);
  });
  form.elements.step.addEventListener("change", ({ target }) => resume(target.value));
  addEventListener("popstate", ({ state }) => state?.step && show(state.step));
  document.addEventListener("click", ({ target }) => {
    const link = target.closest(".govuk-error-summary a");
    if (link) reveal(document.querySelector(link.getAttribute("href")));
  });
  // What was sent by a script and refused is listed above the form.
  new MutationObserver(() => reveal(form.querySelector("[aria-invalid], .field--error"))).observe(form.parentElement, { childList: true });
  const begun = form.elements.step.value;
  history.replaceState({ step: first(begun) }, "");
  show(begun, { focus: false });
}

if (form) wake();
