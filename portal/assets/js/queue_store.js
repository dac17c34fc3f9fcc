// What waits on this device, in IndexedDB: reports not yet sent, and the codes of those that were.
// The page and the service worker both read it; whoever changes it tells the others.
const BASE = "soctrang";
const STORE = "reports";
const channel = "BroadcastChannel" in self ? new BroadcastChannel("reports") : null;

function opened() {
  return new Promise((done, fail) => {
    const asked = indexedDB.open(BASE, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "key" });
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => fail(asked.error);
  });
}

/** One piece of work in one transaction; done when what it wrote is kept. */
async function work(mode, task) {
  const base = await opened();
  try {
    return await new Promise((done, fail) => {
      const dealing = base.transaction(STORE, mode);
      const asked = task(dealing.objectStore(STORE));
      dealing.oncomplete = () => done(asked.result);
      dealing.onabort = () => fail(dealing.error);
    });
  } finally {
    base.close();
  }
}

async function write(task) {
  await work("readwrite", task);
  channel?.postMessage("changed");
}

/** All of it, oldest first. */
export async function all() {
  const records = await work("readonly", (store) => store.getAll());
  return records.sort((one, other) => one.at - other.at);
}

export const read = (key) => work("readonly", (store) => store.get(key));
export const put = (record) => write((store) => store.put(record));
export const drop = (key) => write((store) => store.delete(key));

/** New facts for a record that is still there: what was dropped meanwhile stays dropped. */
export const change = (key, facts) => write((store) => {
  const asked = store.get(key);
  asked.onsuccess = () => asked.result && store.put({ ...asked.result, ...facts });
  return asked;
});

/** Calls back when another tab, or the service worker, has changed something. */
export function onChange(told) {
  channel?.addEventListener("message", told);
}
