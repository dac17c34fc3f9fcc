"""What the list shows as a table that a spreadsheet opens, and that does nothing there."""

import csv
import io

import pytest

from services.reports.views import table
from tests.services.reports.factories import CategoryFactory, ReportFactory

TABLE = "/phan-anh/csv/"

pytestmark = pytest.mark.django_db


def text(client, query: str = "") -> str:
    answer = client.get(TABLE + query)
    assert answer.status_code == 200
    return b"".join(answer.streaming_content).decode()


def rows(client, query: str = "") -> list[list[str]]:
    return list(csv.reader(io.StringIO(text(client, query).removeprefix("\ufeff"))))


def test_each_row_says_what_everyone_may_know(client, time_machine):
    time_machine.move_to("2026-11-22T09:00+07:00", tick=False)
    ReportFactory(resolved=True, reference="PA-7K3M-92")
    heads, row = rows(client)
    assert dict(zip(heads, row, strict=True)) == {
        "Mã tra cứu": "PA-7K3M-92",
        "Loại": "Đèn đường không sáng",
        "Nhóm": "Chiếu sáng - điện",
        "Phường, xã": "Phường Sóc Trăng",
        "Vị trí cụ thể": "Đường Hai Bà Trưng",
        "Vĩ độ": "9.6029",
        "Kinh độ": "105.9739",
        "Trạng thái": "Đã xử lý",
        "Ngày gửi": "2026-11-21 09:00",
        "Ngày hẹn": "2026-11-26 09:00",
        "Ngày kết thúc": "2026-11-22 08:00",
        "Đúng hạn": "Có",
        "Trang": "http://testserver/phan-anh/PA-7K3M-92/",
    }


def test_a_spreadsheet_reads_its_letters_and_keeps_it(client):
    answer = client.get(TABLE)
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"].startswith('attachment; filename="phan-anh-')
    assert text(client).startswith("\ufeff")


@pytest.mark.parametrize("address", ["=1+1", "+84", "-2", "@SUM(A1)"])
def test_nobody_writes_a_formula_into_it(client, address):
    ReportFactory(received=True, address=address)
    assert rows(client)[1][4] == f"'{address}"


def test_it_holds_what_was_chosen_the_newest_first(client):
    older, newer = ReportFactory(received=True, overdue=True), ReportFactory(received=True)
    ReportFactory(received=True, category=CategoryFactory(code="CS02", name="Cáp viễn thông rơi"))
    found = [row[0] for row in rows(client, "?topic=CS01")[1:]]
    assert found == [newer.reference, older.reference]


def test_where_it_was_cut_the_last_row_says_so(client, monkeypatch):
    monkeypatch.setattr(table, "MOST_ROWS", 2)
    ReportFactory.create_batch(3, received=True)
    *_found, last = rows(client)
    assert last == ["Bảng chỉ có 2 dòng mới nhất; hãy lọc hẹp hơn để xem phần còn lại."]


def test_nothing_that_nobody_may_read_stands_in_it(client):
    ReportFactory()
    ReportFactory(private=True, received=True)
    ReportFactory(received=True, address="Nhà anh Ba 0912345678")
    written = text(client)
    assert len(rows(client)) == 2
    for secret in ("0912345678", "lan@example.vn", "Trần Thị Lan", "ba đêm"):
        assert secret not in written


def test_too_often_is_answered_kindly(client, time_machine):
    time_machine.move_to("2026-11-22T09:00+07:00", tick=False)
    for _time in range(20):
        assert client.get(TABLE).status_code == 200
    assert client.get(TABLE).status_code == 429
