"""Nonsense in the environment stops the start with a sentence."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

PRODUCTION = {
    "SECRET_KEY": "x" * 64,
    "ALLOWED_HOSTS": "soctrang.example",
    "FIELD_ENCRYPTION_KEYS": "x" * 43 + "=",
}
VNEID = {
    "VNEID_ISSUER": "https://vneid.example",
    "VNEID_CLIENT_ID": "soctrang",
    "VNEID_CLIENT_SECRET": "x" * 32,
}


def start(*options: str, **env: str) -> subprocess.CompletedProcess:
    """Start the portal as production would, with only this said of the machine."""
    clean = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
    return subprocess.run(
        [sys.executable, "manage.py", "check", *options],
        cwd=settings.BASE_DIR,
        env={**clean, "DJANGO_SETTINGS_MODULE": "portal.settings", **env},
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_starts_with_a_secret():
    assert start(**PRODUCTION).returncode == 0


def test_production_starts_with_vneid():
    assert start(**PRODUCTION, **VNEID).returncode == 0


@pytest.mark.parametrize(
    ("env", "sentence"),
    [
        ({"ALLOWED_HOSTS": "soctrang.example"}, "Set SECRET_KEY"),
        ({**PRODUCTION, "TRUSTED_PROXIES": "the one next door"}, "TRUSTED_PROXIES must list"),
        ({**PRODUCTION, "SMS_URL": "https://sms.example/"}, "Set SMS_KEY"),
        ({**PRODUCTION, "SMS_URL": "http://sms.example/", "SMS_KEY": "k"}, "begin with https"),
        ({**PRODUCTION, "SMS_TIMEOUT": "300"}, "SMS_TIMEOUT must be 1 to 60"),
        ({**PRODUCTION, "SMS_QUIET_FROM": "evening"}, "SMS_QUIET_FROM must be an hour"),
        ({**PRODUCTION, "LOG_FORMAT": "yaml"}, "LOG_FORMAT must be json or plain"),
        ({**PRODUCTION, "RETENTION_DAYS": "messages=soon"}, "RETENTION_DAYS is written like this"),
        ({**PRODUCTION, "RETENTION_DAYS": "mesages=9"}, "RETENTION_DAYS does not know mesages"),
        ({**PRODUCTION, "DATA_REQUEST_DAYS": "view=-1"}, "none can be below 0"),
        ({**PRODUCTION, "VNEID_ISSUER": "https://vneid.example"}, "VNeID is half configured"),
        ({**PRODUCTION, **VNEID, "VNEID_ISSUER": "http://vneid.example"}, "must begin with https"),
        ({**PRODUCTION, **VNEID, "VNEID_ALGORITHMS": "RS256 none"}, "VNEID_ALGORITHMS must list"),
    ],
)
def test_nonsense_does_not_start(env, sentence):
    started = start(**env)
    assert started.returncode != 0
    assert sentence in started.stderr
