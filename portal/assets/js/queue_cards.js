// The cards of what waits on this device: drawn by components/queue.html, filled here.
const OLD = 30 * 24 * 3600 * 1000;
const language = document.documentElement.lang;

const DAY = { day: "2-digit", month: "2-digit", year: "numeric" };
const MOMENT = { ...DAY, hour: "2-digit", minute: "2-digit" };

const moment = (at) => new Intl.DateTimeFormat(language, MOMENT).format(at);
const day = (text) => new Intl.DateTimeFormat(language, DAY).format(new Date(`${text}T00:00`));
const photosOf = (record) => (record.entries ?? []).filter(([, value]) => value instanceof Blob).length;

function say(card, name, text) {
  for (const place of card.querySelectorAll(`[data-${name}]`)) place.textContent = text;
}

function show(card, name, isShown) {
  for (const place of card.querySelectorAll(`[data-${name}]`)) place.hidden = !isShown;
}

function press(card, name, act) {
  card.querySelector(`[data-${name}]`).addEventListener("click", act);
}

function fillWaiting(card, record, acts) {
  say(card, "photos", photosOf(record));
  show(card, "old", Date.now() - record.at > OLD);
  show(card, "offline", record.why === "network");
  show(card, "busy", record.why === "busy");
  press(card, "send", (event) => {
    event.currentTarget.setAttribute("aria-disabled", "true");
    acts.send();
  });
}

function fillRefused(card, record) {
  const lines = Object.values(record.errors).flat().map((text) => {
    const line = document.createElement("li");
    line.textContent = text;
    return line;
  });
  card.querySelector("[data-errors]").append(...lines);
  card.querySelector("[data-mend]").href = `${record.address}#sua=${record.key}`;
}

async function copy(button, { reference, claim_code: secret }) {
  await navigator.clipboard.writeText([reference, secret].filter(Boolean).join(" "));
  button.querySelector("span").textContent = button.dataset.copied;
}

function fillSent(card, { key, receipt }, acts) {
  say(card, "reference", receipt.reference);
  say(card, "claim", receipt.claim_code);
  show(card, "secret", receipt.claim_code);
  show(card, "due", receipt.due_on);
  if (receipt.due_on) say(card, "day", day(receipt.due_on));
  card.querySelector("[data-url]").href = receipt.url;
  const button = card.querySelector("[data-copy-codes]");
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", () => copy(button, receipt).catch(() => (button.hidden = true)));
  press(card, "noted", () => acts.drop(key));
}

const FILL = { waiting: fillWaiting, refused: fillRefused, sent: fillSent };

/** Nothing is thrown away by one press. */
function askBeforeDropping(card, { key }, acts) {
  const sure = card.querySelector("[data-sure]");
  if (!sure) return;
  press(card, "drop", () => { sure.hidden = false; sure.querySelector("[data-drop-yes]").focus(); });
  press(card, "drop-no", () => { sure.hidden = true; card.querySelector("[data-drop]").focus(); });
  press(card, "drop-yes", () => acts.drop(key));
}

function draw(box, record, acts) {
  const pattern = box.querySelector(`template[data-queue-${record.state}]`);
  const card = pattern.content.firstElementChild.cloneNode(true);
  say(card, "label", record.label);
  say(card, "at", moment(record.at));
  FILL[record.state](card, record, acts);
  askBeforeDropping(card, record, acts);
  return card;
}

/** Two records with the same mark are drawn alike. */
const markOf = ({ key, state, tries, why, at }) => [key, state, tries, why, at].join(" ");

/** Only what changed is drawn anew: whoever reads or presses beside it is not disturbed. */
export function drawAll(box, records, acts) {
  const list = box.querySelector("[data-queue-list]");
  const drawn = new Map([...list.children].map((card) => [card.dataset.mark, card]));
  const cards = records.map((record) => {
    const card = drawn.get(markOf(record)) ?? draw(box, record, acts);
    card.dataset.mark = markOf(record);
    return card;
  });
  const isSame = cards.length === list.children.length && cards.every((card, i) => list.children[i] === card);
  if (!isSame) list.replaceChildren(...cards);
}
