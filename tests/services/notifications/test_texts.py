"""How the words of a message become a letter and an SMS."""

import pytest
from django.conf import settings

from services.notifications import texts
from services.notifications.wording import BadWording, Wording

pytestmark = pytest.mark.django_db

FACTS = {"reference": "PA-7K3M-92", "path": "/phan-anh/PA-7K3M-92/"}


def test_a_text_speaks_the_persons_language():
    assert texts.render("tests/lamp", FACTS, "vi").body.startswith("Chào bạn,")
    assert texts.render("tests/lamp", FACTS, "en").body.startswith("Hello,")


def test_a_language_nobody_writes_reads_ours():
    assert texts.render("tests/lamp", FACTS, "km").body.startswith("Chào bạn,")


def test_a_letter_is_plain_text():
    note = "Đã thay bóng & chao đèn <2 cái>"
    text = texts.render("tests/lamp", {**FACTS, "note": note}, "vi")
    assert note in text.body
    assert f"{settings.SITE_URL}/phan-anh/PA-7K3M-92/" in text.body


def test_the_words_stand_without_greeting_for_the_inbox():
    assert texts.render("tests/lamp", {**FACTS, "note": "Đã thay."}, "vi").words == (
        f"Cán bộ trả lời: Đã thay.\nXem tại: {settings.SITE_URL}/phan-anh/PA-7K3M-92/"
    )


def test_a_line_without_its_facts_is_left_out():
    text = texts.render("tests/lamp", {"reference": "PA-7K3M-92"}, "vi")
    assert "Cán bộ trả lời" not in text.body
    assert "Xem tại" not in text.body
    assert "\n\n\n" not in text.body


@pytest.mark.parametrize("line_break", ["\n", "\r", "\x0b", "\x85", "\u2028"])
def test_a_fact_does_not_break_the_subject(line_break):
    facts = {"reference": f"PA{line_break}Bcc: minh@example.vn"}
    text = texts.render("tests/lamp", facts, "vi")
    assert len(text.subject.splitlines()) == len(text.sms.splitlines()) == 1


@pytest.mark.parametrize("hidden", ["\0", "\x08", "\x1b", "\u202e", "\u2066", "\ud800", "\ufeff"])
def test_a_fact_hides_nothing(hidden):
    note = f"Nguyễn{hidden} Lan"
    assert "Nguyễn Lan" in texts.render("tests/lamp", {**FACTS, "note": note}, "vi").body


def test_a_fact_is_never_read_as_words():
    note = "{reference} {{ SITE_URL.__class__ }} {% now 'Y' %} %(path)s"
    assert note in texts.render("tests/lamp", {**FACTS, "note": note}, "vi").body


@pytest.mark.parametrize("accented", [True, False])
def test_an_sms_has_marks_where_the_city_pays_for_them(settings, accented):
    settings.SMS_ACCENTED = accented
    sms = texts.render("tests/lamp", FACTS, "vi").sms
    assert ("đã nhận" in sms) == accented
    assert ("da nhan" in sms) != accented


def test_a_text_without_subject_is_refused():
    with pytest.raises(BadWording):
        texts.render("tests/without_subject", {}, "vi")


@pytest.mark.parametrize("kind", ["tests/none", "../settings", "layout"])
def test_nobody_knows_this_kind(kind):
    with pytest.raises(texts.UnknownKind):
        texts.render(kind, {}, "vi")


def test_words_that_ask_for_more_are_never_composed():
    kind = texts.kind_called("tests/lamp")
    with pytest.raises(BadWording, match="__class__"):
        texts.compose(kind, Wording("Đèn", "{reference.__class__}"), FACTS, "vi")
