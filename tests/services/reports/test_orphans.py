"""A process was killed between a file and its row: the file goes after a day, no other one does."""

import os
import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from portal.common.moments import now
from portal.common.uploads import clean_photos
from services.reports import actions, orphans
from services.reports.models import Photo
from services.reports.tasks import sweep_orphans
from tests.pictures import a_photo
from tests.services.reports.factories import PhotoFactory, ReportFactory
from tests.services.reports.sending import upload

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def laid(folder: str, name: str = "") -> str:
    name = name or f"{uuid.uuid4().hex}.jpg"
    return default_storage.save(f"{folder}/{name}", ContentFile(a_photo(64, 48)))


def grow_old(media: Path) -> None:
    """Two days pass for every file."""
    then = (now() - timedelta(days=2)).timestamp()
    for path in media.rglob("*"):
        os.utime(path, (then, then))


def names(media: Path) -> set[str]:
    return {str(path.relative_to(media)) for path in media.rglob("*") if path.is_file()}


def test_what_no_row_knows_goes_and_all_else_stays(media, hoa, django_capture_on_commit_callbacks):
    report = ReportFactory(received=True)
    PhotoFactory(report=report)
    blurred = PhotoFactory(report=report, position=1)
    with django_capture_on_commit_callbacks(execute=True):
        actions.blur_photo(report, 1, by=hoa, rectangles=[(25, 25, 50, 50)], seen="")
    actions.keep_draft_photos(clean_photos([upload(a_photo(64, 48))]))
    known = names(media) | {laid("reports", "readme.txt"), laid("original_images")}
    lost = {laid(folder) for folder in ("reports", "sealed", "drafts")}
    grow_old(media)
    assert sweep_orphans.func() == len(lost)
    assert names(media) == known
    assert Photo.objects.get(pk=blurred.pk).original.name in known


def test_what_is_being_stored_is_left_alone(media):
    laid("reports")
    assert orphans.sweep() == 0


def test_where_nothing_was_ever_stored_nothing_is_done():
    assert orphans.sweep() == 0


def test_a_night_takes_only_so_many(media, monkeypatch):
    monkeypatch.setattr(orphans, "MOST", 2)
    monkeypatch.setattr(orphans, "AT_ONCE", 2)
    for _ in range(3):
        laid("reports")
    grow_old(media)
    assert [orphans.sweep(), orphans.sweep()] == [2, 1]
    assert names(media) == set()
