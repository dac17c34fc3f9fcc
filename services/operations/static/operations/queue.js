/* The queue by the keyboard, and kept fresh: the list works without either. */
(() => {
  "use strict";
  const script = document.currentScript;
  const results = () => document.getElementById("listing-results");
  const EVERY = 60_000; // Milliseconds between two looks at what is new.
  const PATIENCE = 1_500; // How long a letter after g is waited for.
  let afterG = 0;

  /* Rows, by the report they show: the reference outlives a row that is drawn anew. */
  const rows = () => [...document.querySelectorAll("[data-queue-row]")];
  const linkOf = (row) => row?.querySelector(".title a");
  const checkboxOf = (row) => row?.querySelector("[data-bulk-action-checkbox]");
  const current = () => document.activeElement?.closest("[data-queue-row]");

  function move(by) {
    const all = rows();
    const at = all.indexOf(current());
    const next = at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by;
    const link = linkOf(all[Math.max(0, Math.min(all.length - 1, next))]);
    link?.focus();
    link?.scrollIntoView({ block: "nearest" });
  }

  const search = () => document.getElementById("id_q")?.focus();

  const KEYS = {
    j: () => move(1),
    k: () => move(-1),
    o: () => linkOf(current())?.click(),
    x: () => checkboxOf(current())?.click(),
    "/": search,
    "?": () => document.querySelector("[data-queue-keys]")?.click(),
    g: () => { afterG = Date.now(); },
  };

  /* Whoever types in a field, or reads a dialog, means what she types. */
  function isTyping(target) {
    return target.isContentEditable || target.matches("input:not([type=checkbox]), textarea, select");
  }

  const hasDialog = () => Boolean(document.querySelector("[data-controller~=w-dialog]:not([aria-hidden=true]), dialog[open]"));

  function goTo(letter) {
    const tab = document.querySelector(`[data-queue-scope="${CSS.escape(letter)}"]`);
    tab?.click();
    return Boolean(tab);
  }

  document.addEventListener("keydown", (event) => {
    const isOff = window.wagtailConfig?.KEYBOARD_SHORTCUTS_ENABLED === false;
    if (isOff || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (isTyping(event.target) || hasDialog()) return;
    const isSecond = Date.now() - afterG < PATIENCE;
    afterG = 0;
    if (isSecond && goTo(event.key)) return event.preventDefault();
    const act = KEYS[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    act();
  }, true);

  /* Fresh every minute, unless somebody is in the middle of something. */
  function isBusy() {
    const active = document.activeElement;
    return document.hidden || hasDialog() || isTyping(active)
      || Boolean(document.querySelector("[data-bulk-action-checkbox]:checked, #listing-results details[open]"))
      || Boolean(active?.closest("#listing-results details"))
      || Boolean(document.querySelector("#filters-drilldown [aria-expanded=true]"));
  }

  const references = () => new Set(rows().map((row) => row.dataset.queueRow));

  function say(before, after) {
    const more = [...after].filter((one) => !before.has(one)).length;
    const fewer = [...before].filter((one) => !after.has(one)).length;
    const said = [];
    if (more) said.push(script.dataset.saidMore.replace("{number}", more));
    if (fewer) said.push(script.dataset.saidFewer.replace("{number}", fewer));
    if (said.length) document.querySelector("[data-queue-said]").textContent = said.join(" ");
  }

  /* What had the focus, so that its successor has it: a row by its report, a link by its address. */
  function place() {
    const active = document.activeElement;
    if (!results().contains(active)) return null;
    const row = current();
    return row ? `[data-queue-row="${CSS.escape(row.dataset.queueRow)}"] .title a` : `a[href="${CSS.escape(active.getAttribute("href") ?? "")}"]`;
  }

  function replace(html) {
    const before = references();
    const top = window.scrollY;
    const focused = place();
    results().innerHTML = html;
    if (focused) results().querySelector(focused)?.focus({ preventScroll: true });
    window.scrollTo({ top, behavior: "instant" });
    say(before, references());
    document.dispatchEvent(new CustomEvent("w-swap:success", { bubbles: true, detail: {} }));
  }

  async function refresh() {
    if (isBusy()) return;
    const address = `${script.dataset.refresh}${window.location.search}`;
    try {
      const answer = await fetch(address, { headers: { "X-Requested-With": "XMLHttpRequest" } });
      if (!answer.ok || answer.redirected) return; // Signed out: the next click says so.
      const html = await answer.text();
      if (!isBusy()) replace(html);
    } catch {
      // No connection now: the next minute may have one.
    }
  }

  function nameTheKeys() {
    document.querySelectorAll("[data-queue-list]").forEach((list) => { list.hidden = false; });
  }

  window.addEventListener("load", nameTheKeys); // Wagtail has put its dialog in place by then.
  window.setInterval(refresh, EVERY);
  document.addEventListener("queue:refresh", refresh);
})();
