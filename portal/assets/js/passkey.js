// [data-passkey]: shown where the browser knows passkeys. allauth's own scripts do the talking with
// the device; what went wrong is said on the page, not on a console nobody reads.
// A key belongs to a name; at an address of numbers, as a demonstration's, no browser makes one.
const hasName = !/^[\d.]+$|^\[/.test(location.hostname);
const canUse = hasName && Boolean(window.PublicKeyCredential);

for (const button of document.querySelectorAll("[data-passkey]")) button.hidden = !canUse;
for (const said of document.querySelectorAll("[data-no-passkey]")) said.hidden = canUse;

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const said of document.querySelectorAll("[data-passkey-failed]")) said.hidden = false;
});
