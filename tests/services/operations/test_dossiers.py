"""The desk for dossiers: Tâm receives, Sơn handles, others have no business there."""

import unicodedata
from datetime import timedelta

import pytest
from django.urls import reverse
from wagtail.users.models import UserProfile

from portal.accounts.actions import join
from portal.accounts.models import Agency
from portal.accounts.roles import Role
from portal.common.moments import now, travel_to
from services.dossiers.models import Dossier
from services.dossiers.workflow import State
from services.privacy.models import Look
from tests.people import person
from tests.services.dossiers.factories import DossierFactory, in_state
from tests.services.procedures.factories import ProcedureFactory, TimeLimitFactory

DESK = "/quan-tri/ho-so/"
NOTE = "Thiếu bản chính giấy chứng sinh"
BAD_WORDS = ["\x00", "a" * 10_000, "\u202e" * 50, "<script>alert(1)</script>", "%", "_" * 90]


@pytest.fixture
def elsewhere(phu_loi_office):
    """Dũng's colleague, who receives and handles dossiers in the commune next door."""
    officer = person("hang@example.vn", "Danh Hằng")
    join(officer, phu_loi_office, Role.RECEPTION)
    join(officer, phu_loi_office, Role.DOSSIER_HANDLER)
    return officer


@pytest.fixture
def birth(db):
    procedure = ProcedureFactory(birth=True)
    TimeLimitFactory(procedure=procedure, quantity=2)
    return procedure


@pytest.fixture
def counter(client, tam):
    """A browser at which Tâm is signed in."""
    client.force_login(tam)
    return client


def listed(client, **asked) -> list[str]:
    response = client.get(DESK, asked)
    assert response.status_code == 200
    return [row["dossier"].public_code for row in response.context["rows"]]


def page_of(dossier) -> str:
    return reverse("desk_dossier", args=[dossier.public_code])


def step_of(dossier, name: str) -> str:
    return reverse("desk_dossier_step", args=[dossier.public_code, name])


def said(response) -> str:
    return " ".join(str(message) for message in response.context["messages"])


# The list


def test_the_soonest_due_comes_first_and_what_is_closed_last(counter):
    late = DossierFactory(overdue=True)
    soon = DossierFactory(due_soon=True)
    waiting = DossierFactory(waiting=True)
    running = DossierFactory()
    closed = DossierFactory(returned=True)
    codes = [one.code for one in (late, soon, running, waiting)]
    assert listed(counter) == codes
    assert listed(counter, view="all") == [*codes, closed.code]


@pytest.mark.parametrize("state", [state for state in State if state != State.DRAFT])
def test_each_state_can_be_asked_for(counter, state):
    dossiers = {one: in_state(one) for one in State}
    assert listed(counter, view=state.value) == [dossiers[state].public_code]


def test_what_is_late_and_what_will_be(counter):
    late, soon = DossierFactory(overdue=True), DossierFactory(due_soon=True)
    DossierFactory()
    assert listed(counter, view="overdue") == [late.code]
    assert listed(counter, view="due_soon") == [soon.code]
    html = counter.get(DESK).content.decode()
    for word in ("Quá hạn", "Sắp đến hạn", "Trong hạn"):
        assert word in html


@pytest.mark.parametrize("typed", ["lan", "TRAN THI LAN", "Trần Lan", "lan tran"])
def test_a_holder_is_found_with_or_without_marks(counter, typed):
    found = DossierFactory(holder_name="Trần Thị Lan")
    DossierFactory(holder_name="Lý Minh")
    assert listed(counter, q=typed) == [found.code]


@pytest.mark.parametrize("typed", ["h1331507 261119 0007", "H13.31507-261119-0007", "0007"])
def test_a_code_is_found_however_it_is_typed(counter, typed):
    found = DossierFactory(code="H13.31507-261119-0007")
    DossierFactory(code="H13.31507-261119-0018")
    assert listed(counter, q=typed) == [found.code]


