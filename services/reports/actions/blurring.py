"""Making something in a photo unreadable for everyone, and undoing it: the photo as it was sent
is sealed away.
"""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.common.moments import now
from portal.common.uploads import CleanPhoto, Rectangle, blurred
from portal.common.workflow import StepRefused
from services.reports.actions.step import locked
from services.reports.actions.telling import remember
from services.reports.models import Photo, Report
from services.reports.models.photos import photo_path, sealed_path
from services.reports.pictures import no_file_left_behind
from services.reports.workflow import HANDLE

MOST = 20  # Rectangles in one photo.
CHANGED = ["image", "width", "height", "original", "blurred", "blurred_by", "blurred_at"]


def blur_photo(
    report: Report, position: int, *, by: User, rectangles: Sequence[Rectangle], seen: str
) -> Report:
    """Put a picture in its place in which nothing is left to see inside these rectangles.

    Done again, it begins with the picture as it was sent. `seen` is the version that the officer
    looked at: refused when somebody has changed it since.
    """
    with no_file_left_behind() as kept, transaction.atomic():
        report = locked(report)
        photo = photo_at(report, position, by=by, seen=seen)
        if not 0 < len(rectangles) <= MOST:
            raise StepRefused(_("Draw at least one rectangle, and at most 20."))
        sent = content_of(photo.original or photo.image)
        copy = blur(sent, rectangles)
        used = photo.image.name
        photo.original = photo.original.name or lay(sealed_path(photo, ""), sent, kept)
        photo.image = lay(photo_path(photo, ""), copy.content, kept)
        photo.width, photo.height = copy.width, copy.height
        photo.blurred = [list(one) for one in rectangles]
        photo.blurred_by, photo.blurred_at = by, now()
        photo.save(update_fields=CHANGED)
        forget_files(used)
        spots = {"spots": len(rectangles)}
        remember(report, "blur_photo", by=by, is_public=False, details=spots)
    return report


def unblur_photo(report: Report, position: int, *, by: User, seen: str) -> Report:
    """Let everyone who may see the photo see it as it was sent."""
    with no_file_left_behind() as kept, transaction.atomic():
        report = locked(report)
        photo = photo_at(report, position, by=by, seen=seen)
        if not photo.is_blurred:
            raise StepRefused(_("Nothing in this photo is blurred."))
        used = [photo.image.name, photo.original.name]
        photo.image = lay(photo_path(photo, ""), content_of(photo.original), kept)
        photo.original, photo.blurred = "", []
        photo.blurred_by = photo.blurred_at = None
        photo.save(update_fields=CHANGED)
        forget_files(*used)
        remember(report, "unblur_photo", by=by, is_public=False)
    return report


def photo_at(report: Report, position: int, *, by: User, seen: str) -> Photo:
    """The picture at this place, if this officer may change it and nobody has meanwhile."""
    if not by.has_perm(HANDLE, report.agency):
        raise StepRefused(_("You may not take this step."))
    photo = report.photos.filter(position=position).first()
    if photo is None:
        raise StepRefused(_("This photo is no longer there: someone may have taken it away."))
    if photo.version != seen:
        raise StepRefused(_("Someone has changed this photo meanwhile: look at it again."))
    return photo


def content_of(file: FieldFile) -> ContentFile:
    try:
        with file.open() as opened:
            return ContentFile(opened.read())
    except FileNotFoundError as lost:
        raise StepRefused(
            _("The file of this photo is missing: tell the administrators.")
        ) from lost


def blur(sent: ContentFile, rectangles: Sequence[Rectangle]) -> CleanPhoto:
    try:
        return blurred(sent, rectangles)
    except ValidationError as refusal:
        raise StepRefused(" ".join(refusal.messages)) from refusal


def lay(name: str, content: ContentFile, kept: list[Photo]) -> str:
    """Store a file under this name; it is taken back when the transaction fails."""
    kept.append(Photo(image=name))
    content.seek(0)
    return kept[-1].image.storage.save(name, content)


def forget_files(*names: str | None) -> None:
    """Files that nothing needs any more, once nothing can bring back the rows that did."""
    for name in filter(None, names):
        transaction.on_commit(Photo(image=name).delete_files)
