// The map itself, in a file of its own: only someone who opens it pays for Leaflet.
import { Map, Marker, TileLayer, divIcon, imageOverlay } from "leaflet/dist/leaflet-src.esm.js";

// The drawn land is a square of 600: see components/commune_map.html.
const LAND = [[9.98 - 600 / 760, 105.52], [9.98, 105.52 + 600 / 750]];
const NEAR = 11;
const PIN = '<svg viewBox="-18 -48 36 50" width="36" height="50" aria-hidden="true"><path fill="#a50e1a" stroke="#fffdf9" stroke-width="2.5" d="M0 0C-4-12-15-17-15-29a15 15 0 0 1 30 0C15-17 4-12 0 0Z"/><circle cy="-29" r="6" fill="#ffcd1f"/></svg>';

/** Without tiles: the land as we drew it, and the communes by name. */
async function draw(map, box, { land, api }) {
  imageOverlay(land, LAND).addTo(map);
  map.createPane("names").classList.add("place__names");
  const near = () => box.classList.toggle("place__map--near", map.getZoom() >= NEAR);
  map.on("zoomend", near);
  near();
  const answer = await fetch(`${api}?local=true&page_size=100`);
  for (const { lat, lon, name } of (await answer.json()).results) {
    const words = document.createElement("span");
    words.textContent = name;
    const icon = divIcon({ html: words, className: "place__name", iconSize: [96, 34] });
    new Marker([lat, lon], { icon, pane: "names", interactive: false, keyboard: false }).addTo(map);
  }
}

/** Opens the map in a box. `told(lat, lon)` hears where the pin was put. */
export function open(box, options, here, told) {
  const { tiles, attribution } = options;
  const map = new Map(box, { zoomSnap: 0.5, maxZoom: tiles ? 19 : 14 });
  map.attributionControl.setPrefix(false);
  if (here) map.setView(here, tiles ? 16 : 12);
  else map.fitBounds(LAND);
  if (tiles) new TileLayer(tiles, { attribution, maxZoom: 19 }).addTo(map);
  else draw(map, box, options).catch(() => {});

  let pin;
  function move(lat, lon) {
    pin ??= new Marker([lat, lon], {
      draggable: true,
      icon: divIcon({ html: PIN, className: "", iconSize: [36, 50], iconAnchor: [18, 48] }),
    })
      .on("dragend", () => told(pin.getLatLng().lat, pin.getLatLng().lng))
      .addTo(map);
    pin.setLatLng([lat, lon]);
    map.panTo([lat, lon]);
  }
  map.on("click", ({ latlng }) => {
    move(latlng.lat, latlng.lng);
    told(latlng.lat, latlng.lng);
  });
  if (here) move(...here);
  return { move };
}
