"""Who sees somebody's identity is written down, once an hour, and shown to that person."""

from datetime import timedelta

import pytest
from django.urls import reverse

from portal.common.moments import now
from services.privacy.actions.looks import record_look
from services.privacy.models import Look
from tests.services.dossiers.factories import DossierFactory
from tests.services.privacy.conftest import ACCOUNT, DESK
from tests.services.reports.factories import ReportFactory

LOOKS = f"{ACCOUNT}ai-da-xem/"
BOOK = f"{DESK}ai-da-xem/"


def open_report(client, report):
    return client.get(reverse("desk_report", args=[report.reference]))


def test_hoa_sees_who_sent_a_report_and_it_is_remembered_once_an_hour(client, hoa, lan):
    report = ReportFactory(reporter=lan)
    client.force_login(hoa)
    assert "Trần Thị Lan" in open_report(client, report).content.decode()
    open_report(client, report)
    look = Look.objects.get()
    assert (look.subject, look.about, look.by) == (lan, report.reference, hoa)
    assert look.who == "UBND Phường Sóc Trăng · Cán bộ xử lý phản ánh"
    Look.objects.update(at=now() - timedelta(hours=2))
    open_report(client, report)
    assert Look.objects.count() == 2


def test_a_report_without_name_and_contact_tells_of_nobody(client, hoa):
    report = ReportFactory(contact_name="", contact_email="", contact_phone="")
    client.force_login(hoa)
    open_report(client, report)
    assert not Look.objects.exists()


def test_whoever_only_watches_learns_no_names(client, khanh, lan):
    report, dossier = ReportFactory(reporter=lan), DossierFactory(holder=lan)
    client.force_login(khanh)
    pages = [
        open_report(client, report),
        client.get(reverse("desk_dossier", args=[dossier.code])),
        client.get("/quan-tri/ho-so/"),
    ]
    for page in pages:
        assert page.status_code == 200
        for detail in ("Trần Thị Lan", "lan@example.vn", "0912 345 678"):
            assert detail not in page.content.decode()
    receipt = client.get(reverse("desk_dossier_receipt", args=[dossier.code]))
    assert receipt.status_code in {302, 403}
    assert not Look.objects.exists()


def test_a_list_shows_no_full_names(client, tam):
    DossierFactory(holder_name="Trần Thị Lan")
    client.force_login(tam)
    html = client.get("/quan-tri/ho-so/").content.decode()
    assert "T• T• Lan" in html
    assert "Trần Thị Lan" not in html


def test_lan_reads_who_looked_and_minh_does_not(client, hoa, lan, minh):
    report = ReportFactory(reporter=lan)
    client.force_login(hoa)
    open_report(client, report)
    client.force_login(lan)
    for address in (ACCOUNT, LOOKS):
        html = client.get(address).content.decode()
        assert report.reference in html
        assert "UBND Phường Sóc Trăng · Cán bộ xử lý phản ánh" in html
        assert "Nguyễn Thị Hoa" not in html
    client.force_login(minh)
    assert report.reference not in client.get(LOOKS).content.decode()


def test_ones_own_details_are_no_look(hoa):
    record_look(about="PA-7K3M-92", what=Look.What.IDENTITY, by=hoa, subject=hoa)
    assert not Look.objects.exists()


def test_a_look_is_written_once(hoa, lan):
    record_look(about="PA-7K3M-92", what=Look.What.IDENTITY, by=hoa, subject=lan)
    with pytest.raises(TypeError):
        Look.objects.get().save()


def test_opening_somebodys_account_is_a_look(client, mai, lan):
    mai.is_superuser = True
    mai.save(update_fields=["is_superuser"])
    client.force_login(mai)
    client.get(reverse("wagtailusers_users:edit", args=[lan.pk]))
    look = Look.objects.get()
    assert (look.subject, look.what, look.about) == (lan, "account", f"TK-{lan.pk}")


# The book


@pytest.fixture
def book(hoa, dung, lan):
    """Two looks: Hoa's and Dũng's."""
    for officer, code in ((hoa, "PA-7K3M-92"), (dung, "PA-2222-33")):
        record_look(about=code, what=Look.What.IDENTITY, by=officer, subject=lan)


@pytest.mark.parametrize("typed", ["nguyen thi hoa", "HOA", "soc trang", "7k3m"])
def test_the_book_is_searched_with_or_without_marks(client, book, khanh, typed):
    client.force_login(khanh)
    found = client.get(BOOK, {"q": typed}).context["page_obj"]
    assert [look.about for look in found] == ["PA-7K3M-92"]


def test_the_book_narrows_by_agency_and_day(client, book, khanh, phu_loi_office):
    client.force_login(khanh)
    of_agency = client.get(BOOK, {"agency": phu_loi_office.pk}).context["page_obj"]
    assert [look.about for look in of_agency] == ["PA-2222-33"]
    assert len(client.get(BOOK, {"first": f"{now():%Y-%m-%d}"}).context["page_obj"]) == 2
    assert not len(client.get(BOOK, {"last": "2020-01-01"}).context["page_obj"])
    assert (
        len(client.get(BOOK, {"first": "x", "agency": "y", "q": "\x0b"}).context["page_obj"]) == 2
    )


def test_the_book_asks_no_more_for_many_looks(client, khanh, hoa, django_assert_max_num_queries):
    def add(count: int) -> None:
        Look.objects.bulk_create(
            Look(about=f"PA-{n}", what="identity", by=hoa) for n in range(count)
        )

    add(2)
    client.force_login(khanh)
    client.get(BOOK)
    with django_assert_max_num_queries(30) as few:
        client.get(BOOK)
    add(43)
    with django_assert_max_num_queries(30) as many:
        assert len(client.get(BOOK).context["page_obj"]) == 40
    assert len(many) <= len(few) + 1  # Page by page, Wagtail counts once more.


def test_others_do_not_read_the_book(client, hoa, lan):
    for somebody in (hoa, lan):
        client.force_login(somebody)
        assert client.get(BOOK).status_code in {302, 403}


def test_an_administrator_opens_lans_page_and_lan_may_know(client, mai, lan):
    client.force_login(mai)
    people = client.get("/quan-tri/users/").content.decode()
    assert "lan@example.vn" not in people
    assert not Look.objects.exists()
    assert client.get(reverse("wagtailusers_users:inspect", args=[lan.pk])).status_code == 200
    look = Look.objects.get()
    assert (look.subject, look.by, look.what) == (lan, mai, Look.What.ACCOUNT)
