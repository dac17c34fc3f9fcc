"""Kinds whose work is proved by a pair of photos: one of before, one of after."""

from datetime import datetime

from django.db.models import Max
from django.utils.translation import gettext as _

from portal.common.workflow import StepRefused
from services.reports.models import Photo, Report
from services.reports.workflow import RESOLVING, State


def refuse_without_pair(report: Report, step: str) -> None:
    """Say which photo is missing, where this kind of report is not resolved without both.

    The sender's own photo counts as the one of before. What was photographed before the report
    was opened again proves nothing of the work since.
    """
    if step not in RESOLVING or not report.category.needs_pair:
        return
    if not has_before(report):
        raise StepRefused(
            _(
                "There is no photo of how it was before: take one outside, with “I am there”, "
                "then resolve it with one of how it is now."
            )
        )
    if not has_after(report):
        raise StepRefused(_("Add a photo of how it looks now: this kind is not resolved without."))


def has_before(report: Report) -> bool:
    return any(photo.kind == Photo.Kind.BEFORE for photo in report.photos.all())


def has_after(report: Report) -> bool:
    since = opened_again_at(report)
    return any(
        photo.kind == Photo.Kind.AFTER and (since is None or photo.created_at >= since)
        for photo in report.photos.all()
    )


def opened_again_at(report: Report) -> datetime | None:
    return report.events.filter(state=State.REOPENED).aggregate(last=Max("at"))["last"]
