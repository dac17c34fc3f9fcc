"""Following an area: what is new there reaches whoever wants it, exactly and once."""

from datetime import datetime, time, timedelta

import pytest
import time_machine
from django.core import mail
from django.utils.timezone import localdate, make_aware

from services.notifications.models import Message
from services.privacy import registry, retention
from services.reports import actions, followers, tasks
from services.reports.area_digest import MOST_LINES
from services.reports.area_news import MOST_AT_ONCE
from services.reports.follow_links import stop_token
from services.reports.models import AreaFollow, Category
from tests.services.reports.factories import CategoryFactory, ReportFactory
from tests.services.reports.following import (
    MAIL,
    area_follow,
    link_in_last_letter,
    links_in,
    told,
)

PAGE = "/phan-anh/theo-doi/"
ONE_DAY = timedelta(days=1)
# Days on which everyone below serves already.
NOON = make_aware(datetime.combine(localdate() + 3 * ONE_DAY, time(12, 0)))
MORNING = make_aware(datetime.combine(localdate() + 4 * ONE_DAY, time(7, 0)))
AT_ONCE, DAILY = AreaFollow.Pace.AT_ONCE, AreaFollow.Pace.DAILY


def received(hoa, *, at=NOON, **facts):
    """A report that an officer received at this moment, which makes it news."""
    with time_machine.travel(at, tick=False):
        report = ReportFactory(**facts)
        actions.take_step(report, "receive", by=hoa)
    return report


def follows(commune, *, since=NOON - timedelta(hours=1), **facts) -> AreaFollow:
    with time_machine.travel(since, tick=False):
        return area_follow(commune, **facts)


def letters_of(drain, moment=MORNING) -> list:
    """The letters of one morning."""
    mail.outbox.clear()
    with time_machine.travel(moment, tick=False):
        tasks.send_area_digests.call()
        drain()
    return [letter for letter in mail.outbox if letter.to == [MAIL]]


class TestTheDailyLetter:
    def test_it_names_each_new_report_with_the_way_to_it_and_the_way_out(
        self, soc_trang, hoa, drain
    ):
        followed = follows(soc_trang, email=MAIL)
        reports = [received(hoa), received(hoa)]
        [letter] = letters_of(drain)
        assert letter.subject == "2 phản ánh mới nơi bạn theo dõi"
        for report in reports:
            assert report.get_absolute_url() in letter.body
        assert "/phan-anh/?commune=31507" in links_in(letter.body)
        assert f"{PAGE}thoi/{stop_token(followed)}/" in links_in(letter.body)
        assert "lan@example.vn" not in letter.body

    def test_when_nothing_is_new_there_is_no_letter(self, soc_trang, drain):
        follows(soc_trang, email=MAIL)
        assert letters_of(drain) == []

    def test_each_report_comes_once(self, soc_trang, hoa, drain):
        follows(soc_trang, email=MAIL)
        received(hoa)
        assert len(letters_of(drain)) == 1
        assert letters_of(drain, MORNING + timedelta(hours=1)) == []
        assert letters_of(drain, MORNING + ONE_DAY) == []

    def test_what_is_received_while_it_is_written_comes_with_the_next(self, soc_trang, hoa, drain):
        follows(soc_trang, email=MAIL)
        first = received(hoa)
        late = received(hoa, at=MORNING - timedelta(minutes=1))
        [letter] = letters_of(drain)
        assert first.reference in letter.body
        assert late.reference not in letter.body
        [letter] = letters_of(drain, MORNING + ONE_DAY)
        assert late.reference in letter.body

    def test_run_again_on_the_same_day_it_loses_nothing(self, soc_trang, hoa, drain):
        follows(soc_trang, email=MAIL)
        received(hoa)
        letters_of(drain)
        late = received(hoa, at=MORNING + timedelta(hours=1))
        assert letters_of(drain, MORNING + timedelta(hours=3)) == []
        [letter] = letters_of(drain, MORNING + ONE_DAY)
        assert late.reference in letter.body

    def test_after_twenty_it_says_how_many_more(self, soc_trang, hoa, drain):
        follows(soc_trang, email=MAIL)
        for _number in range(MOST_LINES + 3):
            received(hoa)
        [letter] = letters_of(drain)
        assert letter.body.count("• ") == MOST_LINES
        assert "… và 3 phản ánh nữa" in letter.body
        assert letter.subject.startswith("23 ")

    def test_only_the_kinds_chosen_and_only_that_commune(
        self, soc_trang, phu_loi, phu_loi_office, hoa, dung, drain
    ):
        roads = CategoryFactory(code="GT01", name="Ổ gà")
        follows(soc_trang, email=MAIL, categories=[roads])
        lamp, hole = received(hoa), received(hoa, category=roads)
        far = received(dung, category=roads, commune=phu_loi, agency=phu_loi_office)
        [letter] = letters_of(drain)
        assert hole.reference in letter.body
        assert lamp.reference not in letter.body
        assert far.reference not in letter.body

    def test_what_nobody_may_read_is_no_news(self, soc_trang, hoa, drain):
        follows(soc_trang, email=MAIL)
        received(hoa, private=True)
        withdrawn = received(hoa)
        actions.take_step(withdrawn, "withdraw", by=None)
        with time_machine.travel(NOON, tick=False):
            ReportFactory()  # Nobody has read it yet.
        assert letters_of(drain) == []

    def test_who_began_today_hears_of_nothing_older(self, soc_trang, hoa, drain):
        received(hoa)
        follows(soc_trang, email=MAIL, since=NOON + timedelta(hours=1))
        assert letters_of(drain) == []

    def test_who_has_not_said_yes_hears_nothing(self, soc_trang, hoa, drain):
        follows(soc_trang, email=MAIL, confirmed=False)
        received(hoa)
        assert letters_of(drain) == []

    def test_an_account_is_told_in_its_inbox_too(self, soc_trang, hoa, minh, drain):
        follows(soc_trang, user=minh)
        received(hoa)
        letters_of(drain)
        assert told("reports/area_daily") == [MAIL, f"user-{minh.pk}"]

    @pytest.mark.parametrize("many", [1, 20])
    def test_a_letter_costs_the_same_however_much_is_new(
        self, soc_trang, hoa, many, django_assert_max_num_queries
    ):
        follows(soc_trang, email=MAIL)
        for _number in range(many):
            received(hoa)
        with (
            time_machine.travel(MORNING, tick=False),
            django_assert_max_num_queries(24),
        ):
            tasks.send_area_digests.call()


