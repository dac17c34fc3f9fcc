// The kind of a report: what her words suggest while she types, narrowing the list, and what each kind asks.
import { peek } from "./peek.js";
import { fold } from "./words.js";

const PAUSE = 600;
const ENOUGH = 8; // Letters; fewer suggest nothing.

const form = document.querySelector("form[data-steps]");

function kinds() {
  return [...form.querySelectorAll('input[name="category"]')];
}

function chosen() {
  return kinds().find((kind) => kind.checked);
}

/** The questions of this kind are asked and sent, all others not; danger comes first. */
function follow() {
  const kind = chosen();
  for (const asked of form.querySelectorAll("[data-questions]")) {
    asked.hidden = asked.disabled = asked.dataset.questions !== kind?.value;
  }
  form.querySelector("[data-emergency-card]").hidden = !(kind && "emergency" in kind.dataset);
}

function wakeSuggestions() {
  const words = form.elements.description;
  const box = form.querySelector("[data-suggested]");
  let timer, asked = words.defaultValue.trim(); // What the server has seen.

  async function suggest() {
    const said = words.value.trim();
    if (said === asked || said.length < ENOUGH || box.contains(document.activeElement)) return;
    asked = said;
    const without = ["address", "contact_name", "contact_email", "contact_phone"];
    const html = await peek(form, "kind", { without }).catch(() => null);
    if (html === null || words.value.trim() !== said) return;
    const before = chosen()?.value;
    box.innerHTML = html;
    if (before && !chosen()) kinds().find((kind) => kind.value === before).checked = true;
  }

  words.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(suggest, PAUSE);
  });
  words.addEventListener("change", suggest);
  suggest(); // She may have typed before this script came.
}

function wakeNarrowing() {
  const list = form.querySelector("[data-kinds]");
  const place = list.querySelector("[data-narrow]");
  const box = place.querySelector("input");
  place.hidden = false;
  if (!list.querySelector(":checked")) list.open = false;
  box.addEventListener("input", () => {
    const wanted = fold(box.value).split(/\s+/).filter(Boolean);
    let found = 0;
    for (const tile of list.querySelectorAll(".tile")) {
      tile.hidden = !wanted.every((word) => tile.dataset.words.includes(word));
      found += !tile.hidden;
    }
    for (const group of list.querySelectorAll(".kinds__group")) group.hidden = !group.querySelector(".tile:not([hidden])");
    place.querySelector("[data-none]").hidden = found > 0;
  });
  // Enter looks for a kind; it does not go on.
  box.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
}

if (form) {
  form.addEventListener("change", (event) => event.target.name === "category" && follow());
  wakeSuggestions();
  wakeNarrowing();
  follow();
}
