"""The daily letter: what one follows, once a day and all together."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.db import transaction

from services.notifications import actions, digest, outbox, tasks
from services.notifications.contacts import Contact
from services.notifications.delivery import MOST_TRIES
from services.notifications.models import Channel, Message, State

pytestmark = pytest.mark.django_db
EVENING = datetime.fromisoformat("2026-11-22T18:00:00+07:00")
MORNING = datetime.fromisoformat("2026-11-23T07:30:00+07:00")


@transaction.atomic
def news(person, number: int = 0, kind: str = "tests/news", **facts) -> Message:
    """Something happened that this person follows."""
    facts = {"reference": f"PA-{number:04}-00", "path": f"/phan-anh/PA-{number:04}-00/", **facts}
    posted = outbox.post(Contact(user=person), kind, key=f"event-{number}", **facts)
    return next(message for message in posted if message.channel == Channel.EMAIL)


@pytest.fixture
def evening():
    with time_machine.travel(EVENING, tick=False):
        yield


@pytest.fixture
def several(lan, minh):
    """In the evening three things happen that Lan follows, and one that Minh does."""
    with time_machine.travel(EVENING, tick=False):
        return [*(news(lan, number) for number in range(3)), news(minh, 7)]


def morning_after(drain, moment=MORNING) -> list:
    """The letters of one morning."""
    mail.outbox.clear()
    with time_machine.travel(moment, tick=False):
        tasks.send_digests.call()
        drain()
    return mail.outbox


def test_lan_gets_one_letter_with_all_her_news(several, drain):
    letters = {letter.to[0]: letter for letter in morning_after(drain)}
    assert set(letters) == {"lan@example.vn", "minh@example.vn"}
    lans = letters["lan@example.vn"]
    assert lans.subject == "Sóc Trăng Số: 3 tin mới bạn theo dõi"
    for number in range(3):
        assert (
            f"• Có tin mới về PA-{number:04}-00\nhttp://127.0.0.1:8000/phan-anh/PA-{number:04}"
            in (lans.body)
        )
    assert "PA-0007-00" not in lans.body
    assert "http://127.0.0.1:8000/tai-khoan/tin-nhan/" in lans.body


def test_nothing_is_sent_before_the_morning(several, drain):
    assert morning_after(drain, EVENING + timedelta(hours=5)) == []
    assert morning_after(drain, MORNING - timedelta(minutes=1)) == []


def test_it_is_sent_once_a_day_however_often_it_is_asked_for(several, drain):
    assert len(morning_after(drain)) == 2
    assert morning_after(drain) == []
    assert morning_after(drain, MORNING + timedelta(hours=3)) == []
    assert morning_after(drain, MORNING + timedelta(days=1)) == []


def test_what_happens_after_the_morning_comes_with_the_next(several, lan, drain):
    with time_machine.travel(MORNING + timedelta(minutes=1), tick=False):
        news(lan, 9)
    assert "PA-0009-00" not in str([letter.body for letter in morning_after(drain)])
    [letter] = morning_after(drain, MORNING + timedelta(days=1))
    assert "PA-0009-00" in letter.body


def test_a_letter_of_a_day_is_not_written_twice_for_what_came_late(several, lan, drain):
    morning_after(drain)
    with time_machine.travel(EVENING, tick=False):
        news(lan, 8)  # An action that took the night to commit.
    assert morning_after(drain) == []
    assert len(morning_after(drain, MORNING + timedelta(days=1))) == 1


def test_the_gathered_share_the_letters_fate(several, drain):
    with time_machine.travel(MORNING, tick=False):
        tasks.send_digests.call()
    assert {message.state for message in Message.objects.exclude(digest=None)} == {State.GATHERED}
    morning_after(drain)
    told = Message.objects.exclude(digest=None)
    assert {(message.state, message.attempts) for message in told} == {(State.DELIVERED, 1)}
    assert told.count() == 4


@pytest.mark.usefixtures("no_post_office")
def test_the_gathered_share_the_letters_failure_and_its_second_chance(
    several, hoa, drain, settings
):
    with time_machine.travel(MORNING, tick=False):
        tasks.send_digests.call()
    letters = Message.objects.filter(kind="notifications/digest")
    changes = {"state": State.RETRYING, "attempts": MOST_TRIES - 1, "next_try_at": EVENING}
    letters.update(**changes)
    with time_machine.travel(MORNING, tick=False):
        drain()
    told = Message.objects.exclude(digest=None)
    assert {message.error for message in told} == {"ConnectionRefusedError"}
    assert {message.state for message in told} == {State.FAILED}

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    for letter in letters:
        actions.resend(letter, by=hoa)
    drain()
    assert {(message.state, message.error) for message in told.all()} == {(State.DELIVERED, "")}


def test_a_letter_names_twenty_and_counts_the_rest(lan, drain, evening):
    for number in range(25):
        news(lan, number)
    [letter] = morning_after(drain)
    assert letter.body.count("•") == digest.MOST_LINES == 20
    assert "… và 5 tin khác" in letter.body
    assert letter.subject == "Sóc Trăng Số: 25 tin mới bạn theo dõi"
    gathered = Message.objects.filter(channel=Channel.EMAIL, kind="tests/news")
    assert not gathered.exclude(state=State.DELIVERED).exists()


def test_what_cannot_be_read_aloud_fails_and_the_others_are_told(several, drain):
    poisoned = several[1]
    Message.objects.filter(pk=poisoned.pk).update(kind="tests/without_subject")
    [lans] = [letter for letter in morning_after(drain) if letter.to == ["lan@example.vn"]]
    assert "2 tin mới" in lans.subject
    poisoned.refresh_from_db()
    assert (poisoned.state, poisoned.error) == (State.FAILED, "BadWording")


def test_who_wants_no_more_meanwhile_gets_none(several, lan, drain):
    actions.choose(lan, language="vi", followed_email="never")
    assert [letter.to for letter in morning_after(drain)] == [["minh@example.vn"]]
    assert {message.error for message in Message.objects.filter(user=lan, state=State.FAILED)} == {
        "Unwanted"
    }


def test_whose_account_is_gone_gets_none(several, minh, drain):
    Message.objects.filter(user=minh).update(user=None)
    assert [letter.to for letter in morning_after(drain)] == [["lan@example.vn"]]


def test_the_letter_speaks_her_language(lan, drain, evening):
    actions.choose(lan, language="en", followed_email="daily")
    news(lan)
    [letter] = morning_after(drain)
    assert letter.subject == "Sóc Trăng Số: news of what you follow (1)"
    assert "http://127.0.0.1:8000/en/tai-khoan/tin-nhan/" in letter.body
    assert "To stop these letters: http://127.0.0.1:8000/en/" in letter.body


def test_who_keeps_no_news_in_her_inbox_is_not_sent_there(lan, drain, evening):
    actions.choose(lan, language="vi", followed_inbox=False)
    news(lan)
    [letter] = morning_after(drain)
    assert "/tin-nhan/" not in letter.body


def test_a_letter_asks_no_more_for_a_hundred_news_than_for_twenty(
    lan, minh, evening, django_assert_max_num_queries
):
    for number in range(20):
        news(lan, number)
    for number in range(100):
        news(minh, number)
    costs = []
    for person in [lan, minh]:
        with django_assert_max_num_queries(40) as questions:
            assert digest.send_one(person, MORNING)
        costs.append(len(questions))
    assert costs[0] == costs[1]
