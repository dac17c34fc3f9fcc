"""The links in the words of a page, wherever an editor may put one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import URLField
from django.utils.encoding import iri_to_uri
from wagtail.documents.models import AbstractDocument
from wagtail.fields import RichTextField, StreamField
from wagtail.images.models import AbstractImage
from wagtail.models import Page

from cms.blocks.chosen import choices_in, is_key
from cms.parts import fields_in

LINK = re.compile(r"<a\s[^>]*>")
ATTRIBUTE = re.compile(r'\b(linktype|id|href)="([^"]*)"')
WEB = ("https://", "http://")
LEADING = (StreamField, RichTextField, URLField)  # Fields in which links stand.


@dataclass
class Found:
    """What a page leads to: addresses elsewhere, paths here, and rows by their numbers."""

    outside: set[str] = field(default_factory=set)
    paths: set[str] = field(default_factory=set)
    pages: set[int] = field(default_factory=set)  # Chosen for a block.
    named: set[int] = field(default_factory=set)  # Pages, too: those to which words lead.
    documents: set[int] = field(default_factory=set)
    pictures: set[int] = field(default_factory=set)

    def add_address(self, address: str) -> None:
        address, _, _place = iri_to_uri(address.strip()).partition("#")
        if address.startswith("/") and not address.startswith("//"):
            self.paths.add(address)
        elif address.startswith(WEB):
            self.add_elsewhere(address)

    def add_elsewhere(self, address: str) -> None:
        try:
            parts = urlsplit(address)
        except ValueError:  # An editor's slip that no browser could follow either.
            return
        if parts.netloc == urlsplit(settings.SITE_URL).netloc:
            self.paths.add(parts._replace(scheme="", netloc="").geturl() or "/")
        else:
            self.outside.add(address)

    def add_link(self, tag: str) -> None:
        facts = dict(ATTRIBUTE.findall(tag))
        rows = {"page": self.named, "document": self.documents}.get(facts.get("linktype", ""))
        if rows is not None and facts.get("id", "").isdecimal():
            rows.add(int(facts["id"]))
        elif rows is None:
            self.add_address(unescape(facts.get("href", "")))

    def add_choice(self, model: type, key: int) -> None:
        if issubclass(model, Page):
            self.pages.add(key)
        elif issubclass(model, AbstractDocument):
            self.documents.add(key)
        elif issubclass(model, AbstractImage):
            self.pictures.add(key)


def links_in(page: Page) -> Found:
    """Those of the page itself and of the rows it holds: goals of a programme, and the like."""
    found = Found()
    for thing, one in fields_in(page, LEADING):
        value = one.value_from_object(thing)
        if isinstance(one, StreamField):
            add_body(found, value)
        elif isinstance(one, RichTextField):
            add_markup(found, value or "")
        else:
            found.add_address(value or "")
    return found


def add_body(found: Found, body) -> None:
    stored = body.get_prep_value()
    for text in texts_in(stored):
        if "<" in text:
            add_markup(found, text)
        else:
            found.add_address(text)
    for block, key in choices_in(body.stream_block, stored):
        if is_key(key):
            found.add_choice(block.model_class, key)


def add_markup(found: Found, text: str) -> None:
    for tag in LINK.findall(text):
        found.add_link(tag)


def texts_in(stored) -> Iterator[str]:
    """Every string inside what is stored that may hold a link."""
    if isinstance(stored, str):
        if "<a " in stored or stored.startswith(("/", *WEB)):
            yield stored
    elif isinstance(stored, dict):
        for part in stored.values():
            yield from texts_in(part)
    elif isinstance(stored, list):
        for part in stored:
            yield from texts_in(part)
