"""Nothing under /quan-tri/ opens before the second factor is shown."""

from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from cryptography.fernet import Fernet
from django.urls import URLPattern, get_resolver

from tests.authenticators import telephone_of
from tests.services.signin.doors import sign_in_by_code
from tests.services.signin.staff.conftest import SECOND_STEP, SIGN_IN, come_in, sign_in, text

DESK = "/quan-tri/"
SET_UP = "/tai-khoan/xac-thuc/"
CONFIRM = "/tai-khoan/xac-thuc/xac-nhan-lai/"
LEAVE = "/quan-tri/logout/"
SCRIPT = {"x-requested-with": "XMLHttpRequest"}

pytestmark = pytest.mark.django_db


def walk(patterns, prefix=""):
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield prefix + str(pattern.pattern)
        else:
            yield from walk(pattern.url_patterns, prefix + str(pattern.pattern))


def staff_addresses() -> list[str]:
    """An address for every route under /quan-tri/, whoever wrote it."""
    routes = [route for route in walk(get_resolver().url_patterns) if route.startswith("quan-tri/")]
    return sorted({"/" + concrete(route) for route in routes} - {LEAVE})


def concrete(route: str) -> str:
    """A route with something in each of its holes."""
    fillings = {"int": "1", "slug": "x", "str": "x", "path": "x", "uuid": "0" * 32}
    parts = []
    for part in route.split("/"):
        if part.startswith("^") or "(?P" in part:
            return "quan-tri/phan-anh/PA-2345-67/"
        if part.startswith("<"):
            kind, _, _ = part.strip("<>").partition(":")
            part = fillings.get(kind, "x")
        parts.append(part)
    return "/".join(parts)


def test_every_route_is_shut_to_who_has_no_second_factor(client, hoa):
    client.force_login(hoa)
    addresses = staff_addresses()
    assert len(addresses) > 200
    open_ones = {
        address: answer.status_code
        for address in addresses
        if not leads_to(answer := client.get(address), SET_UP)
    }
    assert open_ones == {}


def leads_to(answer, page: str) -> bool:
    return answer.status_code == 302 and urlsplit(answer.url).path == page


@pytest.mark.parametrize("method", ["post", "put", "delete", "head", "options"])
def test_it_is_shut_to_every_verb(client, hoa, method):
    client.force_login(hoa)
    assert leads_to(getattr(client, method)(f"{DESK}phan-anh/"), SET_UP)


@pytest.mark.parametrize("address", ["/quan-tri", "/quan-tri/khong-co/", "/quan-tri/%2e%2e/x/"])
def test_odd_addresses_show_nothing_either(client, hoa, address):
    client.force_login(hoa)
    answer = client.get(address, follow=True)
    assert answer.redirect_chain[-1][0].startswith((SET_UP, "/"))
    assert "Xác thực hai bước" in text(answer) or answer.status_code == 404


def test_the_page_it_leads_to_says_why(client, hoa):
    client.force_login(hoa)
    page = text(client.get(DESK, follow=True))
    assert "Còn một việc trước khi bắt đầu" in page
    assert "Cài đặt ứng dụng" in page


@pytest.mark.parametrize(
    "headers",
    [SCRIPT, {"sec-fetch-mode": "cors"}, {"accept": "application/json"}],
    ids=["ajax", "fetch", "json"],
)
def test_a_script_hears_a_sentence(client, hoa, headers):
    client.force_login(hoa)
    answer = client.get(f"{DESK}api/main/pages/", headers=headers)
    assert answer.status_code == 403
    assert "xác nhận đúng là bạn" in answer.json()["error_message"]


def test_hoa_comes_in_by_two_steps_and_is_where_she_wanted(client, hoa, hoas_telephone):
    assert sign_in(client, hoa, next=f"{DESK}phan-anh/").url == SECOND_STEP
    assert client.get(DESK).url.startswith(SIGN_IN)  # The first step alone signs nobody in.
    assert "Bước thứ hai" in text(client.get(SECOND_STEP))
    assert client.post(SECOND_STEP, {"code": "000000"}).status_code == 200
    answer = client.post(SECOND_STEP, {"code": hoas_telephone.code()})
    assert answer.url == f"{DESK}phan-anh/"
    assert client.get(answer.url).status_code == 200


def test_a_code_by_letter_is_no_second_factor(client, hoa):
    sign_in_by_code(client, hoa.email)
    assert leads_to(client.get(DESK), SET_UP)
    telephone_of(hoa)
    assert leads_to(client.get(DESK), CONFIRM)
    client.post("/tai-khoan/dang-xuat/")
    assert sign_in_by_code(client, hoa.email).url == SECOND_STEP


def test_a_session_begun_before_the_factor_is_asked_for_it(client, hoa):
    sign_in(client, hoa)
    telephone = telephone_of(hoa)
    answer = client.get(f"{DESK}phan-anh/")
    assert leads_to(answer, CONFIRM)
    assert parse_qs(urlsplit(answer.url).query) == {"next": [f"{DESK}phan-anh/"]}
    answer = client.post(answer.url, {"code": telephone.code()})
    assert answer.url == f"{DESK}phan-anh/"
    assert client.get(answer.url).status_code == 200


