"""The files of photos: they lie outside the database, so no transaction takes them back."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.files.base import ContentFile

from portal.common.uploads import CleanPhoto
from services.reports.models import DraftPhoto, Photo


@contextmanager
def no_file_left_behind() -> Iterator[list[Photo]]:
    """Take away the files of the photos noted in the list given, when what is inside fails."""
    kept: list[Photo] = []
    try:
        yield kept
    except BaseException:
        for photo in kept:
            photo.delete_files()
        raise


def clean_again(draft: DraftPhoto) -> CleanPhoto:
    """A picture that waited, as it was when it had been cleaned."""
    with draft.image.open() as file:
        content = ContentFile(file.read(), name=f"{draft.token.hex}.jpg")
    return CleanPhoto(content, draft.width, draft.height)
