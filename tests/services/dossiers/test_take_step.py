from datetime import date

import pytest
from django.utils import timezone

from portal.common.moments import now
from portal.common.workflow import StepRefused
from services.dossiers import actions
from services.dossiers.models import Dossier
from services.dossiers.workflow import STEPS, State
from services.notifications import texts
from services.notifications.models import Message
from tests.services.dossiers.factories import DossierFactory, in_state

pytestmark = pytest.mark.usefixtures("calendar")

NOTE = "Thiếu bản chính giấy chứng sinh"


@pytest.fixture
def submitted(birth, soc_trang_office, lan):
    return actions.submit_dossier(
        procedure=birth, agency=soc_trang_office, holder_name=lan.name, holder=lan
    )


@pytest.fixture
def processing(birth, soc_trang_office, tam, son):
    dossier = actions.register_dossier(
        procedure=birth,
        agency=soc_trang_office,
        by=tam,
        holder_name="Trần Thị Lan",
        contact_email="lan@example.vn",
    )
    return actions.take_step(dossier, "process", by=son)


def due_day(dossier) -> date:
    return timezone.localdate(dossier.due_at)


def test_what_is_sent_online_waits_under_a_temporary_reference(submitted, lan):
    assert submitted.state == State.SUBMITTED
    assert submitted.reference.startswith("TN-")
    assert (submitted.code, submitted.due_at, submitted.received_at) == (None, None, None)
    assert submitted.events.get().by == lan
    assert {message.kind for message in Message.objects.all()} == {"dossiers/submitted"}


def test_reception_gives_the_code_and_starts_the_clock(submitted, tam, friday):
    friday.move_to("2026-11-23T16:00:00+07:00")
    dossier = actions.take_step(submitted, "receive", by=tam)
    assert dossier.code == "H13.31507-261123-0001"
    assert dossier.received_at == now()
    assert due_day(dossier) == date(2026, 11, 26)
    assert dossier.reference == submitted.reference


def test_both_its_names_find_it_ever_after(submitted, tam):
    dossier = actions.take_step(submitted, "receive", by=tam)
    for typed in (dossier.code, dossier.reference, dossier.reference.lower().replace("-", "")):
        assert Dossier.objects.track(typed).get() == dossier


def test_refused_before_reception_it_never_has_a_code(submitted, tam):
    dossier = actions.take_step(submitted, "refuse", by=tam, note="Không thuộc thẩm quyền")
    assert (dossier.state, dossier.code, dossier.closed_at) == (State.NOT_RECEIVED, None, now())


def test_a_supplement_stops_the_clock_and_starts_it_again_from_zero(processing, tam, son, friday):
    first_due = processing.due_at
    dossier = actions.take_step(processing, "request_supplement", by=son, note=NOTE)
    assert (dossier.due_at, dossier.statutory_due_at) == (None, first_due)
    friday.move_to("2026-12-01T10:00:00+07:00")
    dossier = actions.take_step(dossier, "supplement_received", by=tam)
    assert due_day(dossier) == date(2026, 12, 3)
    assert dossier.statutory_due_at == first_due
    assert dossier.explanations[0].words.startswith("Giấy tờ đã đủ")


def test_supplemented_before_reception_it_is_received_when_complete(submitted, tam, friday):
    dossier = actions.take_step(submitted, "request_supplement", by=tam, note=NOTE)
    assert (dossier.code, dossier.due_at) == (None, None)
    friday.move_to("2026-12-01T10:00:00+07:00")
    dossier = actions.take_step(dossier, "supplement_received", by=tam)
    assert dossier.code == "H13.31507-261201-0001"
    assert (dossier.received_at, due_day(dossier)) == (now(), date(2026, 12, 3))


def test_a_supplement_is_requested_once(processing, tam, son, friday):
    actions.take_step(processing, "request_supplement", by=son, note=NOTE)
    friday.shift(3600)
    actions.take_step(processing, "supplement_received", by=tam)
    with pytest.raises(StepRefused, match="một lần"):
        actions.take_step(processing, "request_supplement", by=son, note=NOTE)


