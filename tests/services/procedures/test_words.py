"""Limits and fees, said so that nobody is promised what nobody promised."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from services.procedures.models import Fee, Procedure, TimeLimit
from tests.services.procedures.factories import (
    ComponentFactory,
    FeeFactory,
    ProcedureFactory,
    ResultFactory,
    TimeLimitFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def procedure() -> Procedure:
    return ProcedureFactory()


@pytest.mark.parametrize(
    ("quantity", "unit", "said"),
    [
        (1, "working_day", "1 ngày làm việc"),
        (20, "day", "20 ngày"),
        (1440, "hour", "1.440 giờ"),
        (2, "month", "2 tháng"),
    ],
)
def test_a_limit_is_said_with_its_unit(quantity, unit, said):
    assert TimeLimit(quantity=quantity, unit=unit).in_words == said


def test_a_limit_without_a_number_is_said_as_the_sheet_says_it(procedure):
    TimeLimitFactory(procedure=procedure, in_words_only=True)
    assert procedure.time_limit_in_words == "Thường làm trong ngày"


def test_the_ordinary_limit_comes_first_and_admits_to_others(procedure):
    TimeLimitFactory(procedure=procedure, quantity=15, case="Phải xác minh")
    TimeLimitFactory(procedure=procedure, quantity=1)
    assert procedure.time_limit_in_words == "1 ngày làm việc; trường hợp khác có thể khác"


def test_limits_of_cases_only_are_a_beginning_and_no_promise(procedure):
    TimeLimitFactory(procedure=procedure, quantity=10, case="Công trình khác")
    TimeLimitFactory(procedure=procedure, quantity=7, case="Nhà ở riêng lẻ")
    assert procedure.time_limit_in_words == "Từ 7 ngày làm việc, tùy trường hợp"


def test_no_limit_is_said_to_be_missing(procedure):
    assert procedure.time_limit_in_words == "Chưa công bố"
    assert procedure.shortest_time_limit is None


def test_the_clock_prefers_the_ordinary_case_to_a_shorter_special_one(procedure):
    TimeLimitFactory(procedure=procedure, quantity=1, case="Cấp lại")
    TimeLimitFactory(procedure=procedure, quantity=1, channel="online")
    ordinary = TimeLimitFactory(procedure=procedure, quantity=5)
    assert procedure.shortest_time_limit == ordinary


def test_the_clock_prefers_what_it_can_compute(procedure):
    TimeLimitFactory(procedure=procedure, in_words_only=True)
    computable = TimeLimitFactory(procedure=procedure, quantity=8)
    assert procedure.shortest_time_limit == computable


@pytest.mark.parametrize(
    ("shorter", "longer"),
    [((5, "hour"), (1, "day")), ((1, "day"), (1, "working_day")), ((25, "day"), (1, "month"))],
)
def test_units_are_compared_by_their_length(procedure, shorter, longer):
    for quantity, unit in (longer, shorter):
        TimeLimitFactory(procedure=procedure, quantity=quantity, unit=unit)
    least = procedure.shortest_time_limit
    assert (least.quantity, least.unit) == shorter


def test_an_unverified_zero_is_never_free(procedure):
    FeeFactory(procedure=procedure, status=Fee.Status.UNKNOWN)
    assert procedure.fee_in_words == "Chưa rõ, bạn hỏi bộ phận một cửa"


def test_no_fee_at_all_is_not_free_either(procedure):
    assert procedure.fee_in_words == "Chưa rõ, bạn hỏi bộ phận một cửa"


@pytest.mark.parametrize("status", ["unknown", "table", "set_locally"])
def test_only_a_confirmed_fee_says_free(procedure, status):
    FeeFactory(procedure=procedure, status=status)
    assert "Miễn phí" not in procedure.fee_in_words


def test_a_confirmed_free_procedure_says_so(procedure):
    FeeFactory(procedure=procedure, free=True)
    assert procedure.fee_in_words == "Miễn phí"


def test_an_amount_is_written_as_money(procedure):
    FeeFactory(procedure=procedure, costing=True, amount=75000)
    assert procedure.fee_in_words == "75.000 ₫"


def test_several_amounts_are_a_span(procedure):
    for amount in (15000, 5000, 7000):
        FeeFactory(procedure=procedure, costing=True, amount=amount)
    assert procedure.fee_in_words == "Từ 5.000 ₫ đến 15.000 ₫, tùy trường hợp"


def test_a_fee_among_other_papers_admits_to_them(procedure):
    FeeFactory(procedure=procedure, costing=True, amount=10000)
    FeeFactory(procedure=procedure, status=Fee.Status.TABLE)
    assert procedure.fee_in_words == "10.000 ₫; trường hợp khác có thể khác"


def test_an_editors_words_win(procedure):
    FeeFactory(procedure=procedure, costing=True)
    TimeLimitFactory(procedure=procedure)
    procedure.plain_fee, procedure.plain_time = "Tám nghìn đồng", "Trong ba ngày"
    procedure.plain_summary = "Làm cho con."
    assert procedure.fee_in_words == "Tám nghìn đồng"
    assert procedure.time_limit_in_words == "Trong ba ngày"
    assert procedure.summary_in_words == "Làm cho con."


def test_papers_are_counted_and_the_spared_ones_named(procedure):
    ComponentFactory(procedure=procedure, is_replaceable_by_data=True)
    ComponentFactory(procedure=procedure, is_replaceable_by_data=None)
    ComponentFactory(procedure=procedure, case="Trẻ bị bỏ rơi")
    assert procedure.papers_in_words == (
        "3 loại giấy tờ, có loại chỉ cần trong một số trường hợp; 1 loại không phải nộp"
    )


def test_papers_are_grouped_by_case_everybodys_first(procedure):
    other = ComponentFactory(procedure=procedure, case="Nhờ người khác làm")
    everybodys = ComponentFactory(procedure=procedure)
    assert procedure.papers_by_case == [("", [everybodys]), ("Nhờ người khác làm", [other])]


def test_sets_are_counted():
    paper = ComponentFactory.build(originals=1, copies=2)
    assert paper.sets_in_words == "1 bản chính, 2 bản sao"
    assert ComponentFactory.build(originals=0).sets_in_words == ""


def test_results_are_named(procedure):
    ResultFactory(procedure=procedure)
    ResultFactory(procedure=procedure, name="Trích lục")
    assert procedure.result_in_words == "Giấy khai sinh; Trích lục"


def test_english_counts_in_english():
    with translation.override("en"):
        assert TimeLimit(quantity=1, unit="working_day").in_words == "1 working day"
        assert TimeLimit(quantity=2, unit="working_day").in_words == "2 working days"


@pytest.mark.parametrize(
    "fee",
    [
        {"status": "free_confirmed", "amount": None},
        {"status": "amount", "amount": 0},
        {"status": "unknown", "amount": 0},
    ],
)
def test_the_database_refuses_a_fee_that_contradicts_itself(procedure, fee):
    with pytest.raises(IntegrityError), transaction.atomic():
        FeeFactory(procedure=procedure, **fee)


@pytest.mark.parametrize(
    "limit", [{"quantity": None}, {"quantity": 0}, {"unit": "other", "text": ""}]
)
def test_the_database_refuses_a_limit_that_says_nothing(procedure, limit):
    with pytest.raises(IntegrityError), transaction.atomic():
        TimeLimitFactory(procedure=procedure, **limit)
