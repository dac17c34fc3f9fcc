"""Satisfied or not: asked of who reported and who follows; not satisfied opens it again."""

import threading
from datetime import timedelta

import pytest
from django.core import signing
from django.db import connection

from portal.accounts.models import Agency
from portal.common.moments import now, today, travel_to
from portal.common.uploads import clean_photos
from portal.common.workflow import StepRefused
from portal.workdays.calendar import end_of_day
from services.notifications.models import Message
from services.reports import actions, clock, erasure, ratings
from services.reports.actions.judging import Outcome
from services.reports.models import Follow, Photo, Rating, Report
from services.reports.ratings import REPORTER
from services.reports.workflow import State
from tests.pictures import a_photo
from tests.services.reports.factories import ReportFactory, in_state
from tests.services.reports.sending import stored_files, upload

WHY = "Đèn vẫn tắt, nhà tôi ở hẻm 12."
NO = {"verdict": "no", "why": WHY}
YES = {"verdict": "yes", "why": ""}

pytestmark = pytest.mark.django_db


@pytest.fixture
def city(db):
    return Agency.objects.create(code="H13", name="UBND thành phố Cần Thơ", kind="city")


def resolved(hoa, report: Report | None = None, note: str = "Đã thay bóng đèn.") -> Report:
    report = report or ReportFactory(in_progress=True)
    return actions.take_step(report, "resolve", by=hoa, note=note)


@pytest.fixture
def mended(hoa):
    """Hoa called Lan's lamp mended."""
    return resolved(hoa)


def follower(report: Report, email="minh@example.vn", **facts) -> Follow:
    return Follow.objects.create(report=report, email=email, confirmed_at=now(), **facts)


def not_satisfied(report: Report, rater: str = REPORTER) -> Outcome:
    number = ratings.round_of(report)
    return actions.judge(report, rater=rater, number=number, is_satisfied=False, why=WHY)


def link(report: Report, rater: str = REPORTER) -> str:
    return ratings.link(report, rater)


class TestAsking:
    def test_who_sent_it_is_asked_in_the_letter_that_says_it_is_resolved(self, mended):
        (letter,) = Message.objects.filter(kind="reports/resolve")
        assert letter.facts["judge"].startswith("http://127.0.0.1:8000/phan-anh/danh-gia/")

    def test_each_follower_is_asked_by_a_link_of_her_own(self, hoa, drain, mailoutbox):
        report = ReportFactory(in_progress=True)
        follow = follower(report)
        resolved(hoa, report)
        drain()
        (letter,) = Message.objects.filter(kind="reports/judge_followed")
        token = letter.facts["judge"].split("/")[-2]
        assert ratings.read(token).rater == ratings.rater_of(follow)
        assert not Message.objects.filter(kind="reports/followed").exists()
        assert any(letter.facts["judge"] in sent.body for sent in mailoutbox)

    def test_a_link_names_nobody(self, mended):
        token = link(mended).split("/")[-2]
        assert signing.loads(token, salt=ratings.SALT) == [mended.pk, 1, REPORTER]

    def test_the_page_says_what_was_done_and_asks(self, client, mended):
        page = client.get(link(mended)).content.decode()
        assert "Đã thay bóng đèn." in page
        assert "Chưa hài lòng" in page
        assert "data-privacy-notice" in page
        for word in ("Trần Thị Lan", "lan@example.vn", "0912"):
            assert word not in page

    def test_looking_changes_nothing(self, client, mended):
        for method in (client.get, client.head):
            method(link(mended))
        assert not Rating.objects.exists()

    def test_a_private_one_tells_by_link_only_its_code(self, client, hoa):
        report = resolved(hoa, ReportFactory(in_progress=True, private=True))
        page = client.get(link(report)).content.decode()
        assert report.reference in page
        assert report.category.name not in page
        assert "Đã thay bóng đèn." not in page

    @pytest.mark.parametrize("token", ["abc", "WzEsMSwicmVwb3J0ZXIiXQ:1wZyXa:nJ3sPq0vXk2mB7cRtL5"])
    def test_a_made_up_link_opens_nothing(self, client, token):
        answer = client.post(f"/phan-anh/danh-gia/{token}/", NO)
        assert answer.status_code == 404
        assert "không còn dùng được" in answer.content.decode()

    def test_after_sixty_days_it_opens_nothing(self, client, mended, monkeypatch):
        long_ago = (now() - timedelta(days=61)).timestamp()
        with monkeypatch.context() as then:
            then.setattr("django.core.signing.time.time", lambda: long_ago)
            address = link(mended)
        assert client.get(address).status_code == 404

    def test_who_stopped_following_is_asked_no_more(self, client, mended):
        follow = follower(mended)
        address = link(mended, ratings.rater_of(follow))
        assert client.get(address).status_code == 200
        follow.delete()
        assert client.get(address).status_code == 404

    def test_who_never_said_that_the_address_is_hers_is_not_asked(self, client, mended):
        follow = Follow.objects.create(report=mended, email="ai@example.vn")
        assert client.post(link(mended, ratings.rater_of(follow)), NO).status_code == 404


