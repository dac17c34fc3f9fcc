"""What old systems call HTML, made safe before anything is taken from it."""

import re
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Comment, Tag
from bs4.element import PreformattedString
from wagtail.admin.rich_text.converters.editor_html import EditorHTMLConverter

from cms.blocks.words import FEATURES
from portal.common.text import SLIPPED_IN, UNREADABLE
from portal.common.vietnamese import nfc

LONGEST = 2_000_000  # Letters; no article is longer, and no parser should be asked to try.
REMARK = "<!---->"  # With it nothing looks like a file's name, of which the parser would warn.
DROPPED = [
    *["script", "style", "noscript", "template", "form", "input", "button", "select", "textarea"],
    *[
        "object",
        "applet",
        "svg",
        "math",
        "link",
        "meta",
        "base",
        "head",
        "title",
        "audio",
        "canvas",
    ],
]
KEPT = {"href", "src", "data-src", "data-lazy-src", "alt", "title", "colspan", "data-ids"}


def readable(text: str) -> str:
    """The same words in one spelling, without what nobody can read."""
    return nfc(SLIPPED_IN.sub("", UNREADABLE.sub("", text)))


def text_of(html: str) -> str:
    """The bare words of it, in one line."""
    soup = soup_of(html)
    return " ".join(soup.get_text(" ").split())


def soup_of(html: str) -> BeautifulSoup:
    """Elements without anything that does something: no scripts, no handlers, no styles."""
    soup = BeautifulSoup(REMARK + readable(html[:LONGEST]), "html.parser")
    for tag in soup(DROPPED):
        tag.decompose()
    for remark in soup.find_all(string=lambda one: isinstance(one, Comment | PreformattedString)):
        remark.extract()
    for tag in soup.find_all(True):
        tag.attrs = {name: value for name, value in tag.attrs.items() if name in KEPT}
    return soup


class Links:
    """Where links of an article lead once it stands here: within the old site, to the same path
    on ours, from which a redirect leads on.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        self.hosts = {host for host in with_www(urlsplit(address).netloc) if host}

    def follow(self, href: str) -> str:
        """The address from here; empty, if it leads nowhere but to a place in the old page."""
        if not href or href.startswith("#"):
            return ""
        try:
            there = urljoin(self.address, href.strip())
            parts = urlsplit(there)
        except ValueError:
            return ""
        if parts.scheme in {"http", "https"} and parts.netloc in self.hosts:
            return parts._replace(scheme="", netloc="").geturl() or "/"
        return there

    def mend(self, tag: Tag) -> None:
        """Every link inside; one that leads nowhere becomes plain words."""
        for link in [tag, *tag.find_all("a")] if tag.name == "a" else tag.find_all("a"):
            href = self.follow(link.get("href") or "")
            if href:
                link.attrs = {"href": href}
            else:
                link.unwrap()


def with_www(host: str) -> tuple[str, str]:
    bare = host.removeprefix("www.")
    return bare, f"www.{bare}"


def rich(html: str) -> str:
    """As an editor could have written it: Wagtail's own list decides what may stand in it."""
    cleaned = EditorHTMLConverter(FEATURES).whitelister.clean(html)
    return re.sub(r"<a>(.*?)</a>", r"\1", cleaned, flags=re.DOTALL)
