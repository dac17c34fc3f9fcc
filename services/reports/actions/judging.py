"""What residents think of what was done, and what by rule follows when it is not done."""

from collections.abc import Sequence
from enum import StrEnum

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.accounts.models import Agency
from portal.common.uploads import CleanPhoto
from portal.common.workflow import StepRefused
from services.reports import ratings
from services.reports.actions.photos import keep_photos
from services.reports.actions.step import locked, move
from services.reports.actions.telling import remember
from services.reports.models import Photo, Rating, Report
from services.reports.pictures import no_file_left_behind
from services.reports.workflow import STEPS, State


class Outcome(StrEnum):
    THANKED = "thanked"
    REOPENED = "reopened"  # Or open already, because others said so.
    ESCALATED = "escalated"
    NOTED = "noted"  # Not satisfied, and too late or too often for the rule.


def judge(
    report: Report,
    *,
    rater: str,
    number: int,
    is_satisfied: bool,
    why: str = "",
    photos: Sequence[CleanPhoto] = (),
) -> Outcome:
    """Keep what one person says of the time of that number; open the report again where it is due.

    The first who is not satisfied, within ten days, opens it again; when that happens once more
    it goes to the city's coordinator. Raises StepRefused when it cannot be said any more.
    """
    with no_file_left_behind() as kept, transaction.atomic():
        report = locked(report)
        refuse_what_is_over(report, rater, number)
        rating, _is_new = Rating.objects.update_or_create(
            report=report,
            rater=rater,
            round=number,
            origin=None,
            defaults={"is_satisfied": is_satisfied, "why": why},
        )
        change_photos(rating, photos, kept)
        return Outcome.THANKED if is_satisfied else follow_the_rule(report)


def refuse_what_is_over(report: Report, rater: str, number: int) -> None:
    if report.is_erased or number != ratings.round_of(report):
        raise StepRefused(_("Something has happened since: look at the report itself."))
    said = Rating.objects.own().filter(report=report, rater=rater, round=number).exists()
    if said and not ratings.may_still_reopen(report):
        raise StepRefused(_("Ten days are over: what you told us stays as it is."))


def change_photos(rating: Rating, photos: Sequence[CleanPhoto], kept: list[Photo]) -> None:
    """New photos take the place of those sent before; they wait for an officer's look."""
    if not photos:
        return
    for photo in rating.photos.all():
        transaction.on_commit(photo.delete_files)
    rating.photos.all().delete()
    kind = Photo.Kind.JUDGED
    keep_photos(rating.report, photos, kept, kind=kind, is_shown=False, rating=rating)


def follow_the_rule(report: Report) -> Outcome:
    """Open it again; the second time under the eyes of the coordinator; and no third time."""
    if report.is_open:
        return Outcome.REOPENED
    times = report.events.filter(step="object").count()
    is_due = report.state == State.RESOLVED and ratings.may_still_reopen(report)
    if times > 1 or not is_due:
        return Outcome.NOTED
    if times == 1:
        hand_to_coordinator(report)
    move(report, "object", STEPS["object"], by=None, note="")
    return Outcome.ESCALATED if times == 1 else Outcome.REOPENED


def hand_to_coordinator(report: Report) -> None:
    """Let the city see to what its agency has called done twice, and say so to the officers."""
    city = Agency.objects.open().filter(kind=Agency.Kind.CITY).order_by("code").first()
    with override(settings.LANGUAGE_CODE):  # A note is read by officers in the portal's language.
        note = _("Handled so far by %(agency)s.") % {"agency": report.agency.name}
    remember(report, "escalate", by=None, note=note, is_public=False)
    if city is not None:
        report.agency = city
        report.save(update_fields=["agency"])
