"""Following one report: by one press, or once the address given has said yes; and no more."""

import threading
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.db import connection

from portal.common.moments import now
from portal.common.workflow import StepRefused
from services.notifications.models import Channel, Message, OptOut
from services.privacy import registry, retention
from services.reports import actions, followers
from services.reports.follow_links import LIVES, stop_token
from services.reports.models import Follow, Report, ReportEvent
from services.reports.workflow import State
from tests.services.reports.factories import ReportFactory, in_state
from tests.services.reports.following import (
    MAIL,
    MOBILE,
    follow,
    link_in_last_letter,
    links_in,
    told,
)
from tests.services.reports.stepping import given_for

CONFIRM, STOP = "/phan-anh/theo-doi/dong-y/", "/phan-anh/theo-doi/thoi/"


def ask(client, report, way=MAIL):
    return client.post(f"{report.get_absolute_url()}theo-doi/", {"contact_way": way}, follow=True)


@pytest.fixture
def lamp(db):
    """Lan's report, received; she left an e-mail address and a number."""
    return ReportFactory(received=True)


class TestSignedIn:
    def test_one_press_is_enough(self, client, lamp, minh):
        client.force_login(minh)
        page = client.post(f"{lamp.get_absolute_url()}theo-doi/", follow=True).content.decode()
        assert "Bạn đang theo dõi phản ánh này" in page
        assert Follow.objects.get().user == minh
        assert Follow.objects.confirmed().exists()

    def test_looking_follows_nothing(self, client, lamp, minh):
        client.force_login(minh)
        assert client.get(f"{lamp.get_absolute_url()}theo-doi/").status_code == 200
        assert not Follow.objects.exists()

    def test_pressed_twice_she_follows_once_and_stops_by_one_press(self, client, lamp, minh):
        client.force_login(minh)
        for _press in range(2):
            client.post(f"{lamp.get_absolute_url()}theo-doi/")
        assert Follow.objects.count() == 1
        for _press in range(2):
            answer = client.post(f"{lamp.get_absolute_url()}theo-doi/thoi/", follow=True)
            assert "Bạn không còn theo dõi phản ánh này" in answer.content.decode()
        assert not Follow.objects.exists()

    def test_she_stops_nothing_of_somebody_elses(self, client, lamp, minh, lan):
        follow(lamp, user=lan)
        client.force_login(minh)
        client.post(f"{lamp.get_absolute_url()}theo-doi/thoi/")
        assert Follow.objects.get().user == lan


