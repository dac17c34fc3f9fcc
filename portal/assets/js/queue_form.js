// The form for a report as a record that can wait, a record back in the form, and what the portal
// answered about its fields.

function words(field) {
  if (!field) return "";
  if (field.selectedOptions) return field.selectedOptions[0]?.text ?? "";
  const chosen = field.tagName ? field : [...field].find((one) => one.checked);
  const said = chosen?.type === "radio" ? chosen.labels[0]?.querySelector("span")?.firstChild?.data : chosen?.value;
  return said?.trim() ?? "";
}

/** The kind and the commune, as the form shows them: by that a person knows which report it is. */
function labelOf({ elements }) {
  return [elements.category, elements.commune].map(words).filter(Boolean).join(" · ");
}

export function recordOf(form, submitter) {
  const data = new FormData(form);
  if (submitter?.name) data.append(submitter.name, submitter.value);
  const entries = [...data].filter(([, value]) => !(value instanceof Blob) || value.size);
  const facts = { key: data.get("submission_key"), entries, label: labelOf(form), address: form.action };
  return { ...facts, state: "waiting", at: Date.now(), tries: 0, next: 0, why: "network" };
}

/** A page kept on the device carries the same key each time: every report gets its own. */
export function renewKey(form) {
  if (crypto.randomUUID) form.elements.submission_key.value = crypto.randomUUID();
}

export function forgetDraft(form) {
  localStorage.removeItem(`keep:${form.dataset.keep}`);
  sessionStorage.removeItem("keep:sent");
}

// What belongs to the page rather than to the report.
const ASIDE = ["csrfmiddlewaretoken", "step", "go"];

function write(form, name, values) {
  for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
    if (field.type === "file") {
      const carrier = new DataTransfer();
      values.forEach((file) => carrier.items.add(file));
      field.files = carrier.files;
    } else if (/radio|checkbox/.test(field.type)) field.checked = values.includes(field.value);
    else field.value = values[0];
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

/** Puts a report that waits back into the form; the fields of its kind come after the kind. */
export function putBack(form, entries) {
  const told = new Map();
  for (const [name, value] of entries) {
    if (!ASIDE.includes(name)) told.set(name, [...(told.get(name) ?? []), value]);
  }
  for (const [name, values] of told) write(form, name, values);
}

function clearRefusals(form) {
  document.querySelectorAll("[data-refusal], .govuk-error-summary").forEach((place) => place.remove());
  for (const group of form.querySelectorAll(".field--error")) group.classList.remove("field--error");
  for (const field of form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
}

function refuseField(box, field, texts) {
  const group = field.closest(".govuk-form-group");
  const place = document.createElement("div");
  place.dataset.refusal = "";
  place.id = `${field.id}_refusal`;
  for (const text of texts) {
    const line = box.querySelector("template[data-queue-field-error]").content.firstElementChild.cloneNode(true);
    line.querySelector("[data-words]").textContent = text;
    place.append(line);
  }
  group?.classList.add("field--error");
  group?.querySelector("label, legend")?.after(place);
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") ?? ""} ${place.id}`.trim());
}

function line(text, field) {
  const item = document.createElement("li");
  if (!field?.id) item.textContent = text;
  else {
    const link = document.createElement("a");
    link.href = `#${field.id}`;
    link.textContent = text;
    item.append(link);
  }
  return item;
}

/** The list of what must be corrected, and each sentence at its field, as the page itself would draw it. */
export function showRefusals(box, form, errors) {
  clearRefusals(form);
  const summary = box.querySelector("template[data-queue-errors]").content.firstElementChild.cloneNode(true);
  for (const [name, texts] of Object.entries(errors)) {
    const field = form.querySelector(`[name="${CSS.escape(name)}"]:not([type="hidden"])`);
    if (field) refuseField(box, field, texts);
    summary.querySelector("[data-lines]").append(...texts.map((text) => line(text, field)));
  }
  form.before(summary);
  summary.focus();
}
