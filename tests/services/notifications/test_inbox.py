"""What Lan was told, on the portal."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.common.moments import now
from services.notifications import outbox
from services.notifications.contacts import Contact
from services.notifications.models import Channel, Message, State

pytestmark = pytest.mark.django_db
INBOX = "/tai-khoan/tin-nhan/"


@pytest.fixture
def tell(drain):
    """Tell a person so many things about her lamp, and deliver them."""

    def to(person, *numbers: int, **facts) -> list[Message]:
        for number in numbers:
            with transaction.atomic():
                reference = f"PA-{number:04}-00"
                facts = {"reference": reference, "path": f"/phan-anh/{reference}/", **facts}
                contact = Contact(user=person, email=person.email)
                outbox.post(contact, "tests/lamp", key=f"event-{number}", **facts)
        drain()
        return list(Message.objects.inbox_of(person))

    return to


@pytest.fixture
def lans(client, lan):
    """Lan's browser, where she has signed in."""
    client.force_login(lan)
    return client


def words(response) -> str:
    return " ".join(response.content.decode().split())


def test_lan_reads_what_happened(lans, lan, tell):
    [message] = tell(lan, 1, note="Đã thay bóng đèn.")
    page = words(lans.get(INBOX))
    assert "Đã nhận phản ánh PA-0001-00" in page
    assert "Bạn có 1 tin chưa đọc" in page
    page = words(lans.get(f"{INBOX}{message.uid}/"))
    assert "Đã thay bóng đèn." in page
    assert 'href="http://127.0.0.1:8000/phan-anh/PA-0001-00/"' in page
    assert "Chào bạn," not in page


def test_what_is_opened_is_read(lans, lan, tell):
    first, second = tell(lan, 1, 2)
    lans.get(f"{INBOX}{first.uid}/")
    assert list(Message.objects.inbox_of(lan).unread()) == [second]
    assert "Bạn có 1 tin chưa đọc" in words(lans.get(INBOX))


def test_lan_keeps_a_message_as_unread(lans, lan, tell):
    [message] = tell(lan, 1)
    lans.get(f"{INBOX}{message.uid}/")
    assert lans.post(f"{INBOX}{message.uid}/chua-doc/").url == INBOX
    assert Message.objects.inbox_of(lan).unread().count() == 1


def test_lan_marks_everything_as_read(lans, lan, minh, tell):
    tell(minh, 9)
    tell(lan, 1, 2, 3)
    lans.post(f"{INBOX}da-doc/")
    assert not Message.objects.inbox_of(lan).unread().exists()
    assert Message.objects.inbox_of(minh).unread().exists()
    assert "chưa đọc" not in words(lans.get(INBOX))


def test_an_empty_inbox_says_so(lans):
    assert "Chưa có tin nào" in words(lans.get(INBOX))


def test_every_account_page_counts_what_is_unread(lans, lan, tell):
    tell(lan, 1, 2)
    assert '<span class="room__count">2</span>' in words(lans.get("/tai-khoan/"))


def test_minh_finds_nothing_of_lans(client, lan, minh, tell):
    [message] = tell(lan, 1)
    client.force_login(minh)
    assert "PA-0001-00" not in words(client.get(INBOX))
    assert client.get(f"{INBOX}{message.uid}/").status_code == 404
    assert client.post(f"{INBOX}{message.uid}/chua-doc/").status_code == 404


def test_a_letter_of_lans_is_no_message_in_her_inbox(lans, lan, tell):
    tell(lan, 1)
    letter = Message.objects.get(channel=Channel.EMAIL)
    assert lans.get(f"{INBOX}{letter.uid}/").status_code == 404


@pytest.mark.parametrize("address", [INBOX, "/tai-khoan/nhan-tin/"])
def test_a_stranger_signs_in_first(client, address):
    assert client.get(address).url == f"{reverse('account_login')}?next={address}"


@pytest.mark.parametrize("address", ["da-doc/", "{uid}/chua-doc/"])
def test_nothing_is_marked_by_looking(lans, lan, tell, address):
    [message] = tell(lan, 1)
    assert lans.get(INBOX + address.format(uid=message.uid)).status_code == 405


def test_what_could_not_be_told_is_not_shown(lans, lan):
    with transaction.atomic():
        outbox.post(Contact(user=lan), "tests/lamp", key="17")
    Message.objects.update(state=State.FAILED, attempts=1)
    assert "Chưa có tin nào" in words(lans.get(INBOX))


def test_what_was_told_stays_whatever_becomes_of_the_words(lans, lan, tell):
    [message] = tell(lan, 1)
    Message.objects.update(kind="tests/none")
    assert "PA-0001-00" in words(lans.get(f"{INBOX}{message.uid}/"))


def test_words_of_a_note_are_never_markup(lans, lan, tell):
    [message] = tell(lan, 1, note="<script>alert(1)</script> & \u202eđảo")
    page = words(lans.get(f"{INBOX}{message.uid}/"))
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; đảo" in page


def test_a_long_inbox_has_pages(lans, lan, tell):
    tell(lan, *range(25))
    assert words(lans.get(INBOX)).count('class="letter__when"') == 20
    assert words(lans.get(f"{INBOX}?page=2")).count('class="letter__when"') == 5


def test_a_long_inbox_asks_no_more_than_a_short_one(
    lans, lan, tell, django_assert_max_num_queries, time_machine
):
    time_machine.move_to(now(), tick=False)  # Once a minute her session is written down anew.
    lans.get(INBOX)  # Her first page writes down her session.
    costs = []
    for numbers in [range(2), range(2, 60)]:
        tell(lan, *numbers)
        with django_assert_max_num_queries(12) as asked:
            lans.get(INBOX)
        costs.append(len(asked))
    assert costs[0] == costs[1]


def test_pages_that_do_not_say_it_do_not_count(lans, lan, tell):
    tell(lan, 1)
    with CaptureQueriesContext(connection) as asked:
        lans.get("/phan-anh/")
    assert not any("read_at" in question["sql"] for question in asked)