def test_what_reception_asked_for_does_not_count_against_the_handler(submitted, tam, son, friday):
    actions.take_step(submitted, "request_supplement", by=tam, note=NOTE)
    friday.shift(3600)
    actions.take_step(submitted, "supplement_received", by=tam)
    dossier = actions.take_step(submitted, "request_supplement", by=son, note=NOTE)
    assert dossier.state == State.SUPPLEMENT_REQUESTED


def test_a_payment_does_not_move_the_date(processing, tam, son):
    dossier = actions.take_step(processing, "request_payment", by=son, note="8.000 ₫ tại quầy")
    dossier = actions.take_step(dossier, "payment_received", by=tam)
    assert dossier.due_at == processing.due_at


def test_from_result_to_return_and_back_when_it_was_a_mistake(processing, tam, son, friday):
    dossier = actions.take_step(processing, "complete", by=son)
    done_at = now()
    assert (dossier.completed_at, dossier.closed_at) == (done_at, None)
    friday.shift(3600)
    dossier = actions.take_step(dossier, "return_result", by=tam)
    assert (dossier.returned_at, dossier.closed_at) == (now(), now())
    dossier = actions.take_step(dossier, "correct_return", by=tam, note="Trả nhầm người")
    assert (dossier.returned_at, dossier.closed_at) == (None, None)
    assert (dossier.state, dossier.completed_at) == (State.COMPLETED, done_at)


def test_being_late_blocks_nothing(processing, son, friday):
    friday.move_to("2027-01-20T09:00:00+07:00")
    assert actions.take_step(processing, "complete", by=son).state == State.COMPLETED


def test_a_refused_step_changes_nothing(processing, tam, hoa):
    before = Message.objects.count(), processing.events.count()
    for by, name, note in [
        (tam, "complete", ""),
        (hoa, "complete", ""),
        (tam, "receive", ""),
        (tam, "return_result", ""),
    ]:
        with pytest.raises(StepRefused):
            actions.take_step(processing, name, by=by, note=note)
    processing.refresh_from_db()
    assert processing.state == State.PROCESSING
    assert (Message.objects.count(), processing.events.count()) == before


@pytest.mark.parametrize(
    ("name", "state"), [(name, state) for name in STEPS for state in sorted(STEPS[name].sources)]
)
def test_every_step_of_the_table_can_really_be_taken(tam, son, name, state):
    step = STEPS[name]
    by = tam if step.seen_from(state).permission.endswith("receive_dossier") else son
    dossier = in_state(state)
    moved = actions.take_step(dossier, name, by=by, note=NOTE)
    assert moved.state == step.target
    assert moved.events.get().note == NOTE


@pytest.mark.parametrize("name", [name for name, step in STEPS.items() if step.tells_resident])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_letter_of_each_step_says_who_and_when_but_no_name(tam, son, name, language):
    step = STEPS[name]
    state = sorted(step.sources)[0]
    by = tam if step.seen_from(state).permission.endswith("receive_dossier") else son
    dossier = in_state(state, language=language)
    moved = actions.take_step(dossier, name, by=by, note=NOTE)
    message = Message.objects.get(kind=f"dossiers/{step.message}")
    letter = texts.render(message.kind, message.facts, language)
    assert moved.public_code in letter.subject
    assert NOTE in letter.body
    assert moved.agency.name in letter.body
    assert f"/ho-so/{moved.public_code}/" in letter.body
    for secret in ("Lan", "lan@", "912345678", NOTE):
        assert secret not in letter.subject
    assert "Trần Thị Lan" not in letter.body
    assert "912" not in letter.body


def test_a_correction_writes_no_letter(tam):
    dossier = DossierFactory(returned=True)
    actions.take_step(dossier, "correct_return", by=tam, note="Nhầm")
    assert not Message.objects.exists()


def test_the_first_letter_names_the_officers(processing):
    message = Message.objects.get(kind="dossiers/processing")
    letter = texts.render(message.kind, message.facts, "vi")
    assert "Cán bộ tiếp nhận: Thạch Tâm" in letter.body
    assert "Cán bộ giải quyết: Sơn Minh Sơn" in letter.body
    assert "Tiếp nhận: 09:30 20/11/2026" in letter.body
    assert "Hẹn trả: 25/11/2026" in letter.body
