"""The first thing an officer sees: how much waits, and what is late."""

from django.urls import reverse

from portal.accounts.actions import join
from portal.accounts.roles import Role
from tests.services.reports.factories import ReportFactory


def test_hoa_sees_what_waits_and_what_is_late(client, hoa, soc_trang_office, phu_loi_office):
    ReportFactory(agency=soc_trang_office)
    ReportFactory(agency=soc_trang_office, overdue=True)
    ReportFactory(agency=phu_loi_office)
    client.force_login(hoa)
    page = client.get(reverse("wagtailadmin_home")).content.decode()
    assert '<span class="desk-today__count">2</span>' in page
    assert "1 việc quá hạn" in page


def test_a_writer_has_no_desk(client, minh, soc_trang_office):
    join(minh, soc_trang_office, Role.EDITOR)
    client.force_login(minh)
    assert "desk-today" not in client.get(reverse("wagtailadmin_home")).content.decode()
