"""The clock gives its own account: what was promised, what stopped it, and where it stands."""

from datetime import date, datetime

import pytest
import time_machine
from django.core.management import call_command

from services.reports import actions, clock_story
from services.reports.models import Report
from tests.services.reports.factories import CategoryFactory
from tests.services.reports.stepping import given_for

NOTE = "Đã kiểm tra."


@pytest.fixture(autouse=True)
def monday(db):
    call_command("load_calendar", verbosity=0)
    with time_machine.travel("2026-11-16T09:00:00+07:00", tick=False):
        yield


@pytest.fixture
def lamp(soc_trang, soc_trang_office) -> Report:
    return actions.submit_report(
        category=CategoryFactory(), description="Đèn hư.", commune=soc_trang
    )[0]


def on(day: str):
    return time_machine.travel(f"{day}T09:00:00+07:00", tick=False)


def story(report: Report) -> list[tuple[date, str]]:
    report = Report.objects.with_people().get(pk=report.pk)
    events = list(report.events.order_by("pk"))
    return [(chapter.day, chapter.text) for chapter in clock_story.told(report, events)]


def day(text: str) -> date:
    return datetime.strptime(text, "%d/%m/%Y").date()


def test_it_begins_with_the_promise_and_ends_with_today(lamp):
    assert story(lamp) == [
        (
            day("16/11/2026"),
            "Gửi. Loại việc này có 5 ngày làm việc, không tính ngày gửi: hạn 23/11/2026.",
        ),
        (day("16/11/2026"), "Còn 5 ngày làm việc."),
    ]


def test_each_pause_says_why_and_what_it_did(lamp, hoa):
    with on("2026-11-17"):
        actions.take_step(lamp, "receive", by=hoa)
        actions.take_step(lamp, "ask", by=hoa, note="Trụ số mấy?")
    with on("2026-11-19"):
        actions.take_step(lamp, "supply", by=None, note="Trụ 12.")
        told = story(lamp)
    assert told[1:] == [
        (day("17/11/2026"), "Tạm dừng: chờ người dân trả lời."),
        (day("19/11/2026"), "Tiếp tục tính sau 2 ngày làm việc: hạn mới 26/11/2026."),
        (day("24/11/2026"), "Ngày nghỉ: Ngày Văn hóa Việt Nam."),
        (day("19/11/2026"), "Còn 4 ngày làm việc."),
    ]


def test_a_documented_ground_is_named_with_its_paper(lamp, hoa):
    actions.take_step(lamp, "receive", by=hoa)
    actions.take_step(lamp, "pause", by=hoa, note=NOTE, **given_for("pause", lamp))
    (_day, text) = story(lamp)[-2]
    assert text == "Tạm dừng. Căn cứ: Bão, lũ, thiên tai; Văn bản: CĐ 05/UBND."


def test_when_it_runs_on_the_new_date_is_told(lamp, hoa):
    with on("2026-11-17"):
        actions.take_step(lamp, "receive", by=hoa)
        actions.take_step(lamp, "pause", by=hoa, note=NOTE, **given_for("pause", lamp))
    with on("2026-11-19"):
        moved = actions.take_step(lamp, "unpause", by=hoa)
        told = [text for _day, text in story(moved)]
    assert moved.events.last().due_at == moved.due_at
    assert "Tiếp tục tính sau 2 ngày làm việc: hạn mới 26/11/2026." in told


def test_more_time_and_lateness_are_told(lamp, hoa):
    actions.take_step(lamp, "receive", by=hoa)
    actions.extend(lamp, by=hoa, until=day("27/11/2026"), note="Chờ vật tư.")
    with on("2026-12-01"):
        told = [text for _day, text in story(lamp)]
    assert "Gia hạn (một lần): hạn mới 27/11/2026." in told
    assert told[-1] == "Trễ 2 ngày làm việc."


def test_open_again_it_begins_anew_and_closed_it_says_how(lamp, hoa):
    for name in ("receive", "start", "resolve"):
        actions.take_step(lamp, name, by=hoa, note=NOTE)
    assert story(lamp)[-1][1] == "Khép lại đúng hạn."
    actions.take_step(lamp, "reopen", by=hoa, note=NOTE)
    assert "Mở lại, thời hạn tính lại từ đầu." in [text for _day, text in story(lamp)]


def test_another_kind_changes_nothing_of_what_was_promised(lamp, hoa):
    category = CategoryFactory(code="GT01", name="Ổ gà", target_days=20)
    actions.take_step(lamp, "recategorise", by=hoa, category=category)
    assert "5 ngày làm việc" in story(lamp)[0][1]
