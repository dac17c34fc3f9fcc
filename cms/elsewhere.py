"""What a page tells other sites and search engines: its card, its own address, and the way to it.

Cards are Open Graph, which Zalo, Facebook and X read; the rest is JSON-LD in schema.org's words.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from textwrap import shorten
from typing import NamedTuple
from urllib.parse import urlencode, urljoin

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import translate_url
from django.utils.html import mark_safe
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.images.models import AbstractImage
from wagtail.images.shortcuts import get_rendition_or_not_found
from wagtail.models import Page
from wagtail.rich_text import get_text_for_indexing

from cms.shapes import SHARED
from cms.skeleton import until_published

PUBLISHER = "Sóc Trăng Số"
SCHEMA = "https://schema.org"
SERVED = "Sóc Trăng"
HOME_DEPTH = 2
LONGEST_DESCRIPTION = 200  # Search engines show no more of it.
# With these a title could end the script it stands in, or begin another.
ESCAPED = {letter: f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}


class Narrowing(NamedTuple):
    """What narrows a list: as its address asks for it, and as a reader says it."""

    name: str
    value: object
    label: str


def card(page: Page, request: HttpRequest) -> dict:
    """Everything of it that the head of the page shows."""
    address, picture = address_of(page, request), picture_of(page, request)
    return {
        "kind": page.card_kind,
        "title": page.seo_title or page.title,
        "description": page.search_description or page.introduction,
        "url": address,
        "versions": versions_of(page, request),
        "stands_in": bool(page.words_in),
        "picture": picture,
        "facts": as_script([*page.facts_for_machines(address, picture), *way_to(page, request)]),
    }


def card_of_view(request: HttpRequest, title: str, words: str, facts: Sequence[dict] = ()) -> dict:
    """The same for what is no editor's page, and is read in every language at its own address."""
    found = [(code, translate_url(request.path, code)) for code, _name in settings.LANGUAGES]
    first = [("x-default", url) for code, url in found if code == settings.LANGUAGE_CODE]
    return {
        "kind": "website",
        "title": title,
        "description": beginning(words),
        "url": urljoin(settings.SITE_URL, request.path),
        "versions": [(code, urljoin(settings.SITE_URL, url)) for code, url in found + first],
        "stands_in": False,
        "facts": as_script([*facts]),
    }


def narrowed(card: dict, by: Sequence[Narrowing], number: int) -> dict:
    """The card of a list that says what narrows it and which of its pages is shown: it is known
    by that, whatever else was asked.
    """
    if number > 1:
        by = [*by, Narrowing("page", number, _("page %(number)s") % {"number": number})]
    told = ", ".join(one.label for one in by)
    return card | {
        "title": f"{card['title']}: {told}" if told else card["title"],
        "url": asking(card["url"], by),
        "versions": [(language, asking(url, by)) for language, url in card["versions"]],
    }


def asking(address: str, by: Sequence[Narrowing]) -> str:
    """This address with nothing in its question but this."""
    bare, question = address.partition("?")[0], urlencode([one[:2] for one in by])
    return f"{bare}?{question}" if question else bare


def beginning(words: str) -> str:
    """So much of these words as a description holds."""
    return shorten(words, LONGEST_DESCRIPTION, placeholder="…")


def address_of(page: Page, request: HttpRequest) -> str:
    """The one address under which this is known, whatever else was asked in it.

    What stands in for its translation is known where it was written.
    """
    known = page.words_in and page.addresses(request).get(page.language)
    asked = {name: request.GET[name] for name in page.reads if request.GET.get(name)}
    address = urljoin(settings.SITE_URL, known or request.path)
    return f"{address}?{urlencode(asked)}" if asked else address


def versions_of(page: Page, request: HttpRequest) -> list[tuple[str, str]]:
    """Each language it is written in, with the address there; nothing where it is only one."""
    found = {code: urljoin(settings.SITE_URL, url) for code, url in page.addresses(request).items()}
    if len(found) < 2 or page.words_in:
        return []
    first = found.get(settings.LANGUAGE_CODE)
    return [*found.items(), *([("x-default", first)] if first else [])]


def picture_of(page: Page, request: HttpRequest) -> str:
    """Where its picture is for cards; empty when it has none."""
    return shared_url(page.card_picture, request) if page.card_picture else ""


def shared_url(picture: AbstractImage, request: HttpRequest) -> str:
    """Where a picture is as cards show it."""
    return request.build_absolute_uri(get_rendition_or_not_found(picture, SHARED).url)


def way_to(page: Page, request: HttpRequest) -> list[dict]:
    """The pages from home to this one; nothing for home itself, or for what stands nowhere yet."""
    if (page.depth or 0) <= HOME_DEPTH:
        return []
    parent = page.get_parent()
    name = f"way:{parent.pk}:{get_language()}:{request.get_host()}"
    above = until_published(name, lambda: steps_to(parent, request))
    here = page.addresses(request).get(get_language()) or page.get_url(request)
    steps = [*above, step(page, here)]
    numbered = [one | {"position": place} for place, one in enumerate(steps, start=1)]
    return [{"@type": "BreadcrumbList", "itemListElement": numbered}]


def steps_to(page: Page, request: HttpRequest) -> list[dict]:
    """From home to this page, which stands above others."""
    if page.depth <= HOME_DEPTH:
        return [step(page, page.get_url(request)) | {"name": _("Home")}]
    return [*steps_to(page.get_parent(), request), step(page, page.get_url(request))]


def step(page: Page, address: str | None) -> dict:
    item = urljoin(settings.SITE_URL, address or "")
    return {"@type": "ListItem", "name": page.title, "item": item}


