import pytest

from tests.services.reports.factories import CategoryFactory


@pytest.fixture
def lamps(soc_trang, soc_trang_office) -> None:
    """A portal that takes reports about lamps in Phường Sóc Trăng, and of what is private."""
    CategoryFactory()
    CategoryFactory(private=True)
