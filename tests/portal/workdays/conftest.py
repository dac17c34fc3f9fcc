import pytest
from django.core.management import call_command


@pytest.fixture
def loaded(db):
    """The calendar as it is loaded: 2025 to 2027."""
    call_command("load_calendar", verbosity=0)
