"""What an officer does outside, on a phone that often has no network: each thing once."""

import uuid
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.common.moments import now
from portal.common.uploads import CleanPhoto
from portal.common.workflow import StepRefused
from services.reports.actions.photos import keep_photos
from services.reports.actions.step import locked, refuse_stale, take_step
from services.reports.actions.telling import remember
from services.reports.models import FieldAction, Photo, Report
from services.reports.pictures import no_file_left_behind
from services.reports.workflow import HANDLE

ARRIVED = "arrived"
IN_FIELD = ("start", "ask", "resolve")  # The steps of the table that are taken out there too.
MOST_PHOTOS = 30  # Of one report: an officer who arrives again and again adds to a pile.
SENT_AT_ONCE = timedelta(minutes=2)  # What took longer waited for a network, and says when.
LONGEST_WAIT = timedelta(days=7)


def act_in_field(
    report: Report,
    name: str,
    *,
    key: uuid.UUID,
    by: User,
    note: str = "",
    photos: Sequence[CleanPhoto] = (),
    seen: str = "",
    metres: int | None = None,
    done_at: datetime | None = None,
) -> Report:
    """Note that she is there, or take a step, exactly once under its key.

    What was refused leaves nothing behind: it may be tried again under the same key.
    """
    told: dict[str, Any] = {"by": by, "note": note, "photos": photos, "seen": seen}
    if name == ARRIVED:
        return once(
            report, name, key, by, lambda: arrive(report, metres=metres, done_at=done_at, **told)
        )
    if name not in IN_FIELD:
        raise StepRefused(_("This step is taken at the desk."))
    return once(report, name, key, by, lambda: take_step(report, name, **told))


def once(report: Report, name: str, key: uuid.UUID, by: User, act: Callable[[], Report]) -> Report:
    """Do it unless it is done; of two sent at once the second finds what the first has done.

    The key is mixed with whose and what: nobody else's can be used up by guessing it.
    """
    own_key = uuid.uuid5(key, f"{by.pk} {report.reference} {name}")
    if is_done(own_key):
        return fresh(report)
    try:
        with transaction.atomic():
            FieldAction.objects.create(key=own_key, report=report, by=by, name=name)
            return act()
    except IntegrityError:
        if is_done(own_key):
            return fresh(report)
        raise


def is_done(key: uuid.UUID) -> bool:
    return FieldAction.objects.filter(key=key).exists()


def fresh(report: Report) -> Report:
    return Report.objects.with_people().get(pk=report.pk)


def arrive(
    report: Report,
    *,
    by: User,
    note: str = "",
    photos: Sequence[CleanPhoto] = (),
    seen: str = "",
    metres: int | None = None,
    done_at: datetime | None = None,
) -> Report:
    """Remember that she is there, and how far from the pin; where she stands is never kept.

    Photos show how it looks before the work.
    """
    with no_file_left_behind() as kept, transaction.atomic():
        report = locked(report)
        refuse_stale(report, seen, by=by)
        check(report, by=by, photos=photos)
        keep_photos(report, photos, kept, kind=Photo.Kind.BEFORE)
        details = ({"metres": metres} if metres is not None else {}) | waited_since(done_at)
        remember(report, ARRIVED, by=by, note=note, is_public=False, details=details)
    return report


def check(report: Report, *, by: User, photos: Sequence[CleanPhoto]) -> None:
    if not by.has_perm(HANDLE, report.agency):
        raise StepRefused(_("You may not take this step."))
    if not report.is_open:
        raise StepRefused(_("This report is closed: there is nothing to go there for."))
    if photos and report.photos.count() + len(photos) > MOST_PHOTOS:
        raise StepRefused(_("This report has very many photos already. Send it without photos."))


def waited_since(done_at: datetime | None) -> dict[str, str]:
    """When it was, as her phone says, where it was sent later; nonsense is left out."""
    waited = now() - done_at if done_at else timedelta()
    return {"done_at": done_at.isoformat()} if done_at and is_wait(waited) else {}


def is_wait(waited: timedelta) -> bool:
    return SENT_AT_ONCE < waited < LONGEST_WAIT
