"""Two reports of the same thing become one: nobody who waits for it is lost, nor named."""

import pytest
from django.core.management import call_command

from portal.accounts.actions import join
from portal.accounts.roles import Role
from portal.common.workflow import StepRefused
from portal.search.models import SearchDoc
from services.notifications.models import Message
from services.reports import actions, erasure, ratings
from services.reports.models import Follow, Merging, Photo, Rating, Report
from services.reports.workflow import CLOSED, State
from tests.people import agency_of, commune_named
from tests.services.reports.factories import PhotoFactory, RatingFactory, ReportFactory, in_state
from tests.services.reports.following import told
from tests.services.reports.merging import NOTE, everything, followed, two, with_belongings
from tests.services.reports.stepping import given_for

MAIL = "binh@example.vn"
NOTHING = {"reports": [], "follows": [], "photos": [], "ratings": []}


def merge(report, into, by) -> Report:
    return actions.merge(report, into, by=by, note=NOTE)


class TestWhatMoves:
    def test_the_report_is_closed_and_both_remember(self, hoa):
        report, into = two()
        merged = merge(report, into, hoa)
        event, other = report.events.get(), into.events.get()
        assert (merged.state, event.step, event.note) == (State.MERGED, "merge", NOTE)
        assert event.details == {"into": into.reference}
        assert (other.step, other.is_public) == ("absorbed", False)
        assert other.details == {"absorbed": report.reference}
        call_command("verify_history")

    def test_its_followers_photos_and_ratings_hang_on_the_one_that_stays(self, hoa):
        report, into = two()
        with_belongings(report, photos=4)
        with_belongings(into, photos=2)
        merge(report, into, hoa)
        assert everything(report) | {"reports": []} == NOTHING
        assert [photo.position for photo in into.photos.all()] == [0, 1, 2, 3, 4, 5]
        moved = into.photos.filter(origin=report).order_by("position")
        assert [photo.kind for photo in moved] == list(Photo.Kind)[:4]
        assert into.ratings.filter(origin=report).count() == into.ratings.own().count() == 2

    def test_who_follows_both_is_one_follower_who_said_it_once(self, hoa, minh):
        report, into = two()
        followed(report, user=minh, saw_it_too=True)
        followed(into, user=minh)
        followed(report, email=MAIL)
        followed(into, email=MAIL, confirmed_at=None)
        merge(report, into, hoa)
        assert into.follows.get(user=minh).saw_it_too
        assert into.follows.get(email=MAIL).confirmed_at
        assert into.follows.exclude(email="lan@example.vn").count() == 2

    @pytest.mark.parametrize(
        ("facts", "known"),
        [
            ({}, {"email": "lan@example.vn", "phone": ""}),
            ({"contact_email": ""}, {"email": "", "phone": "+84912345678"}),
        ],
    )
    def test_its_sender_follows_the_other_by_what_she_left(self, hoa, facts, known):
        report, into = two(**facts)
        merge(report, into, hoa)
        follow = into.follows.get(**known)
        assert follow.confirmed_at
        assert follow.saw_it_too

    def test_a_sender_with_an_account_follows_by_it(self, hoa, lan):
        report, into = two(reporter=lan)
        merge(report, into, hoa)
        assert into.follows.get().user == lan

    def test_who_left_nothing_follows_nothing(self, hoa):
        report, into = two(contact_email="", contact_phone="")
        merge(report, into, hoa)
        assert not Follow.objects.exists()

    def test_who_sent_both_is_told_once(self, hoa, minh):
        report, into = two(reporter=minh)
        Report.objects.update(reporter=minh)
        merge(report, into, hoa)
        assert not Follow.objects.exists()

    def test_what_was_said_of_it_is_not_mixed_with_what_is_said_of_the_other(self, hoa):
        report, into = two()
        with_belongings(report)
        merge(report, into, hoa)
        actions.take_step(into, "start", by=hoa)
        actions.take_step(into, "resolve", by=hoa, note=NOTE)
        judge = {"rater": ratings.REPORTER, "number": 1, "is_satisfied": True}
        actions.judge(into, **judge)
        assert ratings.summary(into) == (1, 1)
        assert Rating.objects.filter(rater=ratings.REPORTER).count() == 2

    def test_it_stays_findable_and_leads_on(self, client, hoa):
        report, into = two()
        merge(report, into, hoa)
        assert SearchDoc.objects.filter(key=report.reference).exists()
        page = client.get(report.get_absolute_url()).content.decode()
        assert f'href="{into.get_absolute_url()}"' in page
        assert f"tiếp tục tại phản ánh {into.reference}" in page
        assert "Lan" not in client.get(into.get_absolute_url()).content.decode()


