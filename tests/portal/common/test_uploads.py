"""Photos are known by what they are, and stored without what they hide."""

import io
import struct
import zlib

import pillow_heif
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms, PngImagePlugin

from portal.common import uploads
from portal.common.uploads import clean_photo, clean_photos

BRICK = (165, 14, 26)


def upload(content, name="den-hong.jpg", content_type="image/jpeg"):
    return SimpleUploadedFile(name, content, content_type)


def saved(image, form, **options):
    """The bytes of an image in a format."""
    file = io.BytesIO()
    image.save(file, form, **options)
    return file.getvalue()


def picture(size=(64, 48), color=BRICK, mode="RGB"):
    return Image.new(mode, size, color)


def heic(image):
    file = io.BytesIO()
    pillow_heif.from_pillow(image).save(file, quality=80)
    return file.getvalue()


def opened(clean):
    return Image.open(io.BytesIO(clean.content.read()))


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def huge_png(side):
    """A PNG of a few kilobytes that would fill the memory of a careless reader."""
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes((side // 8 + 2) * side), 9)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        [chunk(b"IHDR", header), chunk(b"IDAT", rows), chunk(b"IEND", b"")]
    )


def refusal(content, name="den-hong.jpg"):
    with pytest.raises(ValidationError) as caught:
        clean_photo(upload(content, name))
    return caught.value


@pytest.mark.parametrize(
    "content",
    [
        saved(picture(), "JPEG"),
        saved(picture(), "PNG"),
        saved(picture(), "WEBP"),
        heic(picture()),
        saved(picture(color=BRICK, mode="RGBA"), "PNG"),
        saved(picture().convert("P"), "PNG"),
        saved(picture().convert("CMYK"), "JPEG"),
        saved(picture(), "WEBP", save_all=True, append_images=[picture(color="blue")]),
        saved(picture(), "PNG", save_all=True, append_images=[picture(color="blue")]),
    ],
    ids=[
        "jpeg",
        "png",
        "webp",
        "heic",
        "transparent",
        "palette",
        "cmyk",
        "moving-webp",
        "moving-png",
    ],
)
def test_every_kind_of_photo_becomes_a_plain_jpeg(content):
    clean = clean_photo(upload(content, name="whatever.exe"))
    photo = opened(clean)
    assert (photo.format, photo.mode, photo.size) == ("JPEG", "RGB", (64, 48))
    assert (clean.width, clean.height) == (64, 48)
    assert getattr(photo, "n_frames", 1) == 1
    assert photo.info["progressive"]
    assert all(abs(a - b) < 16 for a, b in zip(photo.getpixel((30, 20)), BRICK, strict=True))


def test_its_name_is_forgotten():
    clean = clean_photo(upload(saved(picture(), "PNG"), name="Nguyễn Thị Lan 0912345678.png"))
    stem, _, ending = clean.content.name.partition(".")
    assert ending == "jpg"
    assert len(stem) == 32
    assert int(stem, 16)


def test_a_large_photo_is_made_smaller():
    clean = clean_photo(upload(saved(picture((4000, 1000)), "JPEG")))
    assert opened(clean).size == (clean.width, clean.height) == (1600, 400)


def test_a_photo_taken_sideways_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # Turned a quarter clockwise.
    photo = picture((100, 60), "white")
    photo.paste("black", (0, 0, 20, 60))
    upright = opened(clean_photo(upload(saved(photo, "JPEG", exif=exif))))
    assert upright.size == (60, 100)
    assert upright.getpixel((30, 5))[0] < 60
    assert upright.getpixel((30, 95))[0] > 200


def test_where_it_was_taken_is_forgotten():
    exif = Image.Exif()
    exif[0x010F] = "NokiaPhone"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (9.0, 36.0, 10.5)
    options = {
        "exif": exif,
        "xmp": b"<x:xmpmeta>Lan was here</x:xmpmeta>",
        "comment": b"Lan was here",
        "icc_profile": ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(),
    }
    content = saved(picture(), "JPEG", **options) + b"Lan was here"
    assert Image.open(io.BytesIO(content)).getexif().get_ifd(0x8825)
    stored = clean_photo(upload(content)).content.read()
    for hidden in [b"Exif", b"GPS", b"xmpmeta", b"ICC_PROFILE", b"Nokia", b"Lan was here"]:
        assert hidden not in stored
    assert stored.endswith(b"\xff\xd9")


def test_what_hangs_behind_a_png_is_left_behind():
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "Lan was here")
    content = saved(picture(), "PNG", pnginfo=notes) + b"<script>alert(1)</script>"
    stored = clean_photo(upload(content)).content.read()
    assert b"script" not in stored
    assert b"Lan" not in stored


def test_glass_is_laid_on_white():
    clear = saved(Image.new("RGBA", (20, 20), (0, 0, 0, 0)), "PNG")
    assert opened(clean_photo(upload(clear))).getpixel((10, 10)) == (255, 255, 255)


