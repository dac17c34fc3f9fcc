// On every page: shows that reports wait on this device, and asks the service worker to send them.
import { keptBadge, showBadge } from "./badge.js";

const count = keptBadge();
const ask = () => navigator.serviceWorker?.controller?.postMessage({ back: true });

if (count) {
  showBadge(count);
  ask();
  addEventListener("online", ask);
}
