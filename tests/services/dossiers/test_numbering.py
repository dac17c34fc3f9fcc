from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from services.dossiers.codes import read_code
from services.dossiers.models import DossierCodeScheme
from services.dossiers.numbering import allocate
from tests.people import agency_of, commune_named

MANY_CAN_WRITE = "postgresql" in settings.DATABASES["default"]["ENGINE"]
DAY = date(2026, 11, 20)
AT_ONCE = 8
MANY = 40


def allocate_one(agency) -> str:
    try:
        with transaction.atomic():
            return allocate(agency, DAY)
    finally:
        if MANY_CAN_WRITE:
            connection.close()


def allocate_many(agency) -> list[str]:
    """From many desks at once, where the database is one that many can use."""
    if not MANY_CAN_WRITE:
        return [allocate_one(agency) for _ in range(MANY)]
    with ThreadPoolExecutor(AT_ONCE) as desks:
        return list(desks.map(allocate_one, [agency] * MANY))


@pytest.mark.django_db(transaction=MANY_CAN_WRITE)
def test_many_desks_never_get_the_same_code_and_skip_none():
    agency = agency_of(commune_named("31507", "Phường Sóc Trăng"), "H13.31507")
    numbers = sorted(int(code[-4:]) for code in allocate_many(agency))
    assert numbers == list(range(1, MANY + 1))


def test_a_code_not_used_is_given_again(soc_trang_office):
    with transaction.atomic():
        allocate(soc_trang_office, DAY)
        transaction.set_rollback(True)
    with transaction.atomic():
        assert allocate(soc_trang_office, DAY).endswith("-0001")


@pytest.mark.parametrize(
    "pattern", ["H13.31507-{date}-{sequence}", "000.12.34.H51-{date}-{sequence}"]
)
def test_what_a_scheme_spells_can_be_read(soc_trang_office, pattern):
    scheme = DossierCodeScheme(agency=soc_trang_office, pattern=pattern, valid_from=DAY)
    scheme.full_clean()
    scheme.save()
    with transaction.atomic():
        assert read_code(allocate(soc_trang_office, DAY)).endswith("-261120-0001")


@pytest.mark.parametrize(
    "pattern",
    [
        "H13",
        "{date}-{sequence}",
        "H13-{sequence}",
        "h13-{date}-{sequence}",
        "H13-{date.year}-{sequence}",
        "000-{date}-{sequence}",
        "H13-{date}-{sequence}\n",
    ],
)
def test_other_patterns_are_refused(soc_trang_office, pattern):
    with pytest.raises(ValidationError):
        DossierCodeScheme(agency=soc_trang_office, pattern=pattern, valid_from=DAY).full_clean()


def test_the_youngest_scheme_in_force_holds(soc_trang_office):
    for first, pattern in [("2020-01-01", "H51.34"), ("2025-07-01", "H13.31507")]:
        DossierCodeScheme.objects.create(
            agency=soc_trang_office, pattern=pattern + "-{date}-{sequence}", valid_from=first
        )
    schemes = DossierCodeScheme.objects
    assert schemes.of(soc_trang_office, date(2025, 6, 30)).pattern.startswith("H51.34")
    assert schemes.of(soc_trang_office, DAY).pattern.startswith("H13.31507")
    assert schemes.of(soc_trang_office, date(2019, 1, 1)) is None
