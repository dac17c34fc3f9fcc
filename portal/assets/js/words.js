// The sentences scripts say stand in the page (components/words.html), where they are translated.
export const words = document.getElementById("words")?.dataset ?? {};

/** Letters without marks, small: "Hòa Tú" and "hoa tu" are the same to someone in a hurry. */
export function fold(text) {
  return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replaceAll("đ", "d").trim();
}

/** An element with its attributes and children, in one line. */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}
