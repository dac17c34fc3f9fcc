"""Two of one again: every row of both is what it was, and what came since stays where it came."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from hypothesis.extra.django import TestCase

from portal.accounts.actions import join
from portal.accounts.roles import Role
from portal.common.moments import now, travel_to
from portal.common.workflow import StepRefused
from services.reports import actions
from services.reports.models import Follow, Merging, Photo, Report
from services.reports.workflow import OPEN, State
from tests.people import person
from tests.services.reports.factories import (
    PhotoFactory,
    RatingFactory,
    ReportFactory,
    in_state,
    office,
)
from tests.services.reports.following import told
from tests.services.reports.merging import NOTE, everything, followed, two, with_belongings

MAIL = "binh@example.vn"


def merge(report, into, by) -> Report:
    return actions.merge(report, into, by=by, note=NOTE)


def unmerge(report, by) -> Report:
    return actions.unmerge(report, by=by, note="Hai bóng đèn khác nhau.")


class TestExactly:
    @pytest.mark.parametrize("state", sorted(OPEN))
    def test_every_row_of_both_is_what_it_was(self, hoa, state):
        _report, into = two()
        report = with_belongings(in_state(state), photos=3)
        with_belongings(into, photos=2)
        before = everything(report, into)
        merge(report, into, hoa)
        assert everything(report, into) != before
        unmerge(report, hoa)
        assert everything(report, into) == before

    def test_the_clock_stands_where_it_stood(self, hoa):
        report, into = two(state=State.WAITING, paused_at=now() - timedelta(days=8))
        before = everything(report, into)
        merge(report, into, hoa)
        with travel_to(now() + timedelta(days=20)):
            unmerge(report, hoa)
        assert everything(report, into) == before

    def test_who_followed_both_is_two_again(self, hoa, minh):
        report, into = two()
        for saw in (True, False):
            whose = {"user": minh} if saw else {"email": MAIL}
            followed(report, **whose, saw_it_too=saw)
            followed(into, **whose, saw_it_too=not saw, confirmed_at=None)
        followed(into, email="lan@example.vn", confirmed_at=None)  # The sender, by her address.
        before = everything(report, into)
        merge(report, into, hoa)
        unmerge(report, hoa)
        assert everything(report, into) == before

    def test_a_sender_who_follows_her_own_report_follows_it_again(self, hoa):
        report, into = two()
        followed(report, email="lan@example.vn", confirmed_at=None)
        before = everything(report, into)
        merge(report, into, hoa)
        assert into.follows.get().confirmed_at
        unmerge(report, hoa)
        assert everything(report, into) == before

    def test_what_came_to_the_other_meanwhile_stays_there(self, hoa, ha):
        report, into = two()
        with_belongings(report, photos=2)
        before = everything(report)
        merge(report, into, hoa)
        new = [
            followed(into, email=MAIL),
            PhotoFactory(report=into, position=9),
            RatingFactory(report=into, rater="follow-1"),
        ]
        actions.take_step(into, "start", by=ha)
        unmerge(report, hoa)
        assert everything(report) == before
        for row in new:
            row.refresh_from_db()
            assert row.report == into

    def test_who_stopped_following_meanwhile_stays_away(self, hoa):
        report, into = two()
        follow = followed(report, email=MAIL)
        merge(report, into, hoa)
        actions.stop_following(follow)
        unmerge(report, hoa)
        assert not Follow.objects.exists()

    def test_each_history_has_one_event_more_for_each(self, hoa):
        report, into = two()
        merge(report, into, hoa)
        unmerge(report, hoa)
        assert [event.step for event in report.events.all()] == ["merge", "unmerge"]
        assert [event.step for event in into.events.all()] == ["absorbed", "parted"]
        assert report.events.last().details == {"out_of": into.reference}
        call_command("verify_history")

    def test_sender_and_followers_are_told(self, hoa, drain):
        report, into = two()
        followed(report, email=MAIL)
        merge(report, into, hoa)
        unmerge(report, hoa)
        drain()
        assert "lan@example.vn" in told("reports/unmerge")
        assert MAIL in told("reports/followed")

    def test_it_may_be_merged_and_parted_again(self, hoa):
        report, into = two()
        with_belongings(report)
        before = everything(report, into)
        for _time in range(2):
            merge(report, into, hoa)
            unmerge(report, hoa)
        assert everything(report, into) == before
        assert Merging.objects.count() == 2


class TestChains:
    def test_all_move_on_and_come_back_the_last_first(self, hoa, minh):
        first, second = two()
        third = ReportFactory(received=True, contact_email="ba@example.vn", contact_phone="")
        for report in (first, second, third):
            with_belongings(report, photos=2)
        followed(first, user=minh)
        followed(third, user=minh)
        before = everything(first, second, third)
        merge(first, second, hoa)
        between = everything(first, second, third)
        merge(second, third, hoa)
        assert third.photos.filter(origin=first).count() == 2
        with pytest.raises(StepRefused, match="tách phản ánh đó ra trước"):
            unmerge(first, hoa)
        unmerge(second, hoa)
        assert everything(first, second, third) == between
        unmerge(first, hoa)
        assert everything(first, second, third) == before

    def test_two_into_one_part_in_any_order_where_they_share_nobody(self, hoa):
        first, into = two()
        second = ReportFactory(received=True, contact_email="hai@example.vn")
        for report in (first, second, into):
            with_belongings(report, photos=2)
        before = everything(first, second, into)
        merge(first, into, hoa)
        merge(second, into, hoa)
        unmerge(first, hoa)
        unmerge(second, hoa)
        assert everything(first, second, into) == before

    def test_where_they_share_a_follower_the_later_one_goes_first(self, hoa, minh):
        first, into = two()
        second = ReportFactory(received=True, contact_email="hai@example.vn")
        followed(first, user=minh)
        followed(second, user=minh)
        before = everything(first, second, into)
        merge(first, into, hoa)
        merge(second, into, hoa)
        with pytest.raises(StepRefused, match=second.reference):
            unmerge(first, hoa)
        unmerge(second, hoa)
        unmerge(first, hoa)
        assert everything(first, second, into) == before


class TestWhatIsRefused:
    def test_after_thirty_days(self, hoa):
        report, into = two()
        merge(report, into, hoa)
        with travel_to(now() + timedelta(days=29, hours=23)):
            assert not Merging.objects.get().is_lasting
        with (
            travel_to(now() + timedelta(days=30, minutes=1)),
            pytest.raises(StepRefused, match="chỉ hoàn tác được đến"),
        ):
            unmerge(report, hoa)

    def test_what_was_merged_before_anything_was_noted(self, hoa):
        with pytest.raises(StepRefused, match="không hoàn tác được"):
            unmerge(in_state(State.MERGED), hoa)

    def test_what_is_not_merged(self, hoa):
        report, into = two()
        merge(report, into, hoa)
        unmerge(report, hoa)
        with pytest.raises(StepRefused):
            unmerge(report, hoa)

    def test_by_an_officer_of_one_of_the_two_agencies_alone(self, hoa, ha, phu_loi_office):
        report, into = two()
        merge(report, into, hoa)
        Report.objects.filter(pk=into.pk).update(agency=phu_loi_office)
        with pytest.raises(StepRefused, match="điều phối"):
            unmerge(report, hoa)
        assert unmerge(report, ha).state == State.RECEIVED

    def test_by_an_auditor_and_without_a_note(self, hoa, minh, soc_trang_office):
        report, into = two()
        merge(report, into, hoa)
        join(minh, soc_trang_office, Role.AUDITOR)
        with pytest.raises(StepRefused, match="không có quyền"):
            unmerge(report, minh)
        with pytest.raises(StepRefused, match="ghi nội dung"):
            actions.unmerge(report, by=hoa, note="")


follower = some.fixed_dictionaries(
    {
        "who": some.integers(0, 4),
        "saw_it_too": some.booleans(),
        "is_confirmed": some.booleans(),
    }
)
belongings = some.fixed_dictionaries(
    {
        "follows": some.lists(follower, max_size=5, unique_by=lambda one: one["who"]),
        "photos": some.lists(some.sampled_from(Photo.Kind), max_size=3),
        "ratings": some.lists(
            some.tuples(some.integers(1, 2), some.integers(0, 3)), max_size=3, unique=True
        ),
    }
)


class TestWhateverHangsOnThem(TestCase):
    """Chains of three with whatever hangs on each, undone from the end."""

    def hang(self, report: Report, told: dict) -> None:
        for one in told["follows"]:
            confirmed_at = now() if one["is_confirmed"] else None
            whose = {"email": f"f{one['who']}@example.vn"}
            if one["who"] == 0:
                whose = {"email": "lan@example.vn"}
            followed(report, **whose, saw_it_too=one["saw_it_too"], confirmed_at=confirmed_at)
        for position, kind in enumerate(told["photos"]):
            PhotoFactory(report=report, kind=kind, position=3 * position)
        for number, rater in told["ratings"]:
            RatingFactory(report=report, round=number, rater=f"follow-{rater}")

    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
    @given(belongings, belongings, belongings, some.sampled_from(sorted(OPEN)))
    def test_undone_it_is_as_if_nothing_had_been(self, first, second, third, state):
        here = office()
        officer = person("hoa-hai@example.vn", "Hoa")
        join(officer, here, Role.REPORT_HANDLER)
        one, two_ = in_state(state), ReportFactory(received=True, contact_email="")
        three = ReportFactory(received=True, contact_email="ba@example.vn", contact_phone="")
        for report, told_of in ((one, first), (two_, second), (three, third)):
            self.hang(report, told_of)
        before = everything(one, two_, three)
        merge(one, two_, officer)
        between = everything(one, two_, three)
        merge(two_, three, officer)
        unmerge(two_, officer)
        assert everything(one, two_, three) == between
        unmerge(one, officer)
        assert everything(one, two_, three) == before
