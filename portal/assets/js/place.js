// A commune while typing. <input data-place> takes its name; <select data-place>, whose values are codes,
// gets a box for typing in front of it. Both ask the API, which also knows old names.
import { fold, make, words } from "./words.js";

const PAUSE = 180;
const SHOWN = 8;
let lists = 0;

async function ask(address, text) {
  const answer = await fetch(`${address}?local=true&q=${encodeURIComponent(text)}`);
  if (!answer.ok) throw new Error(answer.status);
  const found = await answer.json();
  return found.results ?? found;
}

/** A box for typing that takes the place of a select, keeping its label, hint and error. */
function boxFor(select) {
  const box = make("input", { type: "text", id: select.id, class: "govuk-input", autocomplete: "off" });
  for (const name of ["aria-describedby", "aria-invalid"]) {
    if (select.hasAttribute(name)) box.setAttribute(name, select.getAttribute(name));
  }
  box.value = select.value ? select.selectedOptions[0].text : "";
  select.id += "_code";
  select.hidden = true;
  select.before(box);
  box.addEventListener("change", () => {
    const same = [...select.options].find((option) => option.value && fold(option.text) === fold(box.value));
    select.value = same?.value ?? "";
  });
  select.addEventListener("change", () => (box.value = select.value ? select.selectedOptions[0].text : ""));
  return box;
}

function offline(select, text) {
  const options = select ? [...select.options].filter((option) => option.value) : [];
  const fits = options.filter((option) => fold(option.text).includes(fold(text)));
  return fits.map((option) => ({ code: option.value, name: option.text }));
}

function wake(field) {
  const select = field.matches("select") ? field : null;
  const box = select ? boxFor(select) : field;
  const address = field.dataset.place || "/api/v1/communes/";
  const list = make("ul", { class: "combo__list", role: "listbox", id: `places-${(lists += 1)}`, hidden: "" });
  const wrap = make("div", { class: "combo" });
  let timer, shown = [], at = -1;

  box.removeAttribute("list");
  box.before(wrap);
  wrap.append(box, list);
  list.setAttribute("aria-label", document.querySelector(`label[for="${box.id}"]`)?.textContent.trim() ?? "");
  const roles = { role: "combobox", "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list" };
  for (const [name, value] of Object.entries({ ...roles, autocomplete: "off" })) box.setAttribute(name, value);

  function close() {
    list.hidden = true;
    at = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  }

  function choose(place) {
    box.value = place.name;
    if (select) select.value = place.code;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    clearTimeout(timer);
    close();
  }

  function mark(next) {
    list.children[at]?.setAttribute("aria-selected", "false");
    at = (next + shown.length) % shown.length;
    list.children[at].setAttribute("aria-selected", "true");
    list.children[at].scrollIntoView({ block: "nearest" });
    box.setAttribute("aria-activedescendant", list.children[at].id);
  }

  function line(place, i) {
    const item = make("li", { role: "option", id: `${list.id}-${i}`, "aria-selected": "false" }, place.name);
    if (place.because) item.append(make("small", {}, `${words.formerly} ${place.because}`));
    // mousedown comes before the box loses the focus and the list closes.
    item.addEventListener("mousedown", (event) => { event.preventDefault(); choose(place); });
    return item;
  }

  function show(places) {
    shown = places.slice(0, SHOWN);
    at = -1;
    const none = make("li", { role: "option", "aria-disabled": "true" }, words.noCommune ?? "");
    list.replaceChildren(...(shown.length ? shown.map(line) : [none]));
    list.hidden = false;
    box.setAttribute("aria-expanded", "true");
  }

  async function look() {
    const text = box.value.trim();
    if (text.length < 1) return close();
    const places = await ask(address, text).catch(() => offline(select, text));
    if (box.value.trim() === text && document.activeElement === box) show(places);
  }

  box.addEventListener("input", (event) => {
    if (!event.isTrusted) return;
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE);
  });
  box.addEventListener("blur", close);
  box.addEventListener("keydown", (event) => {
    if (list.hidden || !shown.length) return;
    if (event.key === "ArrowDown") mark(at + 1);
    else if (event.key === "ArrowUp") mark(at - 1);
    else if (event.key === "Enter" && at >= 0) choose(shown[at]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
}

document.querySelectorAll("[data-place]").forEach(wake);
