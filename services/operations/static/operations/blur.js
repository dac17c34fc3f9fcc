// Drawing rectangles in a photo with a finger, a mouse or the keyboard. Each is a button over the
// picture; what is sent are their places in per cent. Without this script one writes the numbers.
const MOST = 20;
const SMALLEST = 1; // Per cent: a thinner one covers nothing.
const STEP = 1; // What an arrow key moves.
const FIRST = [40, 40, 20, 20]; // Where one begins that is added by keyboard.

const form = document.querySelector("[data-blur]");
const photo = form.querySelector("[data-blur-photo]");
const drawn = form.querySelector("[name=drawn]");
const status = form.querySelector("[data-blur-status]");
const boxes = JSON.parse(document.getElementById("blur-boxes").textContent);

const within = (number, least, most) => Math.min(Math.max(number, least), most);
const rounded = (number) => Math.round(number * 100) / 100;
const say = (text, facts) => text.replace(/\{(\w+)\}/g, (_whole, name) => facts[name]);

function fitted([left, top, width, height]) {
  const wide = within(width, SMALLEST, 100);
  const high = within(height, SMALLEST, 100);
  return [within(left, 0, 100 - wide), within(top, 0, 100 - high), wide, high].map(rounded);
}

function buttons() {
  return [...photo.querySelectorAll("button")];
}

// Write down where everything is: for the eye, for who listens, and for what is sent.
function refresh() {
  for (const [index, button] of buttons().entries()) {
    const [left, top, width, height] = boxes[index];
    Object.assign(button.style, { left: `${left}%`, top: `${top}%`, width: `${width}%`, height: `${height}%` });
    const facts = { number: index + 1, left: Math.round(left), top: Math.round(top), width: Math.round(width), height: Math.round(height) };
    button.setAttribute("aria-label", say(photo.dataset.label, facts));
  }
  drawn.value = boxes.length ? JSON.stringify(boxes) : "";
  if (!boxes.length) status.textContent = status.dataset.none;
}

function put(index, box) {
  boxes[index] = fitted(box);
  refresh();
}

function draw() {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "desk-blur__box";
  const corner = document.createElement("span");
  corner.className = "desk-blur__corner";
  button.append(corner);
  button.addEventListener("keydown", onKey);
  button.addEventListener("focus", () => {
    status.textContent = say(status.dataset.one, { number: buttons().indexOf(button) + 1, count: boxes.length });
  });
  photo.append(button);
  return button;
}

function add(box) {
  if (boxes.length >= MOST) {
    status.textContent = status.dataset.full;
    return null;
  }
  boxes.push(fitted(box));
  const button = draw();
  refresh();
  button.focus();
  return button;
}

function remove(button) {
  const index = buttons().indexOf(button);
  boxes.splice(index, 1);
  button.remove();
  refresh();
  (buttons()[Math.min(index, boxes.length - 1)] ?? form.querySelector("[data-blur-add]")).focus();
}

const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function onKey(event) {
  const button = event.currentTarget;
  if (event.key === "Delete" || event.key === "Backspace") {
    event.preventDefault();
    remove(button);
  }
  const move = MOVES[event.key];
  if (!move) return;
  event.preventDefault();
  const index = buttons().indexOf(button);
  const [left, top, width, height] = boxes[index];
  const [x, y] = move.map((one) => one * STEP);
  put(index, event.shiftKey ? [left, top, Math.min(width + x, 100 - left), Math.min(height + y, 100 - top)] : [left + x, top + y, width, height]);
}

function place(event) {
  const { left, top, width, height } = photo.getBoundingClientRect();
  return [within(((event.clientX - left) / width) * 100, 0, 100), within(((event.clientY - top) / height) * 100, 0, 100)];
}

// From where a finger went down to where it is: a new rectangle, one that moves, or one that grows.
photo.addEventListener("pointerdown", (event) => {
  if (event.button !== 0) return;
  const [startX, startY] = place(event);
  let button = event.target.closest("button");
  const grows = event.target.closest(".desk-blur__corner");
  const before = button && [...boxes[buttons().indexOf(button)]];
  event.preventDefault();
  button?.focus();

  const follow = (moved) => {
    const [x, y] = place(moved);
    if (before) {
      const [left, top, width, height] = before;
      const [dx, dy] = [x - startX, y - startY];
      const box = grows ? [left, top, Math.min(width + dx, 100 - left), Math.min(height + dy, 100 - top)] : [left + dx, top + dy, width, height];
      put(buttons().indexOf(button), box);
      return;
    }
    const box = [Math.min(x, startX), Math.min(y, startY), Math.abs(x - startX), Math.abs(y - startY)];
    if (button) put(buttons().indexOf(button), box);
    else if (box[2] > SMALLEST && box[3] > SMALLEST) button = add(box);
  };
  const stop = () => {
    window.removeEventListener("pointermove", follow);
    window.removeEventListener("pointerup", stop);
    window.removeEventListener("pointercancel", stop);
  };
  window.addEventListener("pointermove", follow);
  window.addEventListener("pointerup", stop);
  window.addEventListener("pointercancel", stop);
});

form.querySelector("[data-blur-add]").addEventListener("click", () => add(FIRST));
for (const field of form.querySelectorAll("[data-blur-rows] input")) field.disabled = true;
form.querySelector("[data-blur-rows]").hidden = true;
form.querySelector("[data-blur-tools]").hidden = false;
form.classList.add("desk-blur--drawing");
for (const _box of boxes) draw();
refresh();
