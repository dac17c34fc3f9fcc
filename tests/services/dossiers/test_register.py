from datetime import date

import pytest
from django.db import IntegrityError
from django.utils import timezone

from portal.common.moments import now
from portal.common.workflow import StepRefused
from services.dossiers import actions
from services.dossiers.models import Dossier, DossierCodeScheme, DossierSequence
from services.dossiers.numbering import CodesExhausted
from services.dossiers.workflow import State
from services.notifications.models import Message
from services.procedures.models import TimeLimit
from tests.services.procedures.factories import ProcedureFactory, TimeLimitFactory

pytestmark = pytest.mark.usefixtures("calendar")


def register(procedure, by, agency, **facts) -> Dossier:
    facts = {"holder_name": "Trần Thị Lan", "contact_email": "lan@example.vn"} | facts
    return actions.register_dossier(procedure=procedure, agency=agency, by=by, **facts)


def due_day(dossier) -> date:
    return timezone.localdate(dossier.due_at)


def test_a_dossier_at_the_counter_has_its_code_and_date_at_once(birth, tam, soc_trang_office):
    dossier = register(birth, tam, soc_trang_office)
    assert dossier.code == "H13.31507-261120-0001"
    assert dossier.state == State.RECEIVED
    assert dossier.received_at == now()
    assert due_day(dossier) == date(2026, 11, 25)  # 21–22 weekend, 24 holiday.
    assert dossier.statutory_due_at == dossier.due_at


def test_it_begins_with_one_event_and_one_letter(birth, tam, soc_trang_office):
    dossier = register(birth, tam, soc_trang_office)
    event = dossier.events.get()
    assert (event.step, event.state, event.by) == ("register", State.RECEIVED, tam)
    message = Message.objects.get()
    assert (message.kind, message.recipient) == ("dossiers/received", "lan@example.vn")


def test_without_an_address_nobody_is_written_to(birth, tam, soc_trang_office):
    register(birth, tam, soc_trang_office, contact_email="")
    assert not Message.objects.exists()


def test_codes_follow_one_another_and_begin_anew_each_day(birth, tam, soc_trang_office, friday):
    codes = [register(birth, tam, soc_trang_office).code for _ in range(3)]
    assert [code[-4:] for code in codes] == ["0001", "0002", "0003"]
    friday.move_to("2026-11-23T08:00:00+07:00")
    assert register(birth, tam, soc_trang_office).code == "H13.31507-261123-0001"


def test_the_day_is_the_one_here_not_in_greenwich(birth, tam, soc_trang_office, friday):
    friday.move_to("2026-11-23T00:30:00+07:00")
    assert register(birth, tam, soc_trang_office).code == "H13.31507-261123-0001"


def test_an_agency_keeps_its_old_scheme_while_that_holds(birth, tam, soc_trang_office, friday):
    DossierCodeScheme.objects.create(
        agency=soc_trang_office,
        pattern="000.12.34.H51-{date}-{sequence}",
        valid_from="2020-01-01",
        valid_to="2026-11-20",
    )
    assert register(birth, tam, soc_trang_office).code == "000.12.34.H51-261120-0001"
    friday.move_to("2026-11-23T08:00:00+07:00")
    assert register(birth, tam, soc_trang_office).code == "H13.31507-261123-0001"


def test_after_9999_dossiers_reception_is_refused(birth, tam, soc_trang_office):
    DossierSequence.objects.create(agency=soc_trang_office, date=date(2026, 11, 20), last=9998)
    assert register(birth, tam, soc_trang_office).code.endswith("-9999")
    with pytest.raises(CodesExhausted, match="9999"):
        register(birth, tam, soc_trang_office)
    assert Dossier.objects.count() == 1


def test_a_refused_dossier_leaves_nothing_behind(birth, tam, soc_trang_office, monkeypatch):
    monkeypatch.setattr(actions, "remember", lambda *args, **kwargs: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        register(birth, tam, soc_trang_office)
    assert not Dossier.objects.exists()
    assert not DossierSequence.objects.exists()


@pytest.mark.parametrize("who", ["hoa", "son", "lan", "dung"])
def test_only_reception_receives(birth, soc_trang_office, request, who):
    with pytest.raises(StepRefused):
        register(birth, request.getfixturevalue(who), soc_trang_office)


def test_reception_receives_only_at_its_own_agency(birth, tam, phu_loi_office):
    with pytest.raises(StepRefused):
        register(birth, tam, phu_loi_office)


def test_the_procedure_is_kept_as_it_was_that_day(birth, tam, soc_trang_office):
    dossier = register(birth, tam, soc_trang_office)
    birth.name = "Tên mới"
    birth.save()
    birth.time_limits.all().delete()
    dossier.refresh_from_db()
    assert dossier.procedure_snapshot["name"] == "Thủ tục đăng ký khai sinh"
    assert dossier.procedure_snapshot["time_limit"]["quantity"] == 2


def test_the_case_chosen_decides_the_date(birth, tam, soc_trang_office):
    longer = TimeLimitFactory(procedure=birth, case="Phải xác minh", quantity=5)
    dossier = register(birth, tam, soc_trang_office, time_limit=longer)
    assert due_day(dossier) == date(2026, 11, 30)
    assert dossier.procedure_snapshot["time_limit"]["case"] == "Phải xác minh"


def test_unless_chosen_the_limit_of_the_channel_holds(tam, soc_trang_office):
    procedure = ProcedureFactory()
    TimeLimitFactory(procedure=procedure, channel="online", quantity=1)
    TimeLimitFactory(procedure=procedure, channel="direct", quantity=3)
    dossier = register(procedure, tam, soc_trang_office)
    assert dossier.procedure_snapshot["time_limit"]["quantity"] == 3


@pytest.mark.parametrize("has_words", [True, False])
def test_where_no_number_is_known_no_date_is_promised(tam, soc_trang_office, has_words):
    procedure = ProcedureFactory()
    if has_words:
        TimeLimitFactory(procedure=procedure, in_words_only=True)
    dossier = register(procedure, tam, soc_trang_office)
    assert dossier.due_at is None
    assert "bằng lời" in dossier.explanations[0].words


def test_the_due_date_explains_itself_ever_after(birth, tam, soc_trang_office):
    dossier = register(birth, tam, soc_trang_office)
    dossier.refresh_from_db()
    words = " ".join(step.words for step in dossier.explanations)
    assert "2 ngày làm việc" in words
    assert "Thứ Ba 24/11/2026 nghỉ: Ngày Văn hóa Việt Nam." in words


def test_the_database_is_witness(birth, tam, soc_trang_office):
    dossier = register(birth, tam, soc_trang_office)
    dossier.state = State.RETURNED
    with pytest.raises(IntegrityError):
        dossier.save(update_fields=["state"])


def test_limits_of_a_procedure_may_be_loaded_anew_meanwhile(birth, tam, soc_trang_office):
    """Time limits are replaced by every import, so a dossier keeps none of their keys."""
    limit = birth.time_limits.get()
    register(birth, tam, soc_trang_office, time_limit=limit)
    TimeLimit.objects.all().delete()
    assert Dossier.objects.count() == 1
