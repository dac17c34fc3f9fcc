"""An officer who leaves her desk is signed out; a resident is not, and background pings count for
nothing."""

import pytest

from tests.services.signin.staff.conftest import SIGN_IN, come_in, sign_in, text

DESK = "/quan-tri/"
PING = "/quan-tri/editing-sessions/ping/cms/newspage/1/1/"
MINUTES = 60
WHY = "Bạn không thao tác một lúc lâu"

pytestmark = pytest.mark.django_db


@pytest.fixture
def hoas(client, clock, hoa, hoas_telephone):
    return come_in(client, hoa, hoas_telephone)


def test_after_half_an_hour_she_signs_in_again_and_is_where_she_was(hoas, clock):
    clock.shift(30 * MINUTES)
    answer = hoas.get(f"{DESK}phan-anh/?q=den")
    assert answer.url == f"{SIGN_IN}?next=/quan-tri/phan-anh/%3Fq%3Dden"
    assert WHY in text(hoas.get(answer.url))


def test_who_does_something_stays(hoas, clock):
    for _ in range(5):
        clock.shift(29 * MINUTES)
        assert hoas.get(f"{DESK}phan-anh/").status_code == 200


def test_an_open_editor_keeps_nobody_in(hoas, clock):
    for _ in range(30):
        clock.shift(MINUTES)
        last = hoas.post(PING, headers={"accept": "application/json"})
    assert last.status_code == 403
    assert WHY in last.json()["error_message"]
    assert hoas.get(DESK).url.startswith(SIGN_IN)


def test_what_is_saved_too_late_hears_why(hoas, clock):
    clock.shift(31 * MINUTES)
    saved = hoas.post(f"{DESK}pages/1/edit/", headers={"accept": "application/json"})
    assert saved.status_code == 403
    assert saved.json()["error_code"] == "locked"  # Which Wagtail's autosave shows in words.


def test_elsewhere_on_the_portal_she_is_signed_out_too(hoas, clock):
    clock.shift(31 * MINUTES)
    answer = hoas.get("/tai-khoan/")
    assert answer.url.startswith(SIGN_IN)
    assert WHY in text(hoas.get(answer.url))


def test_a_session_that_began_otherwise_is_watched_from_its_first_visit(
    client, clock, hoa, settings
):
    settings.STAFF_SECOND_FACTOR = False
    client.force_login(hoa)
    assert client.get(DESK).status_code == 200
    clock.shift(31 * MINUTES)
    assert client.get(DESK).url.startswith(SIGN_IN)


def test_a_resident_keeps_her_fortnight(client, clock, lan):
    sign_in(client, lan)
    clock.shift(13 * 24 * 60 * MINUTES)
    assert client.get("/tai-khoan/").status_code == 200


def test_the_limit_is_a_setting(hoas, clock, settings):
    settings.STAFF_IDLE_MINUTES = 5
    clock.shift(5 * MINUTES)
    assert hoas.get(DESK).url.startswith(SIGN_IN)


def test_being_seen_is_written_once_a_minute(hoas, clock):
    hoas.get(f"{DESK}phan-anh/")
    before = hoas.session["officer_seen_at"]
    clock.shift(59)
    hoas.get(f"{DESK}phan-anh/")
    assert hoas.session["officer_seen_at"] == before
    clock.shift(1)
    hoas.get(f"{DESK}phan-anh/")
    assert hoas.session["officer_seen_at"] == before + 60


def test_a_visitor_is_given_no_session_to_be_watched_by(client, home):
    answer = client.get("/")
    assert "sessionid" not in answer.cookies
