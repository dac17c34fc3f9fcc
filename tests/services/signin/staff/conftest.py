"""Officers as production knows them: with a second factor, and asked for it."""

import pytest
import time_machine
from django.test import Client

from portal.accounts.actions import join
from portal.accounts.roles import Role
from tests.authenticators import Telephone, telephone_of
from tests.people import PASSWORD, person

SIGN_IN = "/tai-khoan/dang-nhap/"
SECOND_STEP = "/tai-khoan/xac-thuc/dang-nhap/"
MONDAY = "2026-11-23T08:00:00+07:00"


@pytest.fixture(autouse=True)
def as_in_production(settings):
    settings.STAFF_SECOND_FACTOR = True
    settings.STAFF_STEP_UP = True


@pytest.fixture
def clock():
    """Monday morning, and a hand on the clock."""
    with time_machine.travel(MONDAY, tick=False) as travel:
        yield travel


@pytest.fixture
def na(soc_trang_office):
    """Na administers."""
    administrator = person("na@example.vn", "Thạch Na")
    join(administrator, soc_trang_office, Role.ADMINISTRATOR)
    return administrator


@pytest.fixture
def hoas_telephone(hoa) -> Telephone:
    return telephone_of(hoa)


@pytest.fixture
def nas_telephone(na) -> Telephone:
    return telephone_of(na)


def sign_in(client: Client, user, **more):
    """The first step, through the real door."""
    facts = {"login": user.email, "password": PASSWORD, "way": "password"}
    return client.post(SIGN_IN, facts | more)


def come_in(client: Client, user, telephone: Telephone) -> Client:
    """Both steps."""
    assert sign_in(client, user).url == SECOND_STEP
    assert client.post(SECOND_STEP, {"code": telephone.code()}).status_code == 302
    return client


def text(answer) -> str:
    return answer.content.decode()
