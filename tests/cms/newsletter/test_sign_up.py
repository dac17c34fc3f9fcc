"""Signing up for the newsletter: an address is asked first, and nobody learns who reads it."""

import pytest
import time_machine
from django.core import mail

from cms.models import Subscription
from cms.newsletter.links import LIVES
from portal.common.moments import now
from services.notifications.models import Message
from tests.cms.newsletter.reading import MAIL, ONE_DAY, letters_of, published, reader
from tests.services.reports.following import link_in_last_letter
from tests.site import topic_called

pytestmark = pytest.mark.django_db
PAGE = "/ban-tin/"


@pytest.fixture(autouse=True)
def _site(home, soc_trang):
    topic_called("huong-dan")


def ask(client, **said):
    return client.post(PAGE, {"email": MAIL, "rhythm": "daily"} | said, follow=True)


def link(drain) -> str:
    """The link in the letter that asks."""
    drain()
    return link_in_last_letter("/ban-tin/dong-y/")


def test_lan_signs_up_says_yes_and_reads_her_topic_the_next_morning(client, write, drain):
    page = ask(client, topics=["huong-dan"], communes=["31507"]).content.decode()
    assert "Bạn mở hộp thư nhé" in page
    assert MAIL not in page
    way = link(drain)
    assert MAIL not in way
    shown = client.get(way).content.decode()
    assert "Phường Sóc Trăng" in shown
    assert not Subscription.objects.running().exists()
    hers = client.post(way, follow=True).content.decode()
    assert "Từ nay bạn nhận được tin" in hers
    assert "l••@example.vn" in hers
    [lan] = Subscription.objects.running()
    assert (lan.rhythm, lan.language) == ("daily", "vi")
    published(write, "Hướng dẫn mới", at=now(), topic=topic_called("huong-dan"))
    published(write, "Chuyện khác", at=now())
    [letter] = letters_of(drain, now() + ONE_DAY)
    assert "Hướng dẫn mới" in letter.body
    assert "Chuyện khác" not in letter.body


def test_the_answer_is_the_same_for_who_reads_it_already(client):
    reader()
    known, unknown = ask(client), ask(client, email="minh@example.vn")
    assert known.redirect_chain == unknown.redirect_chain
    assert known.content == unknown.content
    asked = Message.objects.filter(kind="newsletter/confirm").values_list("recipient", flat=True)
    assert sorted(asked) == [MAIL, "minh@example.vn"]


def test_nobody_changes_by_anothers_address_what_she_reads(client):
    lan = reader(topics=[topic_called("huong-dan")], rhythm="weekly")
    ask(client)
    lan.refresh_from_db()
    assert lan.rhythm == "weekly"
    assert lan.topics.count() == 1


def test_a_capital_letter_is_no_second_reader(client):
    reader()
    ask(client, email="Lan@Example.VN")
    assert Subscription.objects.count() == 1


def test_who_says_yes_hears_of_nothing_older_and_not_twice(client, write, drain):
    published(write, "Tin cũ", at=now())
    ask(client)
    way = link(drain)
    for _press in range(2):
        client.post(way)
    assert Subscription.objects.running().count() == 1
    assert letters_of(drain, now() + LIVES) == []


def test_the_link_works_for_three_days(client, drain):
    ask(client)
    way = link(drain)
    with time_machine.travel(now() + LIVES * 1.1, tick=False):
        answer = client.post(way)
    assert answer.status_code == 410
    assert "Đăng ký lại" in answer.content.decode()
    assert not Subscription.objects.running().exists()


def test_whom_a_link_asks_may_be_gone(client, drain):
    ask(client)
    way = link(drain)
    Subscription.objects.all().delete()
    assert client.get(way).status_code == client.post(way).status_code == 404


@pytest.mark.parametrize("token", ["x", "eyJzIjoxfQ:1wZyXa:nJ3sPq0vXk2mB7cR", "12:abc"])
@pytest.mark.parametrize("page", ["dong-y", "cua-toi", "thoi", "nhan-lai"])
def test_nobody_makes_a_link_up(client, page, token):
    assert client.post(f"{PAGE}{page}/{token}/").status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"email": ""},
        {"email": "lan"},
        {"rhythm": "hourly"},
        {"rhythm": ""},
        {"topics": ["khong-co"]},
        {"topics": ["\x00"]},
        {"communes": ["99999"]},
        {"website": "https://spam.example"},
    ],
)
def test_what_is_wrong_is_asked_for_again(client, wrong):
    assert ask(client, **wrong).status_code == 422
    assert not Subscription.objects.exists()


def test_nobody_signs_up_in_a_moment(client):
    stamp = client.get(PAGE).context["form"].initial["opened"]
    assert ask(client, opened=stamp).status_code == 422
    assert not Subscription.objects.exists()


def test_nobody_is_pestered_in_our_name(client):
    assert [ask(client).status_code for _press in range(6)] == [200] * 5 + [429]


def test_pressed_twice_it_is_one_letter(client, drain):
    with time_machine.travel(now(), tick=False):
        for _press in range(2):
            ask(client)
    drain()
    assert len(mail.outbox) == 1


def test_what_the_page_chose_that_led_here_is_ticked(client):
    page = client.get(f"{PAGE}?chuyen-muc=huong-dan&xa=31507").content.decode()
    for value in ("huong-dan", "31507"):
        assert "checked" in page.split(f'value="{value}"')[1].split(">")[0]


@pytest.mark.parametrize("asked", ["chuyen-muc=%20", "xa=99999&chuyen-muc=nothing", "xa=a&xa=b"])
def test_nonsense_in_the_address_chooses_nothing(client, asked):
    answer = client.get(f"{PAGE}?{asked}")
    assert answer.status_code == 200
    assert answer["Cache-Control"].startswith("max-age=0")


def test_who_signed_in_need_not_type_her_address(client, lan):
    client.force_login(lan)
    assert f'value="{lan.email}"' in client.get(PAGE).content.decode()


def test_in_english_it_is_asked_in_english(client, drain):
    client.post("/en/ban-tin/", {"email": MAIL, "rhythm": "weekly"})
    drain()
    assert mail.outbox[-1].subject == "Do you want the newsletter of Sóc Trăng Số?"
    client.post(link_in_last_letter("/en/ban-tin/dong-y/"))
    assert Subscription.objects.running().get().language == "en"


def test_a_topic_that_went_before_she_said_yes_brings_nothing(client, drain):
    ask(client, topics=["huong-dan"])
    topic_called("huong-dan").delete()
    client.post(link(drain))
    assert not Subscription.objects.running().exists()
