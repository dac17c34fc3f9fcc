"""Signing in and out: by a code or a password, with an e-mail address or a telephone number."""

import pytest

from portal.accounts.models import User
from services.notifications.models import Channel, Message
from services.signin.forms import LoginForm
from tests.people import PASSWORD
from tests.services.signin.doors import (
    FORGOT,
    LAN,
    NEW_PASSWORD,
    NHIS_PHONE,
    SIGN_IN,
    SIGN_IN_CODE,
    SIGN_OUT,
    SIGN_UP,
    ask_for_code,
    code_sent,
    is_signed_in,
    letters,
    sign_in,
    sign_in_by_code,
    text,
    wrong,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", [SIGN_IN, SIGN_UP, FORGOT])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_pages_are_open_in_both_languages(client, address, language):
    page = client.get(address if language == "vi" else f"/en{address}")
    assert page.status_code == 200
    assert f'lang="{language}"' in text(page)
    assert ("Email hoặc số điện thoại" in text(page)) == (language == "vi")


class TestByCode:
    def test_lan_needs_no_password(self, client, lan):
        answer = ask_for_code(client)
        assert (answer.status_code, answer.url) == (302, SIGN_IN_CODE)
        assert "<strong>lan@example.vn</strong>" in text(client.get(answer.url))
        answer = client.post(SIGN_IN_CODE, {"code": code_sent()})
        assert (answer.status_code, answer.url) == (302, "/tai-khoan/")
        assert "Chào Lan" in text(client.get(answer.url))

    @pytest.mark.parametrize(
        "typed", ["0912345678", "+84 912 345 678", "0912.345.678", "０９１２３４５６７８"]
    )
    def test_nhi_signs_in_with_her_telephone_however_she_writes_it(self, client, nhi, typed):
        answer = ask_for_code(client, typed)
        assert "<strong>0912 345 678</strong>" in text(client.get(answer.url))
        (message,) = letters()
        assert (message.channel, message.recipient) == (Channel.SMS, NHIS_PHONE)
        assert client.post(SIGN_IN_CODE, {"code": code_sent()}).url == "/tai-khoan/"
        assert "Chào Nhi" in text(client.get("/tai-khoan/"))

    def test_the_code_is_six_digits_and_may_be_written_with_a_gap(self, client, lan):
        ask_for_code(client)
        code = code_sent()
        assert len(code) == 6
        assert code.isdecimal()
        assert client.post(SIGN_IN_CODE, {"code": f" {code[:3]} {code[3:]} "}).status_code == 302

    def test_telephones_offer_to_fill_it_in(self, client, lan):
        page = text(client.get(ask_for_code(client).url))
        assert 'autocomplete="one-time-code"' in page
        assert 'inputmode="numeric"' in page

    def test_she_comes_back_to_where_she_was_going(self, client, lan):
        answer = ask_for_code(client, next="/phan-anh/gui/")
        assert client.post(answer.url, {"code": code_sent()}).url == "/phan-anh/gui/"

    def test_a_wrong_code_is_a_sentence_and_three_are_the_end_of_it(self, client, lan):
        ask_for_code(client)
        code = code_sent()
        for _ in range(2):
            answer = client.post(SIGN_IN_CODE, {"code": wrong(code)})
            assert "Mã chưa đúng" in text(answer)
        assert client.post(SIGN_IN_CODE, {"code": wrong(code)}).url == SIGN_IN
        client.post(SIGN_IN_CODE, {"code": code})
        assert not is_signed_in(client)

    def test_a_code_works_once_and_only_where_it_was_asked_for(self, client, client2, lan):
        ask_for_code(client)
        code = code_sent()
        assert client2.post(SIGN_IN_CODE, {"code": code}).url == SIGN_IN
        client.post(SIGN_IN_CODE, {"code": code})
        client.post(SIGN_OUT)
        client.post(SIGN_IN_CODE, {"code": code})
        assert not is_signed_in(client)

    def test_a_new_code_replaces_the_old_one(self, client, lan):
        ask_for_code(client)
        old = code_sent()
        answer = client.post(SIGN_IN_CODE, {"action": "resend"}, follow=True)
        assert "Chúng tôi đã gửi mã mới" in text(answer)
        assert len(letters("login_code")) == 2
        if old != code_sent():
            assert "Mã chưa đúng" in text(client.post(SIGN_IN_CODE, {"code": old}))
        assert client.post(SIGN_IN_CODE, {"code": code_sent()}).status_code == 302

    def test_she_may_take_another_address(self, client, lan):
        page = client.get(ask_for_code(client, "lam@example.vn").url)
        assert 'formaction="/tai-khoan/dang-xuat/?next=/tai-khoan/dang-nhap/"' in text(page)
        assert client.post(f"{SIGN_OUT}?next={SIGN_IN}").url == SIGN_IN
        assert "<h1>Đăng nhập</h1>" in text(client.get(SIGN_IN))

    def test_the_letter_says_the_code_and_warns(self, client, lan, drain, mailoutbox):
        ask_for_code(client)
        code = code_sent()
        drain()
        (letter,) = mailoutbox
        assert letter.to == [LAN]
        assert code in letter.subject
        assert "Đừng đưa mã này cho ai" in letter.body
        assert "code" not in Message.objects.get().facts

    def test_what_nobody_asked_for_leads_to_the_beginning(self, client):
        assert client.get(SIGN_IN_CODE).url == SIGN_IN


class TestByPassword:
    def test_lan_signs_in_and_is_greeted(self, client, lan):
        answer = sign_in(client)
        assert (answer.status_code, answer.url) == (302, "/tai-khoan/")
        assert "Chào Lan" in text(client.get(answer.url))
        assert letters() == []

    def test_with_her_telephone_too(self, client, nhi):
        nhi.set_password(PASSWORD)
        nhi.save(update_fields=["password"])
        assert sign_in(client, "0912 345 678").url == "/tai-khoan/"

    def test_the_address_is_read_kindly(self, client, lan):
        assert sign_in(client, " LAN@example.VN ").status_code == 302

    def test_she_comes_back_to_where_she_was_going(self, client, lan):
        assert sign_in(client, next="/phan-anh/gui/").url == "/phan-anh/gui/"

    def test_nobody_is_led_off_the_portal(self, client, lan):
        assert sign_in(client, next="https://evil.example/").url == "/tai-khoan/"

    @pytest.mark.parametrize("email", [LAN, "nobody@example.vn"])
    def test_a_wrong_password_is_a_sentence_and_tells_nothing(self, client, lan, email):
        answer = sign_in(client, email, "sai mật khẩu")
        assert "chưa đúng" in text(answer)
        assert f'value="{email}"' in text(answer)
        assert not is_signed_in(client)

    def test_without_a_word_one_is_asked_for_it(self, client, lan):
        answer = sign_in(client, password="", way="password")
        assert "Bạn hãy điền “Mật khẩu”" in text(answer)
        assert letters() == []

    def test_who_may_not_sign_in_is_told_kindly(self, client, lan):
        lan.is_active = False
        lan.save(update_fields=["is_active"])
        answer = client.get(sign_in(client).url)
        assert "Tài khoản đã khóa" in text(answer)


@pytest.mark.parametrize("password", ["", "x", "\x00"])
@pytest.mark.parametrize(
    "login", ["", "lan@", "lan\x00@example.vn", "a" * 999, "113", "0299 382 1234"]
)
def test_nonsense_is_a_sentence(client, lan, login, password):
    answer = sign_in(client, login, password)
    assert answer.status_code == 200
    assert "govuk-error-message" in text(answer)
    assert not is_signed_in(client)
    assert letters() == []


def test_signing_out_asks_first(client, lan):
    client.force_login(lan)
    assert "Bạn muốn đăng xuất" in text(client.get(SIGN_OUT))
    assert is_signed_in(client)
    client.post(SIGN_OUT)
    assert not is_signed_in(client)


def test_the_sign_in_page_leads_on(lans):
    assert lans.get(SIGN_IN).url == "/tai-khoan/"


class TestForgottenPassword:
    def test_lan_comes_in_by_a_code_and_chooses_a_new_one(self, client, lan):
        answer = client.post(FORGOT, {"login": LAN})
        answer = client.post(answer.url, {"code": code_sent()})
        assert answer.url == "/tai-khoan/mat-khau/dat/"
        words = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
        assert client.post(answer.url, words).url == "/tai-khoan/bao-mat/"
        client.logout()
        assert sign_in(client).status_code == 200
        assert sign_in(client, password=NEW_PASSWORD).status_code == 302

    def test_two_that_differ_are_a_sentence(self, client, lan):
        sign_in_by_code(client)
        words = {"password1": NEW_PASSWORD, "password2": "khac"}
        assert "cùng một mật khẩu" in text(client.post("/tai-khoan/mat-khau/dat/", words))

    def test_without_a_code_just_now_a_password_is_not_replaced(self, lans, lan):
        words = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
        answer = lans.post("/tai-khoan/mat-khau/dat/", words)
        assert answer.url == "/tai-khoan/chung-to/?next=%2Ftai-khoan%2Fmat-khau%2Fdat%2F"
        assert User.objects.get().check_password(PASSWORD)


class TestWithoutSms:
    pytestmark = pytest.mark.usefixtures("without_sms")

    def test_only_e_mail_is_spoken_of(self, client):
        page = text(client.get(SIGN_IN))
        assert "Địa chỉ email" in page
        assert "số điện thoại" not in page.partition("<main")[2].partition("</main>")[0]

    def test_a_telephone_is_no_address(self, client, nhi):
        assert "Đây không phải địa chỉ email" in text(ask_for_code(client, "0912345678"))

    def test_e_mail_works(self, client, lan):
        assert sign_in(client).status_code == 302
        client.logout()
        assert sign_in_by_code(client).url == "/tai-khoan/"

    @pytest.mark.parametrize("address", ["/tai-khoan/dien-thoai/", "/tai-khoan/dien-thoai/ma/"])
    def test_the_rooms_of_the_telephone_are_not_there(self, lans, address):
        assert lans.get(address).status_code == 404

    def test_the_profile_does_not_offer_it(self, lans):
        assert "/tai-khoan/dien-thoai/" not in text(lans.get("/tai-khoan/thong-tin/"))


class TestTheOfficersDoor:
    """/quan-tri/ is entered through the same sign-in, by those who work there."""

    @pytest.fixture(autouse=True)
    def as_in_the_demonstration(self, settings):
        settings.STAFF_SECOND_FACTOR = False

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


def test_an_address_given_by_an_administrator_is_confirmed_at_the_first_sign_in(client):
    User.objects.create_user("moi@example.vn", PASSWORD, name="Cán bộ mới")
    answer = sign_in(client, "moi@example.vn")
    assert answer.url == "/tai-khoan/email/ma/"
    assert not is_signed_in(client)
    assert client.post(answer.url, {"code": code_sent()}).url == "/tai-khoan/"
    client.logout()
    assert sign_in(client, "moi@example.vn").url == "/tai-khoan/"


def test_the_fields_help_those_who_fill_them_in():
    form = LoginForm()
    assert form.fields["login"].widget.attrs["autocomplete"] == "username"
    assert form.fields["password"].widget.attrs["autocomplete"] == "current-password"
