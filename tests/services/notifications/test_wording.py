"""What may be written into the words of a message, and with which sentence the rest is refused."""

import pytest
from django.utils.translation import override

from services.notifications.kinds import Kind
from services.notifications.wording import BadWording, Wording, faults, read

LAMP = Kind(
    name="lamp",
    label="Đèn",
    facts={"reference": "PA-7K3M-92", "note": "Đã thay.", "path": "/", "days": "3"},
    public=frozenset({"days"}),
)


def wrong(part: str, text: str) -> list[str]:
    words = {"subject": "Đèn {reference}", "body": "Xem tại {url}"} | {part: text}
    with override("vi"):
        return faults(Wording(**words), LAMP).get(part, [])


@pytest.mark.parametrize(
    "asked",
    [
        "{event.__class__}",
        "{reference.__class__}",
        "{reference[0]}",
        "{reference!r}",
        "{reference:>99999999}",
        "{0}",
        "{}",
        "{ reference }",
        "{Reference}",
        "{path}",
        "{secret}",
        "{reference\u200b}",
    ],
)
@pytest.mark.parametrize("part", ["subject", "sms", "body"])
def test_only_listed_names_stand_in_braces(part, asked):
    (sentence,) = wrong(part, f"Đèn {asked}")
    assert sentence == f"Dòng 1: {asked} không có trong danh sách từ được dùng ở đây."


@pytest.mark.parametrize(
    "text", ["{reference", "reference}", "{{reference}}", "{{reference}", "}{"]
)
def test_every_brace_has_its_partner(text):
    (sentence,) = wrong("body", f"Chào bạn\n{text}")
    assert sentence.startswith("Dòng 2: ")


def test_a_note_does_not_reach_a_lock_screen():
    for part in ("subject", "sms"):
        (sentence,) = wrong(part, "Cán bộ ghi {note}")
        assert "{note}" in sentence
    assert wrong("body", "Cán bộ ghi {note}") == []


@pytest.mark.parametrize("name", ["reference", "url", "portal", "days"])
def test_codes_and_what_a_kind_calls_public_stand_anywhere(name):
    for part in ("subject", "sms", "body"):
        assert wrong(part, f"{{{name}}}") == []


def test_a_subject_is_one_line():
    assert wrong("subject", "Đèn\nBcc: minh@example.vn") == ["Viết trên một dòng."]
    assert wrong("sms", "Đèn\u2028đường") == ["Viết trên một dòng."]


def test_a_message_has_a_subject_and_a_body():
    assert wrong("subject", " ") == ["Bạn chưa viết tiêu đề."]
    assert wrong("body", "\n") == ["Bạn chưa viết nội dung cần báo."]


def test_a_file_is_headings_and_a_body():
    source = "Subject: Đèn  đường\r\nSMS: Den\r\n\r\nDòng một\r\n\r\nDòng hai\r\n"
    assert read(source) == Wording("Đèn đường", "Dòng một\n\nDòng hai", "Den")


@pytest.mark.parametrize(
    "source", ["", "Chào bạn", "SMS: Den\n\nĐèn", "Subject:\n\nĐèn", "Bcc: x\n\n"]
)
def test_a_file_without_subject_is_no_message(source):
    with pytest.raises(BadWording):
        read(source)
