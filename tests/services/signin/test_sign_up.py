"""Opening an account: by e-mail or telephone, with or without a password, never over another's."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session

from portal.accounts.models import User
from services.notifications.models import Channel
from tests.people import PASSWORD
from tests.services.signin.doors import (
    LAN,
    NEW_PASSWORD,
    NHIS_PHONE,
    SIGN_UP,
    SIGN_UP_CODE,
    code_sent,
    is_signed_in,
    letters,
    sign_in,
    sign_in_by_code,
    text,
    wrong,
)

pytestmark = pytest.mark.django_db

MAI = "mai@example.vn"


def sign_up(client, login=MAI, password="", name="Sơn Thị Mai", **more):
    facts = {"name": name, "login": login, "password1": password}
    return client.post(SIGN_UP, facts | more)


def confirm(client):
    return client.post(SIGN_UP_CODE, {"code": code_sent()})


def test_mai_opens_one_and_is_in(client):
    assert sign_up(client).url == SIGN_UP_CODE
    assert "<strong>mai@example.vn</strong>" in text(client.get(SIGN_UP_CODE))
    assert confirm(client).url == "/tai-khoan/"
    mai = User.objects.get()
    assert (mai.name, mai.email, mai.phone, mai.language) == ("Sơn Thị Mai", MAI, None, "vi")
    assert not mai.has_usable_password()
    assert EmailAddress.objects.get().verified
    assert "Chào Mai" in text(client.get("/tai-khoan/"))


def test_with_a_telephone_she_has_no_e_mail_address_rather_than_an_empty_one(client):
    sign_up(client, "0987 654 321")
    (message,) = letters("confirm")
    assert (message.channel, message.recipient) == (Channel.SMS, "+84987654321")
    assert confirm(client).url == "/tai-khoan/"
    mai = User.objects.get()
    assert (mai.email, mai.phone) == (None, "+84987654321")
    client.logout()
    assert sign_in_by_code(client, "0987654321").url == "/tai-khoan/"


def test_who_says_no_name_is_greeted_by_what_is_known_of_her(client):
    sign_up(client, "0987 654 321", name="")
    confirm(client)
    assert "Chào 0987 654 321" in text(client.get("/tai-khoan/"))


def test_two_people_without_e_mail_live_side_by_side(client, client2, nhi):
    sign_up(client, "0987 654 321")
    confirm(client)
    assert User.objects.filter(email=None).count() == 2


def test_with_a_password_she_may_use_either(client):
    sign_up(client, password=NEW_PASSWORD)
    confirm(client)
    client.logout()
    assert sign_in(client, MAI, NEW_PASSWORD).url == "/tai-khoan/"
    client.logout()
    assert sign_in_by_code(client, MAI).url == "/tai-khoan/"


def test_she_comes_back_to_where_she_was_going(client):
    page = sign_up(client, next="/phan-anh/gui/").url
    assert page == f"{SIGN_UP_CODE}?next=%2Fphan-anh%2Fgui%2F"
    assert client.post(page, {"code": code_sent()}).url == "/phan-anh/gui/"


def test_until_the_code_is_written_there_is_no_account(client):
    sign_up(client, password=NEW_PASSWORD)
    assert not User.objects.exists()
    assert not is_signed_in(client)
    sign_in(client, MAI, NEW_PASSWORD)
    assert not is_signed_in(client)


def test_the_password_waits_hashed(client):
    sign_up(client, password=NEW_PASSWORD)
    kept = Session.objects.get().get_decoded()
    assert NEW_PASSWORD not in str(kept)


def test_a_wrong_code_is_a_sentence_and_three_are_the_end_of_it(client):
    sign_up(client)
    code = code_sent()
    for _ in range(2):
        answer = client.post(SIGN_UP_CODE, {"code": wrong(code)})
        assert "Mã chưa đúng" in text(answer)
    assert client.post(SIGN_UP_CODE, {"code": wrong(code)}).url == SIGN_UP
    assert client.post(SIGN_UP_CODE, {"code": code}).url == SIGN_UP
    assert not User.objects.exists()


def test_a_new_code_may_be_asked_for_twice(client):
    sign_up(client)
    for _ in range(4):
        client.post(SIGN_UP_CODE, {"action": "resend"})
    assert len(letters("confirm")) == 3
    confirm(client)
    assert is_signed_in(client)


def test_a_code_is_too_old_after_a_quarter_of_an_hour(client, time_machine):
    time_machine.move_to("2026-11-22T12:00:00+07:00", tick=False)
    sign_up(client)
    time_machine.shift(15 * 60 + 1)
    assert confirm(client).url == SIGN_UP
    assert not User.objects.exists()


@pytest.mark.parametrize("password", ["ngan", "12345678", "password", "\x00" * 9, MAI])
def test_a_weak_password_is_a_sentence(client, password):
    answer = sign_up(client, password=password)
    assert answer.status_code == 200
    assert "govuk-error-message" in text(answer)
    assert letters() == []


@pytest.mark.parametrize(
    "facts", [{"login": "mai@"}, {"login": ""}, {"login": "02993821234"}, {"name": "Mai\x00"}]
)
def test_nonsense_is_a_sentence(client, facts):
    assert "govuk-error-message" in text(sign_up(client, **facts))
    assert letters() == []


def test_a_name_is_not_asked_for_twice(client):
    sign_up(client, name="")
    confirm(client)
    assert User.objects.get().name == ""


def test_in_english_the_letter_is_english(client, drain, mailoutbox):
    client.post(f"/en{SIGN_UP}", {"login": MAI})
    code = code_sent()
    drain()
    assert mailoutbox[0].subject == f"Your confirmation code: {code}"
    client.post(f"/en{SIGN_UP_CODE}", {"code": code})
    assert User.objects.get().language == "en"


class TestAnAddressThatIsSomebodys:
    def test_its_owner_is_told_and_nobody_else_learns_of_it(self, client, lan):
        sign_up(client, LAN)
        (letter,) = letters()
        assert (letter.kind, letter.recipient) == ("account/exists", LAN)
        assert "<strong>lan@example.vn</strong>" in text(client.get(SIGN_UP_CODE))
        assert User.objects.count() == 1

    @pytest.mark.parametrize("code", ["", "000000", "None"])
    def test_no_code_opens_it(self, client, lan, code):
        sign_up(client, LAN)
        client.post(SIGN_UP_CODE, {"code": code})
        assert not is_signed_in(client)

    def test_nor_a_telephone(self, client, nhi):
        sign_up(client, "0912345678")
        (letter,) = letters()
        assert (letter.kind, letter.recipient) == ("account/exists", NHIS_PHONE)

    def test_who_was_slower_is_told_to_sign_in(self, client, client2):
        sign_up(client)
        first = code_sent()
        sign_up(client2, name="Mai Nhanh")
        confirm(client2)
        answer = client.post(SIGN_UP_CODE, {"code": first}, follow=True)
        assert "Địa chỉ này đã có tài khoản" in text(answer)
        assert User.objects.get().name == "Mai Nhanh"


class TestAStrangerWhoTypesMyAddress:
    """Until a code confirms it, an address is nobody's."""

    @pytest.mark.parametrize("address", [MAI, "0987654321"])
    def test_does_not_keep_me_out(self, client, client2, address):
        sign_up(client2, address, password="cua-ke-la-2026", name="Kẻ lạ")
        sign_up(client, address, password=NEW_PASSWORD)
        assert confirm(client).url == "/tai-khoan/"
        assert User.objects.get().name == "Sơn Thị Mai"

    @pytest.mark.parametrize("address", [MAI, "0987654321"])
    def test_leaves_no_password_behind_in_my_account(self, client, client2, address):
        sign_up(client2, address, password="cua-ke-la-2026", name="Kẻ lạ")
        sign_up(client, address)
        confirm(client)
        sign_in(client2, address, "cua-ke-la-2026")
        assert not is_signed_in(client2)

    @pytest.mark.parametrize("address", [MAI, "0987654321"])
    def test_does_not_become_me_when_i_ask_for_a_code(self, client, client2, address):
        sign_up(client2, address, password="cua-ke-la-2026")
        client.post("/tai-khoan/dang-nhap/", {"login": address})
        assert letters()[-1].kind == "account/unknown"


def test_the_password_of_the_cast_is_not_weak(client):
    sign_up(client, password=PASSWORD)
    confirm(client)
    assert is_signed_in(client)
