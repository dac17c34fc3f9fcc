"""The real units, as `load_places` loads them."""

import pytest

from portal.places.loading import load_units
from portal.places.models import Commune
from portal.places.units import read_units


@pytest.fixture
def units(db) -> dict[str, Commune]:
    """Every commune of today's Cần Thơ by its name."""
    load_units(read_units())
    return {commune.name: commune for commune in Commune.objects.all()}
