// The large map of the list, in a file of its own: only someone who opens it pays for Leaflet.
import { Map, Marker, Popup, TileLayer, divIcon, imageOverlay } from "leaflet/dist/leaflet-src.esm.js";
import Supercluster from "supercluster";
import { make } from "./words.js";

// The drawn land is a square of 600: see components/commune_map.html.
const LAND = [[9.98 - 600 / 760, 105.52], [9.98, 105.52 + 600 / 750]];
const CLOSEST = { drawn: 14, tiled: 19 };
const SMALLEST = 36; // Pixels: large enough for a finger.

/** A round mark with a number or a sign in it, coloured by its tone. */
function mark(text, size, tone) {
  const html = make("span", {}, text);
  return divIcon({ html, className: `list-map__mark tone--${tone}`, iconSize: [size, size] });
}

/** A mark that is named to whoever cannot see it, and opened by Enter or by a finger. */
function place(layer, lat, lon, { icon, name, opened }) {
  const one = new Marker([lat, lon], { icon, title: name, alt: name, riseOnHover: true });
  one.on("click", opened).on("keydown", ({ originalEvent: event }) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault(); // Or the same key would follow the link that is focused now.
    opened();
  });
  one.addTo(layer);
  const element = one.getElement();
  element.setAttribute("role", "button");
  element.setAttribute("aria-label", name);
  return one;
}

function card(title, text, photo, link, action) {
  const box = make("div", { class: "list-map__card" });
  if (photo) box.append(make("img", { src: photo, alt: "", width: "160", height: "100", loading: "lazy" }));
  box.append(make("strong", {}, title), make("p", {}, text), make("a", { href: link }, action));
  return box;
}

/** Opens the map in a box; `said` is where it tells what it cannot draw. */
export function open(box, options, said) {
  const { tiles, attribution, land, label, zoomIn, zoomOut } = options;
  const map = new Map(box, {
    zoomSnap: 0.25,
    maxZoom: tiles ? CLOSEST.tiled : CLOSEST.drawn,
    zoomControl: false,
    fadeAnimation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
    zoomAnimation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
  });
  control(map, zoomIn, zoomOut);
  map.attributionControl.setPrefix(false);
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", label);
  if (tiles) new TileLayer(tiles, { attribution, maxZoom: CLOSEST.tiled }).addTo(map);
  else imageOverlay(land, LAND).addTo(map);

  let shown = [];
  let asked = 0;
  const layer = { addLayer: (one) => (shown.push(one), map.addLayer(one)) };

  function clear() {
    shown.forEach((one) => one.remove());
    shown = [];
  }

  function popup(lat, lon, content) {
    new Popup({ maxWidth: 240 }).setLatLng([lat, lon]).setContent(content).openOn(map);
    content.querySelector("a").focus();
  }

  function communes(all) {
    for (const { name, lat, lon, count, short, r, url } of all) {
      const icon = mark(short, Math.max(SMALLEST, 2 * r), "info");
      const opened = () => popup(lat, lon, card(name, `${options.reports}: ${count}`, "", url, options.openList));
      place(layer, lat, lon, { icon, name: `${name}: ${count}`, opened });
    }
  }

  function points(all) {
    const clusters = new Supercluster({ radius: 50, maxZoom: map.getMaxZoom() });
    clusters.load(all.map((one) => ({ type: "Feature", properties: one, geometry: { type: "Point", coordinates: [one.lon, one.lat] } })));
    for (const found of clusters.getClusters([-180, -85, 180, 85], Math.round(map.getZoom()))) {
      const [lon, lat] = found.geometry.coordinates;
      if (found.properties.cluster) several(clusters, found, lat, lon);
      else single(found.properties);
    }
  }

  function several(clusters, { id, properties }, lat, lon) {
    const count = String(properties.point_count);
    const size = SMALLEST + 6 * Math.log2(properties.point_count);
    const opened = () => {
      const closer = clusters.getClusterExpansionZoom(id);
      if (closer <= map.getMaxZoom()) map.setView([lat, lon], closer);
      else popup(lat, lon, all(clusters.getLeaves(id, 20)));
    };
    place(layer, lat, lon, { icon: mark(count, size, "info"), name: `${count} ${options.several}`, opened });
  }

  function all(leaves) {
    const list = make("ul", { class: "list-plain" });
    for (const { properties: one } of leaves) {
      list.append(make("li", {}, make("a", { href: one.url }, `${one.title} · ${one.state}`)));
    }
    return list;
  }

  function single(one) {
    const name = `${one.title}, ${one.place}: ${one.state}`;
    const opened = () => popup(one.lat, one.lon, card(one.title, `${one.place} · ${one.state}`, one.photo, one.url, options.openReport));
    place(layer, one.lat, one.lon, { icon: mark("●", SMALLEST, one.tone), name, opened });
  }

  async function fetchView() {
    const turn = ++asked;
    const view = map.getBounds();
    const edges = [view.getSouth(), view.getWest(), view.getNorth(), view.getEast()];
    const address = new URL(options.listMap, location.href);
    address.searchParams.set("khung", edges.map((edge) => edge.toFixed(3)).join(","));
    try {
      const answer = await fetch(address);
      if (!answer.ok) throw new Error(answer.statusText);
      const data = await answer.json();
      if (turn !== asked) return;
      clear();
      if (data.communes) communes(data.communes);
      else points(data.points);
      said.textContent = data.more ? options.newest : "";
    } catch {
      if (turn === asked) said.textContent = options.failed;
    }
  }

  map.on("moveend", fetchView);
  map.fitBounds(LAND);
}

/** Nearer and farther, in words of the page's language. */
function control(map, nearer, farther) {
  const box = make("div", { class: "list-map__zoom" });
  for (const [sign, name, step] of [["+", nearer, 1], ["−", farther, -1]]) {
    const button = make("button", { type: "button", class: "button button--quiet", "aria-label": name }, sign);
    button.addEventListener("click", (event) => {
      event.stopPropagation();
      map.setZoom(map.getZoom() + step);
    });
    box.append(button);
  }
  map.getContainer().append(box);
}
