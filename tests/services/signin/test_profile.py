"""What somebody sees and changes of herself: her name, the language of letters, her password."""

import pytest

from portal.accounts.models import User
from tests.people import PASSWORD
from tests.services.signin.doors import (
    LAN,
    NEW_PASSWORD,
    PROFILE,
    SECURITY,
    letters,
    sign_in,
    sign_in_by_code,
    text,
)

pytestmark = pytest.mark.django_db

CHANGE, CHOOSE = "/tai-khoan/mat-khau/doi/", "/tai-khoan/mat-khau/dat/"
WORDS = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}


def test_she_sees_how_she_is_known(lans, lan):
    lan.phone = "+84912345678"
    lan.save(update_fields=["phone"])
    page = text(lans.get(PROFILE))
    for shown in ("Trần Thị Lan", LAN, "0912 345 678", "/tai-khoan/email/"):
        assert shown in page


def test_she_corrects_her_name(lans, lan):
    answer = lans.post(PROFILE, {"name": " Trần  Thị Ngọc Lan ", "language": "en"}, follow=True)
    assert "Đã lưu" in text(answer)
    lan.refresh_from_db()
    assert (lan.name, lan.language) == ("Trần Thị Ngọc Lan", "en")


@pytest.mark.parametrize("facts", [{"name": "x" * 151}, {"name": "\x00"}, {"language": "fr"}])
def test_nonsense_is_a_sentence(lans, lan, facts):
    answer = lans.post(PROFILE, {"name": "Lan", "language": "vi"} | facts)
    assert "govuk-error-message" in text(answer)
    lan.refresh_from_db()
    assert lan.name == "Trần Thị Lan"


@pytest.mark.parametrize("address", [PROFILE, SECURITY, CHANGE, CHOOSE])
def test_strangers_are_asked_to_sign_in(client, address):
    assert client.get(address).url.startswith("/tai-khoan/dang-nhap/")


def test_she_changes_her_password_and_is_told(lans, lan, drain, mailoutbox):
    assert "Mật khẩu hiện tại" in text(lans.get(CHANGE))
    assert "govuk-error-message" in text(lans.post(CHANGE, WORDS | {"oldpassword": "sai"}))
    assert lans.post(CHANGE, WORDS | {"oldpassword": PASSWORD}).url == SECURITY
    assert User.objects.get().check_password(NEW_PASSWORD)
    drain()
    (letter,) = mailoutbox
    assert letter.to == [LAN]
    assert "Mật khẩu của tài khoản vừa được đổi." in letter.body
    assert "/tai-khoan/bao-mat/" in letter.body


def test_who_has_none_may_choose_one(client, nhi):
    sign_in_by_code(client, "0912345678")
    assert "Chưa có: bạn đăng nhập bằng mã" in text(client.get(SECURITY))
    assert client.get(CHANGE).url == CHOOSE
    assert client.post(CHOOSE, WORDS).url == SECURITY
    assert "Đã có mật khẩu" in text(client.get(SECURITY))
    assert [letter.recipient for letter in letters("changed")] == [nhi.phone]
    client.logout()
    assert sign_in(client, "0912345678", NEW_PASSWORD).status_code == 302


def test_she_finds_everything_about_her_sign_in(lans):
    page = text(lans.get(SECURITY))
    for address in (CHANGE, "/tai-khoan/xac-thuc/", "/tai-khoan/thiet-bi/"):
        assert f'href="{address}"' in page
