"""A new e-mail address or telephone number: confirmed at both ends, and the old one is warned."""

import pytest
from allauth.account.models import EmailAddress

from portal.accounts.models import User
from services.notifications.models import Channel
from tests.services.signin.doors import (
    LAN,
    NHIS_PHONE,
    PROFILE,
    PROVE,
    code_sent,
    is_signed_in,
    letters,
    sign_in,
    sign_in_by_code,
    text,
    wrong,
)

pytestmark = pytest.mark.django_db

EMAIL, EMAIL_CODE = "/tai-khoan/email/", "/tai-khoan/email/ma/"
PHONE, PHONE_CODE = "/tai-khoan/dien-thoai/", "/tai-khoan/dien-thoai/ma/"
NEW = "lan.moi@example.vn"


def prove(client, then=EMAIL):
    """Confirm at the address known until now that it is she."""
    page = client.get(then)
    assert page.url.startswith(PROVE)
    client.post(page.url, {"action": "send"})
    return client.post(page.url, {"code": code_sent()})


def told(kind="changed"):
    return [letter.recipient for letter in letters(kind)]


class TestEMail:
    def ask(self, client, email=NEW):
        return client.post(EMAIL, {"email": email, "action_add": "1"})

    def test_lan_confirms_the_old_address_and_then_the_new_one(self, lans, lan):
        page = text(lans.get(lans.get(EMAIL).url))
        assert "<strong>lan@example.vn</strong>" in page
        assert prove(lans).url == EMAIL
        assert letters("presence")[-1].recipient == LAN
        assert self.ask(lans).url == EMAIL_CODE
        assert letters("confirm")[-1].recipient == NEW
        lan.refresh_from_db()
        assert lan.email == LAN
        assert lans.post(EMAIL_CODE, {"code": code_sent()}).url == PROFILE
        lan.refresh_from_db()
        assert lan.email == NEW
        (address,) = EmailAddress.objects.all()
        assert (address.email, address.verified, address.primary) == (NEW, True, True)
        assert set(told()) == {LAN, NEW}

    def test_from_then_on_the_new_one_signs_in_and_the_old_one_does_not(self, client, lan):
        sign_in_by_code(client)
        self.ask(client)
        client.post(EMAIL_CODE, {"code": code_sent()})
        client.logout()
        sign_in(client)
        assert not is_signed_in(client)
        sign_in(client, NEW)
        assert is_signed_in(client)

    def test_who_has_just_come_in_by_a_code_to_it_need_not_prove_it_again(self, client, lan):
        sign_in_by_code(client)
        assert client.get(EMAIL).status_code == 200

    def test_after_ten_minutes_she_has_to(self, client, lan, time_machine):
        time_machine.move_to("2026-11-22T12:00:00+07:00", tick=False)
        sign_in_by_code(client)
        time_machine.shift(10 * 60 + 1)
        assert client.get(EMAIL).url.startswith(PROVE)

    def test_a_password_alone_does_not_change_it(self, lans, lan):
        assert self.ask(lans).url.startswith(PROVE)
        assert letters() == []

    def test_a_wrong_code_changes_nothing(self, lans, lan):
        prove(lans)
        self.ask(lans)
        assert "Mã chưa đúng" in text(lans.post(EMAIL_CODE, {"code": wrong(code_sent())}))
        lan.refresh_from_db()
        assert lan.email == LAN

    def test_three_wrong_proofs_begin_again(self, lans, lan):
        page = lans.get(EMAIL).url
        lans.post(page, {"action": "send"})
        code = code_sent()
        for _ in range(3):
            lans.post(page, {"code": wrong(code)})
        lans.post(page, {"code": code})
        assert lans.get(EMAIL).url.startswith(PROVE)

    def test_an_address_of_somebody_else_stays_theirs(self, lans, lan, minh):
        prove(lans)
        self.ask(lans, "minh@example.vn")
        answer = lans.post(EMAIL_CODE, {"code": code_sent()})
        assert answer.status_code == 200
        lan.refresh_from_db()
        assert lan.email == LAN
        assert User.objects.get(email="minh@example.vn") == minh

    def test_a_stranger_who_wants_my_address_does_not_keep_me_out(self, lans, client2):
        prove(lans)
        self.ask(lans, "mai@example.vn")
        client2.post("/tai-khoan/dang-ky/", {"login": "mai@example.vn"})
        assert letters()[-1].kind == "account/confirm"
        client2.post("/tai-khoan/dang-ky/ma/", {"code": code_sent()})
        assert is_signed_in(client2)

    @pytest.mark.parametrize("action", ["action_remove", "action_primary", "action_send"])
    def test_it_is_exchanged_and_never_lost(self, client, lan, action):
        sign_in_by_code(client)
        client.post(EMAIL, {"email": LAN, action: "1"})
        lan.refresh_from_db()
        assert lan.email == LAN
        assert EmailAddress.objects.get().verified

    def test_nhi_adds_her_first_and_her_telephone_is_told(self, client, nhi):
        sign_in_by_code(client, "0912345678")
        self.ask(client, "nhi@example.vn")
        client.post(EMAIL_CODE, {"code": code_sent()})
        nhi.refresh_from_db()
        assert (nhi.email, nhi.phone) == ("nhi@example.vn", NHIS_PHONE)
        assert NHIS_PHONE in told()


