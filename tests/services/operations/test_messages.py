"""Officers see what became of the messages about their matters, and send them again."""

import pytest
from django.core import mail
from django.db import transaction

from portal.accounts.actions import join
from portal.accounts.roles import Role
from portal.common.moments import now
from services.dossiers import letters
from services.notifications import outbox, rewording
from services.notifications.contacts import Contact
from services.notifications.kinds import KINDS
from services.notifications.models import Channel, Message, State
from services.notifications.wording import Wording
from services.operations import fates
from services.reports import actions
from tests.people import person
from tests.services.dossiers.factories import DossierEventFactory, DossierFactory
from tests.services.reports.factories import ReportFactory

LIST = "/quan-tri/tin-nhan/"


@pytest.fixture
def lamp(hoa):
    """Lan's report, of which Hoa has told her."""
    report = ReportFactory()
    actions.take_step(report, "receive", by=hoa)
    return report


@pytest.fixture
def letter(lamp) -> Message:
    return Message.objects.get(channel=Channel.EMAIL)


@pytest.fixture
def desk(client, hoa):
    """A browser at which Hoa is signed in."""
    client.force_login(hoa)
    return client


def failed(message: Message, error: str = "Refused 550") -> Message:
    Message.objects.filter(pk=message.pk).update(
        state=State.FAILED, attempts=1, next_try_at=None, error=error
    )
    message.refresh_from_db()
    return message


def page(answer) -> str:
    return answer.content.decode()


def listed(client, **asked) -> list[Message]:
    answer = client.get(LIST, asked)
    return [row["message"] for row in answer.context["rows"]]


def test_hoa_sees_what_became_of_her_messages(desk, lamp, letter):
    failed(letter)
    shown = page(desk.get(LIST))
    assert lamp.reference in shown
    assert "Không gửi được" in shown
    assert "Máy chủ thư báo không có hộp thư này." in shown
    assert "l••@example.vn" in shown
    assert "lan@example.vn" not in shown


def test_dung_sees_nothing_of_them(client, dung, letter):
    client.force_login(dung)
    assert listed(client) == []
    for address in (f"{LIST}{letter.pk}/", f"{LIST}{letter.pk}/gui-lai/"):
        assert client.get(address).status_code == 404
        assert client.post(address).status_code in {404, 405}


def test_who_handles_dossiers_sees_those_and_no_reports(client, son, tam, letter):
    event = DossierEventFactory(dossier=DossierFactory(submitted=True, code=None))
    with transaction.atomic():
        letters.tell(event, "submitted")
    client.force_login(son)
    [message] = listed(client)
    assert message.kind == "dossiers/submitted"
    assert message.matter == event.dossier.reference


def test_a_dossiers_messages_are_found_by_its_code_too(client, son):
    dossier = DossierFactory(reference="TN-7K3M-92")
    with transaction.atomic():
        letters.tell(DossierEventFactory(dossier=dossier), "received")
    client.force_login(son)
    for typed in (dossier.code, dossier.code.lower().replace(".", ""), "TN-7K3M-92", "tn 7k3m"):
        assert [message.matter for message in listed(client, q=typed)] == ["TN-7K3M-92"], typed
    assert listed(client, q="PA-0000-00") == []


def test_messages_are_chosen_by_state_channel_kind_and_time(desk, letter):
    other = ReportFactory()
    [second] = actions_tell(other)
    failed(second)
    assert listed(desk, state="failed") == [second]
    assert letter in listed(desk, state="created")
    assert listed(desk, channel="sms") == []
    assert listed(desk, kind="reports/receive", channel="email") == [letter]
    Message.objects.update(created_at=now().replace(year=2025))
    assert listed(desk) == []
    assert len(listed(desk, days="all")) == 2
    assert listed(desk, days="nonsense", state="nonsense") == []


@transaction.atomic
def actions_tell(report) -> list[Message]:
    contact = Contact(email="minh@example.vn")
    facts = {"reference": report.reference, "path": "/"}
    return outbox.post(
        contact, "reports/resolve", key=report.reference, matter=report.reference, **facts
    )


def test_the_list_asks_the_same_few_questions_however_long(
    desk, hoa, django_assert_max_num_queries
):
    for _number in range(30):
        actions.take_step(ReportFactory(), "receive", by=hoa)
    desk.get(LIST)
    with django_assert_max_num_queries(16):
        assert len(listed(desk)) == 30


def test_one_message_is_read_as_it_was_sent(desk, hoa, letter, drain):
    drain()
    rewording.reword(KINDS["reports/receive"], "vi", Wording("Khác", "Lời khác."), by=hoa)
    shown = page(desk.get(f"{LIST}{letter.pk}/"))
    assert mail.outbox[0].subject in shown
    assert "Lời khác." not in shown
    assert "lan@example.vn" not in shown


