"""Within a minute of being told, begun, ended or taken back every page says so; for nothing."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.core.cache import cache
from redis.exceptions import ConnectionError as RedisIsAway

from cms.alerts import actions, current
from cms.tasks import notice_alerts
from portal.common.moments import now
from tests.cms.alerts.conftest import EMERGENCY, HOUR, TIDE
from tests.cms.pages import an_event
from tests.services.reports.factories import ReportFactory

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
ANY_PAGE = "/thu-tuc/"


class Clock:
    """A clock that is moved by hand. Redis has one of its own: what time would have taken away
    there goes with it."""

    def __init__(self, machine):
        self.machine = machine
        machine.move_to("2026-11-22T08:00+07:00", tick=False)

    def shift(self, span: timedelta) -> None:
        self.machine.shift(span)
        if settings.REDIS_URL and span >= timedelta(seconds=current.KEPT):
            cache.delete(current.key())


@pytest.fixture
def clock(time_machine) -> Clock:
    return Clock(time_machine)


@pytest.fixture
def says(client, home):
    """`says("Triều cường")`: whether a page says it; any page unless named."""

    def said(words: str, address: str = ANY_PAGE) -> bool:
        return words in client.get(address).content.decode()

    return said


def test_an_emergency_is_on_every_page_at_once(says, told, fragments_kept):
    assert not says(EMERGENCY)
    told(EMERGENCY, level="emergency")
    for address in ("/", ANY_PAGE, "/phan-anh/", "/tra-cuu/", "/khong-co-trang-nay/"):
        assert says(EMERGENCY, address), address


def test_once_on_the_front_door(client, home, told):
    told(EMERGENCY, level="emergency")
    page = client.get("/").content.decode()
    assert page.count(f">{EMERGENCY}</a>") == 1


def test_milder_ones_stand_on_the_front_door_only(says, told):
    told(TIDE, level="warning")
    assert says(TIDE, "/")
    assert not says(TIDE)


def test_a_list_of_one_commune_says_what_concerns_it(says, told, soc_trang, phu_loi):
    told("Cúp nước phường Sóc Trăng", level="notice", areas=[soc_trang])
    told("Triều cường cả vùng", level="warning")
    told("Đừng đọc mã OTP", level="info")
    here, there = "/phan-anh/?commune=31507", "/phan-anh/?commune=31510"
    assert says("Cúp nước phường Sóc Trăng", here)
    assert not says("Cúp nước phường Sóc Trăng", there)
    assert says("Triều cường cả vùng", there)
    assert not says("Đừng đọc mã OTP", there)


def test_it_begins_and_ends_to_the_minute(clock, says, told):
    told(EMERGENCY, level="emergency", starts_at=now() + HOUR, ends_at=now() + 2 * HOUR)
    assert not says(EMERGENCY)
    clock.shift(HOUR - MINUTE)
    assert not says(EMERGENCY)
    clock.shift(MINUTE)
    assert says(EMERGENCY)
    clock.shift(HOUR - MINUTE)
    assert says(EMERGENCY)
    clock.shift(MINUTE)
    assert not says(EMERGENCY)


def test_a_kept_value_hides_no_beginning(clock, says, told):
    told(EMERGENCY, level="emergency", starts_at=now() + timedelta(seconds=20))
    assert not says(EMERGENCY)
    clock.shift(timedelta(seconds=20))
    assert says(EMERGENCY)


def test_an_update_is_read_at_once(says, told, retell):
    message = told(EMERGENCY, level="emergency")
    assert says(EMERGENCY)
    retell(message.alert, title="Bờ sông sạt thêm 20 mét")
    assert says("Bờ sông sạt thêm 20 mét")
    assert not says(f">{EMERGENCY}<")


def test_what_is_taken_back_says_so_for_a_day(clock, says, told, take_back):
    message = told(EMERGENCY, level="emergency", ends_at=now() + 72 * HOUR)
    assert says(EMERGENCY)
    take_back(message.alert, "Bờ đã được kè lại.")
    assert says("Đã hủy")
    assert says("Bờ đã được kè lại.")
    clock.shift(24 * HOUR)
    assert not says("Bờ đã được kè lại.")


def test_another_process_hears_within_a_minute(clock, says, an_alert, linh, fragments_kept):
    """Even one that looked a moment before and was not told to forget."""
    alert = an_alert(EMERGENCY, level="emergency")
    cache.delete(current.key())
    assert not says(EMERGENCY)
    actions.publish_alert(alert, by=linh)
    assert not says(EMERGENCY)
    longest = timedelta(seconds=current.KEPT + current.HEARD_EVERY + 1)
    assert longest < MINUTE
    clock.shift(longest)
    assert says(EMERGENCY)


def test_what_was_read_before_it_was_told_is_shown_no_more(says, told):
    """Though whoever read it keeps it for all only afterwards."""
    before = current.key()
    told(EMERGENCY, level="emergency")
    cache.set(before, [], current.KEPT)
    assert says(EMERGENCY)


def test_the_worker_notices_what_the_clock_changed(clock, told, take_back):
    message = told(starts_at=now() + HOUR, ends_at=now() + 72 * HOUR)
    assert notice_alerts.call() == 0
    clock.shift(HOUR)
    assert notice_alerts.call() == 1
    clock.shift(5 * MINUTE)
    assert notice_alerts.call() == 0
    take_back(message.alert)
    clock.shift(24 * HOUR)
    assert notice_alerts.call() == 1
    clock.shift(47 * HOUR - 5 * MINUTE)  # When it would have ended.
    assert notice_alerts.call() == 0


def test_what_is_about_a_commune_says_what_concerns_it(says, told, write, home, soc_trang, phu_loi):
    pages = [
        write("Chợ đêm", communes=[soc_trang]).url,
        an_event(home, commune=soc_trang).url,
        f"/phan-anh/{ReportFactory(received=True, commune=soc_trang).reference}/",
    ]
    elsewhere = write("Chợ nổi", communes=[phu_loi]).url
    told(TIDE, level="warning", areas=[soc_trang])
    assert [says(TIDE, address) for address in pages] == [True, True, True]
    assert not says(TIDE, elsewhere)


def test_a_page_asks_nothing_while_there_is_nothing_to_say(client, home, django_assert_num_queries):
    cache.delete(current.key())
    with django_assert_num_queries(1):
        assert current.concerning([]) == []
    with django_assert_num_queries(0):
        assert current.concerning([]) == []
        assert current.concerning(["31507"]) == []


def test_nor_when_there_is(told, soc_trang, django_assert_num_queries):
    told(EMERGENCY, level="emergency", areas=[soc_trang])
    with django_assert_num_queries(2):
        current.showing()
    with django_assert_num_queries(0):
        assert current.showing()[0].areas == ("Phường Sóc Trăng",)


def test_the_gravest_come_first(told):
    for level in ("info", "emergency", "notice", "warning"):
        told(level, level=level)
    found = [one.level for one in current.showing()]
    assert found == ["emergency", "warning", "notice", "info"]


@pytest.mark.parametrize("trouble", [OSError, RedisIsAway])
def test_a_cache_that_is_ill_silences_nothing(monkeypatch, told, trouble, caplog):
    told(EMERGENCY, level="emergency")

    def ill(*args, **kwargs):
        raise trouble("away")

    monkeypatch.setattr(cache, "get_or_set", ill)
    assert current.concerning([])[0].title == EMERGENCY


def test_no_reader_gets_a_cookie(client, home, told):
    told(EMERGENCY, level="emergency")
    for address in ("/", "/canh-bao/", "/canh-bao/atom/"):
        assert not client.get(address).cookies
