"""A partner is late: whoever has the report in hand hears of it, once."""

import pytest
import time_machine
from django.core.management import call_command

from portal.accounts.actions import join, leave
from portal.accounts.models import Membership
from portal.accounts.roles import Role
from services.notifications import texts
from services.notifications.models import Message
from services.operations.partner_warnings import warn_all
from services.reports import actions
from services.reports.models import PartnerRequest
from tests.people import person
from tests.services.reports.asking import POWER, ask

THURSDAY = "2026-11-19T09:00:00+07:00"  # The 24th is a holiday.


@pytest.fixture(autouse=True)
def thursday(db):
    with time_machine.travel(THURSDAY, tick=False):
        call_command("load_calendar", verbosity=0)
        yield


@pytest.fixture
def an(soc_trang_office):
    """An works beside Hoa."""
    officer = person("an@example.vn", "Ngô Thị An")
    join(officer, soc_trang_office, Role.REPORT_HANDLER)
    return officer


@pytest.fixture
def asked(hoa, an) -> PartnerRequest:
    """Due on the 25th."""
    return ask(hoa, days=3)


def on(day: int) -> int:
    with time_machine.travel(f"2026-11-{day}T08:20:00+07:00", tick=False):
        return warn_all()


def told() -> list[str]:
    letters = Message.objects.filter(kind="operations/partner_late", channel="email")
    return [letter.user.name for letter in letters.order_by("pk")]


def test_whoever_asked_hears_of_it_on_the_day_after_and_once(asked, hoa):
    assert [day for day in range(20, 31) if on(day)] == [26]
    assert told() == [hoa.name]
    letter = Message.objects.get(kind="operations/partner_late", channel="email")
    text = texts.render(letter.kind, letter.facts, letter.language)
    for said in (asked.report.reference, POWER.name, "25/11/2026"):
        assert said in text.body
    assert f"/quan-tri/phan-anh/{asked.report.reference}/" in text.body


def test_whoever_has_it_in_hand_comes_first(asked, an, hoa):
    actions.take_step(asked.report, "hand_over", by=hoa, officer=an)
    assert on(26) == 1
    assert told() == [an.name]


def test_where_she_has_left_all_others_hear_of_it(asked, an, hoa):
    leave(Membership.objects.get(user=hoa), by=hoa)
    assert on(26) == 1
    assert told() == [an.name]


def test_of_what_was_answered_or_called_off_nobody_hears(asked, hoa):
    actions.partner_answers(asked, is_done=True, answer="Đã thay cầu chì.")
    assert on(26) == 0
