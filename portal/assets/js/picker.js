// Where something is: from the phone, or with a pin on a map that is fetched only when asked for.
import { make, words } from "./words.js";

const PATIENCE = 12000;

async function nearest(address, lat, lon) {
  const answer = await fetch(`${address}?near=${lat},${lon}`);
  const found = answer.ok ? await answer.json() : [];
  return (found.results ?? found)[0];
}

function wake(picker) {
  const { lat, lon, accuracy, commune, api } = picker.dataset;
  const at = (id) => document.getElementById(id);
  const said = picker.querySelector("[data-said]");
  const box = picker.querySelector("[data-map-box]");
  let map;
  picker.hidden = false;

  function offer(place) {
    const field = at(`${commune}_code`) ?? at(commune);
    if (!place || !field) return;
    const use = make("button", { type: "button", class: "button button--quiet" }, words.use);
    use.addEventListener("click", () => {
      field.value = field.matches("select") ? place.code : place.name;
      field.dispatchEvent(new Event("change", { bubbles: true }));
      use.remove();
    });
    said.append(" ", words.nearest, " ", make("strong", {}, place.name), " ", use);
  }

  /** A pin dropped by hand is as sure as the hand; the phone says how unsure it is. */
  async function note(latitude, longitude, sentence, metres = "") {
    at(lat).value = latitude.toFixed(6);
    at(lon).value = longitude.toFixed(6);
    if (at(accuracy)) at(accuracy).value = metres && Math.round(metres);
    at(lat).dispatchEvent(new Event("input", { bubbles: true }));
    said.textContent = sentence;
    map?.move(latitude, longitude);
    offer(await nearest(api, at(lat).value, at(lon).value).catch(() => null));
  }

  picker.querySelector("[data-locate]").addEventListener("click", () => {
    said.textContent = words.searchingPlace;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => note(coords.latitude, coords.longitude, words.placeFound, coords.accuracy),
      () => (said.textContent = words.placeRefused),
      { enableHighAccuracy: true, timeout: PATIENCE },
    );
  });
  if (!navigator.geolocation) picker.querySelector("[data-locate]").remove();

  picker.querySelector("[data-open-map]").addEventListener("click", async (event) => {
    const button = event.currentTarget;
    try {
      document.head.append(make("link", { rel: "stylesheet", href: picker.dataset.mapStyle }));
      const { open } = await import(picker.dataset.mapScript);
      box.hidden = false;
      button.remove();
      const here = at(lat).value ? [Number(at(lat).value), Number(at(lon).value)] : null;
      map = open(box, picker.dataset, here, (y, x) => note(y, x, words.pinDropped));
    } catch {
      said.textContent = words.mapFailed;
    }
  });
}

document.querySelectorAll("[data-place-picker]").forEach(wake);
