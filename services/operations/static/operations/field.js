// An officer's list and what she does outside. All of it goes through this phone's own memory: kept
// first, sent when there is a network, exactly once. Keyed by who she is; the places are kept for a day.
const BASE = "thuc-dia";
const ROOT = "/quan-tri/thuc-dia/";
const DAY = 24 * 3600 * 1000;
const PAUSE = 30 * 1000;
const PATIENCE = 300 * 1000; // A few photos on a weak signal.
const LONGEST_SIDE = 1600;
const QUALITY = 0.85;
const LOOK_FOR = { enableHighAccuracy: true, timeout: 10000, maximumAge: 15000 };

const find = (query, from = document) => from.querySelector(query);
const words = find("[data-words]").dataset;
const box = find("[data-queue]");
let timer;

// The phone's memory.

function opened() {
  return new Promise((done, fail) => {
    const asked = indexedDB.open(BASE, 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("reports", { keyPath: "reference" });
      asked.result.createObjectStore("actions", { keyPath: "key" });
      asked.result.createObjectStore("meta", { keyPath: "name" });
    };
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => fail(asked.error);
  });
}

/** One piece of work in one transaction; done when what it wrote is kept. */
async function work(store, mode, task) {
  const base = await opened();
  try {
    return await new Promise((done, fail) => {
      const dealing = base.transaction(store, mode);
      const asked = task(dealing.objectStore(store));
      dealing.oncomplete = () => done(asked?.result);
      dealing.onabort = () => fail(dealing.error);
    });
  } finally {
    base.close();
  }
}

const all = (store) => work(store, "readonly", (kept) => kept.getAll());
const read = (store, key) => work(store, "readonly", (kept) => kept.get(key));
const put = (store, record) => work(store, "readwrite", (kept) => kept.put(record));
const drop = (store, key) => work(store, "readwrite", (kept) => kept.delete(key));
const empty = (store) => work(store, "readwrite", (kept) => kept.clear());
const waiting = async () => (await all("actions")).sort((one, other) => one.at - other.at);

/** What another person left goes; places older than a day go too. */
async function tidy(user) {
  const whose = await read("meta", "whose");
  if (whose && user && whose.user !== user) await Promise.all(["reports", "actions", "meta"].map(empty));
  else if (whose && Date.now() - whose.at > DAY) await empty("reports");
}

async function remember({ user, steps, reports }) {
  await tidy(user);
  const shown = find("#report");
  const here = shown ? JSON.parse(shown.textContent) : null;
  const others = here && !reports.some(({ reference }) => reference === here.reference) ? [here] : [];
  await work("reports", "readwrite", (kept) => {
    kept.clear();
    for (const report of [...reports, ...others]) kept.put(report);
  });
  await put("meta", { name: "whose", user, steps, at: Date.now() });
}

// The network.

async function ask(address, options = {}) {
  const signal = AbortSignal.timeout?.(PATIENCE);
  const asked = { credentials: "same-origin", redirect: "manual", cache: "no-store", signal, ...options };
  const answer = await fetch(address, { ...asked, headers: { Accept: "application/json" } });
  const told = await answer.json().catch(() => ({}));
  return { status: answer.type === "opaqueredirect" ? 403 : answer.status, told };
}

/** Who is signed in, her list and a token; a sentence when it cannot be had. */
async function fetchList() {
  const which = find("[data-which]")?.dataset.which;
  const { status, told } = await ask(`${ROOT}du-lieu/${which ? `?xem=${which}` : ""}`);
  if (status !== 200) return { trouble: status === 403 ? words.signIn : words.busy };
  await remember(told);
  return told;
}

function formOf({ key, name, note, seen, metres, at, photos }, token) {
  const form = new FormData();
  const told = { csrfmiddlewaretoken: token, key, name, note, seen, done_at: new Date(at).toISOString() };
  for (const [field, value] of Object.entries(told)) form.append(field, value);
  if (metres !== null) form.append("metres", metres);
  for (const photo of photos) form.append("photos", photo, "photo.jpg");
  return form;
}

/** A sentence when sending has to stop; what is refused is kept with the reason. */
async function send(action, token) {
  const { status, told } = await ask(`${ROOT}${action.reference}/gui/`, {
    method: "POST",
    body: formOf(action, token),
  });
  if (status === 200) {
    await drop("actions", action.key);
    say(`${words.sent} ${action.label} · ${action.reference}`);
    return "";
  }
  if (status === 403) return words.signIn;
  if (status === 429 || status >= 500) return words.busy;
  await put("actions", { ...action, state: "refused", why: told.detail || words.gone });
  return "";
}

