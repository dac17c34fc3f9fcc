// Titles that begin like what is being typed, under the search box: a list to walk with the arrows.
import { make } from "./words.js";

const PAUSE = 200; // Milliseconds without a key before anything is asked.
const SHORTEST = 2;

function wake(input, number) {
  const id = `suggestions-${number}`;
  const list = make("ul", { id, role: "listbox", class: "suggestions", hidden: "" });
  input.closest("form").append(list);
  for (const [name, value] of Object.entries({
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-controls": id,
    "aria-expanded": "false",
  })) input.setAttribute(name, value);

  let timer, asked, offered, chosen = -1;
  const options = () => [...list.children];

  function choose(place) {
    const all = options();
    all[chosen]?.setAttribute("aria-selected", "false");
    chosen = all.length ? (place + all.length) % all.length : -1;
    all[chosen]?.setAttribute("aria-selected", "true");
    if (all[chosen]) input.setAttribute("aria-activedescendant", all[chosen].id);
    else input.removeAttribute("aria-activedescendant");
  }

  function close() {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    choose(-1);
  }

  function open() {
    list.hidden = !list.children.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
  }

  function show(suggestions) {
    close();
    list.replaceChildren();
    offered = asked;
    suggestions.forEach(({ title, url, kind }, place) => {
      const option = make("li", { id: `${id}-${place}`, role: "option", "aria-selected": "false" },
        make("span", {}, title), " ", make("small", {}, kind));
      option.addEventListener("mousedown", (event) => event.preventDefault()); // The box keeps the focus.
      option.addEventListener("click", () => location.assign(url));
      list.append(option);
    });
    open();
  }

  async function ask() {
    clearTimeout(timer);
    const text = (asked = input.value.trim());
    if (text.length < SHORTEST) return show([]);
    try {
      const answer = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(text)}`);
      const found = answer.ok ? (await answer.json()).suggestions : [];
      if (text === asked && document.activeElement === input) show(found);
    } catch {
      show([]); // Without a network the box is an ordinary one.
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });

  // What was offered for these very words is still there; for others it is asked for.
  function reopen() {
    if (input.value.trim() === offered) open();
    else ask();
  }

  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (list.hidden && event.key === "ArrowDown") reopen();
    if (list.hidden) return;
    if (event.key === "Escape") close();
    else if (event.key === "ArrowDown") choose(chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen < 0 ? -1 : chosen - 1);
    else if (event.key === "Enter" && chosen >= 0) options()[chosen].click();
    else return;
    event.preventDefault();
  });
}

document.querySelectorAll("[data-suggest]").forEach(wake);
