"""Whatever is sent, wickedly or by accident: a Vietnamese sentence, and nothing half stored."""

import unicodedata

import pytest

from services.notifications.models import Message
from services.reports.models import DraftPhoto, Photo, Report
from tests.pictures import a_photo, huge_png
from tests.services.reports.sending import SUBMIT, WORDS, stored_files, told, upload

pytestmark = pytest.mark.django_db

UNREADABLE = "ký tự lạ"
NOT_A_PHOTO = "không phải là ảnh"
FORM = "application/x-www-form-urlencoded"


@pytest.fixture(autouse=True)
def nothing_is_stored(lamps):
    """Whatever a test here sends, no report, no photo, no file and no message comes of it."""
    before = stored_files()
    yield
    assert not Report.objects.exists()
    assert not Photo.objects.exists()
    assert not Message.objects.exists()
    assert stored_files() == before


def refused(client, **facts) -> str:
    """The page that answers, which is the form again."""
    answer = client.post(SUBMIT, told(**facts))
    assert answer.status_code == 422
    return answer.content.decode()


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"category": ""}, "Bạn chọn loại phản ánh"),
        ({"category": "KHONG"}, "Bạn chọn một loại trong danh sách"),
        ({"category": "CS01\x00"}, "Bạn chọn một loại trong danh sách"),
        ({"category": "9" * 5000}, "Bạn chọn một loại trong danh sách"),
        ({"description": ""}, "Bạn cho biết chuyện gì đang xảy ra"),
        ({"description": " \n\t "}, "Bạn cho biết chuyện gì đang xảy ra"),
        ({"description": "hư đèn"}, "Bạn viết thêm một chút"),
        ({"description": "đèn hư\x00 rồi bà con ơi"}, UNREADABLE),
        ({"description": "ô" * 4001}, "4001"),
        ({"commune": ""}, "Bạn cho biết ở phường, xã nào"),
        ({"commune": "Phường Không Có"}, "Phường Không Có"),
        ({"commune": "Phường\x00 Sóc Trăng"}, UNREADABLE),
        ({"address": "chợ\x07"}, UNREADABLE),
        ({"address": "đ" * 201}, "201"),
        ({"contact_name": "L" * 151}, "151"),
        ({"contact_email": "lan@"}, "lan@example.vn"),
        ({"contact_email": "lan\x00@example.vn"}, "email"),
        ({"contact_phone": "123"}, "0912 345 678"),
        ({"contact_phone": "0912\x00345678"}, UNREADABLE),
    ],
)
def test_what_cannot_be_taken_is_answered_with_a_sentence(client, facts, sentence):
    assert sentence in refused(client, **facts)


def test_an_error_keeps_what_she_typed(client):
    page = refused(client, commune="", address="Chợ Sóc Trăng", contact_email="lan@example.vn")
    assert WORDS in page
    assert 'value="CS01" id="id_suggested_CS01" checked' in page
    assert 'value="Chợ Sóc Trăng"' in page
    assert 'value="lan@example.vn"' in page
    assert "Lỗi:" in page


def test_an_error_keeps_the_key_of_the_form(client):
    key = "11111111-2222-4333-8444-555555555555"
    assert f'value="{key}"' in refused(client, commune="", submission_key=key)


def test_typed_in_parts_letters_are_counted_whole(client):
    """NFD: each letter and each mark by itself; eight letters stay too few."""
    assert "Bạn viết thêm" in refused(client, description=unicodedata.normalize("NFD", "đường hư"))


@pytest.mark.parametrize("charset", ["utf-7", "utf-16", "cp1258", "unicode_escape"])
@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", FORM])
def test_half_a_character_by_way_of_a_charset_is_refused(client, charset, kind):
    """In UTF-7 `+2AA-` is half of a character, which no database and no page can hold."""
    name = b'Content-Disposition: form-data; name="description"'
    body = b"--x\r\n" + name + b"\r\n\r\nbong den +2AA- hong\r\n--x--\r\n"
    answer = client.generic("POST", SUBMIT, body, f"{kind}; charset={charset}")
    assert answer.status_code == 400
    assert "Chúng tôi không đọc được" in answer.content.decode()


def test_half_a_character_in_our_own_charset_is_none_at_all(client):
    body = b"description=bong+den+%ED%A0%80+hong&commune=Ph%C6%B0"
    answer = client.generic("POST", SUBMIT, body, FORM)
    assert answer.status_code == 422
    assert "\ufffd" in answer.content.decode()


def test_ten_megabytes_of_text_are_refused_unread(client):
    answer = client.post(SUBMIT, told(description="đèn hư " * 1_300_000))
    assert answer.status_code == 413
    assert "rút ngắn" in answer.content.decode()


@pytest.mark.parametrize(
    ("photos", "sentence"),
    [
        ([upload(b"<html><script>alert(1)</script></html>")], NOT_A_PHOTO),
        ([upload(b"")], ""),
        ([upload(b"\xff\xd8\xff\xe0 not much of a photo")], "Không mở được"),
        ([upload(huge_png(), "anh.png", "image/png")], "50 triệu"),
        ([upload(a_photo()), upload(b"<svg/>", "b.svg", "image/svg+xml")], "Ảnh thứ 2"),
        ([upload(a_photo(8, 8), f"{n}.jpg") for n in range(6)], "5 ảnh"),
        ([upload(a_photo() + bytes(10 * 1024 * 1024))], "10 MB"),
    ],
    ids=["html", "empty", "cut off", "169 megapixels", "second is svg", "six", "eleven megabytes"],
)
def test_what_is_not_a_photo_is_refused_by_content(client, photos, sentence):
    for photo in photos:
        photo.seek(0)
    assert sentence in refused(client, photos=photos)


def test_good_photos_wait_while_something_else_is_corrected(client):
    page = refused(client, commune="", photos=[upload(a_photo())])
    draft = DraftPhoto.objects.get()
    assert f'name="draft_photos" value="{draft.token}"' in page
    assert f'src="/phan-anh/gui/anh/{draft.token}/"' in page


def test_thirty_files_are_refused_unread(client):
    photos = [upload(a_photo(8, 8), f"{n}.jpg") for n in range(30)]
    assert client.post(SUBMIT, told(photos=photos)).status_code == 413


@pytest.mark.parametrize("pin", [("abc", "1"), ("nan", "nan"), ("1e999", "2"), ("9.6", "")])
def test_a_pin_that_is_none_is_left_out(client, pin):
    assert client.post(SUBMIT, told(lat=pin[0], lon=pin[1])).status_code == 302
    assert (Report.objects.get().lat, Report.objects.get().lon) == (None, None)
    forget_everything()


@pytest.mark.parametrize("pin", [("21.03", "105.85"), ("-9.6", "105.9"), ("105.97", "9.60")])
def test_a_pin_far_away_is_left_out(client, pin):
    client.post(SUBMIT, told(lat=pin[0], lon=pin[1]))
    assert Report.objects.get().lat is None
    forget_everything()


def forget_everything():
    report = Report.objects.get()
    report.events.all()._raw_delete("default")
    report.delete()