async function sendAll() {
  const list = await fetchList();
  if (list.trouble) return list.trouble;
  const ready = (await waiting()).filter(({ state }) => state === "waiting");
  for (const action of ready) {
    const trouble = await send(action, list.token);
    if (trouble) return trouble;
  }
  if (ready.length) await fetchList();
  return "";
}

async function flush() {
  clearTimeout(timer);
  const lock = navigator.locks ?? { request: (_name, task) => task() };
  const trouble = await lock.request("field-queue", sendAll).catch(() => words.offline);
  await draw(trouble);
  for (const place of document.querySelectorAll("[data-no-network]")) place.hidden = trouble !== words.offline;
  const left = (await waiting()).some(({ state }) => state === "waiting");
  if (left) timer = setTimeout(flush, PAUSE);
}

// What is shown.

function say(text) {
  for (const place of document.querySelectorAll("[data-view] [data-said]")) place.textContent = text;
}

function fill(node, facts) {
  for (const place of node.querySelectorAll("[data-fill]")) {
    place.textContent = facts[place.dataset.fill] ?? "";
    place.hidden = !place.textContent;
  }
}

function card(action) {
  const node = find("template[data-card]", box).content.firstElementChild.cloneNode(true);
  const photos = action.photos.length ? `${words.photos} ${action.photos.length}. ` : "";
  const when = new Date(action.at).toLocaleTimeString(document.documentElement.lang, { timeStyle: "short" });
  const isRefused = action.state === "refused";
  fill(node, { ...action, when, why: photos + (isRefused ? action.why : words.waiting) });
  const again = find("[data-again]", node);
  again.hidden = !isRefused;
  again.addEventListener("click", () => tryAgain(action));
  find("[data-drop]", node).addEventListener("click", async () => {
    if (!confirm(words.sure)) return;
    await drop("actions", action.key);
    await draw();
  });
  return node;
}

/** She has read what changed and still wants it. */
async function tryAgain(action) {
  const report = await read("reports", action.reference);
  await put("actions", { ...action, state: "waiting", seen: report?.seen ?? "" });
  await flush();
}

async function draw(trouble = "") {
  const actions = await waiting();
  box.hidden = !actions.length && trouble !== words.signIn;
  find("[data-trouble]", box).textContent = trouble;
  find("[data-queue-list]", box).replaceChildren(...actions.map(card));
  await drawOne(actions);
}

/** The report as it will be once what waits has gone out: so its next step is offered already. */
async function drawOne(actions) {
  const one = find("[data-one]");
  const whose = await read("meta", "whose");
  const report = one && (await read("reports", one.dataset.reference));
  if (!report || !whose) return;
  fill(one, report);
  const mine = actions.filter(({ reference, state }) => reference === report.reference && state === "waiting");
  const state = mine.reduce((before, { name }) => whose.steps[name].target ?? before, report.state);
  for (const button of one.querySelectorAll("button[name=name]")) {
    button.hidden = !whose.steps[button.value].sources.includes(state);
  }
  find("[name=seen]", one).value = report.seen;
}

// Where she is: reckoned here, never sent.

const position = () => new Promise((done) => {
  if (!navigator.geolocation) return done(null);
  navigator.geolocation.getCurrentPosition(({ coords }) => done(coords), () => done(null), LOOK_FOR);
});

function metresTo(pin, here) {
  if (!pin || !here) return null;
  const [lat, lon] = pin.split(",").map(Number);
  const north = (lat - here.latitude) * 111320;
  const east = (lon - here.longitude) * 111320 * Math.cos((lat * Math.PI) / 180);
  return Math.round(Math.hypot(north, east) / 10) * 10;
}

const shown = (metres) => (metres < 1000 ? `${metres} m` : `${(metres / 1000).toFixed(1).replace(".", ",")} km`);

async function sortByDistance() {
  say(words.finding);
  const here = await position();
  if (!here) return say(words.noPlace);
  const list = find("[data-list]");
  const rows = [...list.children].map((row) => [metresTo(row.dataset.pin, here) ?? Infinity, row]);
  rows.sort(([one], [other]) => one - other);
  for (const [metres, row] of rows) find("[data-metres]", row).textContent = Number.isFinite(metres) ? shown(metres) : "";
  list.replaceChildren(...rows.map(([, row]) => row));
  say(words.sorted);
}

