"""The demonstration's pages in English, translated from what is published in Vietnamese."""

from wagtail.models import Locale, Page

from cms.untranslated import OLDER, told, untranslated
from portal.accounts.models import User
from portal.management.demo import files


def make_translations(editor: User) -> None:
    """After the pages they translate."""
    for row in files.read("translations.json"):
        translate(row, editor)
    for page in told(untranslated()):
        for wanted in page.wants:
            if wanted["state"] == OLDER:
                say_again(wanted["page"], editor)


def translate(row: dict, editor: User) -> None:
    """As an editor does it: a copy in English, its words replaced one by one, and published."""
    english = Locale.objects.get(language_code="en")
    vietnamese = Page.objects.live().exclude(locale=english).get(slug=row.pop("slug"))
    page = vietnamese.specific.copy_for_translation(english)
    page.owner = editor
    page.body = [(kind, value) for kind, value in row.pop("body")]
    for name, value in row.items():
        setattr(page, name, value)
    page.save_revision(user=editor).publish()


def say_again(key: int, editor: User) -> None:
    """What a translation says still holds, though its page was changed after it."""
    Page.objects.get(pk=key).specific.save_revision(user=editor).publish()
