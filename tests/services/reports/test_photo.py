"""A picture of what is wrong: to whoever may read the words, its sender, and its officers."""

from contextlib import closing

import pytest

from services.reports.workflow import SHOWN, State
from tests.services.reports.factories import SECRET, ReportFactory, in_state

EVERYBODY_ELSE = ["minh", "dung", "tam"]


def status(client, report, position=0) -> int:
    with closing(client.get(f"/phan-anh/{report.reference}/anh/{position}/")) as answer:
        return answer.status_code


@pytest.mark.parametrize("state", State)
def test_everyone_sees_it_once_an_officer_has(client, db, state):
    report = in_state(state, with_photos=True)
    assert status(client, report) == (200 if state in SHOWN else 404)


@pytest.mark.parametrize("who", EVERYBODY_ELSE)
@pytest.mark.parametrize("facts", [{}, {"private": True}, {"private": True, "received": True}])
def test_until_then_it_is_nobodys_business(client, request, facts, who):
    client.force_login(request.getfixturevalue(who))
    assert status(client, ReportFactory(with_photos=True, **facts)) == 404


@pytest.mark.parametrize("who", ["lan", "hoa"])
def test_its_sender_and_the_officers_of_its_desk_see_it(client, request, lan, who):
    report = ReportFactory(with_photos=True, private=True, reporter=lan)
    client.force_login(request.getfixturevalue(who))
    assert status(client, report) == 200


def test_the_secret_code_opens_it(client, db):
    report = ReportFactory(with_photos=True, private=True)
    client.post("/tra-cuu/", {"ma": report.reference, "bi_mat": SECRET})
    assert status(client, report) == 200


def test_it_is_a_picture_and_stays_with_who_asked(client, db):
    report = ReportFactory(with_photos=True, received=True)
    with closing(client.get(f"/phan-anh/{report.reference}/anh/1/")) as answer:
        assert answer["Content-Type"] == "image/jpeg"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "private" in answer["Cache-Control"]
        assert answer.getvalue().startswith(b"\xff\xd8\xff")


def test_there_is_no_third_of_two(client, db):
    assert status(client, ReportFactory(with_photos=True, received=True), 2) == 404


def test_a_lost_file_is_not_found(client, db):
    report = ReportFactory(with_photos=True, received=True)
    photo = report.photos.first()
    photo.image.storage.delete(photo.image.name)
    assert status(client, report) == 404


def test_the_folder_of_files_is_no_way_round(client, db):
    report = ReportFactory(with_photos=True)
    name = report.photos.first().image.name
    assert client.get(f"/media/{name}").status_code == 404
    assert client.get(f"/media/images/../{name}").status_code == 404
