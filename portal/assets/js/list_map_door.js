// <div data-list-map="…json">: a button that opens the large map of a list, fetched only then.
import { make } from "./words.js";

function wake(frame) {
  const { mapScript, mapStyle, failed } = frame.dataset;
  const box = frame.querySelector("[data-map-box]");
  const said = frame.querySelector("[data-said]");
  const button = frame.querySelector("[data-open-map]");
  frame.hidden = false;

  button.addEventListener("click", async () => {
    try {
      document.head.append(make("link", { rel: "stylesheet", href: mapStyle }));
      const { open } = await import(mapScript);
      box.hidden = false;
      button.remove();
      open(box, frame.dataset, said);
      box.focus();
    } catch {
      said.textContent = failed;
    }
  });
}

document.querySelectorAll("[data-list-map]").forEach(wake);
