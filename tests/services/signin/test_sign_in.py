"""Signing in and out, opening an account, choosing a new password: in Vietnamese, by e-mail."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail

from portal.accounts.models import User
from tests.people import PASSWORD

SIGN_IN, SIGN_OUT = "/tai-khoan/dang-nhap/", "/tai-khoan/dang-xuat/"
SIGN_UP, FORGOT = "/tai-khoan/dang-ky/", "/tai-khoan/mat-khau/quen/"
NEW_PASSWORD = "ghe-ngo-ve-dich-2026"

pytestmark = pytest.mark.django_db


def sign_in(client, email="lan@example.vn", password=PASSWORD, **more):
    return client.post(SIGN_IN, {"login": email, "password": password, **more})


def text(answer) -> str:
    return answer.content.decode()


def link_in(letter) -> str:
    (address,) = re.findall(r"http://testserver(/tai-khoan/\S+)", letter.body)
    return address


def is_signed_in(client) -> bool:
    return client.get("/tai-khoan/").status_code == 200


@pytest.mark.parametrize("address", [SIGN_IN, SIGN_UP, FORGOT])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_pages_are_open_in_both_languages(client, address, language):
    page = client.get(address if language == "vi" else f"/en{address}")
    assert page.status_code == 200
    assert f'lang="{language}"' in text(page)
    assert ("Địa chỉ email" in text(page)) == (language == "vi")


def test_lan_signs_in_and_is_greeted(client, lan):
    answer = sign_in(client)
    assert (answer.status_code, answer.url) == (302, "/tai-khoan/")
    assert "Chào Lan" in text(client.get(answer.url))


def test_the_address_is_read_kindly(client, lan):
    assert sign_in(client, " LAN@example.VN ").status_code == 302


def test_she_comes_back_to_where_she_was_going(client, lan):
    assert sign_in(client, next="/phan-anh/gui/").url == "/phan-anh/gui/"


def test_nobody_is_led_off_the_portal(client, lan):
    assert sign_in(client, next="https://evil.example/").url == "/tai-khoan/"


@pytest.mark.parametrize("email", ["lan@example.vn", "nobody@example.vn"])
def test_a_wrong_password_is_a_sentence_and_tells_nothing(client, lan, email):
    answer = sign_in(client, email, "sai mật khẩu")
    assert "chưa đúng" in text(answer)
    assert f'value="{email}"' in text(answer)
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("", ""),
        ("lan@", "x"),
        ("lan\x00@example.vn", "x"),
        ("lan@example.vn", "\x00"),
        ("a" * 999, "x"),
    ],
)
def test_nonsense_is_a_sentence(client, lan, email, password):
    answer = sign_in(client, email, password)
    assert answer.status_code == 200
    assert "govuk-error-message" in text(answer)
    assert not is_signed_in(client)


def test_after_many_wrong_passwords_one_has_to_wait(client, lan):
    for _ in range(12):
        answer = sign_in(client, password="sai")
    assert answer.status_code == 429 or "quá nhiều lần" in text(answer)
    assert sign_in(client).status_code != 302


def test_who_may_not_sign_in_is_told_kindly(client, lan):
    lan.is_active = False
    lan.save(update_fields=["is_active"])
    answer = client.get(sign_in(client).url)
    assert "Tài khoản đã khóa" in text(answer)


def test_signing_out_asks_first(client, lan):
    client.force_login(lan)
    assert "Bạn muốn đăng xuất" in text(client.get(SIGN_OUT))
    assert is_signed_in(client)
    client.post(SIGN_OUT)
    assert not is_signed_in(client)


class TestOpeningAnAccount:
    def open(self, client, **facts):
        facts = {
            "name": "Sơn Thị Mai",
            "email": "mai@example.vn",
            "password1": NEW_PASSWORD,
        } | facts
        return client.post(SIGN_UP, facts)

    def test_mai_opens_one_and_confirms_her_address(self, client):
        answer = client.get(self.open(client).url)
        assert "Chúng tôi đã gửi thư cho bạn" in text(answer)
        mai = User.objects.get()
        assert (mai.name, mai.email, mai.language) == ("Sơn Thị Mai", "mai@example.vn", "vi")
        (letter,) = mail.outbox
        assert letter.subject == "Xác nhận địa chỉ email của bạn"
        assert letter.body.startswith("Chào bạn,")
        page = client.get(link_in(letter))
        assert "mai@example.vn" in text(page)
        client.post(link_in(letter))
        assert EmailAddress.objects.get().verified
        assert sign_in(client, "mai@example.vn", NEW_PASSWORD).url == "/tai-khoan/"

    def test_until_then_she_cannot_sign_in(self, client):
        self.open(client)
        client.logout()
        sign_in(client, "mai@example.vn", NEW_PASSWORD)
        assert not is_signed_in(client)

    def test_nobody_learns_who_has_an_account(self, client, lan):
        answer = self.open(client, email="lan@example.vn")
        assert "Chúng tôi đã gửi thư cho bạn" in text(client.get(answer.url))
        (letter,) = mail.outbox
        assert letter.subject == "Bạn đã có tài khoản"
        assert User.objects.count() == 1

    @pytest.mark.parametrize("password", ["", "ngan", "12345678", "password", "\x00" * 9])
    def test_a_weak_password_is_a_sentence(self, client, password):
        answer = self.open(client, password1=password)
        assert answer.status_code == 200
        assert "mật khẩu" in text(answer).lower()
        assert not User.objects.exists()

    @pytest.mark.parametrize("facts", [{"email": "mai@"}, {"email": ""}, {"name": "Mai\x00"}])
    def test_nonsense_is_a_sentence(self, client, facts):
        assert "govuk-error-message" in text(self.open(client, **facts))
        assert not User.objects.exists()

    def test_a_name_is_not_asked_for_twice(self, client):
        self.open(client, name="")
        assert User.objects.get().name == ""

    def test_in_english_the_letter_is_english(self, client):
        client.post(f"/en{SIGN_UP}", {"email": "mai@example.vn", "password1": NEW_PASSWORD})
        assert User.objects.get().language == "en"
        assert mail.outbox[0].subject == "Confirm your e-mail address"

    @pytest.mark.parametrize("key", ["nonsense", "MQ:abc:def"])
    def test_a_spoiled_link_says_what_to_do(self, client, key):
        page = client.get(f"/tai-khoan/xac-nhan-email/{key}/")
        assert "không còn dùng được" in text(page)


class TestForgottenPassword:
    def test_lan_chooses_a_new_one(self, client, lan):
        answer = client.post(FORGOT, {"email": "lan@example.vn"})
        assert "đường dẫn đang được gửi" in text(client.get(answer.url))
        (letter,) = mail.outbox
        assert letter.subject == "Đặt mật khẩu mới"
        assert "Sóc Trăng Số" in letter.body
        answer = client.get(link_in(letter), follow=True)
        address = answer.redirect_chain[-1][0]
        answer = client.post(address, {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})
        assert "Đã đổi mật khẩu" in text(client.get(answer.url))
        client.logout()
        assert sign_in(client).status_code == 200
        assert sign_in(client, password=NEW_PASSWORD).status_code == 302

    def test_nobody_learns_who_has_an_account(self, client, lan):
        known = client.post(FORGOT, {"email": "lan@example.vn"})
        unknown = client.post(FORGOT, {"email": "nobody@example.vn"})
        assert known.url == unknown.url
        assert mail.outbox[1].to == ["nobody@example.vn"]
        assert "Địa chỉ này chưa có tài khoản" in mail.outbox[1].subject

    def test_two_that_differ_are_a_sentence(self, client, lan):
        client.post(FORGOT, {"email": "lan@example.vn"})
        address = client.get(link_in(mail.outbox[0]), follow=True).redirect_chain[-1][0]
        answer = client.post(address, {"password1": NEW_PASSWORD, "password2": "khac"})
        assert "cùng một mật khẩu" in text(answer)

    def test_a_link_works_once(self, client, lan):
        client.post(FORGOT, {"email": "lan@example.vn"})
        lan.set_password("da-doi-roi-2026")
        lan.save()
        page = client.get(link_in(mail.outbox[0]), follow=True)
        assert "không còn dùng được" in text(page)


class TestSignedIn:
    @pytest.fixture
    def lans(self, client, lan):
        sign_in(client)
        return client

    def test_she_changes_her_password(self, lans):
        address = "/tai-khoan/mat-khau/doi/"
        assert "Mật khẩu hiện tại" in text(lans.get(address))
        facts = {"oldpassword": "sai", "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
        assert "govuk-error-message" in text(lans.post(address, facts))
        assert lans.post(address, facts | {"oldpassword": PASSWORD}).status_code == 302
        assert User.objects.get().check_password(NEW_PASSWORD)

    def test_she_changes_her_address(self, lans, lan):
        address = "/tai-khoan/email/"
        assert "lan@example.vn" in text(lans.get(address))
        lans.post(address, {"email": "lan.moi@example.vn", "action_add": "1"})
        assert "Đang chờ xác nhận" in text(lans.get(address))
        lans.post(link_in(mail.outbox[0]))
        lan.refresh_from_db()
        assert lan.email == "lan.moi@example.vn"

    def test_the_sign_in_page_leads_on(self, lans):
        assert lans.get(SIGN_IN).url == "/tai-khoan/"


class TestTheOfficersDoor:
    """/quan-tri/ is entered through the same sign-in, by those who work there."""

    def test_a_stranger_is_asked_who_he_is(self, client):
        assert client.get("/quan-tri/").url == f"{SIGN_IN}?next=/quan-tri/"

    def test_hoa_signs_in_and_is_there(self, client, hoa):
        answer = sign_in(client, "hoa@example.vn", next="/quan-tri/")
        assert answer.url == "/quan-tri/"
        assert client.get("/quan-tri/").status_code == 200

    def test_a_resident_is_told_and_not_sent_round_in_circles(self, client, lan):
        client.force_login(lan)
        answer = client.get("/quan-tri/", follow=True)
        assert answer.status_code == 403
        assert "Bạn không mở được trang này" in text(answer)

    def test_signing_in_does_not_open_it_either(self, client, lan):
        answer = sign_in(client, next="/quan-tri/")
        assert client.get(answer.url, follow=True).status_code == 403

    @pytest.mark.parametrize("address", ["login/", "logout/", "password_reset/", "account/"])
    def test_wagtails_own_doors_lead_to_ours_or_nowhere(self, client, address):
        answer = client.get(f"/quan-tri/{address}")
        assert answer.status_code in {302, 404, 405}
        assert answer.status_code != 302 or answer.url.startswith("/tai-khoan/")

    def test_an_officers_own_settings_open(self, client, hoa):
        client.force_login(hoa)
        assert client.get("/quan-tri/account/").status_code == 200
