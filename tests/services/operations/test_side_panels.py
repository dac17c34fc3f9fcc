"""Beside a report Hoa reads why it is due then, what lies around it, and what was told of it."""

import pytest

from services.reports import actions
from tests.services.reports.factories import ReportFactory

HERE = {"lat": 9.6029, "lon": 105.9739}
NEAR = {"lat": 9.6036, "lon": 105.9739}  # 78 metres to the north.
FAR = {"lat": 9.6229, "lon": 105.9739}  # Two kilometres.


@pytest.fixture
def desk(client, hoa):
    client.force_login(hoa)
    return client


def panel(desk, report, name: str):
    page = desk.get(f"/quan-tri/phan-anh/{report.reference}/").context["side_panels"]
    (found,) = [one for one in page if one.name == name]
    return found


class TestAround:
    def test_what_is_open_near_it_is_drawn_and_listed_nearest_first(self, desk):
        report = ReportFactory(received=True, **HERE)
        near = ReportFactory(received=True, **NEAR)
        nearer = ReportFactory(in_progress=True, lat=9.60295, lon=105.9739)
        ReportFactory(received=True, **FAR)
        ReportFactory(received=True, private=True, **NEAR)
        ReportFactory(**NEAR)  # Nobody has read it yet.
        shown = panel(desk, report, "around").shown
        assert [row["report"] for row in shown["near"]] == [nearer, near]
        assert [row["metres"] for row in shown["near"]] == [6, 78]
        (_x, y) = shown["dots"][1]
        assert y < 160  # North of the middle.

    def test_what_was_reported_there_before_comes_with_its_end(self, desk):
        report = ReportFactory(received=True, **HERE)
        before = ReportFactory(resolved=True, **NEAR)
        ReportFactory(resolved=True, **FAR)
        shown = panel(desk, report, "around").shown
        assert [row["report"] for row in shown["earlier"]] == [before]

    def test_of_others_desks_she_is_led_to_what_everybody_reads(self, desk, phu_loi_office):
        report = ReportFactory(received=True, **HERE)
        theirs = ReportFactory(received=True, agency=phu_loi_office, **NEAR)
        (row,) = panel(desk, report, "around").shown["near"]
        assert row["url"] == theirs.get_absolute_url()

    def test_without_a_pin_it_says_so(self, desk):
        report = ReportFactory(received=True, lat=None, lon=None)
        page = desk.get(f"/quan-tri/phan-anh/{report.reference}/").content.decode()
        assert "không có vị trí trên bản đồ" in page


class TestWhatWasTold:
    def test_its_messages_stand_in_a_panel_with_their_number(self, desk, hoa):
        report = actions.take_step(ReportFactory(), "receive", by=hoa)
        found = panel(desk, report, "messages")
        assert found.count == 1
        assert (
            "Cán bộ đã tiếp nhận"
            in desk.get(f"/quan-tri/phan-anh/{report.reference}/").content.decode()
        )


class TestNotes:
    def write(self, client, report, note):
        return client.post(
            f"/quan-tri/phan-anh/{report.reference}/ghi-chu/", {"colleagues-note": note}
        )

    def test_colleagues_read_it_and_nobody_else(self, desk, client):
        report = ReportFactory(received=True)
        assert self.write(desk, report, "Chủ nhà hay vắng, gọi trước.").status_code == 302
        assert (
            "Chủ nhà hay vắng"
            in desk.get(f"/quan-tri/phan-anh/{report.reference}/").content.decode()
        )
        client.logout()
        assert "Chủ nhà hay vắng" not in client.get(report.get_absolute_url()).content.decode()
        event = report.events.get()
        assert (event.step, event.is_public, event.state) == ("note", False, report.state)

    def test_an_empty_one_is_refused_with_a_sentence(self, desk):
        report = ReportFactory(received=True)
        answer = self.write(desk, report, "  ")
        assert answer.status_code == 422
        assert "Bạn ghi nội dung trước đã" in answer.content.decode()

    def test_what_is_not_hers_does_not_exist(self, client, dung, hoa):
        client.force_login(dung)
        report = ReportFactory(received=True)
        assert self.write(client, report, "Của tôi").status_code == 404
        assert not report.events.exists()
