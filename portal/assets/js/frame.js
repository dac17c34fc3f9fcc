// A film on another site: nothing is asked of it until one presses.
for (const box of document.querySelectorAll("[data-frame]")) {
  const button = box.querySelector("[data-play]");
  button.hidden = false;
  button.addEventListener("click", () => {
    const frame = document.createElement("iframe");
    frame.src = box.dataset.frame;
    frame.title = box.dataset.title;
    frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
    frame.allowFullscreen = true;
    // The film's site asks who shows it; it learns the portal, not the page.
    frame.referrerPolicy = "strict-origin-when-cross-origin";
    frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-popups allow-presentation");
    box.prepend(frame);
    button.remove();
    frame.focus();
  });
}