def test_nonsense_in_the_address_shows_what_is_open(counter):
    dossier = DossierFactory()
    assert listed(counter, view="nonsense", p="x") == [dossier.code]
    assert listed(counter, p="-1") == [dossier.code]


@pytest.mark.parametrize("words", BAD_WORDS)
def test_nonsense_in_the_search_breaks_nothing(counter, words):
    DossierFactory()
    assert counter.get(DESK, {"q": words}).status_code in {200, 400}


def test_the_list_does_not_ask_once_per_dossier(counter, django_assert_max_num_queries):
    DossierFactory.create_batch(3)
    counter.get(DESK)
    with django_assert_max_num_queries(12) as few:
        counter.get(DESK)
    DossierFactory.create_batch(30)
    with django_assert_max_num_queries(12) as many:
        assert len(listed(counter)) == 33
    assert len(many) == len(few)


def test_a_long_list_has_pages(counter):
    DossierFactory.create_batch(45)
    assert len(listed(counter)) == 40
    assert len(listed(counter, p=2)) == 5


# Whose business it is


def test_dung_finds_nothing_of_it(client, dung, elsewhere):
    dossier = DossierFactory(processing=True)
    addresses = [page_of(dossier), step_of(dossier, "complete")]
    addresses.append(reverse("desk_dossier_receipt", args=[dossier.code]))
    for officer in (dung, elsewhere):
        client.force_login(officer)
        for address in addresses:
            assert client.get(address).status_code == 404
            assert client.post(address).status_code in {404, 405}
    assert listed(client, view="all") == []
    dossier.refresh_from_db()
    assert dossier.state == State.PROCESSING


def test_a_report_officer_has_no_dossier_desk(client, hoa):
    client.force_login(hoa)
    assert client.get(DESK).status_code == 302
    assert client.get(f"{DESK}dang-ky/").status_code == 302
    assert DESK not in client.get("/quan-tri/").content.decode()


def test_an_auditor_sees_every_agency_and_moves_nothing(client, phu_loi_office):
    auditor = person("kiem@example.vn", "Kim Kiểm")
    join(auditor, phu_loi_office, Role.AUDITOR)
    dossier = DossierFactory(processing=True)
    client.force_login(auditor)
    assert listed(client) == [dossier.code]
    assert client.get(page_of(dossier)).context["steps"] == {}
    client.post(step_of(dossier, "complete"), {"note": NOTE})
    dossier.refresh_from_db()
    assert dossier.state == State.PROCESSING


def test_a_resident_is_sent_to_sign_in_or_away(client, lan):
    assert client.get(DESK).status_code == 302
    client.force_login(lan)
    assert client.get(DESK).status_code in {302, 403}


def test_reception_has_its_desk_in_the_menu(counter):
    assert DESK in counter.get("/quan-tri/").content.decode()


def test_a_handler_does_not_register(client, son):
    client.force_login(son)
    assert client.get(f"{DESK}dang-ky/").status_code == 302
    assert "dang-ky" not in client.get(DESK).content.decode().partition("<main")[2]


# Registering


def facts(**more) -> dict:
    return {
        "agency": Agency.objects.get(code="H13.31507").pk,
        "procedure": "1.001193",
        "channel": "counter",
        "holder_name": "Trần Thị Lan",
    } | more


@pytest.mark.parametrize(
    "typed",
    ["1.001193", "1.001193 Thủ tục đăng ký khai sinh", "dang ky khai sinh", "khai sinh"],
)
def test_a_procedure_is_chosen_by_code_or_by_words(counter, birth, typed):
    response = counter.post(f"{DESK}dang-ky/", facts(procedure=typed), follow=True)
    dossier = Dossier.objects.get()
    assert dossier.procedure == birth
    assert response.redirect_chain[-1][0] == page_of(dossier)
    assert f"Đã tiếp nhận hồ sơ {dossier.code}." in said(response)


