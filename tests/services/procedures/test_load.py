"""A file is believed row by row: good ones load, rotten ones are set aside, none by halves."""

import json
import unicodedata
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from portal.search.models import SearchDoc
from services.procedures.management.commands.load_procedures import OURS
from services.procedures.models import Fee, Procedure, QuarantinedRow, TimeLimit
from services.procedures.sheets import LONGEST_RAW
from tests.services.procedures.factories import ProcedureFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def sheet() -> dict:
    """One good row, as the file writes it."""
    return {
        "code": "1.001193",
        "name": "Thủ tục đăng ký khai sinh",
        "field": "Hộ tịch",
        "field_code": None,
        "level": "xa",
        "life_event": "Có con nhỏ",
        "promulgating_agency": "Bộ Tư pháp",
        "executing_agency": "Ủy ban nhân dân cấp xã",
        "subjects": ["Công dân Việt Nam"],
        "submission_mode": "national_portal",
        "online_level": "toan_trinh",
        "decision_number": None,
        "legal_basis": ["60/2014/QH13"],
        "notes": [],
        "summary": "Bạn làm thủ tục này để con có giấy khai sinh.",
        "keywords": ["giấy khai sanh"],
        "source": "Cổng Dịch vụ công quốc gia",
        "verified": False,
        "demo_local": True,
        "priority": 1,
        "time_limits": [
            {"case": None, "channel": None, "qty": 1, "unit": "working_day", "text": None}
        ],
        "fees": [{"channel": None, "amount_vnd": 0, "status": "unknown", "text": "Ghi số 0"}],
        "components": [
            {
                "name": "Tờ khai",
                "kind": "form",
                "originals": 1,
                "copies": 0,
                "case": None,
                "replaceable_by_data": None,
                "component_code": None,
            }
        ],
        "results": [{"name": "Giấy khai sinh", "code": None}],
    }


@pytest.fixture
def load(tmp_path):
    def load(rows, *options, name: str = "list.json") -> str:
        file = tmp_path / name
        if isinstance(rows, bytes):
            file.write_bytes(rows)
        else:
            file.write_text(json.dumps(rows))
        out = StringIO()
        call_command("load_procedures", str(file), *options, stdout=out)
        return out.getvalue()

    return load


def everything() -> list:
    models = [Procedure, *(relation.related_model for relation in Procedure._meta.related_objects)]
    models += [QuarantinedRow, SearchDoc]
    return [list(model.objects.order_by("pk").values()) for model in models]


def test_our_own_file_loads_whole_and_the_second_time_changes_nothing():
    out = StringIO()
    call_command("load_procedures", stdout=out)
    assert "89 thủ tục mới" in out.getvalue()
    assert not QuarantinedRow.objects.exists()
    before = everything()
    call_command("load_procedures", str(OURS), stdout=out)
    assert "Không đổi: 89 thủ tục" in out.getvalue()
    assert everything() == before


def test_every_fact_of_a_sheet_is_kept(load, sheet):
    load([sheet])
    birth = Procedure.objects.get(code="1.001193")
    assert birth.name == "Thủ tục đăng ký khai sinh"
    assert (birth.level, birth.service_level) == ("commune", "full")
    assert birth.is_open_for_demo
    assert not birth.is_verified
    assert birth.time_limits.get().in_words == "1 ngày làm việc"
    assert birth.components.get().is_replaceable_by_data is None
    assert birth.results.get().name == "Giấy khai sinh"


def test_a_bare_zero_is_loaded_as_unknown(load, sheet):
    load([sheet])
    fee = Fee.objects.get()
    assert (fee.status, fee.amount) == (Fee.Status.UNKNOWN, None)


def test_official_facts_are_replaced_and_an_editors_words_kept(load, sheet):
    load([sheet])
    Procedure.objects.update(plain_summary="Làm giấy cho con.", plain_time="Trong ngày")
    sheet["time_limits"][0]["qty"] = 2
    sheet["summary"] = "Tóm tắt mới."
    assert "1 thay đổi" in load([sheet])
    birth = Procedure.objects.get()
    assert birth.time_limits.get().quantity == 2
    assert birth.summary == "Tóm tắt mới."
    assert birth.summary_in_words == "Làm giấy cho con."
    assert birth.time_limit_in_words == "Trong ngày"