def test_an_officer_sends_it_again(desk, hoa, letter, drain):
    failed(letter)
    address = f"{LIST}{letter.pk}/gui-lai/"
    assert "Có, gửi lại" in page(desk.get(address))
    assert mail.outbox == []
    desk.post(address)
    drain()
    letter.refresh_from_db()
    assert letter.state == State.DELIVERED
    assert letter.events.get().by == hoa
    assert "Nguyễn Thị Hoa" in page(desk.get(f"{LIST}{letter.pk}/"))


def test_what_waits_is_not_sent_again(desk, letter):
    shown = page(desk.post(f"{LIST}{letter.pk}/gui-lai/", follow=True))
    assert "Tin này không gửi lại được." in shown
    assert not letter.events.exists()


def test_all_that_failed_go_out_again(desk, letter, drain):
    failed(letter)
    address = f"{LIST}gui-lai/?state=failed"
    assert "Gửi lại 1 tin?" in page(desk.get(address))
    desk.post(address)
    letter.refresh_from_db()
    assert letter.state == State.CREATED
    assert "Trong danh sách không có tin nào bị lỗi." in page(desk.get(address))


def test_an_auditor_looks_and_sends_nothing(client, soc_trang_office, letter):
    auditor = person("yen@example.vn", "Yến")
    join(auditor, soc_trang_office, Role.AUDITOR)
    client.force_login(auditor)
    failed(letter)
    assert listed(client) == [letter]
    assert "Gửi lại" not in page(client.get(f"{LIST}{letter.pk}/"))
    for address in (f"{LIST}{letter.pk}/gui-lai/", f"{LIST}gui-lai/"):
        assert client.post(address).status_code in {302, 403}
    letter.refresh_from_db()
    assert letter.state == State.FAILED


@pytest.fixture
def code_for_lan(db) -> Message:
    with transaction.atomic():
        [message] = outbox.post(
            Contact(email="lan@example.vn"), "tests/code", key="1", code="482913"
        )
    return message


def test_a_code_is_never_shown_or_sent_again(client, soc_trang_office, code_for_lan):
    admin = person("ngoc@example.vn", "Võ Thị Ngọc")
    join(admin, soc_trang_office, Role.ADMINISTRATOR)
    client.force_login(admin)
    assert listed(client) == [failed(code_for_lan, "Expired")]
    shown = page(client.get(f"{LIST}{code_for_lan.pk}/"))
    assert "482913" not in shown
    assert "Chỉ người nhận được đọc" in shown
    assert "Gửi lại" not in shown
    client.post(f"{LIST}gui-lai/")
    code_for_lan.refresh_from_db()
    assert code_for_lan.state == State.FAILED


def test_codes_are_no_officers_business(desk, code_for_lan):
    assert listed(desk) == []
    assert desk.get(f"{LIST}{code_for_lan.pk}/").status_code == 404


def test_a_reports_page_says_what_was_told(desk, lamp, letter):
    failed(letter)
    shown = page(desk.get(f"/quan-tri/phan-anh/{lamp.reference}/"))
    assert "Tin đã báo cho người dân" in shown
    assert "Máy chủ thư báo không có hộp thư này." in shown
    assert f"{LIST}{letter.pk}/gui-lai/" in shown


def test_a_dossiers_page_says_what_was_told(client, son):
    event = DossierEventFactory()
    with transaction.atomic():
        letters.tell(event, "received")
    client.force_login(son)
    shown = page(client.get(f"/quan-tri/ho-so/{event.dossier.code}/"))
    assert "Tin đã báo cho người dân" in shown
    assert "Đã tiếp nhận hồ sơ" in shown


def test_what_failed_today_waits_on_the_first_page(desk, letter):
    assert "Tin không gửi được" not in page(desk.get("/quan-tri/"))
    failed(letter)
    assert "Tin không gửi được" in page(desk.get("/quan-tri/"))


@pytest.mark.parametrize(
    ("channel", "recipient", "shown"),
    [
        (Channel.EMAIL, "lan@example.vn", "l••@example.vn"),
        (Channel.EMAIL, "l@example.vn", "l••@example.vn"),
        (Channel.SMS, "+84912345678", "09•• ••• 678"),
        (Channel.INBOX, "inbox-3", ""),
        (Channel.EMAIL, "forgotten-17", "không còn lưu"),
    ],
)
def test_an_address_is_hidden(channel, recipient, shown):
    assert fates.masked(Message(channel=channel, recipient=recipient)) == shown


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ("", ""),
        ("Refused 550", "Máy chủ thư báo không có hộp thư này."),
        ("NotNow 500", "Cổng tin nhắn đang gặp lỗi."),
        ("TimeoutError", "Máy chủ trả lời quá lâu."),
        ("SMTPServerDisconnected", "Máy chủ thư đang gặp lỗi."),
        ("ZeroDivisionError", "Có lỗi chưa rõ nguyên nhân."),
    ],
)
def test_a_reason_is_a_sentence(error, words):
    assert fates.reason(error) == words
