"""Setting up, moving and taking away a second factor; recovery codes shown once."""

import base64
import re
from urllib.parse import unquote

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from tests.authenticators import Telephone, factors_of, telephone_of
from tests.services.signin.staff.conftest import SECOND_STEP, come_in, sign_in, text

INDEX = "/tai-khoan/xac-thuc/"
APP, CODES = f"{INDEX}ung-dung/", f"{INDEX}ma-du-phong/"
STOP, RENEW = f"{APP}tat/", f"{CODES}tao/"
MINUTE = 60

pytestmark = pytest.mark.django_db


@pytest.fixture
def hoas(client, clock, hoa) -> Client:
    """Hoa has signed in for the first time."""
    sign_in(client, hoa)
    return client


def set_up(client) -> Telephone:
    """Through the page, as one does it with a telephone in the hand."""
    page = text(client.get(APP))
    telephone = Telephone(re.search(r'id="secret">(\w+)<', page)[1])
    answer = client.post(APP, {"code": telephone.code()})
    assert answer.status_code == 302
    return telephone


def codes_on(page: str) -> list[str]:
    return re.findall(r"<li>(\d{8})</li>", page)


def test_hoa_sets_up_the_app_and_is_in(hoas):
    set_up(hoas)
    page = text(hoas.get(CODES))
    assert len(codes_on(page)) == 10
    assert "vào trang cán bộ" in page
    assert hoas.get("/quan-tri/").status_code == 200


def test_the_picture_carries_the_secret_and_our_name(hoas):
    page = text(hoas.get(APP))
    picture = base64.b64decode(re.search(r"data:image/svg\+xml;base64,([^\"]+)", page)[1])
    assert picture.startswith(b"<?xml")
    assert "no-store" in hoas.get(APP)["Cache-Control"]


def test_a_wrong_code_keeps_the_same_secret(hoas, hoa):
    secret = re.search(r'id="secret">(\w+)<', text(hoas.get(APP)))[1]
    page = text(hoas.post(APP, {"code": "000000"}))
    assert f'id="secret">{secret}<' in page
    assert "govuk-error-message" in page
    assert factors_of(hoa) == set()


def test_secrets_cannot_be_read_in_the_database(hoas, hoa):
    telephone = set_up(hoas)
    codes = codes_on(text(hoas.get(CODES)))
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert telephone.secret not in stored
    assert not any(code in stored for code in codes)
    assert not any(telephone.secret in str(value) for value in hoas.session.values())


def test_the_code_of_setting_up_works_no_second_time(hoas, hoa, client):
    telephone = set_up(hoas)
    client = Client()
    sign_in(client, hoa)
    assert client.post(SECOND_STEP, {"code": telephone.code()}).status_code == 200


def test_codes_are_shown_once_and_kept_by_no_browser(hoas):
    set_up(hoas)
    first = hoas.get(CODES)
    assert "no-store" in first["Cache-Control"]
    file = re.search(r'href="data:text/plain;charset=utf-8,([^"]+)" download', text(first))
    assert unquote(file[1]).split() == codes_on(text(first))
    again = text(hoas.get(CODES))
    assert codes_on(again) == []
    assert "chỉ hiện một lần" in again
    assert hoas.get(f"{CODES}tai/").status_code == 403


def test_few_codes_left_are_a_warning(hoas, hoa):
    set_up(hoas)
    assert "Còn 10 mã" in text(hoas.get(INDEX))
    codes = Authenticator.objects.get(user=hoa, type="recovery_codes")
    codes.data["used_mask"] = 0b1111111
    codes.save()
    assert "Chỉ còn 3 mã khôi phục" in text(hoas.get(INDEX))


def test_new_codes_end_the_old_ones(hoas):
    set_up(hoas)
    old = codes_on(text(hoas.get(CODES)))
    assert hoas.post(RENEW).url == CODES
    new = codes_on(text(hoas.get(CODES)))
    assert len(new) == 10
    assert not set(old) & set(new)
    assert hoas.get("/quan-tri/").status_code == 200


def test_an_officer_keeps_her_last_factor(hoas, hoa):
    set_up(hoas)
    assert "Cán bộ luôn cần xác thực hai bước" in text(hoas.get(STOP))
    hoas.post(STOP)
    assert "totp" in factors_of(hoa)


def test_a_new_telephone_takes_the_place_of_the_old(hoas, hoa):
    old = set_up(hoas)
    new = set_up(hoas)
    assert new.secret != old.secret
    assert Authenticator.objects.filter(user=hoa, type="totp").count() == 1
    client = Client()
    sign_in(client, hoa)
    assert client.post(SECOND_STEP, {"code": old.code(later=1)}).status_code == 200
    assert client.post(SECOND_STEP, {"code": new.code(later=1)}).status_code == 302


def test_whose_telephone_is_lost_comes_in_by_a_code_and_moves_on(hoas, hoa):
    set_up(hoas)
    codes = codes_on(text(hoas.get(CODES)))
    client = Client()
    sign_in(client, hoa)
    client.post(SECOND_STEP, {"code": codes[0]})
    page = text(client.get(APP))
    telephone = Telephone(re.search(r'id="secret">(\w+)<', page)[1])
    client.post(APP, {"code": telephone.code()})
    assert client.get("/quan-tri/").status_code == 200


@pytest.mark.parametrize("address", [APP, STOP, RENEW, CODES, f"{INDEX}khoa/them/"])
def test_after_a_while_she_is_asked_before_anything_is_changed(hoas, clock, address):
    telephone = set_up(hoas)
    clock.shift(11 * MINUTE)
    asked = hoas.get(address)
    assert asked.url.startswith(f"{INDEX}xac-nhan-lai/?next=")
    assert hoas.post(asked.url, {"code": telephone.code()}).url == address


def test_a_resident_may_have_one_too_and_do_without_again(client, lan, clock):
    sign_in(client, lan)
    telephone = set_up(client)
    assert "vào trang cán bộ" not in text(client.get(CODES))
    client = Client()
    come_in_later(client, lan, telephone, clock)
    assert "sẽ không hỏi" in text(client.get(STOP))
    assert client.post(STOP).url == INDEX
    assert factors_of(lan) == set()
    client = Client()
    assert sign_in(client, lan).url == "/tai-khoan/"


def come_in_later(client, user, telephone, clock):
    clock.shift(30)
    come_in(client, user, telephone)


def test_she_is_told_by_letter(hoas, hoa, drain, mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        set_up(hoas)
    drain()
    letters = [letter for letter in mailoutbox if letter.to == ["hoa@example.vn"]]
    assert any("ứng dụng xác thực" in letter.body.lower() for letter in letters)


def test_one_has_to_be_signed_in(client):
    for address in (INDEX, APP, STOP, CODES, RENEW, f"{INDEX}khoa/", f"{INDEX}khoa/them/"):
        assert client.get(address).url.startswith("/tai-khoan/dang-nhap/"), address


def test_nobody_touches_anothers_passkey(client, hoa, dung):
    dungs = Authenticator.objects.create(user=dung, type="webauthn", data={"name": "Máy của Dũng"})
    come_in(client, hoa, telephone_of(hoa))
    for what in ("bo", "sua"):
        assert client.get(f"{INDEX}khoa/{dungs.pk}/{what}/").status_code == 404