class TestWithoutAccount:
    def test_a_link_is_sent_and_nobody_follows_before_it_is_pressed(self, client, lamp, drain):
        page = ask(client, lamp).content.decode()
        assert "Chúng tôi đã gửi bạn một đường dẫn" in page
        assert MAIL not in page
        drain()
        [letter] = mail.outbox
        assert letter.to == [MAIL]
        assert lamp.reference in letter.subject
        assert not Follow.objects.confirmed().exists()

    def test_looking_at_the_link_changes_nothing_and_pressing_does(self, client, lamp, drain):
        ask(client, lamp)
        drain()
        link = link_in_last_letter(CONFIRM)
        assert "Có, theo dõi" in client.get(link).content.decode()
        assert not Follow.objects.confirmed().exists()
        for _press in range(2):
            page = client.post(link, follow=True).content.decode()
            assert "Bạn đã theo dõi phản ánh này" in page
        assert Follow.objects.confirmed().get().email == MAIL

    def test_a_mobile_number_is_asked_by_sms(self, client, lamp, drain):
        ask(client, lamp, "0987 654 321")
        message = Message.objects.get()
        assert (message.channel, message.recipient) == (Channel.SMS, MOBILE)
        assert Follow.objects.get().phone == MOBILE

    @pytest.mark.parametrize("way", ["", "0299 3822 333", "abc", "lan@"])
    def test_anything_else_is_asked_for_again(self, client, lamp, way):
        assert ask(client, lamp, way).status_code == 422
        assert not Message.objects.exists()

    def test_the_answer_is_the_same_whether_or_not_the_address_follows(self, client, lamp):
        follow(lamp, email=MAIL)
        known, unknown = ask(client, lamp), ask(client, lamp, "hoa@example.org")
        assert known.redirect_chain == unknown.redirect_chain
        assert [str(m) for m in known.context["messages"]] == [
            str(m) for m in unknown.context["messages"]
        ]
        assert told("reports/confirm_follow") == ["hoa@example.org", MAIL]

    def test_one_address_in_capitals_is_one(self, client, lamp):
        ask(client, lamp, MAIL.upper())
        ask(client, lamp)
        assert Follow.objects.get().email == MAIL

    def test_after_three_days_the_link_is_too_old_and_says_so(self, client, lamp, drain):
        ask(client, lamp)
        drain()
        link = link_in_last_letter(CONFIRM)
        with time_machine.travel(now() + LIVES + timedelta(minutes=1), tick=False):
            answer = client.post(link)
        assert answer.status_code == 410
        assert "Đường dẫn này đã quá cũ" in answer.content.decode()
        assert not Follow.objects.confirmed().exists()

    def test_no_link_can_be_made_up(self, client, lamp):
        assert client.get(f"{CONFIRM}f1:1wZyXa:abc/").status_code == 404
        asked = follow(lamp, email=MAIL, confirmed=False)
        assert client.post(f"{CONFIRM}{stop_token(asked)}/").status_code == 404
        assert client.get(f"{STOP}f{asked.pk}:abc/").status_code == 404

    def test_the_link_is_forgotten_once_it_is_sent(self, client, lamp, drain):
        ask(client, lamp)
        drain()
        assert Message.objects.get().facts == {}

    def test_who_wanted_no_news_hears_of_what_she_asks_for_now_alone(self, client, lamp, drain):
        follow(ReportFactory(received=True), email=MAIL)
        OptOut.objects.create(recipient=MAIL)
        ask(client, lamp)
        drain()
        client.post(link_in_last_letter(CONFIRM))
        assert not OptOut.objects.exists()
        assert Follow.objects.get().report == lamp


class TestLimits:
    def test_nobody_is_pestered_in_our_name(self, client, db):
        for number in range(5):
            assert ask(client, ReportFactory(received=True)).status_code == 200, number
        answer = ask(client, ReportFactory(received=True), MAIL.upper())
        assert answer.status_code == 429
        assert "Retry-After" in answer.headers
        assert len(told("reports/confirm_follow")) == 5

    def test_one_visitor_asks_twenty_times_an_hour(self, client, lamp):
        statuses = [ask(client, lamp, f"a{n}@example.vn").status_code for n in range(21)]
        assert statuses == [200] * 20 + [429]


