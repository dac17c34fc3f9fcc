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
def open_lists() -> list[dict]:
    """The columns of the foot, each with the lists that readers find at their addresses."""
    there = until_published("lists", lists_there)
    found = [
        {"title": title, "links": [one for one in links if one["slug"] in there]}
        for title, links in columns()
    ]
    return [column for column in found if column["links"]]


def columns() -> list[tuple[str, list[dict]]]:
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
    return [(_("To read"), links(to_read)), (_("To take part"), links(to_take_part))]


def links(labels: dict[str, str]) -> list[dict]:
    return [{"slug": slug, "label": label} for slug, label in labels.items()]


def lists_there() -> set[str]:
    """Which of these lists are published; they stand right below home."""
    known = [one["slug"] for _title, column in columns() for one in column]
    lists = PublicPageQuerySet(Page).filter(slug__in=known, depth=BELOW_HOME)
    return set(lists.published().in_first_language().values_list("slug", flat=True))
