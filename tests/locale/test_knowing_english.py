"""What tells an English word from a Vietnamese one is itself to be trusted."""

import pytest

from portal.accounts.roles import Role
from tests.english import english_words


@pytest.mark.parametrize(
    "text",
    [
        "Lưu bản nháp",
        "Xem trang nhanh theo ba cung quanh khu cho thuê xe",
        "Tệp giay-moi.pdf của lan@example.vn ở /tin-tuc/abc/, mã PA-7K3M-92",
        "Nguyên nhân: khoai tươi, quay về nghe loa ngoài",
        "Ảnh JPEG, PNG hoặc WebP; địa chỉ URL",
    ],
)
def test_vietnamese_is_let_through(text):
    assert english_words(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Save draft", ["Save", "draft"]),
        ("Bấm Publish để đăng", ["Publish"]),
        ("You can’t do that", ["You", "can’t", "that"]),
        ("Not set", ["Not", "set"]),
        ("The page, then them", ["The", "page", "then", "them"]),
        ("Toggle side panel", ["Toggle", "side", "panel"]),
    ],
)
def test_english_is_caught(text, words):
    assert english_words(text) == words


def test_the_names_of_our_roles_in_the_code_are_english():
    assert [role for role in Role if not english_words(role.replace("_", " "))] == []
