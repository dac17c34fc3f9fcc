// A standard text goes into the note of the step it serves, without a new page.
const chooser = document.querySelector("[data-texts]");

function serves(form, steps) {
  const names = form.dataset.noteFor.split(" ");
  return steps ? steps.split(" ").some((step) => names.includes(step)) : names.length > 1;
}

function fill(form, option) {
  const note = form.querySelector("textarea[name$=note]");
  if (!note) return null;
  note.value = note.value.trim() ? `${note.value.trimEnd()}\n\n${option.dataset.words}` : option.dataset.words;
  form.querySelector("input[name=text]").value = option.value;
  form.closest("details")?.setAttribute("open", "");
  note.dispatchEvent(new Event("input", { bubbles: true }));
  return note;
}

chooser?.addEventListener("submit", (event) => {
  const option = chooser.elements.mau.selectedOptions[0];
  if (!option?.value) return;
  const forms = [...document.querySelectorAll("form[data-note-for]")];
  const notes = forms.filter((form) => serves(form, option.dataset.steps)).map((form) => fill(form, option));
  const first = notes.find(Boolean);
  if (!first) return;
  event.preventDefault();
  first.focus();
});
