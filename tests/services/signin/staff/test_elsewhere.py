"""An officer's rights outside /quan-tri/ wait for the second factor too."""

from contextlib import closing

import pytest

from tests.services.reports.factories import ReportFactory
from tests.services.signin.staff.conftest import come_in, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def picture() -> str:
    """Of a report that only the officers of its desk may see."""
    report = ReportFactory(with_photos=True, private=True)
    return f"/phan-anh/{report.reference}/anh/0/"


def test_a_waiting_picture_is_not_shown_after_the_first_step(client, hoa, picture):
    sign_in(client, hoa)
    assert client.get(picture).status_code == 404


def test_but_after_the_second(client, hoa, hoas_telephone, picture):
    come_in(client, hoa, hoas_telephone)
    with closing(client.get(picture)) as answer:
        assert answer["Content-Type"] == "image/jpeg"


def test_what_everyone_may_see_she_may_too(client, hoa):
    sign_in(client, hoa)
    assert client.get("/phan-anh/").status_code == 200