class TestAtOnce:
    def test_each_report_comes_by_itself_and_not_again_in_the_morning(self, soc_trang, hoa, drain):
        follows(soc_trang, email=MAIL, pace=AT_ONCE)
        received(hoa)
        with time_machine.travel(NOON, tick=False):
            drain()
        assert told("reports/area_new") == [MAIL]
        assert letters_of(drain) == []

    def test_after_ten_a_day_the_rest_waits_for_the_daily_letter(self, soc_trang, hoa, drain):
        follows(soc_trang, email=MAIL, pace=AT_ONCE)
        reports = [received(hoa) for _number in range(MOST_AT_ONCE + 2)]
        with time_machine.travel(NOON, tick=False):
            drain()
        assert len(told("reports/area_new")) == MOST_AT_ONCE
        told_of = set(Message.objects.filter(kind="reports/area_new").values_list("matter"))
        [letter] = letters_of(drain)
        for report in reports:
            assert (report.reference in letter.body) != ((report.reference,) in told_of)

    def test_the_next_day_begins_anew(self, soc_trang, hoa, drain):
        follows(soc_trang, email=MAIL, pace=AT_ONCE)
        for _number in range(MOST_AT_ONCE):
            received(hoa)
        received(hoa, at=NOON + ONE_DAY)
        with time_machine.travel(NOON + ONE_DAY, tick=False):
            drain()
        assert len(told("reports/area_new")) == MOST_AT_ONCE + 1

    def test_asked_again_the_worker_tells_nobody_twice(self, soc_trang, hoa, drain):
        follows(soc_trang, email=MAIL, pace=AT_ONCE)
        report = received(hoa)
        with time_machine.travel(NOON, tick=False):
            drain()
            followers.tell_of(report.events.get(step="receive").pk)
        assert told("reports/area_new") == [MAIL]

    def test_what_a_slow_worker_left_to_the_daily_letter_comes_once(self, soc_trang, hoa, drain):
        follows(soc_trang, email=MAIL, pace=AT_ONCE)
        report = received(hoa)
        assert len(letters_of(drain)) + len(told("reports/area_new")) >= 1
        followers.tell_of(report.events.get(step="receive").pk)
        assert told("reports/area_daily") + told("reports/area_new") == [MAIL]


