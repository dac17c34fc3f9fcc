// A field for photos: shows them, lets one be taken back, and makes them light enough for a weak signal.
import { make, words } from "./words.js";

const LONGEST_SIDE = 1600;
const QUALITY = 0.85;
const MOST = 5;

/** The same picture at 1600 pixels, or the file as it was when that fails or does not help. */
async function lighter(file) {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = LONGEST_SIDE / Math.max(picture.width, picture.height);
    if (scale >= 1) return file;
    const canvas = make("canvas", {
      width: Math.round(picture.width * scale),
      height: Math.round(picture.height * scale),
    });
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
    if (!blob || blob.size >= file.size) return file;
    return new File([blob], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" });
  } catch {
    return file;
  }
}

function put(input, files) {
  const carrier = new DataTransfer();
  files.forEach((file) => carrier.items.add(file));
  input.files = carrier.files;
}

function tile(file, number, remove) {
  const address = URL.createObjectURL(file);
  const picture = make("img", { src: address, alt: file.name });
  // A phone's own format may not be shown here; it is sent all the same.
  picture.addEventListener("error", () => picture.replaceWith(make("p", { class: "small" }, file.name)));
  picture.addEventListener("load", () => URL.revokeObjectURL(address));
  const button = make("button", { type: "button", "aria-label": `${words.removePhoto} ${number}` }, "✕");
  button.addEventListener("click", remove);
  return make("li", {}, picture, button);
}

/** On a phone the camera comes first: what is wrong stands in front of her. */
function offerCamera(input) {
  const camera = make("input", { type: "file", accept: "image/*", capture: "environment" });
  const take = make("button", { type: "button", class: "button button--teal" }, words.takePhoto);
  const choose = make("button", { type: "button", class: "button button--quiet" }, words.choosePhotos);
  take.addEventListener("click", () => camera.click());
  choose.addEventListener("click", () => input.click());
  camera.addEventListener("change", () => {
    put(input, [...camera.files]);
    camera.value = "";
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
  input.classList.add("visually-hidden");
  input.tabIndex = -1;
  input.after(make("div", { class: "row photos__ways" }, take, choose));
}

function wake(input) {
  const said = make("p", { class: "photos__said muted", role: "status" });
  const list = make("ul", { class: "photos" });
  let kept = [];
  input.after(said, list);
  if (matchMedia("(pointer: coarse)").matches) offerCamera(input);

  function show() {
    list.replaceChildren(...kept.map((file, i) => tile(file, i + 1, () => {
      kept.splice(i, 1);
      put(input, kept);
      show();
      input.focus();
    })));
  }

  input.addEventListener("change", async () => {
    const all = [...kept, ...input.files];
    const most = Number(input.dataset.max ?? MOST);
    kept = all.slice(0, most);
    put(input, kept);
    show();
    said.textContent = words.shrinking;
    const light = await Promise.all(kept.map(lighter));
    kept = light;
    put(input, kept);
    said.textContent = all.length > most ? words.tooManyPhotos : "";
  });
}

try {
  document.querySelectorAll('input[type="file"][accept^="image"]').forEach(wake);
} catch {
  // Without previews the field is still a field.
}
