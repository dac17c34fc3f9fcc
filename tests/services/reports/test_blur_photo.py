"""Something in a photo is blurred: gone for everyone, sealed for few, and looks are remembered."""

import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from PIL import Image, ImageStat

from portal.common.uploads import blurred
from portal.common.workflow import StepRefused
from services.reports import actions, erasure
from services.reports.models import Photo, Report
from tests.pictures import with_gps
from tests.services.reports.factories import PhotoFactory, ReportFactory

FACE = [25, 25, 50, 50]  # Per cent: the middle of the picture.
SIDE = 400


def a_crowd() -> bytes:
    """A picture in which every point differs from the next."""
    noise = Image.effect_noise((SIDE, SIDE), 120).convert("RGB")
    written = io.BytesIO()
    noise.save(written, "JPEG", quality=95)
    return written.getvalue()


@pytest.fixture
def photo(db, soc_trang_office) -> Photo:
    report = ReportFactory(received=True)
    row = PhotoFactory(report=report, image__data=a_crowd(), width=SIDE, height=SIDE)
    return Photo.objects.select_related("report").get(pk=row.pk)


def blur(photo, by, *rectangles, seen=""):
    wanted = list(rectangles) or [FACE]
    actions.blur_photo(
        photo.report, photo.position, by=by, rectangles=wanted, seen=seen or photo.version
    )
    return Photo.objects.select_related("report").get(pk=photo.pk)


def spread(content: bytes, box) -> float:
    """How much the points in a part of a picture differ from each other."""
    part = Image.open(io.BytesIO(content)).convert("L").crop(box)
    return ImageStat.Stat(part).var[0]


def read(file) -> bytes:
    with file.open() as opened:
        return opened.read()


def seen_by_all(client, photo) -> bytes:
    answer = client.get(photo.url)
    assert answer.status_code == 200
    return answer.getvalue()


def opened(answer) -> bytes:
    """What an answer holds; read to its end, a file is closed again."""
    return answer.getvalue() if answer.streaming else answer.content


def files() -> set[str]:
    folders = ("reports", "sealed")
    return {
        f"{folder}/{name}"
        for folder in folders
        if default_storage.exists(folder)
        for name in default_storage.listdir(folder)[1]
    }