class TestTheWord:
    def test_satisfied_is_kept_and_changes_nothing_else(self, client, mended):
        answer = client.post(link(mended), YES, follow=True)
        assert "Bạn đã đánh giá: hài lòng" in answer.content.decode()
        rating = Rating.objects.get()
        assert (rating.rater, rating.round, rating.is_satisfied) == (REPORTER, 1, True)
        mended.refresh_from_db()
        assert mended.state == State.RESOLVED

    def test_not_satisfied_needs_a_why(self, client, mended):
        answer = client.post(link(mended), {"verdict": "no", "why": " "})
        assert answer.status_code == 422
        assert "việc gì chưa xong" in answer.content.decode()
        assert client.post(link(mended), {}).status_code == 422
        assert not Rating.objects.exists()

    def test_one_person_has_one_word_and_may_change_it(self, client, mended):
        client.post(link(mended), YES)
        client.post(link(mended), NO)
        rating = Rating.objects.get()
        assert (rating.is_satisfied, rating.why) == (False, WHY)
        mended.refresh_from_db()
        assert mended.state == State.REOPENED

    def test_after_ten_days_it_stays_as_it_is(self, client, mended):
        client.post(link(mended), YES)
        with travel_to(now() + timedelta(days=11)):
            assert client.post(link(mended), NO).status_code == 409
            assert "<textarea" not in client.get(link(mended)).content.decode()
        assert Rating.objects.get().is_satisfied

    def test_lan_says_it_on_her_page_as_well(self, client, hoa, lan):
        report = resolved(hoa, ReportFactory(in_progress=True, reporter=lan))
        client.force_login(lan)
        client.post(f"{report.get_absolute_url()}danh-gia/", NO)
        assert Rating.objects.get().rater == REPORTER

    def test_before_it_is_resolved_there_is_nothing_to_judge(self, client, lan):
        report = ReportFactory(in_progress=True, reporter=lan)
        client.force_login(lan)
        answer = client.post(f"{report.get_absolute_url()}danh-gia/", NO)
        assert answer.status_code == 409
        assert not Rating.objects.exists()

    def test_a_photo_waits_for_an_officer(self, client, mended):
        client.post(link(mended), NO | {"photos": upload(a_photo(64, 48))})
        photo = Photo.objects.get()
        assert (photo.kind, photo.is_shown) == (Photo.Kind.JUDGED, False)
        assert photo.rating == Rating.objects.get()

    def test_another_photo_takes_its_place(
        self, client, mended, django_capture_on_commit_callbacks
    ):
        before = stored_files()
        for _ in range(2):
            with django_capture_on_commit_callbacks(execute=True):
                client.post(link(mended), NO | {"photos": upload(a_photo(64, 48))})
        assert Photo.objects.count() == 1
        assert len(stored_files() - before) == 1

    def test_when_it_is_refused_no_file_stays(self, mended):
        before = stored_files()
        photos = clean_photos([upload(a_photo(64, 48))])
        with pytest.raises(StepRefused):
            actions.judge(
                mended, rater=REPORTER, number=7, is_satisfied=True, why="", photos=photos
            )
        assert stored_files() == before

    def test_nobody_judges_for_ever(self, client, mended):
        for _ in range(30):
            client.post(link(mended), YES)
        assert client.post(link(mended), YES).status_code == 429


