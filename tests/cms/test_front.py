"""The front door: a greeting, figures anyone may check, what is new, and all of it quickly."""

from datetime import datetime, timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.utils.timezone import make_aware
from wagtail.models import Page, PageViewRestriction

from cms import front
from cms.alerts import current
from cms.alerts.actions import publish_alert
from cms.models import Alert, HomePage
from portal.common.moments import now, travel_to
from portal.pages_cache.edition import begin_edition
from services.reports.workflow import State
from tests.cms.conftest import new_picture
from tests.services.procedures.factories import ProcedureFactory
from tests.services.reports.factories import PhotoFactory, RatingFactory, ReportFactory

pytestmark = pytest.mark.django_db
A_WEEK_AGO = timedelta(days=8)


@pytest.mark.parametrize(
    ("hour", "greeting"),
    [
        (0, "Chào buổi sáng"),
        (10, "Chào buổi sáng"),
        (11, "Chào buổi trưa"),
        (13, "Chào buổi chiều"),
        (17, "Chào buổi chiều"),
        (18, "Chào buổi tối"),
        (23, "Chào buổi tối"),
    ],
)
def test_the_greeting_follows_the_hour_here(client, home, hour, greeting):
    with travel_to(make_aware(datetime(2026, 11, 22, hour))):
        assert greeting in client.get("/").content.decode()


def figures() -> dict[str, str]:
    return {one["label"]: one["value"] for one in front.figures()}


def closed(state=State.RESOLVED, **facts):
    moment = facts.pop("closed_at", now())
    return ReportFactory(state=state, closed_at=moment, **facts)


def test_figures_count_this_week(soc_trang_office):
    closed(due_at=now() + timedelta(days=1))
    closed(due_at=now() - timedelta(days=1))
    closed(State.DECLINED, due_at=now() + timedelta(days=1))
    closed(closed_at=now() - A_WEEK_AGO)
    ReportFactory()
    ProcedureFactory.create_batch(2)
    ProcedureFactory(retired=True)
    assert figures() == {
        "phản ánh đã xử lý tuần này": "2",
        "xử lý đúng hạn": "67 %",
        "phản ánh đang xử lý": "1",
        "thủ tục có hướng dẫn": "2",
    }


def test_nothing_closed_gives_no_rate(db):
    assert "xử lý đúng hạn" not in figures()


def test_satisfaction_is_told_once_enough_have_judged():
    report = ReportFactory(resolved=True)
    RatingFactory.create_batch(3, report=report)
    RatingFactory(report=report, is_satisfied=False)
    long_ago = now() - timedelta(days=31)
    RatingFactory(report=report, is_satisfied=False, created_at=long_ago)
    assert not any(label.startswith("hài lòng") for label in front_figures())
    RatingFactory(report=report)
    assert front_figures()["hài lòng, trong 5 người đánh giá"] == "80 %"


KEPT = ["front:reports", "front:procedures", "reports.ratings.recent"]


def front_figures() -> dict[str, str]:
    """The figures of a minute later."""
    cache.delete_many(KEPT)  # Not all of it: tests beside this one count there, too.
    return figures()


def test_figures_are_counted_once_a_minute(client, home, django_assert_num_queries):
    front.figures()
    with django_assert_num_queries(0):
        front.figures()


def test_only_public_reports_stand_at_the_door(client, home, soc_trang_office):
    shown = ReportFactory(state=State.RECEIVED)
    ReportFactory(state=State.RECEIVED, is_private=True)
    ReportFactory(state=State.SUBMITTED)
    urls = [report["url"] for report in client.get("/").context["reports"]]
    assert urls == [shown.get_absolute_url()]


def test_life_events_are_the_fullest_first(home):
    ProcedureFactory.create_batch(2, life_event="Có con nhỏ")
    ProcedureFactory(life_event="Học tập")
    ProcedureFactory(life_event="")
    events = front.life_events()
    assert [event["label"] for event in events] == ["Có con nhỏ", "Học tập"]
    assert events[0]["icon"] == "baby"
    assert events[0]["url"] == "/thu-tuc/?life_event=co-con-nho"


def test_an_alert_shows_while_its_time_lasts(client, home, linh):
    hour = timedelta(hours=1)
    tell("Triều cường", linh, ends_at=now() + hour)
    tell("Không hẹn ngày", linh, level="notice")
    with travel_to(now() - 2 * hour):
        tell("Đã qua", linh, ends_at=now() + hour)
    tell("Chưa tới", linh, starts_at=now() + hour)
    titles = [alert.title for alert in client.get("/").context["alerts"]]
    assert titles == ["Không hẹn ngày", "Triều cường"]


def test_in_english_words_that_stay_vietnamese_say_so(client, home, linh):
    tell("Triều cường", linh)
    address = ReportFactory(state=State.RECEIVED).get_absolute_url()
    page = client.get("/en/").content.decode()
    assert '<summary class="alert__title" lang="vi">' in page
    assert f'lang="vi"><a href="/en{address}">' in page
    assert 'class="alert__title" lang' not in client.get("/").content.decode()


def tell(title: str, by, **facts) -> None:
    publish_alert(Alert.objects.create(title=title, **facts), by=by)
    begin_edition()  # As when it is committed.


def test_the_door_is_never_closed(client, home):
    PageViewRestriction.objects.create(page=Page.objects.get(pk=home.pk), restriction_type="login")
    assert client.get("/").status_code == 200


def test_the_door_asks_about_a_dozen_questions_however_much_there_is(
    client, write, linh, soc_trang_office, django_assert_max_num_queries
):
    for number in range(8):
        PhotoFactory(report=ReportFactory(state=State.RECEIVED))
        ProcedureFactory(life_event=f"Việc {number}")
        write(f"Tin {number}", picture=new_picture(f"anh-{number}.jpg"))
    tell("Triều cường", linh)
    current.showing()  # Some page has just looked.
    ContentType.objects.get_for_model(HomePage)
    client.get("/")  # Of pictures that no worker has seen to, it makes one size each.
    with django_assert_max_num_queries(14):
        client.get("/")


def test_an_empty_portal_has_a_door_too(client, home):
    page = client.get("/").content.decode()
    assert "Bạn cần gì hôm nay?" in page
    assert "Gửi phản ánh" in page
