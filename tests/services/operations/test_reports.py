"""The desk for reports: Hoa sees hers and moves them on, others have no business there."""

from datetime import timedelta

import pytest

from portal.accounts.actions import join, leave
from portal.accounts.models import Membership
from portal.accounts.roles import Role
from portal.common.moments import now
from portal.common.workflow import possible
from services.notifications.models import Message
from services.reports import actions
from services.reports.models import Report
from services.reports.workflow import OF_THEIR_OWN, STEPS, State
from tests.people import agency_of, commune_named, person
from tests.services.reports.factories import (
    EventFactory,
    PhotoFactory,
    RatingFactory,
    ReportFactory,
    in_state,
)
from tests.services.reports.ruling import team_of
from tests.services.reports.stepping import filled, ready_for

DESK = "/quan-tri/phan-anh/"
SIGN_IN = "/tai-khoan/dang-nhap/"
NOTE = "Đã thay bóng đèn."
AT_THE_DESK = [name for name, step in STEPS.items() if step.permission and name not in OF_THEIR_OWN]


@pytest.fixture
def desk(client, hoa):
    """A browser at which Hoa is signed in."""
    client.force_login(hoa)
    return client


def listed(client, **asked) -> list[Report]:
    answer = client.get(DESK, asked)
    assert answer.status_code == 200
    return list(answer.context["page_obj"])


def page_of(report) -> str:
    return f"{DESK}{report.reference}/"


def take(client, report, step, note=""):
    return client.post(f"{page_of(report)}buoc/", {"step": step, "note": note})


def elsewhere(**facts):
    commune = commune_named("31510", "Phường Phú Lợi")
    return ReportFactory(commune=commune, agency=agency_of(commune, "H13.31510"), **facts)


class TestWhoEnters:
    def test_a_stranger_is_asked_who_he_is(self, client, db):
        for address in (DESK, page_of(ReportFactory())):
            assert client.get(address).url == f"{SIGN_IN}?next={address}"

    def test_a_resident_may_not_enter(self, client, lan):
        client.force_login(lan)
        report = ReportFactory(reporter=lan)
        for address in (DESK, page_of(report)):
            assert client.get(address, follow=True).status_code == 403
        assert take(client, report, "receive").status_code == 302
        assert Report.objects.get().state == State.SUBMITTED

    def test_an_officer_of_the_counter_has_another_desk(self, client, tam):
        client.force_login(tam)
        assert client.get(DESK).url == "/quan-tri/"
        assert client.get(page_of(ReportFactory())).status_code == 404
        assert f'href="{DESK}"' not in client.get("/quan-tri/").content.decode()

    def test_dung_sees_his_own_and_nothing_of_hoas(self, client, dung):
        his, hers = elsewhere(), ReportFactory()
        client.force_login(dung)
        assert listed(client, view="all") == [his]
        assert client.get(page_of(hers)).status_code == 404
        assert take(client, hers, "receive").status_code == 404
        hers.refresh_from_db()
        assert hers.state == State.SUBMITTED

    def test_hoa_sees_her_desk_and_finds_it_in_the_menu(self, desk):
        hers = ReportFactory()
        elsewhere()
        assert listed(desk) == [hers]
        assert f'"url": "{DESK}"' in desk.get("/quan-tri/").content.decode().replace("&quot;", '"')

    def test_the_coordinator_sees_every_commune(self, client, ha):
        reports = {ReportFactory(), elsewhere(), ReportFactory(private=True)}
        client.force_login(ha)
        assert set(listed(client)) == reports
        assert client.get(page_of(elsewhere())).status_code == 200

    def test_who_has_left_is_a_resident_again(self, client, hoa):
        leave(Membership.objects.get(user=hoa))
        Membership.objects.update(
            starts_on=now().date() - timedelta(days=9), ends_on=now().date() - timedelta(days=1)
        )
        client.force_login(hoa)
        assert client.get(DESK, follow=True).status_code == 403


