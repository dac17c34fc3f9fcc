"""Which of our lists the foot of every page leads to: those that are published."""

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from wagtail.models import Page

from cms.models.public import PublicPageQuerySet
from cms.skeleton import until_published

BELOW_HOME = 3

register = template.Library()


@register.simple_tag
def open_lists() -> list[str]:
    """The last words of the addresses of those of our lists that are published."""
    return until_published("lists", find_open_lists)


def find_open_lists() -> list[str]:
    """They stand right below home."""
    known = [slug for _title, labels in columns() for slug in labels]
    lists = PublicPageQuerySet(Page).filter(slug__in=known, depth=BELOW_HOME)
    return sorted(lists.published().in_first_language().values_list("slug", flat=True))


@register.simple_tag
def columns_of(slugs: list[str]) -> list[tuple[str, dict[str, str]]]:
    """The columns of the foot, each with those of these lists that belong there."""
    found = [
        (title, {slug: label for slug, label in labels.items() if slug in slugs})
        for title, labels in columns()
    ]
    return [(title, labels) for title, labels in found if labels]


def columns() -> list[tuple[str, dict[str, str]]]:
    """How each column is headed, and its lists by the last word of their addresses."""
    to_read = {
        "chu-de": _("Topics"),
        "cam-nang": pgettext("to events of life", "Guides"),
        "chuong-trinh": _("Programmes, resolutions"),
        "van-ban": _("Legal documents"),
        "thu-vien-anh": _("Library of pictures"),
        "phim": _("Films"),
    }
    to_take_part = {
        "gop-y-du-thao": _("Comment on drafts"),
        "khao-sat": _("Surveys and sign-ups"),
        "su-kien": pgettext("to which one goes", "Events"),
        "hoi-dap": _("Questions and answers"),
        "lien-he-co-quan": _("Contacts of agencies"),
    }
    return [(_("To read"), to_read), (_("To take part"), to_take_part)]
