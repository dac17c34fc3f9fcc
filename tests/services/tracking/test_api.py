"""Tracking for other systems: how far along, and nothing that tells who."""

import pytest

from services.reports import actions
from services.tracking.views import TRIES_AN_HOUR
from tests.services.dossiers.factories import DossierEventFactory, DossierFactory
from tests.services.reports.factories import ReportFactory

LAMP = "PA-7K3M-92"
BIRTH = "H13.31507-261119-0007"
PERSONAL = ["Lan", "lan@example.vn", "912345678", "Hoa", "Tâm"]

pytestmark = pytest.mark.django_db


def track(api, code):
    return api.get(f"/api/v1/tracking/{code}/")


@pytest.mark.parametrize("typed", [LAMP, "pa7k3m92", "PA 7K3M 92"])
def test_a_report_is_tracked(api, hoa, typed):
    actions.take_step(ReportFactory(reference=LAMP), "receive", by=hoa, note="Sẽ xem ngay.")
    told = track(api, typed).json()
    assert (told["kind"], told["code"], told["state"]) == ("report", LAMP, "received")
    assert told["agency"] == "UBND Phường Sóc Trăng"
    assert [event["note"] for event in told["events"]] == ["Sẽ xem ngay."]


@pytest.mark.parametrize("typed", [BIRTH, BIRTH.lower()])
def test_a_dossier_is_tracked(api, typed):
    DossierEventFactory(dossier=DossierFactory(code=BIRTH))
    told = track(api, typed).json()
    assert (told["kind"], told["code"]) == ("dossier", BIRTH)


def test_nothing_personal_is_told(api, hoa, tam):
    actions.take_step(ReportFactory(reference=LAMP), "receive", by=hoa)
    DossierEventFactory(dossier=DossierFactory(code=BIRTH), by=tam)
    told = track(api, LAMP).content.decode() + track(api, BIRTH).content.decode()
    assert [word for word in PERSONAL if word in told] == []


def test_of_a_private_report_only_the_state_is_told(api, hoa):
    report = ReportFactory(reference=LAMP, private=True)
    actions.take_step(report, "receive", by=hoa, note="Công an phường đã biết.")
    answer = track(api, LAMP)
    assert answer.json()["state_label"] == "Đã tiếp nhận"
    assert answer.json()["events"] == []
    for word in (report.category.name, report.address, "Công an"):
        assert word not in answer.content.decode()


@pytest.mark.parametrize("typed", [LAMP, BIRTH, "xin-chao", "%E1%BA%A3", "a" * 500])
def test_an_unknown_code_is_not_found(api, typed):
    answer = track(api, typed)
    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["title"] == "Không tìm thấy"


def test_nobody_tries_codes_for_ever(api):
    for _ in range(TRIES_AN_HOUR):
        track(api, "PA-7K3M-93")
    assert track(api, LAMP).status_code == 429


@pytest.mark.parametrize("make", [ReportFactory, DossierFactory])
def test_it_asks_few_questions(api, django_assert_max_num_queries, make):
    found = make()
    with django_assert_max_num_queries(7):
        assert track(api, getattr(found, "public_code", found.reference)).status_code == 200
