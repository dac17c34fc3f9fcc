// The photos of a report, large on the same page: arrows go on, Enter makes them larger, Esc closes.
// Without this the link opens the picture by itself.

function button(label, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button button-secondary button-small";
  made.textContent = label;
  made.addEventListener("click", act);
  return made;
}

function open(links, start, words) {
  const dialog = document.createElement("dialog");
  const image = document.createElement("img");
  const said = document.createElement("p");
  const bar = document.createElement("div");
  let at = start;

  function show(number) {
    at = (number + links.length) % links.length;
    const small = links[at].querySelector("img");
    image.src = links[at].href;
    image.alt = small.alt;
    said.textContent = `${at + 1}/${links.length} · ${small.alt.split(":")[0]}`;
    delete dialog.dataset.large;
  }

  const large = () => dialog.toggleAttribute("data-large");
  const keys = { ArrowLeft: () => show(at - 1), ArrowRight: () => show(at + 1), "+": large };
  dialog.className = "desk-zoom";
  dialog.setAttribute("aria-label", words.photos);
  said.className = "desk-zoom__said";
  said.setAttribute("aria-live", "polite");
  bar.className = "desk-zoom__bar";
  bar.append(said);
  if (links.length > 1) bar.append(button(words.previous, keys.ArrowLeft), button(words.next, keys.ArrowRight));
  bar.append(button(words.larger, large), button(words.close, () => dialog.close()));
  dialog.append(image, bar);
  image.addEventListener("click", large);
  dialog.addEventListener("keydown", (event) => keys[event.key]?.());
  dialog.addEventListener("close", () => {
    dialog.remove();
    links[at].focus();
  });
  document.body.append(dialog);
  show(start);
  dialog.showModal();
}

const place = document.querySelector("[data-zoom]");
if (place && "showModal" in HTMLDialogElement.prototype) {
  const links = [...place.querySelectorAll(".desk-photos a")].filter((link) => link.querySelector("img"));
  links.forEach((link, number) =>
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      open(links, number, place.dataset);
    }),
  );
}
