// Sends what waits, one after another and never two at a time, from a page or from the service worker.
// A report sent again goes under its own key: the portal stores it once.
import { all, change, put, read } from "./queue_store.js";

const PATIENCE = 10 * 60 * 1000; // Five large photos on a weak signal.
const FIRST_PAUSE = 15 * 1000;
const LONGEST_PAUSE = 3600 * 1000;
const TOKEN_FIELD = "csrfmiddlewaretoken";
const TOKEN = /name="csrfmiddlewaretoken" value="([^"]+)"/;

async function ask(address, options, patience) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), patience);
  try {
    const answer = await fetch(address, { credentials: "same-origin", signal: stop.signal, ...options });
    return { status: answer.status, retry: Number(answer.headers.get("Retry-After")), text: await answer.text() };
  } finally {
    clearTimeout(timer);
  }
}

/** Who waits with a form for days has a stale token; the form page gives a fresh one. */
export async function freshToken(address) {
  const page = await ask(address, { cache: "no-store" }, PATIENCE);
  return TOKEN.exec(page.text)?.[1] ?? "";
}

function post({ address, entries }, token, patience) {
  const body = new FormData();
  for (const [name, value] of entries) if (name !== TOKEN_FIELD) body.append(name, value);
  body.append(TOKEN_FIELD, token);
  return ask(address, { method: "POST", body, headers: { Accept: "application/json" } }, patience);
}

/** What the portal answers; an exception when there is no network. */
export async function deliver(record, { token = "", patience = PATIENCE } = {}) {
  const answer = token ? await post(record, token, patience) : null;
  if (answer && answer.status !== 403) return answer;
  const fresh = await freshToken(record.address);
  return fresh ? post(record, fresh, patience) : { status: 503 };
}

function json(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

/** What an answer means: the receipt, what must be mended, or that it is for later. */
export function meaning({ status, text, retry }) {
  const said = json(text);
  if (status >= 200 && status < 300 && said.reference) {
    const { reference, claim_code, url, due_on } = said;
    return { receipt: { reference, claim_code, url, due_on } };
  }
  if (status === 422 || status === 400 || status === 413) return { errors: said.errors ?? {} };
  return { later: retry > 0 ? retry * 1000 : 0 };
}

/** When to try again after so many tries: soon at first, never rarer than once an hour. */
export function pause(tries) {
  return Math.min(FIRST_PAUSE * 2 ** Math.min(tries, 12), LONGEST_PAUSE);
}

export function sent({ key, at, label }, receipt) {
  return { key, at, label, state: "sent", receipt };
}

/** One report: true when the network is there, whatever became of it. */
async function send(record) {
  const { key, tries } = record;
  try {
    const { receipt, errors, later } = meaning(await deliver(record));
    if (receipt) await put(sent(record, receipt));
    else if (errors) await change(key, { state: "refused", errors });
    else await change(key, { tries: tries + 1, why: "busy", next: Date.now() + (later || pause(tries)) });
    return true;
  } catch {
    await change(key, { tries: tries + 1, why: "network", next: Date.now() + pause(tries) });
    return false;
  }
}

function isReady(record, { pressed, back }) {
  const isFreed = pressed || (back && record.why !== "busy");
  return record?.state === "waiting" && (isFreed || record.next <= Date.now());
}

async function run(reasons) {
  for (const { key } of await all()) {
    const record = await read(key);
    if (record && isReady(record, reasons) && !(await send(record))) return;
  }
}

/** Sends what is ready: all of it when the button was pressed, or what had no network when it is back. */
export function sendAll(reasons = {}) {
  const { locks } = self.navigator;
  return locks ? locks.request("reports-queue", () => run(reasons)) : run(reasons);
}

/** What still waits to be sent. */
export const waiting = async () => (await all()).filter((record) => record.state === "waiting");
