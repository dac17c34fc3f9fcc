// Boxes among many: type a few letters, with or without marks, and only those that hold them stay.
// Without JavaScript the frame shows all of them. What is ticked is never hidden.
const fold = (text) =>
  text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d");

const MANY = 9; // Fewer are seen at a glance.

function narrow(rows, typed) {
  const words = fold(typed).split(/\s+/).filter(Boolean);
  for (const row of rows) {
    const said = fold(row.textContent);
    const isTicked = row.querySelector("input").checked;
    row.hidden = !isTicked && !words.every((word) => said.includes(word));
  }
}

function addSearch(frame, label) {
  const rows = [...frame.querySelectorAll("label")];
  if (rows.length < MANY) return;
  const input = document.createElement("input");
  input.type = "search";
  input.placeholder = label;
  input.setAttribute("aria-label", label);
  input.className = "desk-pick";
  input.addEventListener("input", () => narrow(rows, input.value));
  input.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
  frame.before(input);
}

const label = document.currentScript?.dataset.label ?? "";
document.addEventListener("DOMContentLoaded", () => {
  for (const frame of document.querySelectorAll("div.agencies")) addSearch(frame, label);
});
