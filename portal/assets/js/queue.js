// Reports that survive a lost connection. With a network the form is answered at once; without one the
// report waits on this device, photos too, and goes out by itself, once.
import { keepBadge } from "./badge.js";
import { drawAll } from "./queue_cards.js";
import { forgetDraft, putBack, recordOf, renewKey, showRefusals } from "./queue_form.js";
import { all, drop, onChange, put, read } from "./queue_store.js";
import { deliver, freshToken, meaning, sendAll } from "./queue_send.js";

const PATIENCE = 90 * 1000; // Nobody looks at a button for longer; the report then waits instead.
const SOON = 1000;

const form = document.querySelector('form[data-queue="report"]');
const box = document.querySelector("[data-queue-box]");
const acts = { send: () => flush({ pressed: true }), drop: (key) => drop(key).then(refresh) };
let timer;

async function refresh() {
  const records = await all();
  keepBadge(records.length);
  drawAll(box, records, acts);
  box.hidden = !records.length;
  for (const place of document.querySelectorAll("[data-queue-empty]")) place.hidden = records.length > 0;
  schedule(records.filter(({ state }) => state === "waiting"));
}

function schedule(records) {
  clearTimeout(timer);
  const first = Math.min(...records.map(({ next }) => next));
  if (records.length) timer = setTimeout(flush, Math.max(first - Date.now(), SOON));
}

async function flush(reasons) {
  if (navigator.onLine) await sendAll(reasons);
  await refresh();
}

/** A browser that can, sends even when this page is closed. */
async function askForBackgroundSending() {
  const worker = await navigator.serviceWorker?.getRegistration();
  await worker?.sync?.register("reports");
}

/** The report is safe here; the form makes room for the card that says so. */
async function wait(record) {
  await put(record);
  forgetDraft(form);
  for (const place of document.querySelectorAll("[data-queue-away]")) place.hidden = true;
  form.hidden = true;
  box.querySelector("[data-queue-more]").hidden = false;
  await refresh();
  box.focus();
  box.scrollIntoView();
  askForBackgroundSending().catch(() => {});
}

async function arrive(record, receipt) {
  forgetDraft(form);
  await drop(record.key).catch(() => {});
  location.assign(receipt.url);
}

function refuse(errors) {
  form.dispatchEvent(new Event("again"));
  showRefusals(box, form, errors);
}

async function send(record) {
  if (!navigator.onLine) return wait(record);
  const token = form.elements.csrfmiddlewaretoken.value;
  const answer = await deliver(record, { token, patience: PATIENCE }).catch(() => null);
  if (!answer) return wait({ ...record, tries: 1, next: Date.now() });
  const { receipt, errors, later } = meaning(answer);
  if (receipt) return arrive(record, receipt);
  if (errors) return refuse(errors);
  return wait({ ...record, tries: 1, why: "busy", next: Date.now() + (later || SOON) });
}

/** “Sửa và gửi lại” leads here: the words and photos are back, and stay kept until they are sent. */
async function mend() {
  const key = /^#sua=([\w-]+)$/.exec(location.hash)?.[1];
  const record = key && form && (await read(key));
  if (!record?.entries) return;
  putBack(form, record.entries);
  showRefusals(box, form, record.errors ?? {});
  history.replaceState(null, "", location.pathname);
}

/** A form opened without network came with nobody's token; the page's own scripts need one that counts. */
async function renewToken() {
  const token = form && (await freshToken(form.action).catch(() => ""));
  if (token) form.elements.csrfmiddlewaretoken.value = token;
}

function wake() {
  renewKey(form);
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented || event.submitter?.dataset.step) return;
    event.preventDefault();
    // A browser that keeps nothing still sends the form, as it would without scripts.
    send(recordOf(form, event.submitter)).catch(() => HTMLFormElement.prototype.submit.call(form));
  });
  // The form still holds what was sent from it: a fresh one takes it up.
  addEventListener("hashchange", () => location.hash && location.reload());
}

if (form) wake();
if (box && "indexedDB" in self) {
  onChange(refresh);
  addEventListener("online", () => renewToken().then(() => flush({ back: true })));
  refresh().then(mend).then(() => flush({ back: true })).catch(() => {});
}

/** Only when this page has all it needs: what it fetched is then at hand and costs nothing again. */
async function registerWorker() {
  await document.fonts?.ready;
  await navigator.serviceWorker?.register("/sw.js");
}

addEventListener("load", () => registerWorker().catch(() => {}));
