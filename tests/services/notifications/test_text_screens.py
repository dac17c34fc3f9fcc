"""Where administrators look after the words of messages."""

import pytest

from portal.accounts.actions import join
from portal.accounts.roles import Role
from services.notifications import rewording, texts
from services.notifications.kinds import KINDS
from services.notifications.models import MessageText
from services.notifications.placeholders import MEANINGS
from services.notifications.wagtail_texts import DOMAINS
from services.notifications.wording import Wording, allowed
from tests.people import person

LIST = "/quan-tri/mau-tin-nhan/"
RESOLVED = KINDS["reports/resolve"]
EDIT = f"{LIST}sua/vi/reports/resolve/"
PREVIEW = f"{LIST}xem-thu/vi/reports/resolve/"
RESTORE = f"{LIST}ban-goc/vi/reports/resolve/"
WORDS = {
    "subject": "Phản ánh {reference} xong rồi",
    "body": "Cảm ơn bạn.\n\nCán bộ ghi: {note}",
    "sms": "Phản ánh {reference} xong rồi",
}


@pytest.fixture
def ngoc(soc_trang_office):
    """Ngọc administers the portal."""
    admin = person("ngoc@example.vn", "Võ Thị Ngọc")
    join(admin, soc_trang_office, Role.ADMINISTRATOR)
    return admin


@pytest.fixture
def desk(client, ngoc):
    """A browser at which Ngọc is signed in."""
    client.force_login(ngoc)
    return client


def page(answer) -> str:
    return answer.content.decode()


def test_every_kind_is_listed_by_domain(desk):
    shown = page(desk.get(LIST))
    for kind in KINDS.values():
        assert str(kind.label) in shown
    assert "Lời gốc" in shown
    assert "Đã sửa" in shown


def test_every_domain_has_a_name_and_every_fact_a_meaning():
    ours = [kind for kind in KINDS.values() if not kind.name.startswith("tests/")]
    assert {kind.name.partition("/")[0] for kind in ours} <= set(DOMAINS)
    assert {name for kind in ours for name in allowed(kind)} <= set(MEANINGS)


@pytest.mark.parametrize("typed", ["da duoc xu ly", "ĐÃ ĐƯỢC XỬ LÝ"])
def test_kinds_are_found_with_or_without_marks(desk, typed):
    shown = page(desk.get(LIST, {"q": typed}))
    assert "reports/resolve" in shown
    assert "dossiers/completed" not in shown


def test_edited_kinds_can_be_looked_at_alone(desk, ngoc):
    rewording.reword(RESOLVED, "vi", Wording(**WORDS), by=ngoc)
    shown = page(desk.get(LIST, {"view": "edited"}))
    assert "reports/resolve" in shown
    assert "dossiers/completed" not in shown


def test_the_list_does_not_ask_once_per_kind(desk, django_assert_max_num_queries):
    desk.get(LIST)
    with django_assert_max_num_queries(12):
        desk.get(LIST)


@pytest.mark.parametrize("address", [LIST, EDIT, RESTORE])
def test_others_have_no_business_here(client, hoa, address):
    client.force_login(hoa)
    assert client.get(address).status_code in {302, 403}
    assert client.post(address, WORDS).status_code in {302, 403, 405}
    assert not MessageText.objects.exists()


@pytest.mark.parametrize("name", ["km/reports/resolve", "vi/reports/none", "vi/layout"])
def test_what_is_no_kind_does_not_exist(desk, name):
    assert desk.get(f"{LIST}sua/{name}/").status_code == 404


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_kind_opens_with_its_words_and_what_they_may_use(desk, kind, language):
    if kind == "tests/without_subject":
        return
    answer = desk.get(f"{LIST}sua/{language}/{kind}/")
    assert answer.status_code == 200
    for name in allowed(KINDS[kind]):
        assert f"{{{name}}}" in page(answer)


def test_new_words_are_put_in_force(desk, ngoc):
    answer = desk.post(EDIT, WORDS, follow=True)
    assert "được dùng từ bây giờ" in page(answer)
    change = MessageText.objects.get()
    assert (change.subject, change.by) == (WORDS["subject"], ngoc)
    assert texts.wording_of(RESOLVED, "vi").body == WORDS["body"]


@pytest.mark.parametrize(
    ("part", "text", "sentence"),
    [
        ("body", "Chào\n{event.__class__}", "Dòng 2: {event.__class__} không có trong danh sách"),
        ("body", "{reference", "Dòng 1: dấu ngoặc nhọn bị lẻ"),
        ("subject", "{note}", "Dòng 1: {note} không được đặt ở tiêu đề hay tin nhắn"),
        ("sms", "{note}", "Dòng 1: {note} không được đặt ở tiêu đề hay tin nhắn"),
        ("sms", "a" * 480, "nhiều nhất được 3 tin"),
        ("subject", "", ""),
    ],
)
def test_what_cannot_be_sent_is_refused_with_a_sentence(desk, part, text, sentence):
    answer = desk.post(EDIT, WORDS | {part: text})
    assert answer.status_code == 422 or part == "sms"
    assert sentence in page(answer)
    assert MessageText.objects.count() == (1 if answer.status_code == 302 else 0)


def test_a_sign_in_code_stays_in_its_letter(desk):
    address = f"{LIST}sua/vi/tests/code/"
    answer = desk.post(address, {"subject": "Mã", "body": "Mã của bạn ở đây.", "sms": ""})
    assert "Ở đây phải có {code}" in page(answer)
    assert not MessageText.objects.exists()


def test_a_preview_keeps_nothing(desk):
    shown = page(desk.post(PREVIEW, WORDS))
    assert "Phản ánh PA-7K3M-92 xong rồi" in shown
    assert "Cán bộ ghi: Đã thay bóng đèn mới." in shown
    assert "Phan anh PA-7K3M-92 xong roi" in shown
    assert "28 ký tự · 1 tin · còn 132 ký tự" in shown
    assert not MessageText.objects.exists()


def test_while_one_writes_only_the_preview_is_asked_for(desk):
    shown = page(desk.post(PREVIEW, WORDS, headers={"X-Requested-With": "fetch"}))
    assert "<html" not in shown
    assert "Phan anh PA-7K3M-92 xong roi" in shown
    broken = page(
        desk.post(PREVIEW, WORDS | {"body": "{x}"}, headers={"X-Requested-With": "fetch"})
    )
    assert "Nội dung: Dòng 1: {x} không có trong danh sách" in broken


def test_words_are_shown_as_words(desk):
    shown = page(desk.post(PREVIEW, WORDS | {"subject": "<script>alert(1)</script>"}))
    assert "<script>alert(1)" not in shown


def test_the_original_words_come_back_after_a_question(desk, ngoc):
    rewording.reword(RESOLVED, "vi", Wording(**WORDS), by=ngoc)
    assert texts.shipped("reports/resolve", "vi").subject in page(desk.get(RESTORE))
    assert texts.wording_of(RESOLVED, "vi").subject == WORDS["subject"]
    desk.post(RESTORE)
    assert texts.wording_of(RESOLVED, "vi") == texts.shipped("reports/resolve", "vi")


def test_an_earlier_wording_goes_back_into_the_form(desk, ngoc):
    earlier = rewording.reword(RESOLVED, "vi", Wording(**WORDS), by=ngoc)
    rewording.restore(RESOLVED, "vi", by=ngoc)
    assert f'value="{WORDS["subject"]}"' in page(desk.get(EDIT, {"ban": earlier.pk}))
    assert desk.get(EDIT, {"ban": earlier.pk + 99}).status_code == 404
    assert desk.get(EDIT, {"ban": "x"}).status_code == 200
