"""Forms to answer, and who answers and reads them."""

import uuid

import pytest

from cms.answers.actions import send_answer
from cms.models import FormPage
from portal.accounts.actions import join
from portal.accounts.models import User
from portal.accounts.roles import Role
from tests.cms.pages import a_form
from tests.people import person

EVERY_KIND = [
    ("Bạn tên gì?", "singleline", {"required": True}),
    ("Bạn muốn học gì?", "multiline", {}),
    ("Thư điện tử", "email", {}),
    ("Số điện thoại", "phone", {}),
    ("Nhà có mấy người?", "number", {}),
    ("Ngày nào bạn rảnh?", "date", {}),
    ("Buổi nào?", "radio", {"choices": "Sáng\nChiều"}),
    ("Bạn có máy gì?", "checkboxes", {"choices": "Điện thoại\nMáy tính\nMáy tính bảng"}),
    ("Bạn biết tin từ đâu?", "dropdown", {"choices": "Loa phường\nZalo\nHàng xóm"}),
    ("Tôi đồng ý được gọi lại", "checkbox", {}),
    ("Bạn ở phường, xã nào?", "commune", {}),
]


@pytest.fixture
def form_page(home, soc_trang_office):
    """`form_page(questions=[…])`: one that is open, of Hoa's agency."""
    return lambda *args, **facts: a_form(home, soc_trang_office, *args, **facts)


@pytest.fixture
def every_kind(form_page) -> FormPage:
    return form_page("Mọi kiểu câu hỏi", questions=EVERY_KIND)


@pytest.fixture
def tuyen(newsroom, phu_loi_office) -> User:
    """Tuyền writes for the agency next door, in the same newsroom."""
    editor = person("tuyen@example.vn", "Lâm Thanh Tuyền")
    join(editor, phu_loi_office, Role.EDITOR)
    return editor


def name_of(page: FormPage, label: str) -> str:
    return page.form_fields.get(label=label).clean_name


def named(page: FormPage, said: dict) -> dict:
    """Answers by the words of their questions, as they are sent."""
    return {name_of(page, label): value for label, value in said.items()}


def post(client, page: FormPage, said: dict | None = None, **more):
    said = {"Bạn tên gì?": "Bà Tư"} if said is None else said
    return client.post(page.url, named(page, said) | more)


def answer(page: FormPage, **said):
    """One answer by the real way, by the words of its questions."""
    return send_answer(page, key=uuid.uuid4(), said=named(page, said.pop("said", {})) | said)
