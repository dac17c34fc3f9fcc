"""Nobody learns who has an account: not from words, not from the status, not from the time."""

import re
import statistics
import time

import pytest
from django.test import Client

from services.signin.tries import TRIES
from tests.services.signin.doors import (
    FORGOT,
    LAN,
    NEW_PASSWORD,
    SIGN_IN,
    SIGN_IN_CODE,
    SIGN_UP,
    SIGN_UP_CODE,
    letters,
)

pytestmark = pytest.mark.django_db

STRANGERS = "lam@example.vn"  # As long as Lan's.
NOBODYS_PHONE = "0987654321"
PAIRS = [(LAN, STRANGERS), ("0912345678", NOBODYS_PHONE)]
REAL = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]

ENTRANCES = {
    "by code": (SIGN_IN, {}),
    "by password": (SIGN_IN, {"password": "sai-mat-khau", "way": "password"}),
    "forgotten": (FORGOT, {}),
    "sign-up": (SIGN_UP, {"name": "Ai đó"}),
    "sign-up with a password": (SIGN_UP, {"name": "Ai đó", "password1": NEW_PASSWORD}),
}


@pytest.fixture(autouse=True)
def _people(lan, nhi):
    """Lan and Nhi have accounts; the others have none."""


def seen(answer, *own: str) -> tuple[int, str, str]:
    """What one sees of an answer, without what differs for everyone."""
    words = answer.content.decode()
    for private in (r'name="csrfmiddlewaretoken" value="\w+"', r'nonce="[^"]+"'):
        words = re.sub(private, "", words)
    for mine in own:
        words = words.replace(mine, "…")
    return answer.status_code, answer.get("Location", ""), words


def as_spoken(login: str) -> str:
    return login if "@" in login else f"{login[:4]} {login[4:7]} {login[7:]}"


@pytest.mark.parametrize(("known", "unknown"), PAIRS)
@pytest.mark.parametrize("entrance", ENTRANCES)
def test_every_page_on_the_way_is_the_same(entrance, known, unknown):
    ways = [walk(entrance, login) for login in (known, unknown)]
    assert ways[0] == ways[1]


def walk(entrance: str, login: str) -> list[tuple[int, str, str]]:
    """All that a visitor sees who comes in, looks, asks again, and guesses wrong to the end."""
    client = Client()
    address, facts = ENTRANCES[entrance]
    pages = [client.post(address, {"login": login} | facts)]
    door = pages[0].get("Location", "").partition("?")[0]
    if door in {SIGN_IN_CODE, SIGN_UP_CODE}:
        pages += [client.get(door), client.post(door, {"action": "resend"}), client.get(door)]
        pages += [client.post(door, {"code": "abcdef"}) for _ in range(TRIES)]
        pages += [client.get(door), client.get(address)]
    return [seen(page, login, as_spoken(login)) for page in pages]


@pytest.mark.parametrize(("known", "unknown"), PAIRS)
@pytest.mark.parametrize("entrance", ["by code", "forgotten", "sign-up"])
def test_one_letter_is_posted_either_way(client, entrance, known, unknown):
    for login in (known, unknown):
        before = len(letters())
        address, facts = ENTRANCES[entrance]
        Client().post(address, {"login": login} | facts)
        assert len(letters()) == before + 1


@pytest.mark.parametrize(("known", "unknown"), PAIRS)
@pytest.mark.parametrize("entrance", ENTRANCES)
def test_it_takes_as_long(settings, lan, nhi, entrance, known, unknown):
    """With the hasher of the portal itself; medians, because machines have other things to do."""
    settings.PASSWORD_HASHERS = REAL
    settings.ACCOUNT_RATE_LIMITS = False
    for person in (lan, nhi):
        person.set_password(NEW_PASSWORD)
        person.save(update_fields=["password"])
    took = {known: [], unknown: []}
    for _ in range(7):
        for login, times in took.items():
            client = Client()
            begun = time.perf_counter()
            client.post(ENTRANCES[entrance][0], {"login": login} | ENTRANCES[entrance][1])
            times.append(time.perf_counter() - begun)
    quick, slow = sorted(statistics.median(times) for times in took.values())
    assert slow < 1.6 * quick + 0.005


@pytest.mark.parametrize("is_taken", [True, False])
def test_a_change_to_somebodys_address_looks_like_any_other(lan, minh, is_taken):
    client = Client()
    client.post(SIGN_IN, {"login": "minh@example.vn"})
    client.post(SIGN_IN_CODE, {"code": letters()[-1].facts["code"]})
    wanted = LAN if is_taken else STRANGERS
    answer = client.post("/tai-khoan/email/", {"email": wanted, "action_add": "1"})
    assert answer.url == "/tai-khoan/email/ma/"
    assert letters()[-1].recipient == wanted
