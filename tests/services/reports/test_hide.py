"""A report is hidden with a reason that is sent: gone for everyone but its sender and officers."""

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from portal.common.workflow import StepRefused
from portal.search.models import SearchDoc
from services.notifications import texts
from services.notifications.models import Message
from services.reports import actions, tallies
from services.reports.models import Follow, Report
from services.reports.reasons import HidingReason
from tests.services.reports.factories import CategoryFactory, ReportFactory

NOTE = "Phản ánh nêu tên hàng xóm."


@pytest.fixture
def report(db, hoa) -> Report:
    made = ReportFactory(with_photos=True)
    actions.take_step(made, "receive", by=hoa)
    Message.objects.all().delete()
    return Report.objects.get()


def hide(report, by, **facts) -> Report:
    told = {"reason": HidingReason.PERSONAL, "note": NOTE} | facts
    actions.hide(report, by=by, **told)
    return Report.objects.get(pk=report.pk)


def everywhere(client, report) -> dict[str, bool]:
    """Where somebody who walks in finds it."""
    code = report.reference
    page = report.get_absolute_url()

    def says(address: str) -> bool:
        answer = client.get(address)
        read = answer.getvalue() if answer.streaming else answer.content
        return code in read.decode()

    def opens(address: str) -> bool:
        answer = client.get(address)
        if answer.streaming:
            answer.getvalue()  # Read to its end, a file is closed.
        return answer.status_code == 200

    return {
        "page": client.get(page).status_code == 200,
        "photo": opens(f"{page}anh/0/"),
        "list": says("/phan-anh/"),
        "map": says("/phan-anh/ban-do.json?khung=9.59,105.96,9.61,105.98"),
        "feed": says("/phan-anh/rss/"),
        "table": says("/phan-anh/csv/"),
        "api list": says("/api/v1/reports/"),
        "api page": client.get(f"/api/v1/reports/{code}/").status_code == 200,
        "search": SearchDoc.objects.filter(key=code).exists(),
        "follow": client.get(f"{page}theo-doi/").status_code == 200,
    }


def test_nobody_else_finds_it_anywhere_and_then_everyone_does_again(client, hoa, report):
    before = everywhere(client, report)
    assert all(before.values()), before
    hidden = everywhere(client, hide(report, hoa))
    assert not any(hidden.values()), hidden
    actions.unhide(report, by=hoa, note="Đã bỏ tên.")
    after = everywhere(client, report)
    assert after == before


def test_it_is_no_longer_counted_for_the_map(hoa, report):
    tallies.count_all()
    before = tallies.Tally.objects.count()
    hide(report, hoa)
    tallies.count_changes()
    assert before
    assert not sum(tally.count for tally in tallies.Tally.objects.all())


def test_its_sender_sees_it_and_is_told_why(client, hoa, lan, report):
    Report.objects.update(reporter=lan)
    hide(report, hoa)
    message = Message.objects.filter(kind="reports/hidden", channel="email").get()
    letter = texts.render(message.kind, message.facts, "vi")
    assert NOTE in letter.body
    assert str(HidingReason.PERSONAL.label) in letter.body
    assert NOTE not in letter.subject
    client.force_login(lan)
    page = client.get(report.get_absolute_url()).content.decode()
    assert NOTE in page
    assert str(HidingReason.PERSONAL.label) in page


def test_followers_are_told_nothing_more(hoa, minh, drain, report):
    actions.follow(report, user=minh)
    hide(report, hoa)
    actions.take_step(report, "start", by=hoa)
    drain()
    assert Follow.objects.filter(user=minh).exists()
    assert not Message.objects.filter(user=minh).exists()
    assert all("minh@example.vn" not in letter.to for letter in mail.outbox)


def test_work_goes_on_and_it_stays_hidden(hoa, report):
    hide(report, hoa)
    actions.take_step(report, "start", by=hoa)
    actions.take_step(report, "resolve", by=hoa, note="Đã thay bóng đèn.")
    done = Report.objects.get()
    assert (done.is_private, done.is_listed, done.state) == (True, False, "resolved")


def test_a_kind_that_is_always_private_is_never_shown_by_this(hoa, report):
    hide(report, hoa)
    Report.objects.update(category=CategoryFactory(private=True))
    with pytest.raises(StepRefused, match="luôn không công khai"):
        actions.unhide(report, by=hoa, note="Đã bỏ tên.")
    private = ReportFactory(private=True, received=True)
    for wrong in (
        lambda: actions.unhide(private, by=hoa, note="Cho mọi người xem."),
        lambda: hide(private, hoa),
    ):
        with pytest.raises(StepRefused):
            wrong()
    assert not Report.objects.listed().exists()


def test_twice_is_refused_with_a_sentence(hoa, ha, report):
    hide(report, hoa)
    with pytest.raises(StepRefused, match="vốn đã không công khai"):
        hide(report, ha)


def test_only_its_officers_and_never_without_a_note(dung, kiem, hoa, report):
    for officer in (dung, kiem):
        with pytest.raises(StepRefused):
            hide(report, officer)
    with pytest.raises(StepRefused):
        hide(report, hoa, note="  ")
    assert Report.objects.get().is_listed


def test_it_is_remembered_and_the_history_holds(hoa, report):
    hide(report, hoa)
    actions.unhide(report, by=hoa, note="Đã bỏ tên.")
    events = report.events.order_by("pk")[1:]
    assert [(event.step, event.is_public) for event in events] == [
        ("hide", False),
        ("unhide", False),
    ]
    assert events[0].details == {"hidden": "personal"}


def test_the_database_keeps_what_is_hidden_private(report):
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.update(hidden_because="personal")