def test_everything_typed_is_kept_in_one_spelling(counter, birth):
    decomposed = unicodedata.normalize("NFD", "Trần Thị Lan")
    counter.post(
        f"{DESK}dang-ky/",
        facts(
            holder_name=f"  {decomposed} ",
            submitter_name="Lý Minh",
            contact_phone="0912.345.678",
            contact_email="lan@example.vn",
            note="Xin trả qua bưu chính",
        ),
    )
    dossier = Dossier.objects.get()
    assert dossier.holder_name == "Trần Thị Lan"
    assert dossier.contact_phone == "+84912345678"
    assert dossier.note == "Xin trả qua bưu chính"


def test_several_cases_are_asked_about(counter, birth):
    longer = TimeLimitFactory(procedure=birth, case="Phải xác minh", quantity=5)
    response = counter.post(f"{DESK}dang-ky/", facts())
    html = response.content.decode()
    assert "Thủ tục này có nhiều trường hợp, hãy chọn một." in html
    assert "Phải xác minh: 5 ngày làm việc" in html
    counter.post(f"{DESK}dang-ky/", facts(time_limit=longer.pk))
    assert Dossier.objects.get().procedure_snapshot["time_limit"]["quantity"] == 5


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"procedure": "9.999999"}, "Không có thủ tục nào"),
        ({"procedure": "!!!"}, "Không có thủ tục nào"),
        ({"procedure": "thu tuc"}, "Có nhiều thủ tục phù hợp"),
        ({"procedure": ""}, "Vui lòng điền mục này"),
        ({"holder_name": ""}, "Vui lòng điền mục này"),
        ({"holder_name": "a" * 151}, "150"),
        ({"contact_phone": "12"}, "0912 345 678"),
        ({"contact_email": "lan"}, "email"),
        ({"note": "a" * 2001}, "2000"),
        ({"channel": "pigeon"}, "pigeon"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_stored(counter, birth, wrong, sentence):
    ProcedureFactory(name="Thủ tục đăng ký kết hôn")
    response = counter.post(f"{DESK}dang-ky/", facts(**wrong))
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert not Dossier.objects.exists()


@pytest.mark.parametrize("field", ["procedure", "holder_name", "contact_email", "note"])
@pytest.mark.parametrize("words", ["\x00", "Lan\x00"])
def test_unreadable_characters_are_refused(counter, birth, field, words):
    response = counter.post(f"{DESK}dang-ky/", facts(**{field: words}))
    assert response.status_code in {200, 400}
    assert not Dossier.objects.exists()


def test_nobody_registers_for_another_agency(counter, birth, soc_trang_office, phu_loi_office):
    counter.post(f"{DESK}dang-ky/", facts(agency=phu_loi_office.pk))
    assert Dossier.objects.get().agency == soc_trang_office


def test_who_receives_in_two_places_says_where(counter, birth, tam, phu_loi_office):
    join(tam, phu_loi_office, Role.RECEPTION)
    counter.post(f"{DESK}dang-ky/", facts(agency="x"))
    assert not Dossier.objects.exists()
    counter.post(f"{DESK}dang-ky/", facts(agency=phu_loi_office.pk))
    assert Dossier.objects.get().agency == phu_loi_office


# One dossier


def test_the_page_shows_what_an_officer_needs(counter):
    dossier = DossierFactory(processing=True, submitter_name="Lý Minh")
    html = counter.get(page_of(dossier)).content.decode()
    for words in (dossier.code, "Trần Thị Lan", "Lý Minh", "0912 345 678", "3 ngày làm việc"):
        assert words in html


def test_who_looks_is_remembered_once_an_hour(client, counter, tam, son):
    dossier = DossierFactory()
    counter.get(page_of(dossier))
    counter.get(reverse("desk_dossier_receipt", args=[dossier.code]))
    assert Look.objects.get(about=dossier.code).by == tam
    client.force_login(son)
    with travel_to(now() + timedelta(hours=2)):
        client.get(page_of(dossier))
    assert set(Look.objects.values_list("by", flat=True)) == {tam.pk, son.pk}


def test_who_may_not_look_leaves_no_trace(client, dung):
    dossier = DossierFactory()
    client.force_login(dung)
    client.get(page_of(dossier))
    assert not Look.objects.exists()


def test_only_the_steps_one_may_take_are_offered(client, tam, son):
    dossier = DossierFactory(processing=True)
    client.force_login(son)
    offered = client.get(page_of(dossier)).context["steps"]
    assert set(offered) == {"request_supplement", "request_payment", "complete", "stop"}
    client.force_login(tam)
    assert set(client.get(page_of(dossier)).context["steps"]) == {"withdraw"}


def test_the_page_asks_a_few_questions(counter, django_assert_max_num_queries):
    dossier = DossierFactory(processing=True)
    counter.get(page_of(dossier))
    with django_assert_max_num_queries(13):
        counter.get(page_of(dossier))


# Steps


def test_a_step_is_confirmed_and_taken(client, son):
    dossier = DossierFactory(processing=True)
    client.force_login(son)
    html = client.get(step_of(dossier, "complete")).content.decode()
    assert "Xác nhận: Xử lý xong" in html
    assert "Đã có kết quả, mời bạn đến nhận." in html
    response = client.post(step_of(dossier, "complete"), {"note": ""}, follow=True)
    assert f"Hồ sơ {dossier.code}: Đã xử lý xong." in said(response)
    dossier.refresh_from_db()
    assert dossier.state == State.COMPLETED


def test_a_note_that_is_owed_is_asked_for(client, son):
    dossier = DossierFactory(processing=True)
    client.force_login(son)
    response = client.post(step_of(dossier, "request_supplement"), {"note": "  "})
    assert "người dân sẽ đọc" in response.content.decode()
    client.post(step_of(dossier, "request_supplement"), {"note": NOTE})
    dossier.refresh_from_db()
    assert dossier.state == State.SUPPLEMENT_REQUESTED
    assert dossier.events.get().note == NOTE


def test_looking_at_a_step_changes_nothing(counter):
    dossier = DossierFactory(completed=True)
    counter.get(step_of(dossier, "return_result"))
    dossier.refresh_from_db()
    assert dossier.state == State.COMPLETED


@pytest.mark.parametrize("name", ["return_result", "receive", "complete", "nonsense"])
def test_a_step_that_is_not_possible_is_refused_in_words(counter, name):
    dossier = DossierFactory(processing=True)
    response = counter.post(step_of(dossier, name), {"note": NOTE}, follow=True)
    assert "không thực hiện được" in said(response)
    dossier.refresh_from_db()
    assert dossier.state == State.PROCESSING


def test_receiving_what_came_online_leads_to_its_new_code(counter):
    dossier = DossierFactory(submitted=True)
    response = counter.post(step_of(dossier, "receive"), {"note": ""}, follow=True)
    dossier.refresh_from_db()
    assert response.redirect_chain[-1][0] == page_of(dossier)
    assert dossier.code in said(response)


# The receipt


def test_the_receipt_is_form_01(counter, birth):
    counter.post(f"{DESK}dang-ky/", facts(contact_phone="0912345678"))
    dossier = Dossier.objects.get()
    html = counter.get(reverse("desk_dossier_receipt", args=[dossier.code])).content.decode()
    for words in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
        dossier.code,
        "Trần Thị Lan",
        "Thủ tục đăng ký khai sinh",
        "2 ngày làm việc",
        "Thạch Tâm",
        "0912 345 678",
        "<svg",
    ):
        assert words in html


def test_the_receipt_is_vietnamese_whatever_the_officer_reads(counter, tam):
    dossier = DossierFactory()
    UserProfile.objects.create(user=tam, preferred_language="en")
    html = counter.get(reverse("desk_dossier_receipt", args=[dossier.code])).content.decode()
    assert "GIẤY TIẾP NHẬN HỒ SƠ" in html
    assert "In giấy" not in html


def test_what_is_not_received_has_no_receipt(counter):
    dossier = DossierFactory(submitted=True)
    address = reverse("desk_dossier_receipt", args=[dossier.public_code])
    assert counter.get(address).status_code == 404
