"""Papers that are missing, a result that nobody fetches: told once more on working days."""

import pytest
import time_machine

from services.dossiers import actions, reminders
from services.notifications.models import Message
from tests.services.dossiers.factories import DossierFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("calendar")]


def reminded_on(day: str) -> list[str]:
    """The reminders posted on this day of November or December; asked twice, posted once."""
    before = set(Message.objects.values_list("pk", flat=True))
    with time_machine.travel(f"2026-{day}T08:00:00+07:00", tick=False):
        reminders.remind_awaited()
        reminders.remind_awaited()
    posted = Message.objects.exclude(pk__in=before).filter(kind__endswith="_reminder")
    return [message.kind for message in posted]


def test_missing_papers_are_reminded_of_after_five_working_days(son):
    actions.take_step(
        DossierFactory(processing=True), "request_supplement", by=son, note="Thiếu giấy chứng sinh."
    )
    days = {day: reminded_on(day) for day in ("11-23", "11-27", "11-28", "11-30", "12-01")}
    assert {day: kinds for day, kinds in days.items() if kinds} == {
        "11-30": ["dossiers/supplement_reminder"]
    }


def test_a_result_is_called_to_mind_after_three_working_days(son):
    actions.take_step(DossierFactory(processing=True), "complete", by=son)
    days = {day: reminded_on(day) for day in ("11-23", "11-25", "11-26", "11-27")}
    assert {day: kinds for day, kinds in days.items() if kinds} == {
        "11-26": ["dossiers/fetch_reminder"]
    }


def test_who_fetched_the_result_is_left_alone(son, tam):
    dossier = actions.take_step(DossierFactory(processing=True), "complete", by=son)
    actions.take_step(dossier, "return_result", by=tam)
    assert reminded_on("11-26") == []


def test_what_waits_for_weeks_is_not_begun_with(son):
    actions.take_step(DossierFactory(processing=True), "complete", by=son)
    assert reminded_on("12-21") == []
