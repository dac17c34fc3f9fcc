"""The languages of the portal: how each calls itself, and where its pages begin."""

from django.conf import settings
from django.urls import get_script_prefix
from django.utils.translation import get_language

# As their readers write them; Django calls Khmer by its English name.
OWN_NAMES = {"vi": "Tiếng Việt", "en": "English", "km": "ភាសាខ្មែរ"}


def own_name(language: str) -> str:
    return OWN_NAMES.get(language, language)


def translations() -> list[str]:
    """Every language but the first, in which everything is written."""
    return [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


def home_url(language: str = "") -> str:
    """The home page in a language; in that of this page when none is named."""
    language = language or get_language() or settings.LANGUAGE_CODE
    if language == settings.LANGUAGE_CODE:
        return get_script_prefix()
    return f"{get_script_prefix()}{language}/"


def in_frame(path: str) -> str:
    """Where a page of the first language is read now: /tin-tuc/ in English at /en/tin-tuc/.

    A page of another language has one address only, and keeps it.
    """
    if any(path.startswith(home_url(code)) for code in translations()):
        return path
    return home_url() + path.removeprefix(get_script_prefix())
