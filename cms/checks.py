"""What somebody with fresh eyes would say of a page before it goes out.

Most of it is advice. A link that leads nowhere is no matter of taste: it keeps a page in, and so
does what the editor's form asks for. Not every door has that form, so here it is asked once more.
"""

import re
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.blocks import Block, ListBlock, StreamBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from cms.links.found import Found, links_in
from cms.models.links import Link
from cms.parts import fields_in, fields_of, rows_of

LONGEST_TITLE = 90  # Letters; longer ones are cut in lists and by search engines.
LONGEST_SENTENCE = 45  # Syllables, about thirty words: longer ones are read twice.
BEGINNING = 8  # So many syllables show which sentence is meant.
WRITTEN = (StreamField, RichTextField)  # Fields that hold sentences.
END_OF_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n")


@dataclass(frozen=True)
class Check:
    """One thing to mend: at once, or better."""

    text: str
    must: bool = False


def checks_of(page) -> list[Check]:
    """Everything to mend, what must be first."""
    own = [Check(text, must=True) for text in page.must_mend()]
    found = links_in(page)
    links = [*dead_links(found), *links_elsewhere(found)]
    return [*own, *links, *title_and_introduction(page), *pictures(page), *sentences(page)]


def what_keeps_it_in(page) -> list[str]:
    """What has to be mended before it goes out by any door, each thing once."""
    must = [check.text for check in checks_of(page) if check.must]
    return list(dict.fromkeys([*must, *what_its_form_asks(page)]))


def what_its_form_asks(page) -> Iterator[str]:
    """What the editor's form would ask for, each after its field; a draft may wait for it."""
    for name, sentences in faults_of(page).items():
        for sentence in sentences:
            yield at(page, name, sentence)
    yield from faults_of_rows(page)


def faults_of_rows(page) -> Iterator[str]:
    """The same of the rows that a page holds: pictures of an album, questions of a form."""
    for relation in rows_of(type(page)):
        for row in getattr(page, relation.get_accessor_name()).all():
            for sentence in faults_of_row(row, relation.field.name):
                yield placed(capfirst(row._meta.verbose_name), sentence)


def faults_of_row(row, above: str) -> Iterator[str]:
    """By `above` a row knows its page, which may not be saved yet."""
    try:
        copy(row).full_clean(exclude=[above])
    except ValidationError as refusal:
        for name, sentences in refusal.message_dict.items():
            yield from (at(row, name, sentence) for sentence in sentences)


def at(thing, name: str, sentence: str) -> str:
    """A sentence after the field it is said of; some are said of the whole."""
    if name == NON_FIELD_ERRORS:
        return sentence
    return placed(capfirst(thing._meta.get_field(name).verbose_name), sentence)


def placed(place: str, sentence: str) -> str:
    return _("%(place)s: %(sentence)s") % {"place": place, "sentence": sentence}


def faults_of(page) -> dict[str, list[str]]:
    """By field, what keeps it from being saved as a live page is saved. Cleaning changes what it
    cleans, so a copy is asked.
    """
    faults = {}
    try:
        copy(page).full_clean()
    except ValidationError as refusal:
        faults = refusal.message_dict
    for name, sentence in page.misfits().items():
        faults.setdefault(name, [sentence])
    for name, sentences in faults_of_bodies(page):
        faults.setdefault(name, sentences)
    return faults


def faults_of_bodies(page) -> Iterator[tuple[str, list[str]]]:
    """Of each field that is built of blocks: no page looks into these by itself."""
    for field in fields_of(type(page), (StreamField,)):
        body = field.value_from_object(page)
        try:
            body.stream_block.clean(body)
        except ValidationError as refusal:
            yield field.name, list(sentences_in(refusal, body.stream_block, body))


def sentences_in(refusal: ValidationError, block: Block, value) -> Iterator[str]:
    """What a block refuses, and the blocks inside it, each sentence after the names of these."""
    inside = getattr(refusal, "block_errors", None)
    if inside is None:
        yield from plain_sentences_in(refusal)
        return
    yield from refusal.non_block_errors
    for key, reason in inside.items():
        child, chosen = part_of(block, value, key)
        for sentence in sentences_in(reason, child, chosen):
            yield placed(child.label, sentence)


def plain_sentences_in(refusal: ValidationError) -> Iterator[str]:
    """What a single block refuses; a table says it of itself and of its cells."""
    of_cells = getattr(refusal, "cell_errors", None) or {}
    yield from getattr(refusal, "non_block_errors", refusal.messages)
    for row in of_cells.values():
        for reason in row.values():
            yield from reason.messages


def part_of(block: Block, value, key) -> tuple[Block, object]:
    """The block inside another that an error speaks of, and what it holds."""
    if isinstance(block, StreamBlock):
        return value[key].block, value[key].value
    child = block.child_block if isinstance(block, ListBlock) else block.child_blocks[key]
    return child, value[key]


def dead_links(links: Found) -> Iterator[Check]:
    there = dict(Page.objects.filter(pk__in=links.named).values_list("pk", "live"))
    gone = len(links.named - there.keys())
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


def links_elsewhere(links: Found) -> Iterator[Check]:
    """What the worker found at addresses that are not ours; others may mend it any day."""
    broken = Link.objects.outside().broken().filter(address__in=links.outside)
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


def words(page) -> Iterator[str]:
    """Everything written in it, piece by piece."""
    for thing, one in fields_in(page, WRITTEN):
        yield from one.get_searchable_content(one.value_from_object(thing) or "")