class TestTelephone:
    def ask(self, client, phone="0987 654 321"):
        return client.post(PHONE, {"phone": phone})

    def test_nhi_confirms_the_old_number_and_then_the_new_one(self, client, nhi):
        client.force_login(nhi)
        assert prove(client, PHONE).url == PHONE
        assert letters("presence")[-1].recipient == NHIS_PHONE
        assert self.ask(client).url == PHONE_CODE
        assert letters("confirm")[-1].recipient == "+84987654321"
        nhi.refresh_from_db()
        assert nhi.phone == NHIS_PHONE
        page = client.post(PHONE_CODE, {"code": code_sent()}, follow=True)
        assert "0987 654 321 nay là số điện thoại của bạn" in text(page)
        nhi.refresh_from_db()
        assert nhi.phone == "+84987654321"
        assert set(told()) == {NHIS_PHONE, "+84987654321"}

    def test_lan_adds_her_first_and_her_e_mail_is_told(self, client, lan):
        sign_in_by_code(client)
        self.ask(client)
        client.post(PHONE_CODE, {"code": code_sent()})
        lan.refresh_from_db()
        assert lan.phone == "+84987654321"
        assert LAN in told()
        client.logout()
        assert sign_in_by_code(client, "0987654321").url == "/tai-khoan/"

    def test_a_number_of_somebody_else_stays_theirs(self, client, lan, nhi):
        sign_in_by_code(client)
        assert self.ask(client, "0912345678").url == PHONE_CODE
        answer = client.post(PHONE_CODE, {"code": code_sent()})
        assert answer.status_code == 200
        lan.refresh_from_db()
        assert lan.phone is None

    def test_a_landline_receives_no_sms(self, client, lan):
        sign_in_by_code(client)
        assert "cần số di động Việt Nam" in text(self.ask(client, "0299 382 1234"))

    def test_the_sms_says_a_code_and_the_portals_name_and_no_more(self, client, lan, drain, sms):
        sign_in_by_code(client)
        self.ask(client)
        code = code_sent()
        drain()
        assert sms()[-1] == f"Soc Trang So: ma cua ban la {code}"


def test_who_has_no_address_proves_it_by_her_password(client, lan):
    lan.email = None
    lan.save(update_fields=["email"])
    EmailAddress.objects.all().delete()
    client.force_login(lan)
    page = client.get(EMAIL).url
    assert page == "/tai-khoan/xac-nhan-lai/?next=%2Ftai-khoan%2Femail%2F"
    assert client.post(page, {"password": "soctrang-demo"}).url == EMAIL
    assert client.get(EMAIL).status_code == 200


def test_a_warning_is_in_the_language_of_the_person(client, lan, drain, mailoutbox):
    lan.language = "en"
    lan.save(update_fields=["language"])
    sign_in_by_code(client)
    client.post(PHONE, {"phone": "0987654321"})
    client.post(PHONE_CODE, {"code": code_sent()})
    drain()
    warning = mailoutbox[-1]
    assert warning.subject == "Something about your account was changed"
    assert "The phone number of your account was changed." in warning.body
    assert [letter.channel for letter in letters("changed")] == [Channel.EMAIL, Channel.SMS]
