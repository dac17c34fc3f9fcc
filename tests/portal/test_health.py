import json
import os
import socket
import subprocess
import sys
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.core.cache import cache

from portal.common.moments import now
from portal.jobs.models import LEASE, OVERDUE, Heartbeat, ScheduleEntry


def test_alive_asks_nobody(client):
    response = client.get("/healthz")  # The test may not touch the database, nor does this.
    assert (response.status_code, response.json()) == (200, {"status": "ok"})
    assert response["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_ready_when_every_part_works(client):
    Heartbeat.objects.beat("worker")
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json() == {"status": "ok", "database": "ok", "cache": "ok", "worker": "ok"}
    assert response["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_not_ready_when_the_worker_is_silent(client):
    Heartbeat.objects.beat("worker")
    with time_machine.travel(now() + LEASE + timedelta(seconds=1)):
        response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {
        "status": "unavailable",
        "database": "ok",
        "cache": "ok",
        "worker": "down",
    }


@pytest.mark.django_db
def test_not_ready_when_the_worker_is_late(client):
    ScheduleEntry.objects.create(name="portal.jobs.tasks.reap", next_at=now())
    with time_machine.travel(now() + OVERDUE + timedelta(seconds=1)):
        Heartbeat.objects.beat("worker")
        response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["worker"] == "late"


@pytest.mark.django_db
def test_not_ready_when_the_cache_forgets(client, monkeypatch):
    Heartbeat.objects.beat("worker")
    monkeypatch.setattr(cache, "get", lambda key: None)
    assert client.get("/readyz").json()["cache"] == "down"


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_only_reading_is_allowed(client, path):
    assert client.post(path).status_code == 405


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
@pytest.mark.django_db
def test_watchmen_are_not_sent_to_https(client, settings, path):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
    assert client.get(path).status_code != 301


ASK = """
import django; django.setup()
from django.test import Client
response = Client().get("/readyz", headers={"host": "localhost"})
print(response.status_code, response.content.decode())
"""


def test_servers_that_say_nothing_do_not_keep_a_watchman_waiting():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        answer = subprocess.run(
            [sys.executable, "-c", ASK],
            cwd=settings.BASE_DIR,
            env=os.environ
            | {
                "DJANGO_SETTINGS_MODULE": "portal.settings",
                "DATABASE_URL": f"postgres://portal@127.0.0.1:{port}/portal?connect_timeout=1",
                "REDIS_URL": f"redis://127.0.0.1:{port}/0",
            },
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        ).stdout
    status, body = answer.split(maxsplit=1)
    assert status == "503"
    assert set(json.loads(body).values()) == {"unavailable", "down"}
