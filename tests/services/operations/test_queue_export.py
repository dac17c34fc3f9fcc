"""The queue as a file: what is listed, nothing of its senders, and nothing that a table runs."""

import csv
import io
import zipfile

import pytest
from django.utils.text import capfirst
from openpyxl import load_workbook

from portal.common.spreadsheets import plain
from services.operations.queue_export import COLUMNS
from services.reports.models import Report
from tests.people import PASSWORD
from tests.services.operations.test_queue import QUEUE, elsewhere
from tests.services.reports.factories import ReportFactory

RUNS = ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "\n=1", "＝1+1", "=HYPERLINK(A1)"]


@pytest.fixture
def desk(client, hoa):
    client.force_login(hoa)
    return client


def rows_of_csv(client, **asked) -> list[list[str]]:
    answer = client.get(QUEUE, asked | {"export": "csv"})
    assert answer.status_code == 200
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def cells_of_xlsx(client, **asked):
    answer = client.get(QUEUE, asked | {"export": "xlsx"})
    body = io.BytesIO(b"".join(answer.streaming_content))
    return list(load_workbook(body).active.iter_rows()), body


def saying(words: str) -> Report:
    report = ReportFactory()
    Report.objects.filter(pk=report.pk).update(public_description=words, public_address=words)
    return report


def test_it_holds_what_is_listed_in_its_order(desk):
    fine, late = ReportFactory(), ReportFactory(overdue=True)
    ReportFactory(resolved=True)
    elsewhere()
    head, *rows = rows_of_csv(desk)
    assert head == [capfirst(str(heading)) for heading in COLUMNS.values()]
    assert [row[0] for row in rows] == [late.reference, fine.reference]
    assert "Quá hạn" in rows[0]
    assert [row[0] for row in rows_of_csv(desk, view="overdue")[1:]] == [late.reference]


def test_both_kinds_of_file_say_the_same(desk):
    ReportFactory.create_batch(3)
    cells, _body = cells_of_xlsx(desk)
    assert [row[0].value for row in cells] == [row[0] for row in rows_of_csv(desk)]


def test_nobody_elsewhere_has_it(client, dung):
    ReportFactory()
    client.force_login(dung)
    assert len(rows_of_csv(client, view="all")) == 1
    assert len(cells_of_xlsx(client, view="all")[0]) == 1


def test_whoever_sent_it_is_not_in_it(desk):
    ReportFactory(description="Gọi tôi 0912 345 678 nhé, đèn hư.")
    told = str(rows_of_csv(desk)) + str([[c.value for c in row] for row in cells_of_xlsx(desk)[0]])
    for secret in ("Trần Thị Lan", "lan@example.vn", "912345678", "0912 345 678"):
        assert secret not in told


@pytest.mark.parametrize("words", RUNS)
def test_no_cell_of_the_csv_begins_a_formula(desk, words):
    saying(words)
    _head, row = rows_of_csv(desk)
    assert f"'{words}" in row
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for cell in row)


@pytest.mark.parametrize("words", RUNS)
def test_every_cell_of_the_xlsx_is_words_as_they_are(desk, words):
    saying(words)
    cells, body = cells_of_xlsx(desk)
    cell = cells[1][list(COLUMNS).index("words")]
    assert cell.data_type == "s"
    assert cell.value.replace("\r", "\n").endswith(words.strip("\t\r\n"))
    with zipfile.ZipFile(body) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")


def test_letters_that_no_table_can_hold_are_left_out(desk):
    saying("đèn\x0b\x00 hư".replace("\x00", ""))
    assert "đèn hư" in rows_of_csv(desk)[1]
    assert cells_of_xlsx(desk)[0][1][0].value


def test_plain_words_stay_plain():
    assert plain("Đèn = hư - nặng") == "Đèn = hư - nặng"


def test_a_file_has_an_end_and_says_so(desk, monkeypatch):
    for module in ("queues", "queue_export"):
        monkeypatch.setattr(f"services.operations.{module}.MOST", 2)
    ReportFactory.create_batch(4)
    *_rows, last = rows_of_csv(desk)
    assert last[0].startswith("Tệp này chỉ có 2 dòng đầu")
    assert len(_rows) == 3


def test_a_long_list_is_read_in_few_questions(desk, django_assert_max_num_queries):
    ReportFactory.create_batch(30)
    rows_of_csv(desk)
    with django_assert_max_num_queries(12):
        rows_of_csv(desk)


@pytest.mark.parametrize("address", [QUEUE, f"{QUEUE}ket-qua/", f"{QUEUE}lam-moi/"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_whoever_takes_it_confirms_that_it_is_she(client, hoa, settings, address, kind):
    """A session that was not confirmed lately is led to confirming, by whichever address."""
    settings.STAFF_STEP_UP, settings.STAFF_SECOND_FACTOR = True, False
    client.force_login(hoa)
    answer = client.get(address, {"export": kind})
    assert answer.status_code == 302
    assert answer.url.startswith("/tai-khoan/xac-nhan-lai/")
    client.post(answer.url, {"password": PASSWORD})
    assert client.get(address, {"export": kind}).status_code == 200
