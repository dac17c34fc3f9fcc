"""What every page's frame asks: where is home, and where is this page in the other language."""

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.urls import get_script_prefix, translate_url
from django.utils.translation import get_language

WAYS = ("/phan-anh/", "/thu-tuc/", "/tra-cuu/", "/ho-so/", "/tin-tuc/")
BEGINNINGS = {"", *(word.removeprefix("/") for word in WAYS)}

register = template.Library()


@register.simple_tag
def home_url(language: str = "") -> str:
    """The home page in a language; in that of this page when none is named."""
    language = language or get_language() or settings.LANGUAGE_CODE
    if language == settings.LANGUAGE_CODE:
        return get_script_prefix()
    return f"{get_script_prefix()}{language}/"


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
def same_page_in(context, language: str) -> str:
    """This page in another language, or that language's home when the page has no such twin."""
    request = context.get("request")
    here = request.get_full_path() if request else ""
    there = translate_url(here, language)
    return there if there != here else home_url(language)
