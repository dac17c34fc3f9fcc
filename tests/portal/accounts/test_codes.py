"""Identifier codes: two forms, each from one day to another, found however they are typed."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from portal.accounts.actions import record_code, take_up_codes
from portal.accounts.codes import LONGEST, Scheme, read_code
from portal.accounts.models import Agency, AgencyCode
from portal.common.moments import now, today, travel_to
from portal.common.workflow import StepRefused
from portal.jobs.schedule import DUTIES
from tests.portal.accounts.conftest import MERGED

DAY = timedelta(days=1)
OLD = "000.12.34.H51"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("H13.12.34", "H13.12.34"),
        (" h13 . 12.34 ", "H13.12.34"),
        ("000.12.34.h51", OLD),
        ("H13", "H13"),
        ("H13." + "12345." * 5 + "1", "H13." + "12345." * 5 + "1"),
    ],
)
def test_both_forms_are_read(typed, code):
    assert read_code(typed) == code


@pytest.mark.parametrize(
    "typed", ["", "13.12", "H13..12", "H13.", "H13.AB", "12.34.H51.", "H13" + ".12345" * 6]
)
def test_what_is_no_code_is_refused(typed):
    with pytest.raises(ValidationError, match=r"H13\.12\.34"):
        read_code(typed)


def test_a_code_has_35_letters_at_most():
    longest = "H13" + ".12345" * 5 + ".1"
    assert len(longest) == LONGEST
    assert read_code(longest) == longest


def test_a_new_agency_is_known_by_its_code(committee):
    known = committee.codes.get()
    assert (known.code, known.scheme, known.valid_to) == ("H13.31507", Scheme.NEW, None)


def test_a_new_code_ends_the_one_before(committee):
    record_code(committee, "H13.40.07", valid_from=today())
    committee.refresh_from_db()
    before = committee.codes.get(code="H13.31507")
    assert committee.code == "H13.40.07"
    assert before.valid_to == today() - DAY


def test_a_code_typed_wrongly_today_is_corrected_today(committee):
    record_code(committee, "H13.40.70", valid_from=today())
    record_code(committee, "H13.40.07", valid_from=today())
    assert [one.code for one in committee.codes.all()] == ["H13.40.07", "H13.31507"]


def test_the_old_form_stands_beside_the_new(committee):
    record_code(committee, OLD, valid_from=date(2019, 1, 1), valid_to=MERGED - DAY)
    committee.refresh_from_db()
    assert committee.code == "H13.31507"
    assert committee.codes.get(code=OLD).scheme == Scheme.OLD


@pytest.mark.parametrize(
    "typed", ["000.12.34.H51", "0001234H51", "000 12 34 h51", "H13.31507", "h1331507"]
)
def test_any_code_it_ever_had_finds_it(committee, builders, typed):
    record_code(committee, OLD, valid_from=date(2019, 1, 1), valid_to=MERGED - DAY)
    assert list(Agency.objects.with_code(typed)) == [committee]
    assert list(Agency.objects.search(typed)) == [committee]


def test_one_form_has_one_code_at_a_time(committee):
    record_code(committee, OLD, valid_from=date(2019, 1, 1), valid_to=date(2021, 1, 1))
    with pytest.raises(StepRefused, match=r"đã có mã 000\.12\.34\.H51"):
        record_code(
            committee, "000.12.35.H51", valid_from=date(2021, 1, 1), valid_to=date(2022, 1, 1)
        )


def test_a_code_belongs_to_one_agency_at_a_time(committee, builders):
    with pytest.raises(StepRefused, match="là của UBND Phường Sóc Trăng"):
        record_code(builders, "H13.31507", valid_from=today() + DAY)
    builders.refresh_from_db()
    assert builders.code == "H13.05"
    assert builders.codes.get().valid_to is None


def test_a_code_given_up_may_be_another_s(committee, builders):
    record_code(committee, "H13.40.07", valid_from=today())
    record_code(builders, "H13.31507", valid_from=today())
    assert Agency.objects.get(code="H13.31507") == builders
    assert set(Agency.objects.with_code("H13.31507")) == {committee, builders}


def test_a_code_is_carried_from_its_first_day(committee):
    record_code(committee, "H13.40.07", valid_from=today() + DAY)
    committee.refresh_from_db()
    assert committee.code == "H13.31507"
    with travel_to(now() + DAY):
        assert DUTIES["portal.accounts.tasks.take_up_codes"].task.call() == 1
        assert take_up_codes() == 0
    committee.refresh_from_db()
    assert committee.code == "H13.40.07"


def test_its_days_stand_in_order(committee):
    with pytest.raises(StepRefused, match="ngày"):
        record_code(committee, OLD, valid_from=today(), valid_to=today() - DAY)


def test_the_database_is_a_witness(committee, builders):
    for agency, code in [(builders, "H13.31507"), (committee, "H13.40.07")]:
        with pytest.raises(IntegrityError), transaction.atomic():
            AgencyCode.objects.create(agency=agency, code=code, valid_from=today())
