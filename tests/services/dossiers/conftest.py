import pytest
import time_machine
from django.core.management import call_command

from tests.services.procedures.factories import ProcedureFactory, TimeLimitFactory

FRIDAY_MORNING = "2026-11-20T09:30:00+07:00"


@pytest.fixture(autouse=True)
def friday():
    """It is Friday 20 November 2026, half past nine here; Tuesday 24 is a public holiday."""
    with time_machine.travel(FRIDAY_MORNING, tick=False) as clock:
        yield clock


@pytest.fixture
def calendar(db):
    call_command("load_calendar", verbosity=0)


@pytest.fixture
def birth(db):
    """Registering a birth, within two working days."""
    procedure = ProcedureFactory(birth=True)
    TimeLimitFactory(procedure=procedure, quantity=2)
    return procedure
