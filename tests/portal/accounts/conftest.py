"""The offices around Hoa's, and Na, who looks after people and agencies."""

from datetime import date

import pytest
from django.test import Client

from portal.accounts.actions import join, open_agency
from portal.accounts.models import Agency, User
from portal.accounts.roles import Role
from portal.common.moments import now
from tests.people import person

MERGED = date(2025, 7, 1)


def signed_in(user: User) -> Client:
    """In the admin as this person, who has just proved who she is."""
    client = Client()
    client.force_login(user, backend="portal.accounts.backends.MembershipBackend")
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": now().timestamp()}]
    session.save()
    return client


def opened(code: str, name: str, kind: str, **facts) -> Agency:
    return open_agency(Agency(code=code, name=name, kind=kind, **facts), since=MERGED)


@pytest.fixture
def city(db) -> Agency:
    return opened("H13", "UBND thành phố Cần Thơ", "city")


@pytest.fixture
def builders(city) -> Agency:
    return opened("H13.05", "Sở Xây dựng", "department", parent=city)


@pytest.fixture
def committee(city, soc_trang) -> Agency:
    return opened("H13.31507", "UBND Phường Sóc Trăng", "commune", parent=city, commune=soc_trang)


@pytest.fixture
def desk(committee) -> Agency:
    return opened("H13.31507.01", "Bộ phận Một cửa Phường Sóc Trăng", "desk", parent=committee)


@pytest.fixture
def chief(city) -> User:
    """Na administers."""
    administrator = person("na@example.vn", "Thạch Na")
    join(administrator, city, Role.ADMINISTRATOR)
    return User.objects.get(pk=administrator.pk)


@pytest.fixture
def na(chief) -> Client:
    return signed_in(chief)


@pytest.fixture
def thu(city) -> Client:
    """Thu looks at everything and changes nothing."""
    auditor = person("thu@example.vn", "Đặng Thị Thu")
    join(auditor, city, Role.AUDITOR)
    return signed_in(User.objects.get(pk=auditor.pk))
