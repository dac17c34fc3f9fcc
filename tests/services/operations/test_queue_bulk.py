"""One step on many reports: a row for each in the result, and nothing that is not one's own."""

from time import perf_counter
from urllib.parse import urlencode

import pytest

from portal.accounts.actions import join
from portal.accounts.roles import Role
from services.notifications.models import Message
from services.operations.queue_bulk import ACTIONS, MOST_AT_ONCE
from services.reports import actions
from services.reports.models import Report
from services.reports.workflow import STEPS, State
from tests.people import person
from tests.services.operations.test_queue import QUEUE, elsewhere
from tests.services.reports.factories import ReportFactory
from tests.services.reports.stepping import given_for, ready_for, written

NOTE = "Đã làm xong theo kế hoạch."


@pytest.fixture
def desk(client, hoa):
    client.force_login(hoa)
    return client


def address(step: str, *reports: Report, **asked) -> str:
    ids = [("id", report.pk) for report in reports]
    return f"/quan-tri/bulk/reports/report/{step}/?{urlencode([*ids, *asked.items()])}"


def seen(*reports: Report) -> dict[str, str]:
    return {f"seen-{report.pk}": report.head for report in reports}


def states(*reports: Report) -> list[str]:
    return [Report.objects.get(pk=report.pk).state for report in reports]


def refusals(answer) -> dict[str, str]:
    return {one.report.reference: one.refusal for one in answer.context["results"]}


@pytest.mark.parametrize("step", ACTIONS)
def test_every_step_offered_is_taken_on_each(client, ha, step):
    client.force_login(ha)
    reports = [ready_for(step), ready_for(step)]
    form = {"note": NOTE}
    for name, value in given_for(step, reports[0]).items():
        form |= written(name, value)
    sent = {f"{step}-{name}": value for name, value in form.items()}
    asked = client.get(address(step, *reports))
    assert asked.status_code == 200
    assert all(report.reference in asked.content.decode() for report in reports)
    answer = client.post(address(step, *reports), sent)
    assert refusals(answer) == {report.reference: "" for report in reports}
    targets = [STEPS[step].leads_to(report.state) for report in reports]
    assert states(*reports) == targets
    assert [report.events.get().note for report in reports] == [NOTE, NOTE]


def test_the_result_says_of_each_what_became_of_it(desk):
    new, done = ReportFactory(), ReportFactory(in_progress=True)
    answer = desk.post(address("receive", new, done), {"receive-note": ""})
    page = answer.content.decode()
    assert "Đã làm xong 1 trên 2 phản ánh." in page
    assert "Chưa làm được" in page
    told = refusals(answer)
    assert told[new.reference] == ""
    assert "không thực hiện được" in told[done.reference] or "Không thể" in told[done.reference]
    assert states(new, done) == [State.RECEIVED, State.IN_PROGRESS]
    assert Message.objects.filter(kind="reports/receive").count() == 1


def test_each_stands_by_itself_when_one_breaks(desk, hoa, monkeypatch):
    """What was taken before stays: there is no transaction around them all."""
    first, second = ReportFactory(), ReportFactory()
    real = actions.take_step

    def break_at_the_second(report, name, **options):
        if report.pk == second.pk:
            raise RuntimeError("The database went away.")
        return real(report, name, **options)

    monkeypatch.setattr(actions, "take_step", break_at_the_second)
    with pytest.raises(RuntimeError):
        desk.post(address("receive", first, second), {"receive-note": ""})
    assert states(first, second) == [State.RECEIVED, State.SUBMITTED]


def test_who_was_slower_reads_what_happened_meanwhile(desk, hoa, ha):
    report = actions.take_step(ReportFactory(), "receive", by=hoa)
    before = seen(report)
    actions.take_step(report, "start", by=ha)
    answer = desk.post(address("spam", report), before | {"spam-note": NOTE})
    assert "Phạm Thu Hà vừa làm trước bạn" in refusals(answer)[report.reference]
    assert states(report) == [State.IN_PROGRESS]