def test_only_what_changed_is_written_anew(load, sheet):
    load([sheet])
    limit, fee = TimeLimit.objects.get(), Fee.objects.get()
    sheet["fees"][0]["text"] = "Hỏi nơi nhận"
    load([sheet])
    assert TimeLimit.objects.get() == limit
    assert Fee.objects.get() != fee


def test_words_typed_apart_are_put_together(load, sheet):
    load([sheet | {"name": unicodedata.normalize("NFD", "  Đăng ký   khai sinh ")}])
    assert Procedure.objects.get().name == "Đăng ký khai sinh"


ROTTEN = {
    "a code of another form": ({"code": "1.00119"}, "code không có dạng 1.001193"),
    "digits of another script": ({"code": "1.٠٠١١٩٣"}, "code không có dạng 1.001193"),
    "no code": ({"code": None}, "code không có dạng 1.001193"),
    "no name": ({"name": None}, "name không phải là chữ"),
    "an empty name": ({"name": "  "}, "name còn thiếu"),
    "a number for a name": ({"name": 7}, "name không phải là chữ"),
    "a NUL": ({"name": "Khai\x00 sinh"}, "name có ký tự không đọc được"),
    "half a letter": ({"name": "Khai \ud800 sinh"}, "name có ký tự không đọc được"),
    "a bell": ({"summary": "Đinh\x07"}, "summary có ký tự không đọc được"),
    "five megabytes": ({"summary": "á" * 5_000_000}, "summary dài quá 5000 ký tự"),
    "text for a list": ({"keywords": "khai sinh"}, "keywords không phải là danh sách"),
    "a list of numbers": ({"notes": [1]}, "notes không phải là chữ"),
    "an endless list": ({"notes": ["a"] * 201}, "notes có quá 200 dòng"),
    "an unknown level": ({"level": "huyen"}, "level không thuộc"),
    "a list for a level": ({"level": []}, "level không thuộc"),
    "an unknown mode": ({"submission_mode": "fax"}, "submission_mode không thuộc"),
    "an unknown service level": ({"online_level": 4}, "online_level không thuộc"),
    "yes for true": ({"verified": "yes"}, "verified không phải là đúng hay sai"),
    "a priority of zero": ({"priority": 0}, "priority không nằm trong khoảng từ 1 đến 9"),
    "true for a number": ({"priority": True}, "priority không phải là số nguyên"),
    "a list of words for facts": ({"results": ["Giấy"]}, "results không phải là danh sách bản ghi"),
}


@pytest.mark.parametrize(("spoilt", "reason"), ROTTEN.values(), ids=ROTTEN)
def test_a_rotten_row_is_set_aside_with_its_reason(load, sheet, spoilt, reason):
    good = sheet | {"code": "2.000986"}
    printed = load([sheet | spoilt, good])
    assert list(Procedure.objects.values_list("code", flat=True)) == ["2.000986"]
    kept = QuarantinedRow.objects.get()
    assert (kept.source, kept.position) == ("list.json", 1)
    assert reason in kept.reason
    assert reason in printed
    assert len(kept.raw) <= LONGEST_RAW


ROTTEN_FACTS = {
    "an unknown unit": ("time_limits", {"unit": "fortnight"}, "unit không thuộc"),
    "no number of days": ("time_limits", {"qty": None}, "thời hạn không có số"),
    "no days at all": ("time_limits", {"qty": 0}, "qty không nằm trong khoảng"),
    "a day and a half": ("time_limits", {"qty": 1.5}, "qty không phải là số nguyên"),
    "ten thousand days": ("time_limits", {"qty": 10000}, "qty không nằm trong khoảng"),
    "other without words": ("time_limits", {"unit": "other"}, "thời hạn không ghi bằng chữ"),
    "an unknown channel": ("fees", {"channel": "fax"}, "channel không thuộc"),
    "an amount of zero": ("fees", {"status": "amount"}, "số tiền không khớp"),
    "free at a price": ("fees", {"status": "free_confirmed", "amount_vnd": 5}, "không khớp"),
    "a price nobody knows": ("fees", {"amount_vnd": 5}, "số tiền không khớp"),
    "a negative price": ("fees", {"amount_vnd": -1}, "amount_vnd không nằm trong khoảng"),
    "a nameless paper": ("components", {"name": ""}, "name còn thiếu"),
    "an unknown kind": ("components", {"kind": "photo"}, "kind không thuộc"),
    "half known": ("components", {"replaceable_by_data": "no"}, "không phải là đúng hay sai"),
}