class TestWhoIsTold:
    def test_sender_and_followers_hear_of_it_and_then_of_what_becomes_of_it(self, hoa, drain):
        report, into = two()
        followed(report, email=MAIL)
        merge(report, into, hoa)
        drain()
        assert told("reports/followed") == [MAIL]
        assert "lan@example.vn" in told("reports/merge")
        actions.take_step(into, "start", by=hoa)
        drain()
        assert told("reports/followed") == [MAIL, MAIL, "lan@example.vn"]

    def test_the_senders_letter_says_where_it_goes_on(self, hoa):
        report, into = two()
        merge(report, into, hoa)
        facts = Message.objects.get(kind="reports/merge", channel="email").facts
        assert into.reference in facts["given"]


class TestWhatIsRefused:
    def refused(self, report, into, by, match):
        with pytest.raises(StepRefused, match=match):
            merge(report, into, by)
        assert not Merging.objects.exists()
        assert not into.events.exists()

    def test_into_itself(self, hoa):
        report, _into = two()
        self.refused(report, report, hoa, "phản ánh khác")

    @pytest.mark.parametrize("state", sorted(CLOSED))
    def test_into_what_is_closed(self, hoa, state):
        self.refused(two()[0], in_state(state), hoa, "khác đang xử lý")

    @pytest.mark.parametrize("state", sorted(CLOSED))
    def test_what_is_closed_itself(self, hoa, state):
        self.refused(in_state(state), two()[1], hoa, "người khác")

    @pytest.mark.parametrize("private", [(True, False), (False, True), (True, True)])
    def test_what_is_not_public(self, hoa, private):
        report, into = (ReportFactory(private=one, received=True) for one in private)
        self.refused(report, into, hoa, "không công khai")

    def test_into_a_report_of_another_agency(self, hoa, dung, phu_loi_office):
        report, into = two()
        Report.objects.filter(pk=into.pk).update(agency=phu_loi_office)
        self.refused(report, into, hoa, "điều phối")
        self.refused(report, into, dung, "không có quyền")

    def test_by_an_auditor(self, minh, soc_trang_office):
        join(minh, soc_trang_office, Role.AUDITOR)
        self.refused(*two(), minh, "không có quyền")

    def test_without_a_note(self, hoa):
        with pytest.raises(StepRefused, match="ghi nội dung"):
            actions.merge(*two(), by=hoa, note=" ")

    def test_when_somebody_was_quicker(self, hoa, ha):
        report, into = two()
        seen = actions.take_step(report, "start", by=hoa).head
        actions.take_step(report, "schedule", by=ha, **given_for("schedule", report))
        with pytest.raises(StepRefused, match="vừa làm trước bạn"):
            actions.merge(report, into, by=hoa, note=NOTE, seen=seen)


def test_the_coordinator_merges_across_agencies(ha):
    report, into = two()
    there = agency_of(commune_named("31510", "Phường Phú Lợi"), "H13.31510")
    Report.objects.filter(pk=into.pk).update(agency=there)
    assert merge(report, into, ha).state == State.MERGED


class TestWhoLeaves:
    def test_her_photos_words_and_follow_go_from_the_other_report_too(self, hoa):
        report, into = two()
        with_belongings(report, photos=2)
        theirs = PhotoFactory(report=into)
        merge(report, into, hoa)
        erasure.erase_at_wish(report)
        assert list(into.photos.all()) == [theirs]
        assert not into.ratings.exclude(why="").exists()
        assert not into.follows.filter(email="lan@example.vn").exists()
        with pytest.raises(StepRefused, match="xóa"):
            actions.unmerge(report, by=hoa, note=NOTE)

    def test_what_is_noted_of_a_merging_names_nobody(self, hoa, lan):
        report, into = two(reporter=lan)
        with_belongings(report)
        followed(report, email=MAIL)
        followed(into, email=MAIL)
        merge(report, into, hoa)
        noted = str(Merging.objects.get().moved)
        assert "@" not in noted
        assert "912345678" not in noted

    def test_her_copy_holds_what_she_said_of_it(self, hoa, lan):
        report, into = two(reporter=lan)
        RatingFactory(report=report, rater=ratings.REPORTER, why="Còn tối.")
        RatingFactory(report=into, rater=ratings.REPORTER, why="Sáng rồi.")
        merge(report, into, hoa)
        assert [one.why for one in ratings.given_by(lan)] == ["Còn tối."]
