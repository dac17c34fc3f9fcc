// Served at /sw.js, behind a line that names SHELL: its version, its files, its pages. Keeps the form
// for a report and what it needs, so that it opens without network; sends what waits when it is back.
// It keeps no other page and nothing that anybody was signed in for.
import { sendAll, waiting } from "./queue_send.js";

/* global SHELL */
const NAME = `shell-${SHELL.version}`;
const FRESH_FOR = 24 * 3600 * 1000;

/** A page as a stranger sees it, never as the person who is signed in here. */
async function keepPage(cache, path) {
  const page = await fetch(path, { credentials: "omit", cache: "no-store" });
  if (page.ok && !page.redirected) return cache.put(path, page);
  throw new Error(`${path}: ${page.status}`);
}

async function fill() {
  const cache = await caches.open(NAME);
  await Promise.all([cache.addAll(SHELL.files), ...SHELL.first.map((path) => keepPage(cache, path))]);
  await self.skipWaiting();
}

async function takeOver() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== NAME).map((name) => caches.delete(name)));
  await self.registration.navigationPreload?.enable();
  await self.clients.claim();
}

async function refresh(path) {
  const cache = await caches.open(NAME);
  const kept = await cache.match(path);
  const age = Date.now() - Date.parse(kept?.headers.get("Date"));
  if (!(age < FRESH_FOR)) await keepPage(cache, path).catch(() => {});
}

/** The page from the network; without one the page kept of it, or the page that says so. */
async function page(event) {
  const { pathname } = new URL(event.request.url);
  try {
    const answer = (await event.preloadResponse) || (await fetch(event.request));
    if (SHELL.pages.includes(pathname)) event.waitUntil(refresh(pathname));
    return answer;
  } catch {
    const cache = await caches.open(NAME);
    const kept = SHELL.pages.includes(pathname) && (await cache.match(pathname));
    return kept || (await cache.match(SHELL.offline)) || Response.error();
  }
}

async function file(request) {
  const cache = await caches.open(NAME);
  const kept = await cache.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.status === 200) await cache.put(request, answer.clone());
  return answer;
}

/** Rejects while something still waits: the browser then tries again by itself. */
async function sendInBackground() {
  await sendAll({ back: true });
  if ((await waiting()).length) throw new Error("Reports still wait.");
}

self.addEventListener("install", (event) => event.waitUntil(fill()));
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (pathname.startsWith(SHELL.static)) event.respondWith(file(request));
  else if (request.mode === "navigate" && !pathname.startsWith(SHELL.staff)) event.respondWith(page(event));
});
self.addEventListener("message", (event) => event.waitUntil(sendAll(event.data)));
self.addEventListener("sync", (event) => event.tag === "reports" && event.waitUntil(sendInBackground()));
