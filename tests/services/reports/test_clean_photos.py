"""By whichever door a photo comes in, it leaves with nothing but the picture."""

import io
import struct
from collections.abc import Iterator

import pillow_heif
import pytest
from PIL import Image, PngImagePlugin

from services.reports import actions
from services.reports.models import DraftPhoto, Photo, Report
from tests.pictures import a_photo
from tests.services.reports.factories import ReportFactory
from tests.services.reports.sending import SUBMIT, stored, told, upload

NAMED = "Tran Thi Lan 0912345678"
HIDDEN = "nha Lan so 12 hem 7"
TRAILING = b"PK\x03\x04 nha Lan so 12 hem 7"
START, END = b"\xff\xd8", b"\xff\xd9"
PLAIN = {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"}
TYPES = ("jpeg", "png", "webp", "heic")

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lamps")]


def margin() -> bytes:
    """What a phone writes beside a picture: whose it is, where it was taken, and a small copy."""
    exif = Image.Exif()
    exif[0x010F], exif[0x010E] = NAMED, HIDDEN
    place = exif.get_ifd(0x8825)
    place[1], place[2], place[3], place[4] = "N", (9.0, 36.0, 10.4), "E", (105.0, 58.0, 26.0)
    return with_thumbnail(exif.tobytes(), a_photo(16, 12))


def with_thumbnail(exif: bytes, small: bytes) -> bytes:
    """The same with a second directory, which holds a small copy of the picture."""
    tiff, order = exif[6:], "<" if exif[6:8] == b"II" else ">"
    (entries,) = struct.unpack(f"{order}H", tiff[8:10])
    link, at = 10 + 12 * entries, len(tiff)
    where = struct.pack(f"{order}HHLL", 0x201, 4, 1, at + 30)
    length = struct.pack(f"{order}HHLL", 0x202, 4, 1, len(small))
    second = struct.pack(f"{order}H", 2) + where + length + bytes(4)
    tiff = tiff[:link] + struct.pack(f"{order}L", at) + tiff[link + 4 :]
    return exif[:6] + tiff + second + small


def talkative(kind: str) -> bytes:
    """A photo of this kind that tells everything about its sender."""
    picture, written = Image.new("RGB", (64, 48), (165, 14, 26)), io.BytesIO()
    if kind == "heic":
        pillow_heif.from_pillow(picture).save(written, exif=margin(), xmp=HIDDEN.encode())
    else:
        words = PngImagePlugin.PngInfo()
        words.add_text("Comment", HIDDEN)
        extra = {"png": {"pnginfo": words}, "webp": {"xmp": HIDDEN.encode()}}
        extra["jpeg"] = {"comment": HIDDEN, "xmp": HIDDEN.encode()}
        picture.save(written, kind, exif=margin(), **extra[kind])
    return written.getvalue() + TRAILING


@pytest.fixture(scope="module")
def contents() -> list[bytes]:
    return [talkative(kind) for kind in TYPES]


@pytest.fixture
def photos(contents) -> list:
    names = [f"{NAMED}.{kind}" for kind in TYPES]
    return [upload(content, name) for content, name in zip(contents, names, strict=True)]


@pytest.mark.parametrize("number", range(len(TYPES)), ids=TYPES)
def test_before_it_is_cleaned_it_tells_everything(contents, number):
    """Were these photos silent, nothing below could fail."""
    content = contents[number]
    assert content.endswith(TRAILING)
    assert HIDDEN.encode() in content.removesuffix(TRAILING)
    assert a_photo(16, 12) in content


def test_the_place_is_one_that_programs_find(contents):
    exif = Image.open(io.BytesIO(contents[0])).getexif()
    assert exif.get_ifd(0x8825)[1] == "N"


def test_by_the_form(client, photos):
    client.post(SUBMIT, told(photos=photos))
    says_nothing(Report.objects.get().photos.all())


def test_by_the_api(api, photos):
    lamp = told(commune="31507", photos=photos)
    assert api.post("/api/v1/reports/", lamp, format="multipart").status_code == 201
    says_nothing(Report.objects.get().photos.all())


def test_by_a_step_of_the_form_and_then_by_sending(client, photos):
    client.post(SUBMIT, told(step="details", go="next", photos=photos))
    drafts = list(DraftPhoto.objects.all())
    says_nothing(drafts)
    tokens = [str(draft.token) for draft in drafts]
    client.post(SUBMIT, told(step="check", go="send", draft_photos=tokens))
    says_nothing(Report.objects.get().photos.all())


def test_by_joining(client, photos):
    report = ReportFactory(received=True)
    client.post(f"{report.get_absolute_url()}cung-viec/", {"photos": photos})
    says_nothing(report.photos.filter(kind=Photo.Kind.JOINED))


def test_by_changing_it(client, lan, photos):
    report = ReportFactory(reporter=lan)
    Report.objects.update(created_at=report.updated_at)
    client.force_login(lan)
    words = {"description": report.description, "address": ""}
    client.post(f"{report.get_absolute_url()}sua/", words | {"photos": photos})
    says_nothing(report.photos.all())


def test_by_judging(client, lan, hoa, photos):
    report = ReportFactory(in_progress=True, reporter=lan)
    actions.take_step(report, "resolve", by=hoa, note="Đã thay bóng đèn.")
    client.force_login(lan)
    facts = {"verdict": "no", "why": "Đèn vẫn tắt.", "photos": photos}
    client.post(f"{report.get_absolute_url()}danh-gia/", facts)
    says_nothing(report.photos.filter(kind=Photo.Kind.JUDGED))


def test_by_the_officer_who_did_it(client, hoa, photos):
    report = ReportFactory(in_progress=True)
    client.force_login(hoa)
    facts = {"step": "resolve", "note": "Đã thay bóng đèn.", "photos": photos}
    client.post(f"/quan-tri/phan-anh/{report.reference}/buoc/", facts)
    says_nothing(report.photos.filter(kind=Photo.Kind.AFTER))


def says_nothing(rows) -> None:
    """Every photo came in, and nothing stands in its file or its name but the picture."""
    kept = list(rows)
    assert len(kept) == len(TYPES)
    assert [list(left_in(photo)) for photo in kept] == [[]] * len(TYPES)
    assert not any("Lan" in photo.image.name or "0912" in photo.image.name for photo in kept)


def left_in(photo: Photo | DraftPhoto) -> Iterator[str]:
    """What a stored file still tells."""
    content = stored(photo)
    with Image.open(io.BytesIO(content)) as picture:
        if picture.format != "JPEG" or picture.size != (64, 48):
            yield f"{picture.format} {picture.size}"
        yield from map(str, picture.getexif())
        yield from picture.info.keys() - PLAIN
    if content.count(START) != 1 or not content.endswith(END):
        yield "more than one picture"
    hidden = (b"Exif", b"GPS", b"Lan", b"hem 7", b"http://ns.adobe.com")
    yield from (str(words) for words in hidden if words in content)