class TestTheRule:
    def test_not_satisfied_opens_it_again_with_a_date_of_its_own(self, hoa):
        report = resolved(hoa, ReportFactory(in_progress=True, overdue=True))
        with travel_to(now() + timedelta(days=7)):
            assert not_satisfied(report) == Outcome.REOPENED
            anew = clock.due(report.category.target_days)
        report.refresh_from_db()
        assert (report.state, report.closed_at) == (State.REOPENED, None)
        event = report.events.get(step="object")
        assert (event.is_public, event.note, event.due_at) == (True, "", report.due_at)
        assert report.due_at == anew

    def test_everyone_reads_that_it_is_open_again_and_nobody_why(self, client, mended):
        not_satisfied(mended)
        page = client.get(mended.get_absolute_url()).content.decode()
        assert "Mở lại vì chưa xong" in page
        assert "hẻm 12" not in page

    def test_a_follower_opens_it_too_and_lan_does_not_read_her_words(self, mended):
        not_satisfied(mended, ratings.rater_of(follower(mended)))
        mended.refresh_from_db()
        assert mended.state == State.REOPENED
        (letter,) = Message.objects.filter(kind="reports/object")
        assert letter.recipient == "lan@example.vn"
        assert WHY not in str(letter.facts)

    def test_two_who_say_so_open_it_once(self, mended):
        raters = [ratings.rater_of(follower(mended, f"{n}@example.vn")) for n in range(3)]
        assert {not_satisfied(mended, rater) for rater in raters} == {Outcome.REOPENED}
        assert mended.events.filter(step="object").count() == 1
        assert Rating.objects.count() == 3

    @pytest.mark.parametrize(
        ("days", "outcome"), [(10, Outcome.REOPENED), (11, Outcome.NOTED), (40, Outcome.NOTED)]
    )
    def test_it_has_ten_days(self, mended, days, outcome):
        with travel_to(end_of_day(today() + timedelta(days=days))):
            assert not_satisfied(mended) == outcome
        assert Rating.objects.get().is_satisfied is False

    def test_too_late_it_leads_to_a_new_report(self, client, mended):
        address = link(mended)
        with travel_to(now() + timedelta(days=12)):
            page = client.post(address, NO, follow=True).content.decode()
        assert "Phản ánh vẫn đóng" in page
        assert 'href="/phan-anh/gui/"' in page

    def test_the_second_time_the_coordinator_sees_to_it(self, hoa, mended, city):
        not_satisfied(mended)
        resolved(hoa, mended)
        assert not_satisfied(mended) == Outcome.ESCALATED
        mended.refresh_from_db()
        assert (mended.agency, mended.state) == (city, State.REOPENED)
        told = mended.events.get(step="escalate")
        assert told.is_public is False
        assert "UBND Phường Sóc Trăng" in told.note
        assert str(told.title_at_desk) == "Người dân không hài lòng lần hai"

    def test_without_a_city_it_stays_where_it_is(self, hoa, mended, soc_trang_office):
        not_satisfied(mended)
        resolved(hoa, mended)
        assert not_satisfied(mended) == Outcome.ESCALATED
        mended.refresh_from_db()
        assert mended.agency == soc_trang_office

    def test_a_third_time_it_stays_closed(self, hoa, mended):
        for _ in range(2):
            not_satisfied(mended)
            resolved(hoa, mended)
        assert not_satisfied(mended) == Outcome.NOTED
        mended.refresh_from_db()
        assert mended.state == State.RESOLVED

    def test_nobody_but_officers_reads_that_it_went_to_the_city(
        self, client, hoa, mended, city, lan
    ):
        Report.objects.filter(pk=mended.pk).update(reporter=lan)
        not_satisfied(mended)
        resolved(hoa, mended)
        not_satisfied(mended)
        client.force_login(lan)
        page = client.get(mended.get_absolute_url()).content.decode()
        assert "lần hai" not in page

    def test_a_letter_about_an_earlier_time_judges_no_more(self, client, hoa, mended):
        old = link(mended)
        not_satisfied(mended)
        resolved(hoa, mended)
        answer = client.post(old, NO)
        assert answer.status_code == 409
        assert Rating.objects.count() == 1

    def test_the_reporter_may_be_of_a_private_report(self, hoa):
        report = resolved(hoa, ReportFactory(in_progress=True, private=True))
        assert not_satisfied(report) == Outcome.REOPENED


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite writes one at a time.")
def test_two_at_the_same_moment_open_it_once(hoa):
    report = resolved(hoa)
    raters = [REPORTER, ratings.rater_of(follower(report))]
    outcomes, together = [], threading.Barrier(len(raters))

    def say(rater):
        together.wait()
        outcomes.append(not_satisfied(report, rater))
        connection.close()

    threads = [threading.Thread(target=say, args=[rater]) for rater in raters]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes == [Outcome.REOPENED] * 2
    assert report.events.filter(step="object").count() == 1


