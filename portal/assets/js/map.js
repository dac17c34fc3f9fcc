// The map itself, in a file of its own: only someone who opens it pays for Leaflet.
import { Icon, Map, Marker, TileLayer, divIcon, imageOverlay } from "leaflet/dist/leaflet-src.esm.js";

// The drawn land is a square of 600: see components/commune_map.html.
const LAND = [[9.98 - 600 / 760, 105.52], [9.98, 105.52 + 600 / 750]];
const PIN = '<svg viewBox="-18 -48 36 50" width="36" height="50" aria-hidden="true"><path fill="#a50e1a" stroke="#fffdf9" stroke-width="2.5" d="M0 0C-4-12-15-17-15-29a15 15 0 0 1 30 0C15-17 4-12 0 0Z"/><circle cy="-29" r="6" fill="#ffcd1f"/></svg>';

Icon.Default.imagePath = "";

/** Opens the map in a box. `told(lat, lon)` hears where the pin was put. */
export function open(box, { tiles, attribution, land }, here, told) {
  const map = new Map(box, { zoomSnap: 0.5, maxZoom: tiles ? 19 : 13 });
  if (tiles) new TileLayer(tiles, { attribution, maxZoom: 19 }).addTo(map);
  else imageOverlay(land, LAND, { attribution: "" }).addTo(map);
  map.attributionControl.setPrefix(false);
  if (here) map.setView(here, tiles ? 16 : 12);
  else map.fitBounds(LAND);

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
