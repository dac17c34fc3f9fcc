"""What a page tells other sites and search engines: its card, its own address, and the way to it.

Cards are Open Graph, which Zalo, Facebook and X read; the rest is JSON-LD in schema.org's words.
"""

import json
from urllib.parse import urlencode, urljoin

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import mark_safe
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.images.models import AbstractImage
from wagtail.images.shortcuts import get_rendition_or_not_found
from wagtail.models import Page
from wagtail.rich_text import get_text_for_indexing

from cms.shapes import SHARED
from cms.skeleton import until_published

PUBLISHER = "Sóc Trăng Số"
HOME_DEPTH = 2
# With these a title could end the script it stands in, or begin another.
ESCAPED = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}


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
        "uploadDate": film.published_at.isoformat(),
        "contentUrl": urljoin(settings.SITE_URL, film.file.url) if film.file else "",
        "transcript": get_text_for_indexing(film.transcript),
        "inLanguage": settings.LANGUAGE_CODE,
        "publisher": publisher(),
    }
    return [{name: value for name, value in facts.items() if value}]


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
    text = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False)
    return mark_safe(text.translate(ESCAPED))  # noqa: S308 - nothing in it ends a script.
