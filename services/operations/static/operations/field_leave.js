// Whoever leaves takes along what her work outside left on this phone: see field.js. At the door, the
// places go at once; what she could not send yet waits for her to come in again.
(() => {
  const BASE = "thuc-dia";
  const LEAVING = /\/(logout|dang-xuat)\/$/;
  const COMING = /\/dang-nhap\/$/;
  if (!("indexedDB" in self)) return;

  const finished = (asked) => new Promise((done) => {
    asked.onsuccess = asked.onerror = asked.onblocked = () => done(asked.result);
  });

  async function forgetPlaces() {
    const known = (await indexedDB.databases?.()) ?? [];
    if (!known.some(({ name }) => name === BASE)) return;
    const base = await finished(indexedDB.open(BASE));
    if (base?.objectStoreNames.contains("reports")) {
      await finished(base.transaction("reports", "readwrite").objectStore("reports").clear());
    }
    base?.close();
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!LEAVING.test(new URL(form.action, location.href).pathname)) return;
    event.preventDefault();
    finished(indexedDB.deleteDatabase(BASE)).then(() => HTMLFormElement.prototype.submit.call(form));
  });
  if (COMING.test(location.pathname)) forgetPlaces().catch(() => {});
})();
