// While one writes the words of a message: show how it looks, and put names where the cursor is.
const PAUSE = 400; // milliseconds without a key before the portal is asked.

const form = document.querySelector("[data-wording]");
const looks = document.querySelector("[data-looks]");
const fields = form.querySelectorAll("input[type=text], textarea");
let timer;
let asked;
let last = form.querySelector("textarea");

async function refresh() {
  asked?.abort();
  asked = new AbortController();
  try {
    const answer = await fetch(form.dataset.previewUrl, {
      method: "POST",
      body: new FormData(form),
      headers: { "X-Requested-With": "fetch" },
      signal: asked.signal,
    });
    if (answer.ok) looks.innerHTML = await answer.text();
  } catch {
    // No network, or a newer question: what is shown stays until the next key.
  }
}

function insert(word) {
  last.setRangeText(word, last.selectionStart, last.selectionEnd, "end");
  last.focus();
  last.dispatchEvent(new Event("input", { bubbles: true }));
}

form.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(refresh, PAUSE);
});
for (const field of fields) field.addEventListener("focus", () => (last = field));
for (const button of document.querySelectorAll("[data-insert]")) {
  button.hidden = false;
  button.addEventListener("click", () => insert(button.dataset.insert));
}
