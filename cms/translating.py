"""The same tree of pages in each further language, grown from the first one.

It begins with the home page and the lists; what editors translate comes below them. Whoever may
write below the first home may do so below the others, and what they write is approved alike.
"""

from django.conf import settings
from django.contrib.auth.models import Group
from wagtail.models import GroupPagePermission, Locale, Page, WorkflowPage

from cms.models import BasePage, HomePage
from cms.newsroom import permissions
from cms.reading import read
from portal.common.languages import translations

TRANSLATE = ["simple_translation.submit_translation"]


def make_translations(home: HomePage, lists: list[type[BasePage]]) -> None:
    """Home and lists in every other language; what editors made of them stays."""
    Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
    for language in translations():
        locale, _made = Locale.objects.get_or_create(language_code=language)
        if not home.has_translation(locale):
            share_rights(home, translate(home, locale, {}))
        make_lists_in(locale, lists)


def make_lists_in(locale: Locale, lists: list[type[BasePage]]) -> None:
    """The lists whose words we have in this language; the others stand in for themselves."""
    words = read(f"home_{locale.language_code}.json", default={})
    for kind in lists:
        page = kind.objects.in_first_language().first()
        if page and kind.__name__ in words and not page.has_translation(locale):
            translate(page, locale, words[kind.__name__])


def translate(page: BasePage, locale: Locale, words: dict[str, str]) -> BasePage:
    """This page in another language, with these words in place of its own, for everyone to read."""
    translation = page.copy_for_translation(locale, copy_parents=True)
    for name, value in words.items():
        setattr(translation, name, value)
    translation.save_revision().publish()
    return translation


def share_rights(first: Page, home: Page) -> None:
    """The same people, with the same rights and the same approval, as below the first home."""
    for one in GroupPagePermission.objects.filter(page=first):
        home.group_permissions.get_or_create(group=one.group, permission=one.permission)
    for group in Group.objects.filter(page_permissions__page=first).distinct():
        group.permissions.add(*permissions(TRANSLATE))
    for approval in WorkflowPage.objects.filter(page=first):
        WorkflowPage.objects.get_or_create(page=home, defaults={"workflow": approval.workflow})
