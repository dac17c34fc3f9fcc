"""The public page of a dossier: how far it is, and nothing of whose."""

import json

import pytest
from django.urls import reverse
from rest_framework.renderers import JSONRenderer

from services.dossiers.api import MaskedDossierSerializer
from services.dossiers.masked import mask
from services.dossiers.models import Dossier
from services.dossiers.workflow import State
from tests.services.dossiers.factories import DossierEventFactory, DossierFactory, in_state

pytestmark = pytest.mark.django_db

NOTE = "Ông Nguyễn Văn Bí Mật thiếu căn cước 094123456789"
SECRETS = [
    "Trần Thị Lan",
    "Lý Văn Nộp",
    "lan@example.vn",
    "912345678",
    "0912 345 678",
    "Thạch Tâm",
    "Bí Mật",
    "094123456789",
    "ghi chú nội bộ",
]


@pytest.fixture
def dossier(tam):
    dossier = DossierFactory(
        code="H13.31507-261119-0007",
        processing=True,
        submitter_name="Lý Văn Nộp",
        note="ghi chú nội bộ",
    )
    DossierEventFactory(dossier=dossier, by=tam)
    DossierEventFactory(dossier=dossier, by=tam, step="process", state="processing", note=NOTE)
    return dossier


def page(client, code: str):
    return client.get(reverse("dossiers:track", args=[code]))


def fetched(dossier) -> Dossier:
    return Dossier.objects.with_facts().with_timeline().get(pk=dossier.pk)


def test_it_says_how_far_the_dossier_is(client, dossier):
    html = page(client, dossier.code).content.decode()
    for words in (
        dossier.code,
        dossier.procedure.name,
        "UBND Phường Sóc Trăng",
        "Đang xử lý",
        "Trong hạn",
        "Cán bộ đang giải quyết hồ sơ của bạn.",
        "Bộ phận một cửa đã tiếp nhận hồ sơ của bạn.",
        "09:30 19/11/2026",
        "30/11/2026",
    ):
        assert words in html


def test_it_leaks_nothing_to_whoever_reads_it(client, dossier, lan, tam):
    for visitor in (None, lan, tam):
        client.logout()
        if visitor:
            client.force_login(visitor)
        main = page(client, dossier.code).content.decode().partition("<main")[2]
        for secret in SECRETS:
            assert secret not in main


def test_neither_does_the_api(dossier):
    data = JSONRenderer().render(MaskedDossierSerializer(mask(fetched(dossier))).data).decode()
    for secret in SECRETS:
        assert secret not in data
    answer = json.loads(data)
    assert answer["code"] == dossier.code
    assert (answer["state"], answer["state_label"]) == ("processing", "Đang xử lý")
    assert (answer["progress"], answer["progress_label"]) == ("within", "Trong hạn")
    assert [event["state"] for event in answer["events"]] == ["received", "processing"]


def test_without_a_code_one_is_asked_for_it(client):
    assert client.get("/ho-so/")["Location"] == reverse("tracking:track")


def test_search_engines_keep_off(client, dossier):
    response = page(client, dossier.code)
    assert response["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in response.content.decode()
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize(
    "typed", ["h13.31507-261119-0007", "H1331507 261119 0007", "H13315072611190007"]
)
def test_a_code_typed_otherwise_leads_to_its_page(client, dossier, typed):
    assert page(client, typed)["Location"] == dossier.get_absolute_url()


def test_before_reception_the_temporary_reference_opens_it(client):
    html = page(client, DossierFactory(submitted=True).reference).content.decode()
    assert "Mới đăng ký" in html
    assert "8 giờ làm việc" in html


@pytest.mark.parametrize("state", [state for state in State if state != State.DRAFT])
def test_every_state_has_its_page(client, state):
    assert str(state.label) in page(client, in_state(state).public_code).content.decode()


@pytest.mark.parametrize(
    ("traits", "word"),
    [
        ({"overdue": True}, "Quá hạn"),
        ({"due_soon": True}, "Sắp đến hạn"),
        ({"processing": True}, "Trong hạn"),
        ({"returned": True}, "Trước hạn"),
        ({"returned": True, "overdue": True}, "Trễ hạn"),
        ({"completed": True, "due_soon": True}, "Đúng hạn"),
    ],
)
def test_lateness_has_a_word(client, traits, word):
    assert word in page(client, DossierFactory(**traits).code).content.decode()


def test_who_is_late_says_sorry_and_expects_nothing_in_the_past(client):
    html = page(client, DossierFactory(overdue=True).code).content.decode()
    assert "chúng tôi xin lỗi" in html
    assert "Dự kiến" not in html
    assert "Dự kiến" in page(client, DossierFactory().code).content.decode()


def test_a_dossier_that_waits_or_ended_promises_no_date(client):
    for traits in ({"waiting": True}, {"stopped": True}, {"withdrawn": True}):
        html = page(client, DossierFactory(**traits).code).content.decode()
        assert "Hẹn trả" not in html


@pytest.mark.parametrize(
    "code", ["H13.31507-261119-9999", "TN-7K3M-92", "x", "H13%00", "%ED%A0%80", "x" * 3000]
)
def test_what_nobody_was_given_is_not_found(client, db, code):
    assert client.get(f"/ho-so/{code}/").status_code in {400, 404, 414}


def test_a_draft_is_nobodys_business_yet(client):
    assert page(client, in_state(State.DRAFT).reference).status_code == 404


def test_the_page_asks_a_few_questions(client, dossier, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        page(client, dossier.code)


def test_in_english_it_is_english(client, dossier):
    html = client.get("/en" + dossier.get_absolute_url()).content.decode()
    assert "An officer is working on your dossier." in html


def test_its_resident_finds_her_own(dossier, lan, minh):
    mine = DossierFactory(holder=lan)
    assert list(Dossier.objects.of(lan)) == [mine]
    assert not Dossier.objects.of(minh)
