"""Production refuses officers without a second factor; a demonstration may do without."""

import pytest

from tests.portal.test_settings import PRODUCTION, start

READY = PRODUCTION | {
    "SECRET_KEY": "".join(chr(code) for code in range(48, 123)),
    "FIELD_ENCRYPTION_KEYS": "eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHg=",
}


def test_deploying_without_the_second_factor_is_refused():
    refused = start("--deploy", **READY, STAFF_SECOND_FACTOR="false")
    assert refused.returncode != 0
    assert "signin.E001" in refused.stderr


def test_deploying_with_it_is_fine():
    ready = start("--deploy", "--fail-level", "WARNING", **READY)
    assert ready.returncode == 0, ready.stderr


@pytest.mark.parametrize("minutes", ["0", "-5"])
def test_nobody_is_signed_out_at_once(minutes):
    refused = start(**READY, STAFF_IDLE_MINUTES=minutes)
    assert refused.returncode != 0
    assert "STAFF_IDLE_MINUTES must be at least 1" in refused.stderr