class TestWhoIsTold:
    def told_after(self, report, hoa, drain, step="start", note=""):
        if step == "merge":
            actions.merge(report, ReportFactory(received=True), by=hoa, note=note)
        else:
            actions.take_step(report, step, by=hoa, note=note, **given_for(step, report))
        drain()
        return told("reports/followed")

    def test_whoever_follows_hears_of_a_step_with_two_ways_out(self, lamp, minh, hoa, drain):
        follow(lamp, email=MAIL)
        assert self.told_after(lamp, hoa, drain) == [MAIL]
        letter = next(letter for letter in mail.outbox if letter.to == [MAIL])
        assert "Đang xử lý" in letter.body
        assert any(STOP in link for link in links_in(letter.body))
        assert "List-Unsubscribe" in letter.extra_headers

    def test_one_who_gave_a_number_is_told_by_sms_with_the_way_out(self, lamp, hoa, drain):
        follow(lamp, phone=MOBILE)
        assert self.told_after(lamp, hoa, drain) == [MOBILE]
        assert STOP in Message.objects.get(recipient=MOBILE).facts["stop"]

    def test_an_account_is_told_as_it_prefers(self, lamp, minh, hoa, drain):
        follow(lamp, user=minh)
        assert self.told_after(lamp, hoa, drain) == [MAIL, f"user-{minh.pk}"]

    def test_who_has_not_said_yes_is_told_nothing(self, lamp, hoa, drain):
        follow(lamp, email=MAIL, confirmed=False)
        assert self.told_after(lamp, hoa, drain) == []

    @pytest.mark.parametrize("way", ["user", "email", "phone"])
    def test_its_sender_is_not_told_twice(self, lan, hoa, drain, way):
        report = ReportFactory(received=True, reporter=lan)
        ways = {"user": lan, "email": report.contact_email, "phone": report.contact_phone}
        follow(report, **{way: ways[way]})
        assert self.told_after(report, hoa, drain) == []
        assert "lan@example.vn" in told("reports/start")

    def test_an_anonymous_sender_who_follows_with_her_account_is_not_told_twice(
        self, lamp, lan, hoa, drain
    ):
        follow(lamp, user=lan)
        assert self.told_after(lamp, hoa, drain) == []

    def test_one_who_follows_in_two_ways_has_one_letter(self, lamp, minh, hoa, drain):
        follow(lamp, user=minh)
        follow(lamp, email=MAIL)
        assert self.told_after(lamp, hoa, drain).count(MAIL) == 1

    @pytest.mark.parametrize("step", ["merge", "decline"])
    def test_that_it_ended_is_told(self, lamp, hoa, drain, step):
        follow(lamp, email=MAIL)
        assert self.told_after(lamp, hoa, drain, step, "Trùng với phản ánh khác.") == [MAIL]

    def test_of_what_became_private_nobody_is_told(self, hoa, drain):
        report = ReportFactory(received=True, private=True)
        follow(report, email=MAIL)
        assert self.told_after(report, hoa, drain) == []

    def test_what_she_answered_is_for_the_officer(self, lan, hoa, drain):
        report = ReportFactory(waiting=True, reporter=lan)
        follow(report, email=MAIL)
        actions.take_step(report, "supply", by=lan, note="Nhà tôi số 12.")
        drain()
        assert told("reports/followed") == []

    def test_asked_again_the_worker_tells_nobody_twice(self, lamp, hoa, drain):
        follow(lamp, email=MAIL)
        self.told_after(lamp, hoa, drain)
        followers.tell_of(ReportEvent.objects.latest("pk").pk)
        assert told("reports/followed") == [MAIL]

    @pytest.mark.parametrize("many", [1, 50])
    def test_a_step_costs_its_officer_the_same_however_many_follow(
        self, lamp, hoa, django_assert_max_num_queries, many
    ):
        for number in range(many):
            follow(lamp, email=f"a{number}@example.vn")
        with django_assert_max_num_queries(40):
            actions.take_step(lamp, "start", by=hoa)


class TestStopping:
    @pytest.fixture
    def link(self, lamp):
        followed = follow(lamp, email=MAIL)
        follow(ReportFactory(received=True), email=MAIL)
        return f"{STOP}{stop_token(followed)}/"

    def test_looking_changes_nothing(self, client, link):
        assert "Có, thôi theo dõi" in client.get(link).content.decode()
        assert Follow.objects.count() == 2

    def test_one_press_stops_this_report_alone(self, client, link, lamp):
        assert "Bạn không còn theo dõi" in client.post(link).content.decode()
        assert Follow.objects.get().report != lamp

    def test_pressed_again_it_still_says_that_she_follows_no_more(self, client, link):
        client.post(link)
        for answer in (client.get(link), client.post(link)):
            assert "Bạn không còn theo dõi" in answer.content.decode()