// What she does.

/** The same picture at 1600 pixels, or the file as it was when that fails or does not help. */
async function lighter(file) {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = LONGEST_SIDE / Math.max(picture.width, picture.height);
    if (scale >= 1) return file;
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
    return blob && blob.size < file.size ? blob : file;
  } catch {
    return file;
  }
}

function whatIsMissing({ name, note, photos }, report, step) {
  if (step.note && !note.trim()) return words.noteOwed;
  return name === "resolve" && report?.needs_pair && !photos.length ? words.photoOwed : "";
}

function wrong(form, sentence) {
  const line = document.createElement("p");
  line.className = "help-block help-critical";
  line.textContent = sentence;
  find("[data-wrong]", form).replaceChildren(...(sentence ? [line] : []));
}

async function keep(form, name, label) {
  const { reference, pin } = form.closest("[data-one]").dataset;
  const { steps } = await read("meta", "whose");
  const files = [...form.elements.photos.files];
  const told = { name, note: form.elements.note.value, photos: files };
  const missing = whatIsMissing(told, await read("reports", reference), steps[name]);
  wrong(form, missing);
  if (missing) return form.elements[missing === words.noteOwed ? "note" : "photos"].focus();
  if (name === "arrived" && pin) say(words.finding);
  const metres = name === "arrived" && pin ? metresTo(pin, await position()) : null;
  const photos = await Promise.all(files.map(lighter));
  const facts = { key: crypto.randomUUID(), reference, label, metres, at: Date.now(), seen: form.elements.seen.value };
  await put("actions", { ...facts, ...told, photos, state: "waiting" });
  form.elements.note.value = form.elements.photos.value = "";
  say(`${words.kept} ${label}`);
  await draw();
  await flush();
}

function wakeForm(form) {
  let isBusy = false;
  form.addEventListener("submit", async (event) => {
    const button = event.submitter;
    if (!button?.value) return;
    event.preventDefault();
    if (isBusy) return;
    isBusy = true;
    const label = button.textContent.replace("*", "").trim();
    // A phone that keeps nothing still sends the form, as it would without scripts.
    await keep(form, button.value, label).catch(() => {
      const name = Object.assign(document.createElement("input"), { type: "hidden", name: "name", value: button.value });
      form.append(name);
      HTMLFormElement.prototype.submit.call(form);
    });
    isBusy = false;
  });
}

/** Without a network the worker gave an empty frame: it is filled from the phone's memory. */
async function fillShell(shell) {
  const reference = /PA-\w{4}-\w{2}/i.exec(location.pathname)?.[0]?.toUpperCase();
  const report = reference && (await read("reports", reference));
  shell.append(find(`template[data-${report ? "one" : "list"}-view]`).content.cloneNode(true));
  if (report) return fillOne(find("[data-one]"), report);
  const reports = await all("reports");
  find("[data-none]").hidden = reports.length > 0;
  find("[data-list]").replaceChildren(...reports.map(row));
}

function fillOne(one, report) {
  Object.assign(one.dataset, { reference: report.reference, pin: report.pin });
  fill(one, report);
  const map = find("[data-map]", one);
  map.hidden = !report.pin;
  map.href = `geo:${report.pin}?q=${report.pin}`;
}

function row(report) {
  const node = find("template[data-row-view]").content.firstElementChild.cloneNode(true);
  Object.assign(node.dataset, { reference: report.reference, pin: report.pin });
  find("[data-link]", node).href = report.url;
  fill(node, report);
  return node;
}

async function start() {
  const shell = find("[data-shell]");
  await tidy(box.dataset.user);
  if (shell) await fillShell(shell);
  const form = find("form[data-act]");
  if (form) wakeForm(form);
  const locate = find("[data-locate]");
  if (locate && navigator.geolocation) {
    locate.hidden = false;
    locate.addEventListener("click", sortByDistance);
  }
  const map = find("[data-map]");
  if (map && /iPhone|iPad/.test(navigator.userAgent)) map.href = map.href.replace(/^geo:([^?]*).*/, "maps:?q=$1");
  find("[data-send]", box).addEventListener("click", flush);
  addEventListener("online", flush);
  await draw();
  await flush();
  if (!shell) await navigator.serviceWorker?.register(`${ROOT}sw.js`);
}

if ("indexedDB" in self) start().catch(() => {});