def news_facts(article: Page, address: str, picture: str) -> list[dict]:
    """An article as search engines list news."""
    ours = publisher()
    facts = {
        "@type": "NewsArticle",
        "headline": article.title,
        "description": article.introduction,
        "url": address,
        "mainEntityOfPage": address,
        "datePublished": article.published_on.isoformat(),
        "dateModified": article.changed_at.isoformat(),
        "image": [picture] if picture else [],
        "articleSection": article.topic.label if article.topic else "",
        "inLanguage": article.language,
        "author": ours,
        "publisher": ours,
    }
    return [{name: value for name, value in facts.items() if value}]


def album_facts(album: Page) -> list[dict]:
    """An album as search engines list pictures: each with its words and whose it is."""
    base = urljoin(settings.SITE_URL, album.url)
    pictures = [
        {
            "@type": "ImageObject",
            "url": f"{base}{number}/",
            "name": entry.caption or entry.alt,
            "creditText": entry.image.credit or PUBLISHER,
        }
        for number, entry in enumerate(album.shown, start=1)
    ]
    facts = {
        "@type": "ImageGallery",
        "name": album.title,
        "description": album.introduction,
        "url": base,
        "dateCreated": album.taken_on.isoformat(),
        "inLanguage": settings.LANGUAGE_CODE,
        "associatedMedia": pictures,
        "publisher": publisher(),
    }
    return [{name: value for name, value in facts.items() if value}]


def film_facts(film: Page, address: str, picture: str) -> list[dict]:
    """A film as search engines list videos."""
    facts = {
        "@type": "VideoObject",
        "name": film.title,
        "description": film.introduction or film.title,
        "url": address,
        "thumbnailUrl": picture or urljoin(settings.SITE_URL, static("portal/img/social.png")),
        "uploadDate": film.findable_at.isoformat(),
        "contentUrl": urljoin(settings.SITE_URL, film.file.url) if film.file else "",
        "transcript": get_text_for_indexing(film.transcript),
        "inLanguage": settings.LANGUAGE_CODE,
        "publisher": publisher(),
    }
    return [{name: value for name, value in facts.items() if value}]


def event_facts(event: Page, address: str, picture: str) -> list[dict]:
    """An event as search engines list what takes place."""
    ends_at = event.ends_at or (event.starts_at if event.is_all_day else None)
    state = "EventCancelled" if event.is_cancelled else "EventScheduled"
    facts = {
        "@type": "Event",
        "name": event.title,
        "description": event.search_description or event.introduction,
        "url": address,
        "image": [picture] if picture else [],
        "startDate": day_or_moment(event, event.starts_at),
        "endDate": day_or_moment(event, ends_at) if ends_at else "",
        "eventStatus": f"{SCHEMA}/{state}",
        "location": places_of(event),
        "organizer": organisation(event.organiser) if event.organiser else None,
        "inLanguage": event.language,
    }
    return [{name: value for name, value in facts.items() if value}]


def day_or_moment(event: Page, moment: datetime) -> str:
    """The day alone, where the event lasts whole days."""
    here = localtime(moment)
    return (here.date() if event.is_all_day else here).isoformat()


def places_of(event: Page) -> dict | list[dict] | None:
    """Where one goes, or what one opens; both where both are named."""
    found = []
    if event.where:
        found.append({"@type": "Place", "name": event.where, "address": event.where})
    if event.online_url:
        found.append({"@type": "VirtualLocation", "url": event.online_url})
    return found if len(found) > 1 else next(iter(found), None)


def question_facts(question: Page, address: str) -> list[dict]:
    """A question and its answer, as search engines list what an office is often asked."""
    answer = {
        "@type": "Answer",
        "text": question.answer,
        "dateCreated": question.answered_on.isoformat(),
        "author": organisation(question.agency.name),
    }
    asked = {"@type": "Question", "name": question.title, "acceptedAnswer": answer}
    if question.introduction:
        asked["text"] = question.introduction
    facts = {"@type": "FAQPage", "url": address, "inLanguage": question.language}
    return [facts | {"mainEntity": [asked]}] if question.answer else []


def alert_facts(alert, address: str) -> list[dict]:
    """An alert as search engines show it to those whom it concerns; nothing once it is over."""
    if alert.is_over or alert.is_cancelled:
        return []
    names = [area.name for area in alert.areas.all()] or [SERVED]
    facts = {
        "@type": "SpecialAnnouncement",
        "name": alert.title,
        "text": alert.text or alert.instruction or alert.title,
        "url": address,
        "datePosted": localtime(alert.at).isoformat(),
        "expires": localtime(alert.ends_at).isoformat() if alert.ends_at else "",
        "spatialCoverage": [{"@type": "AdministrativeArea", "name": name} for name in names],
        "inLanguage": settings.LANGUAGE_CODE,
        "publisher": publisher(),
    }
    return [{name: value for name, value in facts.items() if value}]


def organisation(name: str) -> dict:
    return {"@type": "Organization", "name": name}


def publisher() -> dict:
    return {
        "@type": "GovernmentOrganization",
        "name": PUBLISHER,
        "url": settings.SITE_URL,
        "logo": urljoin(settings.SITE_URL, static("portal/img/icon-180.png")),
    }


def as_script(graph: list[dict]) -> SafeString | str:
    """These facts as they may stand inside a script element; empty when there are none."""
    if not graph:
        return ""
    text = json.dumps({"@context": SCHEMA, "@graph": graph}, ensure_ascii=False)
    for letter, escape in ESCAPED.items():  # Ten times quicker than `str.translate`.
        text = text.replace(letter, escape)
    return mark_safe(text)  # noqa: S308 - nothing in it ends a script.
