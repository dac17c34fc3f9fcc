"""What is put into the form, and what of it lies on the disk afterwards."""

from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from services.reports.models import Photo

SUBMIT = "/phan-anh/gui/"
WORDS = "Đèn đường trước cổng chợ hư 3 đêm nay, tối thui."


def told(**facts) -> dict:
    """A report about a lamp as the form sends it."""
    return {"category": "CS01", "description": WORDS, "commune": "Phường Sóc Trăng"} | facts


def upload(content: bytes, name="IMG_2041.jpg", content_type="image/jpeg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type)


def stored(photo: Photo) -> bytes:
    """What lies on the disk of a photo."""
    with photo.image.open() as file:
        return file.read()


def stored_files() -> set[Path]:
    """The files of every report's photos."""
    return {path for path in Path(settings.MEDIA_ROOT).rglob("reports/*") if path.is_file()}


def stored_drafts() -> set[Path]:
    """The files of photos that wait for their report."""
    return {path for path in Path(settings.MEDIA_ROOT).rglob("drafts/*") if path.is_file()}
