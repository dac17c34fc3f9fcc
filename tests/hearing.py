"""All that a page ever said while somebody used it: what stood there, and what scripts drew."""

from playwright.sync_api import Page

from tests.english import english_words

# Dialogs wait in templates, menus are closed and tooltips are attributes: all of it is heard, seen
# or not. What a script draws and takes away again is heard when it comes. Content of a page itself
# and hidden data for scripts are no words of the editor; nor is what is marked as English.
EARS = """
(() => {
  const SPOKEN = ["title", "aria-label", "aria-description", "aria-roledescription", "placeholder",
    "alt", "label", "data-w-tooltip-content-value", "data-tippy-content",
    "data-w-clipboard-success-text-value", "data-w-progress-active-value",
    "data-w-kbd-description", "data-w-bulk-label", "data-w-unsaved-confirmation-value"];
  // The last is a button of the calendar that is never shown.
  const SILENT = "script, style, svg, code, noscript, [data-side-panel-toggle-counter], " +
    ".xdsoft_save_selected, :not(html)[lang=en]";
  const heard = new Set();
  const note = (words) => words && words.trim() && heard.add(words.trim().replace(/\\s+/g, " "));
  const look = (node) => {
    if (node.nodeType === Node.TEXT_NODE) {
      if (!node.parentElement?.closest(SILENT)) note(node.data);
      return;
    }
    if (node.nodeType === Node.ELEMENT_NODE) {
      if (node.matches(SILENT)) return;
      SPOKEN.forEach((name) => note(node.getAttribute(name)));
      if (node.matches("input[type=submit], input[type=button]")) note(node.value);
      if (node.matches("template")) look(node.content);
      if (node.shadowRoot) watch(node.shadowRoot);
    }
    node.childNodes.forEach(look);
  };
  const watch = (root) => {
    look(root);
    new MutationObserver((changes) => changes.forEach((change) => {
      if (change.type === "attributes") {
        if (!change.target.matches(SILENT)) note(change.target.getAttribute(change.attributeName));
      } else if (change.type === "characterData") look(change.target);
      else change.addedNodes.forEach(look);
    })).observe(root, {subtree: true, childList: true, characterData: true,
      attributes: true, attributeFilter: SPOKEN});
  };
  watch(document);
  window.whatWasSaid = () => { look(document); note(document.title); return [...heard]; };
})();
"""


class Ears:
    """Follows a page from screen to screen, and keeps what was English where."""

    def __init__(self, page: Page):
        self.page = page
        self.screens: list[str] = []
        self.english: dict[str, str] = {}  # What was said, and the first screen that said it.
        self.asked: list[str] = []
        page.add_init_script(EARS)
        page.on("dialog", self.answer)

    def answer(self, dialog) -> None:
        """The browser's own questions: heard, and answered with yes."""
        self.asked.append(dialog.message)
        dialog.accept()

    def hear(self, screen: str) -> None:
        """All that was said since the page was opened."""
        self.screens.append(screen)
        for frame in self.page.frames:
            said = frame.evaluate("window.whatWasSaid ? window.whatWasSaid() : []")
            self.keep(screen, said)
        self.keep(screen, self.asked)

    def keep(self, screen: str, said: list[str]) -> None:
        for words in said:
            if english_words(words):
                self.english.setdefault(words[:200], screen)