@pytest.mark.parametrize("state", [State.MERGED, State.WITHDRAWN])
def test_what_is_over_cannot_be_followed(client, minh, soc_trang_office, state):
    client.force_login(minh)
    report = in_state(state)
    assert client.post(f"{report.get_absolute_url()}theo-doi/").status_code == 404
    assert "Theo dõi phản ánh này" not in client.get(report.get_absolute_url()).content.decode()


def test_a_private_report_cannot_be_followed_nor_confirmed(client, drain, lamp):
    ask(client, lamp)
    drain()
    link = link_in_last_letter(CONFIRM)
    type(lamp).objects.update(is_private=True, is_listed=False)
    assert client.get(f"{lamp.get_absolute_url()}theo-doi/").status_code == 404
    assert client.post(link).status_code == 404
    assert not Follow.objects.confirmed().exists()


class TestWhatWeHold:
    def test_she_reads_what_she_follows_and_it_goes_with_her(self, lamp, minh, lan):
        follow(lamp, user=minh)
        follow(ReportFactory(received=True), email=MAIL)
        follow(lamp, user=lan)
        holding = registry.HOLDINGS["follows"]
        assert holding.count(minh) == len(list(holding.rows(minh))) == 2
        assert lamp.reference in str(list(holding.rows(minh)))
        assert holding.erase(minh) == []
        assert Follow.objects.get().user == lan

    def test_what_nobody_confirmed_goes_after_a_week(self, lamp):
        follow(lamp, email=MAIL, confirmed=False)
        follow(lamp, email="hoa@example.org")
        Follow.objects.update(created_at=now() - timedelta(days=8))
        retention.apply(retention.RULES["follows"])
        assert Follow.objects.get().email == "hoa@example.org"

    def test_of_what_was_closed_they_go_after_a_year(self, db):
        for days in (366, 364):
            closed = ReportFactory(resolved=True, closed_at=now() - timedelta(days=days))
            follow(closed, email=MAIL)
        retention.apply(retention.RULES["follows"])
        assert Follow.objects.count() == 1


class TestWhileItIsMerged:
    """Whoever begins to follow under the lock of the report is moved with it, or told no."""

    @pytest.fixture
    def gone(self, hoa, lamp):
        """What a page still shows of a report that was merged a moment ago."""
        stale = Report.objects.get(pk=lamp.pk)
        actions.merge(lamp, ReportFactory(received=True), by=hoa, note="Cùng một bóng đèn.")
        return stale

    def test_she_is_told_and_not_forgotten(self, gone, minh):
        for begin in (
            lambda: actions.follow(gone, user=minh),
            lambda: actions.ask_to_follow(gone, email=MAIL),
        ):
            with pytest.raises(StepRefused):
                begin()
        assert not gone.follows.exists()

    def test_the_page_says_so(self, client, gone, minh, monkeypatch):
        monkeypatch.setattr("services.reports.views.follow.followable_or_404", lambda _code: gone)
        address = f"{gone.get_absolute_url()}theo-doi/"
        assert client.post(address, {"contact_way": MAIL}).status_code == 409
        client.force_login(minh)
        page = client.post(address, follow=True).content.decode()
        assert "Không theo dõi được phản ánh này." in page


@pytest.mark.django_db(transaction=True)
def test_at_the_same_moment_as_a_merge_nobody_is_lost(hoa, minh):
    report, into = ReportFactory(received=True), ReportFactory(received=True)
    start, outcomes = threading.Barrier(2), []

    def run(deed):
        start.wait()
        try:
            outcomes.append(bool(deed()))
        except StepRefused:
            outcomes.append(False)
        finally:
            connection.close()

    deeds = [
        lambda: actions.follow(report, user=minh),
        lambda: actions.merge(report, into, by=hoa, note="Cùng một bóng đèn."),
    ]
    threads = [threading.Thread(target=run, args=[deed]) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Report.objects.get(pk=report.pk).state == "merged"
    follows = outcomes.count(True) == len(deeds)
    assert Follow.objects.filter(report=into, user=minh).exists() == follows
    assert not Follow.objects.filter(report=report, user=minh).exists()
