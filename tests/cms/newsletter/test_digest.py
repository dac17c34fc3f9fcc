"""The newsletter of a morning: what is new, to whom it is due, once."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.core import mail
from wagtail.models import PageViewRestriction

from cms.models import ArticlePage, Subscription
from cms.models.subscriptions import Rhythm
from cms.newsletter import digest
from cms.newsletter.digest import edge
from cms.newsletter.issue import MOST_LINES, STALE
from cms.tasks import send_newsletter
from portal.jobs.schedule import DUTIES
from services.notifications.models import Message
from tests.cms.newsletter.reading import (
    MAIL,
    MONDAY,
    ONE_DAY,
    SUNDAY_NOON,
    TUESDAY,
    letters_of,
    published,
    reader,
)
from tests.site import topic_called

pytestmark = pytest.mark.django_db
MOST_QUESTIONS = 21  # 18, and SQLite takes a hundred new rows in a few parts.


def test_it_names_each_new_article_with_the_way_to_it_and_the_ways_out(write, drain):
    reader()
    for title in ("Đèn đường thông minh", "Chợ số mở cửa"):
        published(write, title)
    [letter] = letters_of(drain)
    assert letter.to == [MAIL]
    assert letter.subject == "Bản tin Sóc Trăng Số: 2 tin mới"
    assert "• Chợ số mở cửa\nhttp://127.0.0.1:8000/tin-tuc/cho-so-mo-cua/" in letter.body
    assert letter.body.index("Chợ số mở cửa") < letter.body.index("Đèn đường thông minh")
    assert "http://127.0.0.1:8000/ban-tin/cua-toi/" in letter.body
    assert "Để thôi nhận những thư này: http://127.0.0.1:8000/ban-tin/thoi/" in letter.body
    assert MAIL not in letter.body


def test_when_nothing_is_new_there_is_no_letter(write, drain):
    published(write, "Tin cũ", at=SUNDAY_NOON - ONE_DAY)
    reader()
    assert letters_of(drain) == []


def test_each_article_comes_once(write, drain):
    reader()
    published(write, "Chợ số mở cửa")
    assert len(letters_of(drain)) == 1
    assert letters_of(drain, MONDAY + timedelta(hours=1)) == []
    assert letters_of(drain, TUESDAY) == []


def test_what_is_published_while_it_is_sent_comes_with_the_next(write, drain):
    reader()
    published(write, "Sát giờ", at=MONDAY - timedelta(minutes=1))
    assert letters_of(drain) == []
    [letter] = letters_of(drain, TUESDAY)
    assert "Sát giờ" in letter.body


def test_a_second_edition_is_no_news(write, drain):
    reader()
    article = published(write, "Tin cũ", at=SUNDAY_NOON - ONE_DAY)
    with time_machine.travel(SUNDAY_NOON + timedelta(hours=1), tick=False):
        ArticlePage.objects.get(pk=article.pk).save_revision().publish()
    assert letters_of(drain) == []


def test_nor_is_what_is_brought_into_the_archive(write, drain):
    reader()
    published(write, "Bài từ trang cũ", published_on=SUNDAY_NOON - STALE - ONE_DAY)
    assert letters_of(drain) == []


def test_what_lay_in_a_drawer_for_weeks_is_news_when_it_comes_out(write, drain):
    reader()
    published(write, "Hẹn giờ từ đầu tháng", published_on=SUNDAY_NOON - 28 * ONE_DAY)
    [letter] = letters_of(drain)
    assert "Hẹn giờ từ đầu tháng" in letter.body


def test_lan_gets_her_topics_only(write, drain):
    reader(topics=[topic_called("huong-dan")])
    published(write, "Hướng dẫn mới", topic=topic_called("huong-dan"))
    published(write, "Chuyện khác")
    [letter] = letters_of(drain)
    assert letter.subject == "Bản tin Sóc Trăng Số: 1 tin mới"
    assert "Hướng dẫn mới" in letter.body
    assert "Chuyện khác" not in letter.body
    assert "/tin-tuc/?chuyen-muc=huong-dan" in letter.body


def test_of_communes_she_gets_hers_and_what_is_for_everyone(write, drain, soc_trang, phu_loi):
    reader(communes=[soc_trang])
    published(write, "Ở Sóc Trăng", communes=[soc_trang])
    published(write, "Ở Phú Lợi", communes=[phu_loi])
    published(write, "Cho mọi người")
    [letter] = letters_of(drain)
    assert "Ở Sóc Trăng" in letter.body
    assert "Cho mọi người" in letter.body
    assert "Ở Phú Lợi" not in letter.body


def test_what_not_everyone_may_read_is_never_told(write, drain):
    reader()
    published(write, "Bản nháp", live=False)
    withdrawn = published(write, "Đã rút lại")
    withdrawn.unpublish()
    private = published(write, "Nội bộ")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    expired = published(write, "Đã hết hạn")
    ArticlePage.objects.filter(pk=expired.pk).update(expire_at=MONDAY - timedelta(minutes=1))
    assert letters_of(drain) == []


def test_who_has_not_said_yes_or_has_said_no_gets_none(write, drain):
    reader(confirmed_at=None)
    reader("minh@example.vn", stopped_at=SUNDAY_NOON)
    published(write, "Chợ số mở cửa")
    assert letters_of(drain) == []


def test_once_a_week_it_comes_on_monday_with_all_of_the_week(write, drain):
    reader(rhythm="weekly")
    published(write, "Tin ngày thứ Hai", at=MONDAY + timedelta(hours=2))
    for day in range(1, 7):
        assert letters_of(drain, MONDAY + day * ONE_DAY) == []
    [letter] = letters_of(drain, MONDAY + 7 * ONE_DAY)
    assert "Tin ngày thứ Hai" in letter.body


def test_a_worker_that_was_away_on_monday_sends_the_week_on_tuesday(write, drain):
    reader(rhythm="weekly")
    published(write, "Tin cuối tuần")
    [letter] = letters_of(drain, TUESDAY)
    assert "Tin cuối tuần" in letter.body
    assert letters_of(drain, TUESDAY + ONE_DAY) == []


def test_who_now_wants_it_daily_misses_nothing(write, drain):
    lan = reader(rhythm="weekly")
    published(write, "Tin thứ Hai", at=MONDAY + timedelta(hours=2))
    letters_of(drain, MONDAY)
    Subscription.objects.filter(pk=lan.pk).update(rhythm="daily")
    [letter] = letters_of(drain, TUESDAY)
    assert "Tin thứ Hai" in letter.body


def test_after_ten_it_says_how_many_more(write, drain):
    reader()
    for number in range(MOST_LINES + 2):
        published(write, f"Tin số {number}")
    [letter] = letters_of(drain)
    assert letter.body.count("• ") == MOST_LINES
    assert "… và 2 tin nữa" in letter.body
    assert letter.subject.endswith(": 12 tin mới")


def test_in_english_the_frame_is_english_and_leads_to_english_pages(write, drain):
    reader(language="en")
    published(write, "Chợ số mở cửa")
    [letter] = letters_of(drain)
    assert letter.subject == "Newsletter of Sóc Trăng Số: new articles (1)"
    assert "http://127.0.0.1:8000/en/tin-tuc/cho-so-mo-cua/" in letter.body
    assert "http://127.0.0.1:8000/en/ban-tin/thoi/" in letter.body


def test_a_title_is_words_and_never_code(write, drain):
    reader()
    published(write, "<b>Chợ</b> {stop} & %(x)s")
    [letter] = letters_of(drain)
    page = letter.alternatives[0].content
    assert "• <b>Chợ</b> {stop} & %(x)s" in letter.body
    assert "&lt;b&gt;Chợ&lt;/b&gt; {stop} &amp; %(x)s</a>" in page


def test_a_worker_killed_in_the_middle_tells_nobody_twice(write, drain, monkeypatch):
    """The first batch is there, the second died with its worker: the next one goes on with it."""
    for number in range(4):
        reader(f"nguoi-{number}@example.vn")
    published(write, "Chợ số mở cửa")
    monkeypatch.setattr("portal.common.batches.BATCH", 2)
    done = []

    def die_after_one(batch, issue):
        if done:
            raise KeyboardInterrupt
        done.append(send_batch(batch, issue))
        return done[0]

    send_batch = digest.send_batch
    with monkeypatch.context() as dying, time_machine.travel(MONDAY, tick=False):
        dying.setattr(digest, "send_batch", die_after_one)
        with pytest.raises(KeyboardInterrupt):
            send_newsletter.call()
    assert Message.objects.count() == 2
    letters_of(drain, MONDAY + timedelta(minutes=10))
    told = [letter.to[0] for letter in mail.outbox]
    assert sorted(told) == [f"nguoi-{number}@example.vn" for number in range(4)]


def test_a_batch_that_fails_half_way_leaves_everyone_to_be_told(write, drain, monkeypatch):
    reader()
    published(write, "Chợ số mở cửa")

    def die(kind, letters):
        raise ConnectionError

    with monkeypatch.context() as dying, time_machine.travel(MONDAY, tick=False):
        dying.setattr("services.notifications.mailing.delivery.plan_all", die)
        with pytest.raises(ConnectionError):
            send_newsletter.call()
    assert not Message.objects.exists()
    assert len(letters_of(drain, MONDAY + timedelta(minutes=10))) == 1


@pytest.mark.parametrize("many", [10, 100])
def test_it_asks_the_same_few_questions_however_many_read_it(
    write, many, django_assert_max_num_queries
):
    readers = [
        Subscription(
            email=f"nguoi-{number}@example.vn",
            rhythm="daily",
            confirmed_at=SUNDAY_NOON,
            told_until=SUNDAY_NOON,
        )
        for number in range(many)
    ]
    Subscription.objects.bulk_create(readers)
    for number in range(3):
        published(write, f"Tin số {number}")
    with time_machine.travel(MONDAY, tick=False), django_assert_max_num_queries(MOST_QUESTIONS):
        assert digest.send(Rhythm.DAILY, edge(Rhythm.DAILY, MONDAY)) == many


@pytest.mark.parametrize(
    ("rhythm", "moment", "expected"),
    [
        ("daily", "2026-11-30T06:00", "2026-11-30T05:55"),
        ("daily", "2026-11-30T05:59", "2026-11-29T05:55"),
        ("weekly", "2026-11-30T06:00", "2026-11-30T05:55"),
        ("weekly", "2026-11-30T05:59", "2026-11-23T05:55"),
        ("weekly", "2026-12-06T23:00", "2026-11-30T05:55"),
    ],
)
def test_letters_tell_until_the_last_morning_that_was_theirs(rhythm, moment, expected):
    here = datetime.fromisoformat(f"{moment}:00+07:00")
    assert edge(Rhythm(rhythm), here) == datetime.fromisoformat(f"{expected}:00+07:00")


def test_the_worker_looks_at_six_every_morning():
    assert DUTIES["cms.tasks.send_newsletter"].at == digest.SENT_AT


def test_who_wanted_only_a_topic_that_goes_gets_nothing_rather_than_everything(write, drain):
    gone, kept = topic_called("huong-dan"), topic_called("chuyen-doi-so")
    reader("only@example.vn", topics=[gone])
    reader("both@example.vn", topics=[gone, kept])
    reader("all@example.vn")
    gone.delete()
    published(write, "Chợ số mở cửa", topic=kept)
    assert {letter.to[0] for letter in letters_of(drain)} == {"both@example.vn", "all@example.vn"}
    assert not Subscription.objects.get(email="only@example.vn").is_running
