"""What every page's frame asks: where is home, and where is this page in the other language."""

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.urls import translate_url
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from portal.common import languages

WAYS = ("/phan-anh/", "/thu-tuc/", "/tra-cuu/", "/ho-so/", "/tin-tuc/")
BEGINNINGS = {"", *(word.removeprefix("/") for word in WAYS)}

register = template.Library()


home_url = register.simple_tag(languages.home_url)
register.filter(languages.in_frame)


@register.simple_block_tag
def drawn(content: SafeString) -> SafeString:
    """What stands within, drawn once to be shown at several places: `{% drawn as it %}`."""
    return content


@register.simple_tag
def page_numbers(page: Page) -> list[int | None]:
    """The pages worth a link: the first, those beside this one, the last; None is a gap."""
    last, number = page.paginator.num_pages, page.number
    shown = sorted({1, number - 1, number, number + 1, last} & set(range(1, last + 1)))
    numbers: list[int | None] = []
    for before, one in zip([0, *shown], shown, strict=False):
        numbers += [None, one] if one > before + 1 else [one]
    return numbers


@register.simple_tag(takes_context=True)
def way(context) -> str:
    """Which of the ways into the portal a page is on, or begins: all the head shows of where."""
    path = getattr(context.get("request"), "path", "")
    beginning = path.removeprefix(home_url())
    if beginning in BEGINNINGS:
        return beginning or "home"
    return ",".join(word for word in WAYS if word in path)


@register.simple_tag(takes_context=True)
def other_languages(context) -> list[dict[str, str]]:
    """The other languages in which this page is read; it may know better than its address where."""
    known = context.get("read_in") or {}
    return [
        {
            "code": code,
            "name": languages.own_name(code),
            "url": known.get(code) or same_page_in(context, code),
        }
        for code, _name in settings.LANGUAGES
        if code != get_language()
    ]


def same_page_in(context, language: str) -> str:
    """This page in another language, or that language's home when the page has no such twin."""
    request = context.get("request")
    here = request.get_full_path() if request else ""
    if is_page(request):
        return home_url(language) + here.removeprefix(home_url()).lstrip("/")
    there = translate_url(here, language)
    return there if there != here else home_url(language)


def is_page(request) -> bool:
    """Whether an editor's page was asked for, whose twins differ in how their addresses begin;
    all others are looked up on the map of the site.
    """
    match = getattr(request, "resolver_match", None)
    return match is not None and match.url_name == "wagtail_serve"