class TestThePage:
    def ask(self, client, **facts):
        said = {"commune": "Phường Sóc Trăng", "pace": "daily", "contact_email": MAIL} | facts
        return client.post(PAGE, said, follow=True)

    def test_without_account_the_address_is_asked_first(self, client, lamps, drain):
        page = self.ask(client, categories=["CS01"], pace="at_once").content.decode()
        assert "Chúng tôi đã gửi bạn một đường dẫn" in page
        drain()
        link = link_in_last_letter("/dong-y/")
        assert MAIL not in link
        client.get(link)
        assert not AreaFollow.objects.confirmed().exists()
        assert "Bạn đã theo dõi nơi này" in client.post(link, follow=True).content.decode()
        [followed] = AreaFollow.objects.confirmed()
        assert (followed.email, followed.pace) == (MAIL, AT_ONCE)
        assert [category.code for category in followed.categories.all()] == ["CS01"]

    def test_nobody_changes_by_anothers_address_what_she_follows(self, client, lamps, soc_trang):
        area_follow(soc_trang, email=MAIL)
        self.ask(client, pace="at_once", categories=["CS01"])
        followed = AreaFollow.objects.get()
        assert followed.pace == DAILY
        assert not followed.categories.exists()

    def test_the_answer_is_the_same_for_who_follows_already(self, client, lamps, soc_trang):
        area_follow(soc_trang, email=MAIL)
        known, unknown = self.ask(client), self.ask(client, contact_email="hoa@example.org")
        assert known.redirect_chain == unknown.redirect_chain
        assert told("reports/confirm_area") == ["hoa@example.org", MAIL]

    def test_nobody_is_pestered_in_our_name(self, client, lamps):
        statuses = [self.ask(client).status_code for _press in range(6)]
        assert statuses == [200] * 5 + [429]

    @pytest.mark.parametrize(
        "wrong",
        [
            {"commune": ""},
            {"commune": "Nơi nào đó"},
            {"pace": "hourly"},
            {"categories": ["AN02"]},
            {"categories": ["\x00"]},
            {"contact_email": "minh"},
            {"contact_email": ""},
        ],
    )
    def test_what_is_wrong_is_asked_for_again(self, client, lamps, wrong):
        assert self.ask(client, **wrong).status_code == 422
        assert not AreaFollow.objects.exists()

    def test_signed_in_one_press_is_enough_and_she_sees_where_she_follows(
        self, client, lamps, minh
    ):
        client.force_login(minh)
        page = self.ask(client, categories=["CS01"]).content.decode()
        assert "Bạn đã theo dõi Phường Sóc Trăng" in page
        assert "Nơi bạn theo dõi" in page
        assert AreaFollow.objects.confirmed().get().user == minh

    def test_she_changes_her_wishes(self, client, lamps, minh, soc_trang):
        lamp = Category.objects.get(code="CS01")
        followed = area_follow(soc_trang, user=minh, categories=[lamp])
        client.force_login(minh)
        page = client.get(f"{PAGE}{followed.pk}/").content.decode()
        assert 'value="CS01"' in page
        assert "checked" in page.split('value="CS01"')[1][:80]
        client.post(f"{PAGE}{followed.pk}/", {"pace": "at_once"})
        followed.refresh_from_db()
        assert followed.pace == AT_ONCE
        assert not followed.categories.exists()

    def test_she_stops(self, client, soc_trang, minh):
        followed = area_follow(soc_trang, user=minh)
        client.force_login(minh)
        for _press in range(2):
            client.post(f"{PAGE}{followed.pk}/thoi/")
        assert not AreaFollow.objects.exists()

    def test_what_lan_follows_is_lans(self, client, soc_trang, lan, minh):
        followed = area_follow(soc_trang, user=lan)
        client.force_login(minh)
        assert client.get(f"{PAGE}{followed.pk}/").status_code == 404
        client.post(f"{PAGE}{followed.pk}/thoi/")
        assert AreaFollow.objects.exists()

    def test_by_the_link_in_a_letter_she_stops_this_area_alone(self, client, soc_trang, phu_loi):
        followed = area_follow(soc_trang, email=MAIL)
        area_follow(phu_loi, email=MAIL)
        client.post(f"{PAGE}thoi/{stop_token(followed)}/")
        assert AreaFollow.objects.get().commune == phu_loi

    @pytest.mark.parametrize("many", [1, 3])
    def test_its_list_asks_the_same_few_questions(
        self, client, lamps, minh, many, django_assert_max_num_queries
    ):
        for number in range(many):
            commune = ReportFactory._meta.model._meta.get_field("commune").related_model
            place = commune.objects.get(code="31507")
            place.pk, place.code, place._state.adding = None, f"9990{number}", True
            place.save()
            area_follow(place, user=minh)
        client.force_login(minh)
        with django_assert_max_num_queries(13):
            client.get(PAGE)


def test_it_is_among_what_we_hold_and_goes_with_her(soc_trang, minh):
    area_follow(soc_trang, user=minh)
    holding = registry.HOLDINGS["follows"]
    assert "Phường Sóc Trăng" in str(list(holding.rows(minh)))
    holding.erase(minh)
    assert not AreaFollow.objects.exists()


def test_what_nobody_confirmed_goes_after_a_week(soc_trang, phu_loi):
    eight_days_ago = NOON - timedelta(days=8)
    follows(soc_trang, email=MAIL, confirmed=False, since=eight_days_ago)
    AreaFollow.objects.update(created_at=eight_days_ago)
    kept = follows(phu_loi, email=MAIL, since=eight_days_ago)
    with time_machine.travel(NOON, tick=False):
        retention.apply(retention.RULES["unconfirmed_areas"])
    assert AreaFollow.objects.get() == kept
