"""What a report's page shows to whoever moderates it: tools beside photos, and one section."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from services.operations.moderation_forms import BlockForm, HideForm, UnhideForm, WordsForm
from services.privacy.actions.looks import REVEAL
from services.reports import spam, telling
from services.reports.actions.blocking import known, standing_against
from services.reports.models import Block, Report
from services.reports.workflow import COORDINATE, HANDLE

Shown = dict[str, Any]


def section(report: Report, *, user, sent: forms.Form | None = None) -> Shown:
    """All that the section needs; `sent` is the form that was just sent and is shown again."""
    handles = user.has_perm(HANDLE, report.agency) and not report.is_erased
    coordinates = user.has_perm(COORDINATE, report.agency)
    block = standing_against(report) if coordinates else None
    made = {form: form() for form in offered(report, handles=handles)}
    if coordinates and known(report) and not block:
        made[BlockForm] = BlockForm()
    if sent is not None:
        made[type(sent)] = sent
    return {
        "is_open": report.may_be_spam or sent is not None or bool(block and block.appealed_at),
        "spam": spam_of(report),
        "kinds": kinds(report),
        "may_mask": handles,
        "mask": made.get(WordsForm),
        "hide": made.get(HideForm),
        "unhide": made.get(UnhideForm),
        "block": made.get(BlockForm),
        "standing": block,
        "coordinates": coordinates,
        "is_anonymous": not known(report),
    }


def offered(report: Report, *, handles: bool) -> list[type[forms.Form]]:
    """What may be done with it now by whoever handles it."""
    if not handles:
        return []
    may_unhide = report.hidden_because and not report.category.is_private
    hiding = [] if report.is_private else [HideForm]
    return [WordsForm, *hiding, *([UnhideForm] if may_unhide else [])]


def spam_of(report: Report) -> Shown:
    """The points of a report, and each reason in a sentence."""
    return {"points": report.spam_points, "why": spam.explained(report.spam_why)}


def kinds(report: Report) -> list[Shown]:
    """What is hidden of its sender's words, by kind; which words, only the original tells."""
    found = [one for one in telling.mentions(report) if one.text not in report.left_shown]
    labels = [str(one.kind.label) for one in found]
    labels += [_("words that an officer chose")] * len(report.more_masked)
    return [{"label": label, "count": labels.count(label)} for label in dict.fromkeys(labels)]


def hits(report: Report) -> list[Shown]:
    """Each thing found or chosen, in its own words: only beside the original, which is logged."""
    found = {one.text: str(one.kind.label) for one in telling.mentions(report)}
    chosen = dict.fromkeys(report.more_masked, _("words that an officer chose"))
    return [
        {"words": words, "kind": kind, "is_hidden": words not in report.left_shown}
        for words, kind in (found | chosen).items()
    ]


def with_tools(report: Report, albums: list[Shown], *, user) -> list[Shown]:
    """The pictures of a report, each with what this officer may do with it."""
    return [
        album | {"photos": [photo | tools(report, photo, user=user) for photo in album["photos"]]}
        for album in albums
    ]


def tools(report: Report, photo: Mapping[str, Any], *, user) -> Shown:
    """Where a picture is blurred, and where the one it was made of is opened."""
    place = [report.reference, photo["position"]]
    may_blur = user.has_perm(HANDLE, report.agency)
    may_open = photo["is_blurred"] and user.has_perm(REVEAL, report.agency)
    return {
        "blur_url": reverse("desk_report_photo_blur", args=place) if may_blur else "",
        "original_url": reverse("desk_report_photo_original", args=place) if may_open else "",
    }


def blocks_for(user) -> QuerySet[Block]:
    """The blocks that this coordinator decides about: first those that somebody appeals against."""
    mine = Block.objects.visible_to(user).standing()
    heard_first = F("appealed_at").desc(nulls_last=True)
    return mine.select_related("report__agency", "by").order_by(heard_first, "ends_at", "pk")