class TestSums:
    def test_a_report_tells_of_the_last_time_it_was_judged(self, hoa, mended):
        assert ratings.summary(mended) == (0, 0)
        not_satisfied(mended)
        resolved(hoa, mended)
        for rater in (REPORTER, ratings.rater_of(follower(mended))):
            actions.judge(mended, rater=rater, number=2, is_satisfied=True)
        assert ratings.summary(mended) == (2, 2)

    def test_other_systems_read_the_sum_and_no_words(self, api, mended):
        not_satisfied(mended)
        told = api.get(f"/api/v1/reports/{mended.reference}/").json()
        assert told["satisfaction"] == {"satisfied": 0, "total": 1}
        assert "hẻm 12" not in str(told)

    def test_the_last_thirty_days_are_summed_up(self, mended, django_assert_num_queries):
        facts = {"report": mended, "round": 1}
        Rating.objects.create(rater="a", is_satisfied=True, **facts)
        Rating.objects.create(rater="b", is_satisfied=False, **facts)
        long_ago = now() - timedelta(days=31)
        Rating.objects.create(rater="c", is_satisfied=True, created_at=long_ago, **facts)
        assert (ratings.recent(), ratings.recent().percent) == ((1, 2), 50)
        with django_assert_num_queries(0):
            ratings.recent()


class TestErasure:
    def test_nothing_of_what_the_sender_said_is_left(
        self, client, mended, django_capture_on_commit_callbacks
    ):
        before = stored_files()
        client.post(link(mended), {"verdict": "yes", "why": WHY, "photos": upload(a_photo())})
        with django_capture_on_commit_callbacks(execute=True):
            erasure.erase_report(mended, rule="request")
        assert list(Rating.objects.values_list("is_satisfied", "why")) == [(True, "")]
        assert not Photo.objects.exists()
        assert stored_files() == before
        assert client.get(link(mended)).status_code == 404

    def test_nor_of_what_a_follower_with_an_account_said(
        self, client, mended, minh, django_capture_on_commit_callbacks
    ):
        follow = Follow.objects.create(report=mended, user=minh, confirmed_at=now())
        before = stored_files()
        address = link(mended, ratings.rater_of(follow))
        client.post(address, NO | {"photos": upload(a_photo())})
        assert ratings.given_by(minh).count() == 1
        with django_capture_on_commit_callbacks(execute=True):
            erasure.erase_words_of(ratings.given_by(minh))
        assert list(Rating.objects.values_list("why", flat=True)) == [""]
        assert stored_files() == before

    def test_who_took_her_data_out_is_asked_no_more(self, client, hoa):
        report = in_state("in_progress")
        erasure.erase_at_wish(report)
        report = resolved(hoa, report)
        assert client.post(link(report), NO).status_code == 404
