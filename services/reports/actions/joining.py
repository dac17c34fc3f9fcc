"""Somebody saw the same thing: she follows the report that is there instead of sending another."""

from collections.abc import Iterator, Sequence

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from portal.accounts.models import User
from portal.common.uploads import CleanPhoto
from portal.common.workflow import StepRefused
from services.reports.actions.following import ask_to_follow, follow
from services.reports.actions.photos import keep_photos
from services.reports.actions.step import locked
from services.reports.actions.telling import remember
from services.reports.models import Follow, Photo, Report
from services.reports.pictures import no_file_left_behind

MOST_PHOTOS = 30  # Of one report, whoever sent them: an officer looks at each.


def join_report(
    report: Report,
    *,
    user: User | None = None,
    email: str = "",
    phone: str = "",
    language: str = "vi",
    photos: Sequence[CleanPhoto] = (),
) -> Follow | None:
    """Note that this person saw it too; she follows it, and her photos wait for an officer.

    Said twice, with the same photos, it is one. Who leaves no way to be reached follows nothing.
    Raises StepRefused when there is nothing open for everyone, or no room for more photos.
    """
    with no_file_left_behind() as kept, transaction.atomic():
        report = locked(report)
        refuse_what_is_not_open(report)
        fresh = [photo for photo in photos if not is_kept(report, photo)]
        refuse_too_many(report, fresh)
        found, is_new = follow_of(report, user=user, email=email, phone=phone, language=language)
        keep_photos(report, fresh, kept, kind=Photo.Kind.JOINED, is_shown=False)
        if is_new or fresh:
            remember(report, "joined", by=user, note=told(len(fresh)), is_public=False)
    return found


def refuse_what_is_not_open(report: Report) -> None:
    if not (report.is_listed and report.is_open):
        raise StepRefused(_("This report is not open any more. Please send a new one."))


def refuse_too_many(report: Report, fresh: Sequence[CleanPhoto]) -> None:
    if fresh and report.photos.count() + len(fresh) > MOST_PHOTOS:
        raise StepRefused(
            _("There are enough photos of this already, thank you. Send it without yours.")
        )


def follow_of(
    report: Report, *, user: User | None, email: str, phone: str, language: str
) -> tuple[Follow | None, bool]:
    """Her follow, which now says that she saw it too, and whether that is news.

    She is known by one thing: her account, else her address, else her number.
    """
    if user:
        found = follow(report, user=user)
    elif email or phone:
        only = {"email": email} if email else {"phone": phone}
        found = ask_to_follow(report, language=language, **only)
    else:
        return None, False
    return found, note_that_she_saw_it(found)


def note_that_she_saw_it(found: Follow) -> bool:
    """Whether that is news."""
    if found.saw_it_too:
        return False
    found.saw_it_too = True
    found.save(update_fields=["saw_it_too"])
    return True


def is_kept(report: Report, photo: CleanPhoto) -> bool:
    """Whether this very picture was added before: by a second press, or from a neighbour."""
    return any(content == photo.content.read() for content in contents_like(report, photo))


def contents_like(report: Report, photo: CleanPhoto) -> Iterator[bytes]:
    """What lies in the files that have the same shape and size."""
    kind = Photo.Kind.JOINED
    alike = report.photos.filter(kind=kind, width=photo.width, height=photo.height)
    for row in alike:
        if default_storage.exists(row.image.name or "") and row.image.size == photo.content.size:
            photo.content.seek(0)
            with row.image.open() as file:
                yield file.read()


def told(photos: int) -> str:
    """What the desk reads in the report's history."""
    with override(settings.LANGUAGE_CODE):
        if not photos:
            return _("Somebody saw it too.")
        return ngettext(
            "Somebody saw it too and added %(photos)s photo.",
            "Somebody saw it too and added %(photos)s photos.",
            photos,
        ) % {"photos": photos}
