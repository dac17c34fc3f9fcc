import pytest

from tests.services.reports.factories import CategoryFactory, office
from tests.web import Web


@pytest.fixture
def lamps(soc_trang, soc_trang_office) -> None:
    """A portal that takes reports about lamps in Phường Sóc Trăng, and of what is private."""
    CategoryFactory()
    CategoryFactory(private=True)


@pytest.fixture
def web(transactional_db, tmp_path):
    """The portal's own web server, which takes reports about lamps, and may be killed."""
    CategoryFactory()
    office()
    server = Web(tmp_path)
    server.start()
    yield server
    server.kill()
