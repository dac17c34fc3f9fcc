"""Which links to pages, files and addresses of ours are dead."""

from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.http import Http404
from django.urls import Resolver404, resolve
from django.utils.translation import get_language_from_path, override
from wagtail.coreutils import get_dummy_request
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, Site

from cms.links.found import Found
from cms.models import Link
from cms.redirects.find import target_of, way_from

Dead = tuple[str, str, str, str]  # Kind, address, title, state.
Kind, State = Link.Kind, Link.State


def dead_in(found: Found) -> Iterator[Dead]:
    yield from dead_pages(found.pages | found.named)
    yield from missing(Kind.DOCUMENT, get_document_model(), found.documents)
    yield from missing(Kind.PICTURE, get_image_model(), found.pictures)
    for path in sorted(found.paths):
        if len(path) <= Link.LONGEST and is_dead(path):
            yield Kind.PATH, path, "", State.GONE


def dead_pages(numbers: set[int]) -> Iterator[Dead]:
    there = {page.pk: page for page in Page.objects.filter(pk__in=numbers)}
    for number in sorted(numbers - there.keys()):
        yield Kind.PAGE, str(number), "", State.MISSING
    for number, page in there.items():
        if not page.live:
            yield Kind.PAGE, str(number), page.title, State.HIDDEN


def missing(kind: str, model: type, numbers: set[int]) -> Iterator[Dead]:
    there = set(model.objects.filter(pk__in=numbers).values_list("pk", flat=True))
    for number in sorted(numbers - there):
        yield kind, str(number), "", State.MISSING


def is_dead(path: str) -> bool:
    """Whether nothing stands at an address of ours, nor is anybody led on from there.

    Views of services are believed: whether there is such a procedure is their own affair.
    """
    bare = unquote(urlsplit(path).path)
    with override(get_language_from_path(bare) or settings.LANGUAGE_CODE):
        return is_dead_in_frame(path, bare)


def is_dead_in_frame(path: str, bare: str) -> bool:
    """The same in the language that is read there, in which alone its address is known."""
    try:
        match = resolve(bare)
    except Resolver404:
        return not leads_on(path)
    if match.url_name != "wagtail_serve":
        return False
    return not (stands_at(match.args[0]) or leads_on(path))


def stands_at(path: str) -> bool:
    site = Site.objects.select_related("root_page").filter(is_default_site=True).first()
    if site is None:  # Nothing stands anywhere yet, so nobody can say.
        return True
    steps = [step for step in path.split("/") if step]
    try:
        site.root_page.specific.localized.route(get_dummy_request(path=path, site=site), steps)
    except Http404:
        return False
    return True


def leads_on(path: str) -> bool:
    request = get_dummy_request(path=path)
    redirect = way_from(request)
    return bool(redirect and target_of(redirect, request))
