"""The limits of signing in hold, also when twenty try at once."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.db import connections
from django.test import Client

from services.signin.codes import compare_user_code
from services.signin.tries import TRIES, WRONG_PASSWORDS
from tests.people import PASSWORD
from tests.services.signin.doors import (
    LAN,
    PROVE,
    SIGN_IN,
    SIGN_IN_CODE,
    SIGN_UP,
    SIGN_UP_CODE,
    ask_for_code,
    code_sent,
    is_signed_in,
    letters,
    sign_in,
    text,
    wrong,
)

AT_ONCE = 20
LETTERS_A_MINUTE = 3


def at_once(do) -> list:
    """What each of twenty visitors is answered who come at the same moment."""
    start = threading.Barrier(AT_ONCE)

    def one(_number):
        start.wait()
        try:
            return do()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as crowd:
        return list(crowd.map(one, range(AT_ONCE)))


class Witness:
    """Counts how often a function is called, by however many threads."""

    def __init__(self, monkeypatch, where, name):
        self.calls = []
        real = getattr(where, name)
        # Appending to a list is one step.
        monkeypatch.setattr(where, name, lambda *a, **k: self.calls.append(1) or real(*a, **k))


@pytest.mark.django_db(transaction=True)
class TestTwentyAtOnce:
    @pytest.fixture(autouse=True)
    def real_hasher(self, settings):
        settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]

    @pytest.mark.parametrize("login", [LAN, "nobody@example.vn", "0912345678"])
    def test_no_more_wrong_passwords_are_examined_than_allowed(self, monkeypatch, nhi, lan, login):
        for person in (lan, nhi):
            person.set_password(PASSWORD)
            person.save(update_fields=["password"])
        examined = Witness(monkeypatch, PBKDF2PasswordHasher, "encode")
        answers = at_once(lambda: sign_in(Client(), login, "sai"))
        assert len(examined.calls) == WRONG_PASSWORDS
        assert {answer.status_code for answer in answers} == {200}
        refused = [answer for answer in answers if "quá nhiều lần" in text(answer)]
        assert len(refused) == AT_ONCE - WRONG_PASSWORDS

    def test_a_code_is_compared_three_times(self, client, lan):
        ask_for_code(client)
        code = code_sent()
        cookies = client.cookies

        def guess():
            other = Client()
            other.cookies = cookies.copy()
            return other.post(SIGN_IN_CODE, {"code": wrong(code)})

        at_once(guess)
        client.post(SIGN_IN_CODE, {"code": code})
        assert not is_signed_in(client)

    def test_so_is_the_code_of_a_sign_up(self, client, monkeypatch):
        client.post(SIGN_UP, {"login": "mai@example.vn"})
        code, cookies = code_sent(), client.cookies
        compared = []
        monkeypatch.setattr(
            "services.signin.codes.compare_user_code",
            lambda **codes: compared.append(1) or compare_user_code(**codes),
        )

        def guess():
            other = Client()
            other.cookies = cookies.copy()
            return other.post(SIGN_UP_CODE, {"code": wrong(code)})

        at_once(guess)
        assert len(compared) <= TRIES

    def test_no_more_letters_are_posted_than_allowed(self, lan):
        at_once(lambda: ask_for_code(Client()))
        assert 1 <= len(letters()) <= LETTERS_A_MINUTE  # Fewer where a lock was long in coming.


@pytest.mark.django_db
class TestOneAfterAnother:
    def test_after_five_wrong_passwords_the_right_one_has_to_wait(self, client, lan):
        for _ in range(WRONG_PASSWORDS):
            sign_in(client, password="sai")
        assert "quá nhiều lần" in text(sign_in(client))
        assert not is_signed_in(client)

    def test_a_code_lets_her_in_meanwhile(self, client, lan):
        for _ in range(WRONG_PASSWORDS + 1):
            sign_in(client, password="sai")
        ask_for_code(client)
        client.post(SIGN_IN_CODE, {"code": code_sent()})
        assert is_signed_in(client)

    def test_one_telephone_is_not_taken_for_another(self, client, nhi):
        nhi.set_password(PASSWORD)
        nhi.save(update_fields=["password"])
        for _ in range(WRONG_PASSWORDS + 1):
            sign_in(client, "0987654321", "sai")
        sign_in(client, "0912345678")
        assert is_signed_in(client)

    def test_letters_of_every_kind_are_counted_together(self, client, lan):
        for _ in range(LETTERS_A_MINUTE):
            client.post(SIGN_UP, {"login": LAN})
        assert "quá nhiều lần" in text(ask_for_code(client))
        assert client.post(SIGN_UP, {"login": LAN}).status_code == 429
        assert len(letters()) == LETTERS_A_MINUTE

    def test_asking_again_counts_too(self, lan):
        for _ in range(2):
            client = Client()
            ask_for_code(client)
            answer = client.post(SIGN_IN_CODE, {"action": "resend"})
        assert answer.status_code == 429
        assert len(letters()) == LETTERS_A_MINUTE

    def test_one_address_does_not_ask_for_everybody(self, client):
        answers = [ask_for_code(client.__class__(), f"a{n}@example.vn") for n in range(21)]
        assert answers[19].status_code == 302
        assert "quá nhiều lần" in text(answers[20])

    def test_proving_who_one_is_is_limited_as_well(self, lans):
        for _ in range(LETTERS_A_MINUTE):
            lans.post(PROVE, {"action": "send"})
        assert lans.post(PROVE, {"action": "send"}).status_code == 429

    def test_the_page_says_so_in_vietnamese(self, client, lan):
        for _ in range(LETTERS_A_MINUTE + 1):
            answer = client.post(SIGN_UP, {"login": LAN})
        assert "hãy thử lại sau 1 phút" in text(answer)
        assert client.get(SIGN_IN).status_code == 200
