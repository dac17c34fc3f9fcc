// How many reports wait on this device, in the head of every page. Pages without the queue know the
// number from the last page that had it.
const KEY = "queue:waiting";

export function showBadge(count) {
  for (const badge of document.querySelectorAll("[data-queue-badge]")) {
    badge.hidden = !count;
    badge.querySelector("[data-queue-count]").textContent = count;
  }
}

export function keepBadge(count) {
  try {
    if (count) localStorage.setItem(KEY, count);
    else localStorage.removeItem(KEY);
  } catch {
    // Without a memory the badge shows on the pages that read the queue itself.
  }
  showBadge(count);
}

export function keptBadge() {
  try {
    return Number(localStorage.getItem(KEY));
  } catch {
    return 0;
  }
}