def test_a_broken_colour_profile_spoils_no_photo():
    content = saved(picture(), "JPEG", icc_profile=b"not a profile")
    assert opened(clean_photo(upload(content))).size == (64, 48)


@pytest.mark.parametrize(
    "content",
    [
        b"<!doctype html><script>alert(1)</script>",
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        saved(picture(), "GIF"),
        saved(picture(), "TIFF"),
        b"%PDF-1.7",
        b"",
    ],
    ids=["html", "svg", "gif", "tiff", "pdf", "empty"],
)
def test_what_is_not_a_photo_is_refused_whatever_its_name(content):
    refused = refusal(content, "photo.jpg")
    assert refused.code == "not_a_photo"
    assert refused.messages == [
        "Tệp này không phải là ảnh. Bạn hãy chọn ảnh JPG, PNG, WebP hoặc HEIC."
    ]


@pytest.mark.parametrize(
    "content",
    [
        saved(Image.effect_noise((400, 300), 80), "JPEG")[:9000],
        saved(picture(), "PNG")[:60],
        b"\xff\xd8\xff" + b"<script>alert(1)</script>" * 20,
        b"RIFF\x00\x00\x00\x00WEBP",
        heic(picture())[:200],
    ],
    ids=["jpeg", "png", "html", "webp", "heic"],
)
def test_a_damaged_photo_is_refused(content):
    refused = refusal(content)
    assert refused.code == "unreadable"
    assert refused.messages == ["Không mở được ảnh này. Bạn hãy chụp lại hoặc chọn ảnh khác."]


def test_a_small_file_with_169_megapixels_is_refused():
    content = huge_png(13_000)
    assert len(content) < 100_000
    refused = refusal(content)
    assert refused.code == "too_many_pixels"
    assert "hơn 50 triệu điểm ảnh" in refused.messages[0]


@pytest.mark.parametrize("canvas", [b"VP8X" + struct.pack("<II", 10, 0) + b"\xff\x3f\0" * 2])
def test_a_webp_with_a_huge_canvas_is_refused(canvas):
    content = b"RIFF" + struct.pack("<I", 4 + len(canvas)) + b"WEBP" + canvas
    assert refusal(content).code == "too_many_pixels"


def test_a_file_of_11_megabytes_is_refused():
    refused = refusal(saved(picture(), "JPEG") + bytes(11 * 1024 * 1024))
    assert refused.code == "too_big"
    assert refused.messages == [
        "Ảnh này nặng hơn 10 MB. Bạn hãy chọn ảnh nhẹ hơn hoặc chụp lại ở cỡ nhỏ hơn."
    ]


def test_five_photos_are_cleaned_together():
    photos = [upload(saved(picture((60 + n, 40)), "JPEG")) for n in range(5)]
    assert [clean.width for clean in clean_photos(photos)] == [60, 61, 62, 63, 64]
    assert clean_photos([]) == []


def test_each_refused_photo_is_named():
    good, bad = saved(picture(), "PNG"), b"GIF89a"
    with pytest.raises(ValidationError) as caught:
        clean_photos([upload(good), upload(bad), upload(good[:60])])
    assert [error.code for error in caught.value.error_list] == ["not_a_photo", "unreadable"]
    assert [message[:10] for message in caught.value.messages] == ["Ảnh thứ 2:", "Ảnh thứ 3:"]


@pytest.fixture
def room(tmp_path, monkeypatch):
    """Put another script in the place where photos are cleaned."""

    def build(script):
        path = tmp_path / "room.py"
        path.write_text(script)
        monkeypatch.setattr(uploads, "CLEANING_ROOM", path)

    return build


def test_a_photo_that_breaks_the_room_does_not_take_the_others_with_it(room):
    room("""
import os, sys
for source, target in zip(sys.argv[1::2], sys.argv[2::2]):
    if source.endswith("1"):
        os.abort()
    open(target, "wb").close()
    print('{"width": 1, "height": 1}', flush=True)
""")
    with pytest.raises(ValidationError) as caught:
        clean_photos([upload(saved(picture(), "JPEG")) for _ in range(4)])
    assert [message[:10] for message in caught.value.messages] == ["Ảnh thứ 2:"]


def test_a_photo_that_takes_for_ever_is_refused(room, monkeypatch):
    room("while True: pass")
    monkeypatch.setattr(uploads, "PATIENCE", 0.2)
    assert refusal(saved(picture(), "JPEG")).code == "unreadable"


def test_the_room_cannot_see_our_secrets(room, tmp_path, monkeypatch):
    seen = tmp_path / "seen"
    room(f"import os, pathlib; pathlib.Path({str(seen)!r}).write_text(str([*os.environ]))")
    monkeypatch.setenv("SECRET_KEY", "very secret")
    refusal(saved(picture(), "JPEG"))
    assert "SECRET_KEY" not in seen.read_text()