def test_what_was_sent_meanwhile_leads_back_to_its_page(client, hoa):
    sign_in(client, hoa)
    telephone_of(hoa)
    page = "http://testserver/quan-tri/phan-anh/"
    answer = client.post(f"{DESK}phan-anh/PA-2345-67/buoc/", headers={"referer": page})
    assert parse_qs(urlsplit(answer.url).query) == {"next": [page]}
    answer = client.post(f"{DESK}phan-anh/PA-2345-67/buoc/", headers={"referer": "//bad.example/"})
    assert parse_qs(urlsplit(answer.url).query) == {"next": [DESK]}


def test_the_password_does_not_replace_the_factor(client, hoa):
    sign_in(client, hoa)
    telephone_of(hoa)
    answer = client.get("/tai-khoan/xac-nhan-lai/?next=/quan-tri/")
    assert leads_to(answer, CONFIRM)


def test_a_proof_ends_with_what_gave_it(client, hoa, hoas_telephone):
    come_in(client, hoa, hoas_telephone)
    Authenticator.objects.filter(user=hoa).delete()
    assert leads_to(client.get(DESK), SET_UP)
    telephone_of(hoa)
    assert leads_to(client.get(DESK), CONFIRM)


def test_a_recovery_code_opens_once(client, hoa, hoas_telephone):
    codes = RecoveryCodes.activate(hoa).get_unused_codes()
    sign_in(client, hoa)
    client.post(SECOND_STEP, {"code": f"{codes[0][:4]} {codes[0][4:]}"})
    assert client.get(DESK).status_code == 200
    client.post("/tai-khoan/dang-xuat/")
    sign_in(client, hoa)
    assert client.post(SECOND_STEP, {"code": codes[0]}).status_code == 200
    assert client.get(DESK).url.startswith(SIGN_IN)


def test_a_code_works_once_as_long_as_it_holds(client, hoa, hoas_telephone, clock):
    code = hoas_telephone.code()
    come_in(client, hoa, hoas_telephone)
    client.post("/tai-khoan/dang-xuat/")
    for seconds in (0, 31, 29):
        clock.shift(seconds)
        sign_in(client, hoa)
        answer = client.post(SECOND_STEP, {"code": code})
        assert answer.status_code == 200
        assert "chưa đúng hoặc đã dùng rồi" in text(answer)
    client.post(SECOND_STEP, {"code": hoas_telephone.code()})
    assert client.get(DESK).status_code == 200


def test_guessing_ends_soon(client, hoa, hoas_telephone, clock):
    sign_in(client, hoa)
    for guess in range(5):
        assert client.post(SECOND_STEP, {"code": f"{guess:06}"}).status_code == 200
    answer = client.post(SECOND_STEP, {"code": hoas_telephone.code()})
    assert answer.status_code == 200
    assert client.get(DESK).url.startswith(SIGN_IN)
    clock.shift(5 * 60)
    assert client.post(SECOND_STEP, {"code": hoas_telephone.code()}).status_code == 302


def test_a_lost_key_opens_nothing_and_breaks_nothing(client, hoa, hoas_telephone, settings):
    codes = RecoveryCodes.activate(hoa).get_unused_codes()
    settings.FIELD_ENCRYPTION_KEYS = [Fernet.generate_key().decode()]
    sign_in(client, hoa)
    for code in (hoas_telephone.code(), codes[0]):
        assert client.post(SECOND_STEP, {"code": code}).status_code == 200
    assert client.get(DESK).url.startswith(SIGN_IN)


def test_right_codes_are_no_guesses(client, hoa, hoas_telephone, clock):
    for _ in range(7):
        clock.shift(30)
        come_in(client, hoa, hoas_telephone)
        client.post("/tai-khoan/dang-xuat/")


def test_one_may_always_leave(client, hoa):
    client.force_login(hoa)
    assert client.post(LEAVE).status_code == 302
    assert client.get(DESK).url.startswith(SIGN_IN)


def test_who_does_not_work_here_is_turned_away_as_before(client, lan):
    client.force_login(lan)
    assert client.get(DESK, follow=True).status_code == 403


def test_it_may_be_switched_off(client, hoa, settings):
    settings.STAFF_SECOND_FACTOR = False
    client.force_login(hoa)
    assert client.get(DESK).status_code == 200


class TestCost:
    def count(self, client, address, settings, django_assert_max_num_queries, is_on, most=60):
        settings.STAFF_SECOND_FACTOR = is_on
        with django_assert_max_num_queries(most) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    def test_officers_cost_one_query_more(
        self, client, hoa, hoas_telephone, settings, django_assert_max_num_queries
    ):
        come_in(client, hoa, hoas_telephone)
        address = f"{DESK}phan-anh/"
        client.get(address)
        without = self.count(client, address, settings, django_assert_max_num_queries, False)
        asked = self.count(client, address, settings, django_assert_max_num_queries, True)
        assert asked - without == 1

    def test_residents_cost_none(self, client, lan, settings, django_assert_max_num_queries):
        sign_in(client, lan)
        address = "/tai-khoan/"
        client.get(address)
        without = self.count(client, address, settings, django_assert_max_num_queries, False)
        asked = self.count(client, address, settings, django_assert_max_num_queries, True)
        assert asked == without
