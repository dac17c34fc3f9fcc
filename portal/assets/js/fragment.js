// <input data-from-fragment>: a printed code brings its secret behind "#", where no server sees it. It
// goes into the field and out of the address, so that nobody reads it there or finds it in the history.
const SECRET = /^#[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}$/i;

for (const field of SECRET.test(location.hash) ? document.querySelectorAll("[data-from-fragment]") : []) {
  field.value = location.hash.slice(1);
  history.replaceState(null, "", location.pathname + location.search);
}
