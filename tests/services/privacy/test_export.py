"""A copy of one's data: small at once, large by the worker, only for oneself."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest

from services.notifications.models import Message
from services.privacy.actions.copies import fill_export
from services.privacy.actions.exports import order_export
from services.privacy.models import DataExport
from services.privacy.registry import HOLDINGS
from tests.services.dossiers.factories import DossierFactory
from tests.services.privacy.conftest import ACCOUNT, long_ago, sign_in
from tests.services.reports.factories import EventFactory, ReportFactory

COPY = f"{ACCOUNT}tai-ve/"
NUMBER = "094185001234"


@pytest.fixture
def lans_things(lan):
    report = ReportFactory(reporter=lan)
    EventFactory(report=report, step="supply", by=lan, note="Ngay cổng chợ.")
    DossierFactory(holder=lan, holder_id_number=NUMBER)
    ReportFactory(description="Việc của người khác", contact_name="Lý Minh")


def unpacked(content: bytes) -> tuple[dict, str]:
    with ZipFile(BytesIO(content)) as archive:
        names = sorted(archive.namelist())
        assert names == ["du-lieu-cua-toi.html", "du-lieu-cua-toi.json"]
        return json.loads(archive.read(names[1])), archive.read(names[0]).decode()


def test_lan_takes_everything_with_her(client, lan, lans_things):
    sign_in(client, lan)
    response = client.post(COPY)
    assert response["Content-Type"] == "application/zip"
    assert "no-store" in response["Cache-Control"]
    data, page = unpacked(response.content)
    assert set(data["data"]) == set(HOLDINGS)
    report = data["data"]["reports"][0]
    assert report["description"].startswith("Đèn đường")
    assert report["answers"] == ["Ngay cổng chợ."]
    for words in ("Trần Thị Lan", "Đèn đường trước cổng chợ", "Phường Sóc Trăng", "Hồ sơ đã nộp"):
        assert words in page
    assert "Lý Minh" not in json.dumps(data, ensure_ascii=False) + page


def test_the_copy_is_shown_to_nobody_who_may_not_be_her(client, lan):
    sign_in(client, lan)
    long_ago(client)
    assert "xac-nhan-lai" in client.post(COPY)["Location"]
    client.logout()
    assert "dang-nhap" in client.post(COPY)["Location"]
    assert client.get(COPY).status_code == 405


def test_words_cannot_break_the_page_one_reads(client, lan):
    ReportFactory(reporter=lan, description="<script>alert(1)</script> và nhiều hơn nữa")
    sign_in(client, lan)
    _data, page = unpacked(client.post(COPY).content)
    assert "<script>" not in page


def test_a_large_copy_is_made_by_the_worker_and_announced(
    client, lan, lans_things, monkeypatch, drain
):
    monkeypatch.setattr("services.privacy.views.AT_ONCE", 1)
    sign_in(client, lan)
    client.post(COPY)
    client.post(COPY)
    export = DataExport.objects.get()
    assert export.ready_at is None
    assert "đang chuẩn bị" in client.get(ACCOUNT).content.decode()
    drain()
    assert Message.objects.filter(kind="privacy/export_ready", state="delivered").exists()
    address = f"{COPY}{export.pk}/"
    assert address in client.get(ACCOUNT).content.decode()
    data, _page = unpacked(b"".join(client.get(address).streaming_content))
    assert len(data["data"]["reports"]) == 1


def test_minh_does_not_get_lans_copy(client, lan, minh):
    export = order_export(lan)
    fill_export(export.pk)
    sign_in(client, minh)
    assert client.get(f"{COPY}{export.pk}/").status_code == 404


def test_a_job_done_twice_makes_one_copy(lan):
    export = order_export(lan)
    fill_export(export.pk)
    made = DataExport.objects.get().file.name
    fill_export(export.pk)
    assert DataExport.objects.get().file.name == made
    assert Message.objects.filter(kind="privacy/export_ready", channel="email").count() == 1


def test_each_holding_counts_what_it_copies(lan, lans_things):
    for holding in HOLDINGS.values():
        rows = list(holding.rows(lan))
        assert len(rows) == holding.count(lan), holding.name
        for row in rows:
            assert set(row) == set(holding.columns), holding.name


def test_the_page_asks_no_more_for_many_matters(client, lan, django_assert_max_num_queries):
    client.force_login(lan)
    client.get(ACCOUNT)
    with django_assert_max_num_queries(40) as few:
        client.get(ACCOUNT)
    ReportFactory.create_batch(12, reporter=lan)
    with django_assert_max_num_queries(40) as many:
        client.get(ACCOUNT)
    assert len(many) == len(few)
