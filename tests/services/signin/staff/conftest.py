"""Officers as production knows them: with a second factor, and asked for it."""

from datetime import datetime, time, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils.timezone import localdate, make_aware

from portal.accounts.actions import join
from portal.accounts.roles import Role
from tests.authenticators import Telephone, telephone_of
from tests.people import PASSWORD, person

SIGN_IN = "/tai-khoan/dang-nhap/"
SECOND_STEP = "/tai-khoan/xac-thuc/dang-nhap/"
OPENS_AT = time(8, 0)


@pytest.fixture(autouse=True)
def as_in_production(settings):
    settings.STAFF_SECOND_FACTOR = True
    settings.STAFF_STEP_UP = True


@pytest.fixture
def clock():
    """Next Monday morning, when everyone below serves already, and a hand on the clock."""
    monday = localdate() + timedelta(days=7 - localdate().weekday())
    with time_machine.travel(make_aware(datetime.combine(monday, OPENS_AT)), tick=False) as travel:
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
