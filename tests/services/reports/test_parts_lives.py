"""Whatever happens to a whole and its parts: who is open, who is closed, and what is remembered."""

from contextlib import suppress

from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from hypothesis.extra.django import TestCase

from portal.accounts.actions import join
from portal.accounts.models import Agency
from portal.accounts.roles import Role
from portal.common.workflow import StepRefused
from services.reports import actions
from services.reports.models import Report
from services.reports.workflow import BY_RESIDENT, OF_THEIR_OWN, STEPS, State
from tests.people import person
from tests.services.reports.factories import ReportFactory
from tests.services.reports.stepping import given_for
from tests.services.reports.test_split import NOTE, some_parts

TAKEN = sorted(set(STEPS) - OF_THEIR_OWN)
deeds = some.lists(
    some.tuples(some.integers(0, 3), some.sampled_from([*TAKEN, "split", "merge"])), max_size=25
)


class TestLives(TestCase):
    def coordinator(self):
        city = Agency.objects.create(code="H13", name="UBND thành phố Cần Thơ", kind="city")
        officer = person("ha@example.vn", "Phạm Thu Hà")
        join(officer, city, Role.COORDINATOR)
        return officer

    def do(self, report: Report, name: str, by) -> None:
        """Try this, as somebody might; most of it is refused."""
        if name == "split":
            actions.split(report, some_parts(), by=by, note=NOTE)
        elif name == "merge":
            actions.merge(report, ReportFactory(received=True), by=by, note=NOTE)
        else:
            by = None if name in BY_RESIDENT else by
            actions.take_step(report, name, by=by, note=NOTE, **given_for(name, report))

    def look(self, whole: Report) -> None:
        whole.refresh_from_db()
        still_open = [part for part in whole.parts.all() if part.is_open]
        if still_open:
            assert whole.state == State.IN_PROGRESS
        elif whole.parts.exists():
            assert whole.state != State.MERGED

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(deeds)
    def test_a_whole_is_in_hand_exactly_while_a_part_is(self, told):
        by, whole = self.coordinator(), ReportFactory(received=True)
        actions.split(whole, some_parts(), by=by, note=NOTE)
        for number, name in told:
            family = [whole, *whole.parts.order_by("pk")]
            report = family[number % len(family)]
            with suppress(StepRefused):
                self.do(Report.objects.get(pk=report.pk), name, by)
            self.look(whole)
        call_command("verify_history")