class TestTheList:
    def test_the_soonest_due_comes_first(self, desk):
        later = ReportFactory(due_at=now() + timedelta(days=5))
        late = ReportFactory(overdue=True)
        soon = ReportFactory(due_at=now() + timedelta(days=1))
        ReportFactory(resolved=True)
        assert listed(desk) == [late, soon, later]

    def test_it_shows_what_is_asked_for(self, desk):
        new, late = ReportFactory(), ReportFactory(in_progress=True, overdue=True)
        asked, done = ReportFactory(waiting=True), ReportFactory(resolved=True)
        assert listed(desk, view="submitted") == [new]
        assert listed(desk, view="overdue") == [late]
        assert listed(desk, view="waiting") == [asked]
        assert listed(desk, view="closed") == [done]
        assert set(listed(desk, view="all")) == {new, late, asked, done}
        assert set(listed(desk, view="nonsense")) == {new, late, asked}

    @pytest.mark.parametrize("typed", ["pa-7k3m-92", "hai ba trung", "ĐÈN tối"])
    def test_words_are_found_with_or_without_marks(self, desk, typed):
        lamp = ReportFactory(reference="PA-7K3M-92")
        ReportFactory(description="Rác chưa gom.", address="Hẻm 45")
        assert listed(desk, q=typed) == [lamp]

    @pytest.mark.parametrize("typed", ["a" * 5000, "%", "_" * 90, "<script>x"])
    def test_nonsense_breaks_nothing(self, desk, typed):
        ReportFactory()
        page = desk.get(DESK, {"q": typed})
        assert page.status_code == 200
        assert "<script>x" not in page.content.decode()

    def test_lateness_and_privacy_are_said_in_words(self, desk):
        ReportFactory(overdue=True, private=True)
        page = desk.get(DESK).content.decode()
        assert "Quá hạn" in page
        assert "Không công khai" in page

    def test_an_empty_desk_says_so(self, desk):
        assert "Không có việc nào ở đây" in desk.get(DESK).content.decode()

    @pytest.mark.parametrize("count", [3, 45])
    def test_it_asks_the_same_few_questions(self, desk, django_assert_max_num_queries, count):
        ReportFactory.create_batch(count, with_photos=True)
        desk.get(DESK)
        with django_assert_max_num_queries(15):
            desk.get(DESK)


class TestOneReport:
    def test_hoa_sees_everything_of_it(self, desk, lan):
        report = ReportFactory(private=True, with_photos=True, reporter=lan)
        page = desk.get(page_of(report)).content.decode()
        for word in ("tối thui", "Trần Thị Lan", "0912 345 678", "lan@example.vn", "/anh/1/"):
            assert word in page

    def test_a_code_in_small_letters_opens(self, desk):
        assert desk.get(page_of(ReportFactory()).lower()).status_code == 200

    @pytest.mark.parametrize("state", State)
    def test_the_steps_offered_are_those_of_the_table(self, desk, hoa, state):
        report = in_state(state)
        answer = desk.get(page_of(report))
        offered = possible(STEPS, state, by=hoa, at=report.agency)
        offered.pop("unpause", None)  # Its clock runs.
        page = answer.context
        shown = {*page["form"].steps, *(form.name for form in page["more"])}
        assert shown == set(offered) - OF_THEIR_OWN
        for name in set(STEPS) - OF_THEIR_OWN:
            assert (f'value="{name}"' in answer.content.decode()) == (name in offered)

    def test_what_was_done_names_the_officers_here(self, desk, hoa):
        report = actions.take_step(ReportFactory(), "receive", by=hoa)
        assert "Nguyễn Thị Hoa" in desk.get(page_of(report)).content.decode()

    @pytest.mark.parametrize("count", [1, 15])
    def test_its_page_asks_the_same_few_questions(self, desk, django_assert_max_num_queries, count):
        report = ReportFactory(with_photos=True)
        EventFactory.create_batch(count, report=report)
        PhotoFactory.create_batch(count, report=report, is_shown=False)
        RatingFactory.create_batch(count, report=report)
        desk.get(page_of(report))
        with django_assert_max_num_queries(30):
            desk.get(page_of(report))