@pytest.mark.parametrize(("facts", "spoilt", "reason"), ROTTEN_FACTS.values(), ids=ROTTEN_FACTS)
def test_a_rotten_fact_spoils_its_whole_row(load, sheet, facts, spoilt, reason):
    sheet[facts][0] |= spoilt
    load([sheet])
    assert not Procedure.objects.exists()
    assert reason in QuarantinedRow.objects.get().reason


def test_everything_wrong_with_a_row_is_said_at_once(load, sheet):
    load([sheet | {"name": None, "level": "huyen", "notes": 3}])
    assert QuarantinedRow.objects.get().reason.count(";") == 2


@pytest.mark.parametrize("row", ["khai sinh", None, 7, [], {}])
def test_a_row_that_is_no_sheet_is_set_aside(load, sheet, row):
    load([row, sheet])
    assert Procedure.objects.count() == 1
    assert QuarantinedRow.objects.get().position == 1


def test_the_second_of_two_equal_codes_is_set_aside(load, sheet):
    load([sheet, sheet | {"name": "Một thủ tục khác"}])
    assert Procedure.objects.get().name == sheet["name"]
    assert QuarantinedRow.objects.get().position == 2


def test_a_row_made_good_leaves_the_quarantine(load, sheet):
    load([sheet | {"level": "huyen"}])
    load([sheet])
    assert not QuarantinedRow.objects.exists()


def test_the_same_rotten_rows_are_kept_once(load, sheet):
    rotten = [sheet | {"name": "Khai\x00 \ud800"}]
    load(rotten)
    before = everything()
    assert "Không đổi: 0 thủ tục, 1 dòng để riêng" in load(rotten)
    assert everything() == before


NOT_A_LIST = {
    "not JSON": b"khai sinh",
    "nothing": b"",
    "an object": b"{}",
    "half a file": b'[{"code": "1.001193"',
    "bytes": bytes(range(256)),
    "a deep hole": b"[" * 200_000,
    "an endless number": b"[" + b"9" * 5000 + b"]",
}


@pytest.mark.parametrize("content", NOT_A_LIST.values(), ids=NOT_A_LIST)
def test_a_file_that_is_no_list_is_refused_with_a_sentence(load, content):
    with pytest.raises(CommandError, match="Tệp này"):
        load(content)
    assert not QuarantinedRow.objects.exists()


def test_a_missing_file_is_refused_with_a_sentence(tmp_path):
    with pytest.raises(CommandError, match="Không đọc được"):
        call_command("load_procedures", str(tmp_path / "nowhere.json"))


def test_a_file_too_large_is_refused_before_it_is_read(load, monkeypatch):
    monkeypatch.setattr("services.procedures.sheets.LARGEST_FILE", 10)
    with pytest.raises(CommandError, match="quá lớn"):
        load([{}, {}, {}, {}])


def test_procedures_no_longer_named_stay_unless_asked(load, sheet):
    old = ProcedureFactory()
    load([sheet])
    old.refresh_from_db()
    assert old.is_active
    assert "1 ngừng hiệu lực" in load([sheet], "--retire")
    old.refresh_from_db()
    assert not old.is_active


def test_a_rotten_row_does_not_retire_its_procedure(load, sheet):
    load([sheet])
    load([sheet | {"level": "huyen"}, sheet | {"code": "2.000986"}], "--retire")
    assert Procedure.objects.active().count() == 2


def test_an_empty_file_retires_nobody(load, sheet):
    load([sheet])
    with pytest.raises(CommandError, match="Không có dòng nào dùng được"):
        load([], "--retire")
    assert Procedure.objects.active().count() == 1


def test_a_retired_procedure_named_again_is_in_force_again(load, sheet):
    ProcedureFactory(code=sheet["code"], retired=True)
    load([sheet])
    assert Procedure.objects.get().is_active


def test_what_is_loaded_can_be_found_and_what_is_retired_cannot(load, sheet):
    load([sheet])
    found = SearchDoc.objects.get(kind="procedure", key="1.001193")
    assert found.url == "/thu-tuc/1.001193/"
    load([sheet | {"code": "2.000986"}], "--retire")
    assert list(SearchDoc.objects.values_list("key", flat=True)) == ["2.000986"]


def test_a_failure_in_the_middle_leaves_nothing(load, sheet, monkeypatch):
    def fail(procedure):
        raise RuntimeError

    monkeypatch.setattr("services.procedures.actions.make_findable", fail)
    with pytest.raises(RuntimeError):
        load([sheet])
    assert not Procedure.objects.exists()
