"""What a sender changes of her own report, while nobody has begun with it."""

from collections.abc import Collection, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.common.uploads import MAX_PHOTOS, CleanPhoto
from portal.common.workflow import StepRefused
from services.reports import own
from services.reports.actions.photos import keep_photos
from services.reports.actions.step import locked
from services.reports.actions.telling import make_findable, remember
from services.reports.models import Photo, Report
from services.reports.pictures import no_file_left_behind
from services.reports.workflow import State

EDITED = [
    "description",
    "address",
    "public_description",
    "public_address",
    "folded",
    "words_digest",
    "tile",
    "is_listed",
]


def edit_report(
    report: Report,
    *,
    by: User | None,
    description: str,
    address: str,
    removed: Collection[int] = (),
    photos: Sequence[CleanPhoto] = (),
) -> Report:
    """Write other words, take away photos by their position and add others.

    What stood there before is remembered for the officers alone. Raises StepRefused once it is
    too late.
    """
    with no_file_left_behind() as kept, transaction.atomic():
        report = locked(report)
        refuse_late(report)
        before = "\n\n".join(filter(None, [report.description, report.address]))
        take_photos_away(report, removed)
        refuse_too_many(report, photos)
        keep_photos(report, photos, kept)
        report.description, report.address = description, address
        report.derive()
        report.save(update_fields=EDITED)
        remember(report, "edit", by=by, note=before, is_public=False)
        make_findable(report)
        return report


def refuse_late(report: Report) -> None:
    """Say why the words may not be changed any more, if they may not."""
    if report.state != State.SUBMITTED:
        raise StepRefused(_("An officer has read your report already: its words stay as they are."))
    if not own.may_edit(report):
        raise StepRefused(_("Words may be changed for 15 minutes after sending; those are over."))


def refuse_too_many(report: Report, photos: Sequence[CleanPhoto]) -> None:
    if report.photos.count() + len(photos) > MAX_PHOTOS:
        raise StepRefused(_("Send at most %(photos)s photos.") % {"photos": MAX_PHOTOS})


def take_photos_away(report: Report, positions: Collection[int]) -> None:
    """Rows now, files once nothing can take the rows back."""
    unwanted = report.photos.filter(kind=Photo.Kind.BEFORE, position__in=positions)
    for photo in unwanted:
        transaction.on_commit(photo.delete_files)
    unwanted.delete()