class TestSteps:
    @pytest.mark.parametrize("name", AT_THE_DESK)
    def test_the_button_pressed_is_the_step_taken(self, client, ha, name):
        client.force_login(ha)
        report = ready_for(name)
        target = STEPS[name].leads_to(report.state)
        answer = client.post(f"{page_of(report)}buoc/", filled(name, report, NOTE))
        report.refresh_from_db()
        assert (answer.status_code, answer.url) == (302, page_of(report))
        assert report.state == target
        assert (report.events.get().by, report.events.get().note) == (ha, NOTE)
        said = client.get(answer.url).content.decode()
        assert f"{report.reference} đã chuyển sang: {report.state_at_desk}" in said

    @pytest.mark.parametrize("name", [name for name in AT_THE_DESK if STEPS[name].needs])
    def test_what_a_step_needs_is_asked_for_in_its_own_form(self, client, ha, name):
        client.force_login(ha)
        report = ready_for(name)
        answer = client.post(f"{page_of(report)}buoc/", {"step": name, f"{name}-note": NOTE})
        assert answer.status_code == 422
        (form,) = [form for form in answer.context["more"] if form.name == name]
        assert form.errors["chosen"]
        assert NOTE in answer.content.decode()
        report.refresh_from_db()
        assert not report.events.exists()

    def test_hoa_may_not_send_it_to_others(self, desk):
        report = ready_for("transfer")
        answer = desk.post(f"{page_of(report)}buoc/", filled("transfer", report, NOTE))
        report.refresh_from_db()
        assert answer.status_code == 302
        assert report.agency.code == "H13.31507"

    def test_who_was_slower_reads_what_happened_meanwhile(self, desk, hoa, ha):
        report = actions.take_step(ReportFactory(), "receive", by=hoa)
        seen = desk.get(page_of(report)).context["report"].head
        actions.take_step(report, "start", by=ha)
        answer = desk.post(
            f"{page_of(report)}buoc/", {"step": "resolve", "note": NOTE, "seen": seen}
        )
        assert answer.status_code == 409
        page = answer.content.decode()
        assert "Phạm Thu Hà vừa làm trước bạn: “Đang xử lý”" in page
        assert NOTE in page
        report.refresh_from_db()
        assert report.state == State.IN_PROGRESS

    def test_a_note_that_is_owed_is_asked_for_beside_the_button(self, desk):
        answer = take(desk, ReportFactory(), "decline", "   ")
        assert answer.status_code == 422
        assert "Bạn ghi nội dung trước đã" in answer.content.decode()
        assert Report.objects.get().state == State.SUBMITTED

    def test_what_is_too_long_is_kept_while_it_is_shortened(self, desk):
        answer = take(desk, ReportFactory(), "receive", "đã xem " * 400)
        assert answer.status_code == 422
        assert "đã xem đã xem" in answer.content.decode()

    def test_when_a_colleague_was_quicker_a_sentence_says_so_and_the_note_is_kept(self, desk, hoa):
        report = ReportFactory(in_progress=True)
        actions.take_step(report, "resolve", by=hoa, note="Xong.")
        answer = take(desk, report, "resolve", NOTE)
        assert answer.status_code == 422
        assert "người khác vừa chuyển" in answer.content.decode()
        assert NOTE in answer.content.decode()
        assert report.events.count() == 1

    def test_quicker_by_the_blink_of_an_eye(self, desk, monkeypatch):
        report = ReportFactory()
        monkeypatch.setattr(actions, "take_step", refuse)
        answer = take(desk, report, "receive", NOTE)
        assert answer.status_code == 409
        assert "Không thể" in answer.content.decode()
        assert NOTE in answer.content.decode()

    @pytest.mark.parametrize("name", ["", "burn", "resolve", "supply"])
    def test_a_step_that_is_not_offered_is_refused(self, desk, name):
        report = ReportFactory(waiting=True)
        answer = take(desk, report, name, NOTE)
        assert answer.status_code == 422
        report.refresh_from_db()
        assert report.state == State.WAITING

    def test_unreadable_words_are_refused(self, desk):
        answer = take(desk, ReportFactory(), "receive", "xong\x00")
        assert answer.status_code == 422
        assert "ký tự lạ" in answer.content.decode()

    def test_a_step_is_never_taken_by_looking(self, desk):
        assert desk.get(f"{page_of(ReportFactory())}buoc/").status_code == 405

    def test_what_was_done_by_mistake_is_undone(self, desk):
        report = ReportFactory(resolved=True)
        take(desk, report, "reopen", "Đóng nhầm.")
        report.refresh_from_db()
        assert (report.state, report.closed_at) == (State.REOPENED, None)

    def test_the_resident_is_told(self, desk):
        take(desk, ReportFactory(), "receive")
        assert Message.objects.get().kind == "reports/receive"


def refuse(report, name, **kwargs):
    STEPS[name].check("moved meanwhile", by=kwargs["by"], at=report.agency)


def test_an_auditor_reads_and_takes_no_step(client, minh, soc_trang_office):
    join(minh, soc_trang_office, Role.AUDITOR)
    client.force_login(minh)
    report = ReportFactory()
    assert client.get(page_of(report)).status_code == 200
    take(client, report, "receive")
    report.refresh_from_db()
    assert report.state == State.SUBMITTED


def test_officers_of_the_team_to_which_it_was_sent_come_first(client, hoa, soc_trang_office):
    an = person("an@example.vn", "Ngô Thị An")
    join(an, soc_trang_office, Role.REPORT_HANDLER)
    team = team_of(soc_trang_office)
    team.members.set([hoa])
    report = ReportFactory(received=True, team=team)
    client.force_login(hoa)

    def offered() -> list:
        page = client.get(f"/quan-tri/phan-anh/{report.reference}/")
        form = next(form for form in page.context["more"] if form.name == "assign")
        return form.fields["chosen"].choices[1:]

    (of_team, hers), (_others, rest) = offered()
    assert (of_team, hers, rest) == ("Tổ điện", [(hoa.pk, hoa.name)], [(an.pk, an.name)])
    team.members.clear()
    assert offered() == [(an.pk, an.name), (hoa.pk, hoa.name)]
