"""What somebody with fresh eyes would say of a page before it goes out.

Most of it is advice. A link that leads nowhere is no matter of taste: it keeps a page in.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from cms.links.found import links_in
from cms.models.links import Link

LONGEST_TITLE = 90  # Letters; longer ones are cut in lists and by search engines.
LONGEST_SENTENCE = 45  # Syllables, about thirty words: longer ones are read twice.
BEGINNING = 8  # So many syllables show which sentence is meant.
LINK_TO_A_PAGE = re.compile(r'<a (?=[^>]*linktype="page")[^>]*\bid="(\d+)"')
END_OF_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n")


@dataclass(frozen=True)
class Check:
    """One thing to mend: at once, or better."""

    text: str
    must: bool = False


def checks_of(page) -> list[Check]:
    """Everything to mend, what must be first."""
    own = [Check(text, must=True) for text in page.must_mend()]
    links = [*dead_links(page), *links_elsewhere(page)]
    return [*own, *links, *title_and_introduction(page), *pictures(page), *sentences(page)]


def what_keeps_it_in(page) -> list[str]:
    return [check.text for check in checks_of(page) if check.must]


def dead_links(page) -> Iterator[Check]:
    wanted = {int(number) for number in LINK_TO_A_PAGE.findall(markup(page))}
    there = dict(Page.objects.filter(pk__in=wanted).values_list("pk", "live"))
    gone = len(wanted - there.keys())
    if gone:
        said = ngettext(
            "%(count)d link leads to a page that is no more.",
            "%(count)d links lead to pages that are no more.",
            gone,
        )
        yield Check(said % {"count": gone}, must=True)
    hidden = [number for number, live in there.items() if not live]
    for title in Page.objects.filter(pk__in=hidden).values_list("title", flat=True):
        said = _("A link leads to “%(title)s”, which is not published.")
        yield Check(said % {"title": title}, must=True)


def links_elsewhere(page) -> Iterator[Check]:
    """What the worker found at addresses that are not ours; others may mend it any day."""
    broken = Link.objects.outside().broken().filter(address__in=links_in(page).outside)
    found = {link.address: link for link in broken}
    for address, link in sorted(found.items()):
        said = _("A link leads nowhere: %(address)s (%(finding)s).")
        yield Check(said % {"address": address, "finding": link.finding})


def title_and_introduction(page) -> Iterator[Check]:
    if len(page.title) > LONGEST_TITLE:
        said = _("The title has %(count)d letters: up to %(most)d are read at one look.")
        yield Check(said % {"count": len(page.title), "most": LONGEST_TITLE})
    if not page.introduction:
        yield Check(_("An introduction is missing: it stands in lists and in what people share."))


def pictures(page) -> Iterator[Check]:
    if getattr(page, "picture", None) and not page.picture_alt:
        yield Check(_("The picture at the top is not described for people who cannot see it."))
    for picture in getattr(page, "pictures", []):
        if picture and not picture.credit:
            said = _("Nobody is named who took the picture “%(title)s”.")
            yield Check(said % {"title": picture.title})


def sentences(page) -> Iterator[Check]:
    for text in words(page):
        for sentence in END_OF_SENTENCE.split(text):
            syllables = sentence.split()
            if len(syllables) > LONGEST_SENTENCE:
                said = _("A long sentence, better made two: “%(beginning)s…”")
                yield Check(said % {"beginning": " ".join(syllables[:BEGINNING])})


def words(page) -> list[str]:
    body = getattr(page, "body", None)
    return body.stream_block.get_searchable_content(body) if body else []


def markup(page) -> str:
    body = getattr(page, "body", None)
    raw = json.dumps(body.get_prep_value(), ensure_ascii=False) if body else ""
    return raw.replace('\\"', '"')