@pytest.fixture
def after_commit(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


class TestWhatIsLeftToSee:
    def test_inside_hardly_anything_and_outside_everything(self, client, hoa, photo):
        before = read(photo.image)
        inside, outside = (110, 110, 290, 290), (0, 0, 90, 400)
        after = seen_by_all(client, blur(photo, hoa))
        assert spread(before, inside) > 1000
        assert spread(after, inside) < spread(before, inside) / 50
        assert spread(after, outside) > spread(before, outside) * 0.8

    def test_a_thin_rectangle_covers_its_edge_points_too(self):
        copy = blurred(ContentFile(a_crowd()), [[10.01, 10.01, 0.2, 0.2]])
        assert (copy.width, copy.height) == (SIDE, SIDE)

    def test_a_rectangle_over_the_edge_stays_inside_the_picture(self):
        copy = blurred(ContentFile(a_crowd()), [[99.9, 99.9, 50, 50], [0, 0, 100, 100]])
        assert spread(copy.content.read(), (0, 0, SIDE, SIDE)) < 20

    def test_the_copy_carries_nothing_but_the_picture(self):
        copy = blurred(ContentFile(with_gps()), [FACE])
        assert not Image.open(copy.content).getexif()

    def test_what_is_no_picture_is_refused_with_a_sentence(self, hoa, photo):
        default_storage.delete(photo.image.name)
        default_storage.save(photo.image.name, ContentFile(b"no picture"))
        with pytest.raises(StepRefused, match="Không mở được ảnh"):
            blur(photo, hoa)
        assert not Photo.objects.get().is_blurred

    def test_blurred_again_it_begins_with_what_was_sent(self, client, hoa, photo):
        once = blur(photo, hoa)
        other = blur(once, hoa, [0, 0, 10, 10])
        after = seen_by_all(client, other)
        assert spread(after, (110, 110, 290, 290)) > 1000
        assert spread(after, (4, 4, 36, 36)) < 200
        assert other.original.name == once.original.name

    def test_the_blur_is_taken_away_again(self, client, hoa, photo):
        sent = read(photo.image)
        once = blur(photo, hoa)
        actions.unblur_photo(once.report, once.position, by=hoa, seen=once.version)
        now = Photo.objects.select_related("report").get()
        assert seen_by_all(client, now) == sent
        assert not now.is_blurred


class TestWhereTheOriginalIs:
    def test_no_address_leads_to_it(self, client, lan, hoa, photo):
        before = read(photo.image)
        old = photo.image.name
        now = blur(photo, hoa)
        name = now.original.name.rpartition("/")[2]
        here = f"/phan-anh/{now.report.reference}/anh/{now.position}/"
        guesses = [
            *(f"/media/{path}" for path in (now.original.name, old, now.image.name)),
            f"/media/images/{name}",
            f"/media/images/../{now.original.name}",
            f"/static/{now.original.name}",
            f"/documents/1/{name}",
            f"{here}?original=1",
            f"{here}?v=",
            f"{here}goc/",
            f"{here}nguyen-ban/",
            f"/quan-tri{here}nguyen-ban/",
        ]
        client.force_login(lan)
        for guess in guesses:
            assert opened(client.get(guess)) != before, guess

    def test_the_name_it_had_before_leads_to_no_file(self, hoa, photo, after_commit):
        with after_commit():
            blur(photo, hoa)
        assert not default_storage.exists(photo.image.name)

    def test_its_sender_sees_the_blurred_one_as_well(self, client, hoa, lan, photo):
        Report.objects.update(reporter=lan, is_private=True, is_listed=False)
        client.force_login(lan)
        assert seen_by_all(client, blur(photo, hoa)) != read(photo.image)


class TestTheAddress:
    def test_it_changes_with_the_picture_so_that_no_cache_shows_the_old_one(self, hoa, photo):
        assert "?" not in photo.url
        once = blur(photo, hoa)
        twice = blur(once, hoa, [0, 0, 10, 10])
        assert len({photo.url, once.url, twice.url}) == 3
        assert once.url.startswith(f"{photo.url}?v=")
        assert twice.report.first_photo_url == twice.url

    def test_the_api_and_the_page_give_the_new_one(self, client, api, hoa, photo):
        now = blur(photo, hoa)
        told = api.get(f"/api/v1/reports/{now.report.reference}/").json()
        assert told["photos"] == [f"http://testserver{now.url}"]
        assert now.url in client.get(now.report.get_absolute_url()).content.decode()


class TestWhoMay:
    def test_others_may_not(self, dung, kiem, photo):
        for officer in (dung, kiem):
            with pytest.raises(StepRefused):
                blur(photo, officer)

    def test_whoever_comes_second_reads_that_it_was_changed(self, hoa, ha, photo):
        blur(photo, hoa)
        with pytest.raises(StepRefused, match="vừa thay đổi ảnh"):
            blur(photo, ha)
        with pytest.raises(StepRefused, match="vừa thay đổi ảnh"):
            actions.unblur_photo(photo.report, photo.position, by=ha, seen="")

    @pytest.mark.parametrize("number", [0, 21])
    def test_none_or_too_many_rectangles_are_refused(self, hoa, photo, number):
        with pytest.raises(StepRefused):
            actions.blur_photo(
                photo.report, photo.position, by=hoa, rectangles=[FACE] * number, seen=""
            )

    def test_it_is_remembered_for_officers_alone(self, hoa, photo):
        now = blur(photo, hoa)
        event = now.report.events.get()
        assert (event.step, event.by, event.is_public) == ("blur_photo", hoa, False)
        assert event.details == {"spots": 1}


class TestFiles:
    def test_blurring_and_unblurring_leave_one_file_behind(self, hoa, photo, after_commit):
        others = files() - {photo.image.name}
        with after_commit():
            once = blur(photo, hoa)
            blur(once, hoa, [0, 0, 10, 10])
        now = Photo.objects.select_related("report").get()
        assert files() - others == {now.image.name, now.original.name}
        with after_commit():
            actions.unblur_photo(now.report, now.position, by=hoa, seen=now.version)
        assert files() - others == {Photo.objects.get().image.name}

    def test_what_fails_leaves_none(self, hoa, photo, monkeypatch):
        def no_disk_left(*_args, **_facts):
            raise OSError("No space left on device")

        before = files()
        monkeypatch.setattr(Photo, "save", no_disk_left)
        with pytest.raises(OSError, match="No space"):
            blur(photo, hoa)
        assert files() == before

    def test_the_database_knows_no_seal_without_its_blur(self, photo):
        with pytest.raises(IntegrityError), transaction.atomic():
            Photo.objects.update(original="sealed/x.jpg")

    @pytest.mark.parametrize("way", ["erase", "delete"])
    def test_what_takes_the_photo_away_takes_both_files(self, hoa, photo, after_commit, way):
        others = files() - {photo.image.name}
        with after_commit():
            now = blur(photo, hoa)
        assert len(files() - others) == 2
        with after_commit():
            if way == "erase":
                erasure.erase_report(now.report, rule="request")
            else:
                Photo.objects.update(is_shown=False)
                actions.delete_photo(now.report, now.position, by=hoa)
        assert files() - others == set()
        assert not Photo.objects.exists()
