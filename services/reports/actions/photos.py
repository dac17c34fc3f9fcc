"""Storing the pictures of a report: rows in the transaction, files taken back when it fails."""

from collections.abc import Sequence

from django.db.models import Max

from portal.common.uploads import CleanPhoto
from services.reports.models import Photo, Rating, Report
from services.reports.models.photos import photo_path


def keep_photos(
    report: Report,
    photos: Sequence[CleanPhoto],
    kept: list[Photo],
    *,
    kind: str = Photo.Kind.BEFORE,
    is_shown: bool = True,
    rating: Rating | None = None,
) -> list[Photo]:
    """Store cleaned photos; each is added to `kept` before its file may exist.

    What others than the sender and the officers add waits, not shown, for an officer to look.
    """
    first = next_position(report) if photos else 0  # Most reports have none to place.
    facts = {"kind": kind, "is_shown": is_shown, "rating": rating}
    return [
        keep_photo(report, photo, kept, position=position, **facts)
        for position, photo in enumerate(photos, start=first)
    ]


def keep_photo(report: Report, photo: CleanPhoto, kept: list[Photo], **facts) -> Photo:
    row = Photo(report=report, width=photo.width, height=photo.height, **facts)
    row.image.name = photo_path(row, photo.content.name or "")
    kept.append(row)
    row.image.storage.save(row.image.name, photo.content)
    row.save()
    return row


def next_position(report: Report) -> int:
    last = report.photos.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1
