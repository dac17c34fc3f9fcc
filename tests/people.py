"""The cast everyone knows, and the offices they meet."""

import pytest
from allauth.account.models import EmailAddress

from portal.accounts.actions import join
from portal.accounts.models import Agency, User
from portal.accounts.roles import Role
from portal.places.models import Commune, Province

PASSWORD = "soctrang-demo"


def commune_named(code: str, name: str, **facts) -> Commune:
    province, _ = Province.objects.get_or_create(code="92", defaults={"name": "Thành phố Cần Thơ"})
    defaults = {
        "name": name,
        "kind": "phuong",
        "province": province,
        "is_local": True,
        "former_province": "Tỉnh Sóc Trăng",
        "lat": 9.62716,
        "lon": 105.99087,
        "bbox": [105.9393, 9.599, 106.0411, 9.6608],
        "area_km2": 41.56,
        "valid_from": "2025-07-01",
    }
    return Commune.objects.get_or_create(code=code, defaults=defaults | facts)[0]


def agency_of(commune: Commune, code: str) -> Agency:
    return Agency.objects.get_or_create(
        code=code,
        defaults={"name": f"UBND {commune.name}", "kind": "commune", "commune": commune},
    )[0]


def person(email: str, name: str) -> User:
    """Somebody who has an account and has confirmed the address."""
    user = User.objects.create_user(email, PASSWORD, name=name)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


@pytest.fixture
def soc_trang(db) -> Commune:
    """The commune in which most stories happen."""
    return commune_named("31507", "Phường Sóc Trăng")


@pytest.fixture
def phu_loi(db) -> Commune:
    """The commune next door."""
    return commune_named("31510", "Phường Phú Lợi", lat=9.59174, lon=105.98524)


@pytest.fixture
def soc_trang_office(soc_trang) -> Agency:
    return agency_of(soc_trang, "H13.31507")


@pytest.fixture
def phu_loi_office(phu_loi) -> Agency:
    return agency_of(phu_loi, "H13.31510")


@pytest.fixture
def lan(db) -> User:
    """Lan reported the lamp."""
    return person("lan@example.vn", "Trần Thị Lan")


@pytest.fixture
def minh(db) -> User:
    """Minh is another resident, and must not see Lan's details."""
    return person("minh@example.vn", "Lý Minh")


@pytest.fixture
def hoa(soc_trang_office) -> User:
    """Hoa is the officer whose desk it is."""
    officer = person("hoa@example.vn", "Nguyễn Thị Hoa")
    join(officer, soc_trang_office, Role.REPORT_HANDLER)
    return officer


@pytest.fixture
def dung(phu_loi_office) -> User:
    """Dũng is an officer elsewhere, and has no business here."""
    officer = person("dung@example.vn", "Lê Văn Dũng")
    join(officer, phu_loi_office, Role.REPORT_HANDLER)
    return officer


@pytest.fixture
def tam(soc_trang_office) -> User:
    """Tâm receives dossiers at Hoa's one-stop desk."""
    officer = person("tam@example.vn", "Thạch Tâm")
    join(officer, soc_trang_office, Role.RECEPTION)
    return officer


@pytest.fixture
def son(soc_trang_office) -> User:
    """Sơn handles dossiers at Hoa's agency."""
    officer = person("son@example.vn", "Sơn Minh Sơn")
    join(officer, soc_trang_office, Role.DOSSIER_HANDLER)
    return officer


@pytest.fixture
def ha(db) -> User:
    """Hà coordinates the whole city."""
    city = Agency.objects.create(code="H13", name="UBND thành phố Cần Thơ", kind="city")
    officer = person("ha@example.vn", "Phạm Thu Hà")
    join(officer, city, Role.COORDINATOR)
    return officer


@pytest.fixture
def kiem(soc_trang_office) -> User:
    """Kiểm looks at everything and touches nothing."""
    officer = person("kiem@example.vn", "Đỗ Kiểm")
    join(officer, soc_trang_office, Role.AUDITOR)
    return officer
