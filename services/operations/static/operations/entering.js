// While an officer types: the kinds that fit, the reports that may be the same, what the kind asks.
// What she typed about the matter survives a reload in this tab; never who the caller is.
(() => {
  const DRAFT = "entering";
  const PAUSE = 500;
  const KEPT = ["source", "description", "category", "commune", "address", "pin"];
  const NOT_ASKED = ["contact_name", "contact_phone", "contact_email", "photos"];

  if (document.querySelector("[data-entered]")) sessionStorage.removeItem(DRAFT);
  const form = document.querySelector("form[data-entering]");
  if (!form) return;
  const hints = form.querySelector("[data-hints]");
  const questions = form.querySelector("[data-questions]");
  let timer;
  let asking;

  async function ask() {
    const told = new FormData(form);
    for (const name of NOT_ASKED) told.delete(name);
    asking?.abort();
    asking = new AbortController();
    const { signal } = asking;
    const answer = await fetch(form.dataset.entering, { method: "POST", body: told, signal });
    if (!answer.ok) return;
    show(new DOMParser().parseFromString(await answer.text(), "text/html"));
  }

  function show(page) {
    // Nothing is taken away from under a finger, and answers given stay.
    if (!hints.contains(document.activeElement)) hints.innerHTML = page.querySelector("[data-hints]").innerHTML;
    const asked = page.querySelector("[data-questions]");
    if (asked.dataset.questions === questions.dataset.questions) return;
    questions.innerHTML = asked.innerHTML;
    questions.dataset.questions = asked.dataset.questions;
  }

  function keep() {
    const told = KEPT.map((name) => [name, form.elements[name].value]);
    sessionStorage.setItem(DRAFT, JSON.stringify(told));
  }

  function putBack() {
    const kept = JSON.parse(sessionStorage.getItem(DRAFT) ?? "[]");
    for (const [name, value] of kept) if (value) form.elements[name].value = value;
    return kept.length > 0;
  }

  function soon() {
    keep();
    clearTimeout(timer);
    timer = setTimeout(() => ask().catch(() => {}), PAUSE);
  }

  form.addEventListener("input", soon);
  form.addEventListener("click", (event) => {
    const kind = event.target.closest("[name=use_kind]");
    if (!kind) return;
    event.preventDefault();
    form.elements.category.value = kind.value;
    form.elements.category.focus();
    soon();
  });
  form.querySelector("[data-without-script]").hidden = true;
  // What was refused came back with all that was written: that is newer than any draft.
  if (!form.elements.description.value && putBack()) ask().catch(() => {});
})();