def test_what_a_step_owes_is_asked_for_before_anything_is_done(desk):
    report = ReportFactory(in_progress=True)
    answer = desk.post(address("resolve", report), {"resolve-note": " "})
    assert "Bạn ghi nội dung trước đã" in answer.content.decode()
    assert states(report) == [State.IN_PROGRESS]
    answer = desk.post(address("decline", report), {"decline-note": NOTE})
    assert answer.context["form"].errors["chosen"]


def test_what_is_elsewhere_is_not_there(desk):
    mine, theirs = ReportFactory(), elsewhere()
    asked = desk.get(address("receive", mine, theirs)).content.decode()
    assert mine.reference in asked
    assert theirs.reference not in asked
    answer = desk.post(address("receive", mine, theirs), {"receive-note": ""})
    assert refusals(answer) == {mine.reference: ""}
    assert states(theirs) == [State.SUBMITTED]
    assert desk.get(address("receive", theirs)).url == QUEUE


def test_officers_of_others_cannot_be_chosen(desk, dung):
    report = ReportFactory(received=True)
    page = desk.get(address("assign", report)).content.decode()
    assert "Nguyễn Thị Hoa" in page
    assert "Lê Văn Dũng" not in page
    sent = {"assign-note": "", "assign-chosen": dung.pk}
    assert desk.post(address("assign", report), sent).context["form"].errors["chosen"]
    assert states(report) == [State.RECEIVED]


def test_the_whole_list_is_the_one_on_the_screen(desk):
    new = ReportFactory.create_batch(3)
    other = ReportFactory(description="Rác chưa gom.")
    elsewhere()
    answer = desk.post(address("receive", id="all", view="submitted", q="cổng chợ"), {})
    assert {*refusals(answer)} == {report.reference for report in new}
    assert states(other) == [State.SUBMITTED]


def test_no_more_are_taken_at_once_than_is_said(desk, monkeypatch):
    monkeypatch.setattr("services.operations.queue_bulk.MOST_AT_ONCE", 2)
    ReportFactory.create_batch(3)
    asked = desk.get(address("receive", id="all")).content.decode()
    assert "chỉ 2 phản ánh đầu" in asked
    assert len(refusals(desk.post(address("receive", id="all"), {}))) == 2


@pytest.mark.parametrize("ids", ["", "x", "-1", "9" * 40, "0", "1 OR 1=1"])
def test_nonsense_is_nobodys_report(desk, ids):
    ReportFactory()
    assert desk.get(f"/quan-tri/bulk/reports/report/receive/?id={ids}").url == QUEUE


def test_a_step_on_many_asks_for_the_step_s_own_right(desk, client, soc_trang_office):
    report = ReportFactory(received=True)
    assert desk.post(address("transfer", report), {"transfer-note": NOTE}).status_code == 302
    auditor = person("audit@example.vn", "Kiểm Tra")
    join(auditor, soc_trang_office, Role.AUDITOR)
    client.force_login(auditor)
    client.post(address("start", report), {"start-note": ""})
    assert states(report) == [State.RECEIVED]


def test_buttons_stand_for_the_steps_this_officer_may_take(desk):
    ReportFactory()
    page = desk.get(QUEUE).content.decode()
    assert 'href="/quan-tri/bulk/reports/report/receive/"' in page
    assert "/bulk/reports/report/transfer/" not in page


def test_the_way_back_leads_nowhere_else(desk):
    report = ReportFactory()
    page = desk.get(address("receive", report, next="https://bad.example/")).content.decode()
    assert 'href="https://bad.example/' not in page


def test_many_take_seconds(desk):
    """The promise is five seconds for as many as are taken at once: see bench_queue.py."""
    reports = ReportFactory.create_batch(MOST_AT_ONCE // 10)
    start = perf_counter()
    desk.post(address("receive", *reports), {"receive-note": ""})
    assert perf_counter() - start < 10
    assert {*states(*reports)} == {State.RECEIVED}
