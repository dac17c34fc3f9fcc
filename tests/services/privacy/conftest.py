import time

import pytest
from allauth.account.internal.flows.login import record_authentication
from django.core.management import call_command
from django.test import RequestFactory

from portal.accounts.actions import join
from portal.accounts.models import Agency
from portal.accounts.roles import Role
from tests.people import person

ACCOUNT = "/tai-khoan/du-lieu/"
DESK = "/quan-tri/du-lieu-ca-nhan/"


@pytest.fixture
def calendar(db):
    call_command("load_calendar", verbosity=0)


@pytest.fixture
def city(db) -> Agency:
    return Agency.objects.get_or_create(
        code="H13", defaults={"name": "UBND thành phố Cần Thơ", "kind": "city"}
    )[0]


@pytest.fixture
def mai(city):
    """Mai answers for personal data."""
    officer = person("mai@example.vn", "Kim Thị Mai")
    join(officer, city, Role.ADMINISTRATOR)
    return officer


@pytest.fixture
def khanh(city):
    """Khánh watches over the officers, and need not know anybody."""
    officer = person("khanh@example.vn", "Võ Khánh")
    join(officer, city, Role.AUDITOR)
    return officer


def sign_in(client, user) -> None:
    """Sign somebody in who has just shown who she is."""
    client.force_login(user)
    request = RequestFactory().get("/")
    request.user, request.session = user, client.session
    record_authentication(request, user, "password", reauthenticated=True)
    request.session.save()


def long_ago(client) -> None:
    """Let the last proof of who she is be too old for what matters."""
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] = time.time() - 3600
    session.save()
