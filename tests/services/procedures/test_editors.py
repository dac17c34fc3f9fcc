"""Editors read the official facts, and write plain words beside them."""

import pytest
from django.urls import reverse

from portal.accounts.models import User
from portal.search.models import SearchDoc
from services.procedures.models import Procedure
from tests.services.procedures.factories import ProcedureFactory

pytestmark = pytest.mark.django_db
LIST = "wagtailsnippets_procedures_procedure:list"
EDIT = "wagtailsnippets_procedures_procedure:edit"
CHOOSE = "wagtailsnippetchoosers_procedures_procedure:choose_results"


@pytest.fixture
def birth() -> Procedure:
    return ProcedureFactory(birth=True)


@pytest.fixture
def administrator(client, db) -> User:
    user = User.objects.create_superuser("quan-tri@example.vn", "soctrang-demo", name="Thạch Na")
    client.force_login(user)
    return user


def test_plain_words_are_saved_and_found(client, administrator, birth):
    written = {"plain_summary": "Làm giấy cho em bé.", "plain_time": "Một ngày"}
    client.post(reverse(EDIT, args=[birth.pk]), written)
    birth.refresh_from_db()
    assert birth.plain_summary == "Làm giấy cho em bé."
    assert "lam giay cho em be" in SearchDoc.objects.get(key=birth.code).folded


def test_official_facts_are_read_only(client, administrator, birth):
    client.post(reverse(EDIT, args=[birth.pk]), {"name": "Tên khác", "code": "9.999999"})
    birth.refresh_from_db()
    assert (birth.name, birth.code) == ("Thủ tục đăng ký khai sinh", "1.001193")


def test_the_form_speaks_vietnamese(client, administrator, birth):
    page = client.get(reverse(EDIT, args=[birth.pk])).content.decode()
    assert "Nói dễ hiểu" in page
    assert "Thủ tục đăng ký khai sinh" in page


@pytest.mark.parametrize("action", ["add", "delete"])
def test_nobody_makes_or_deletes_a_procedure_by_hand(client, administrator, birth, action):
    arguments = [birth.pk] if action == "delete" else []
    client.post(reverse(f"wagtailsnippets_procedures_procedure:{action}", args=arguments))
    assert list(Procedure.objects.all()) == [birth]


@pytest.mark.parametrize("name", [LIST, CHOOSE])
def test_editors_find_without_marks(client, administrator, birth, name):
    ProcedureFactory(name="Cấp thẻ căn cước")
    page = client.get(reverse(name), {"q": "khai sanh"}).content.decode()
    assert "Thủ tục đăng ký khai sinh" in page
    assert "Cấp thẻ căn cước" not in page


def test_only_procedures_in_force_can_be_chosen(client, administrator, birth):
    ProcedureFactory(name="Cấp thẻ căn cước", retired=True)
    page = client.get(reverse(CHOOSE)).content.decode()
    assert "Thủ tục đăng ký khai sinh" in page
    assert "Cấp thẻ căn cước" not in page


def test_someone_without_the_permission_edits_nothing(client, lan, birth):
    client.force_login(lan)
    client.post(reverse(EDIT, args=[birth.pk]), {"plain_summary": "Tôi sửa"})
    birth.refresh_from_db()
    assert birth.plain_summary == ""
