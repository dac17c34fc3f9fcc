"""What the phone keeps, and the worker that keeps it."""

import json
import re

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.urls import reverse

from portal import offline

PERSONAL = ("Trần Thị Lan", "lan@example.vn")


@pytest.fixture
def worker(client) -> str:
    return client.get("/sw.js").content.decode()


def shell_of(worker: str) -> dict:
    """What the worker is told in its first line."""
    first = worker.partition("\n")[0]
    return json.loads(first.removeprefix("const SHELL = ").removesuffix(";"))


def test_the_worker_serves_the_whole_site_and_is_asked_for_anew_each_time(client):
    answer = client.get("/sw.js")
    assert answer["Content-Type"].startswith("text/javascript")
    assert answer["Cache-Control"] == "no-cache"
    assert answer["Service-Worker-Allowed"] == "/"


def test_the_worker_may_come_from_here_only_and_call_nobody_else(client):
    policy = client.get("/sw.js")["Content-Security-Policy"]
    assert "worker-src 'self'" in policy
    assert "connect-src 'self'" in policy


def test_every_file_it_keeps_is_there(worker):
    kept = [address.removeprefix(settings.STATIC_URL) for address in shell_of(worker)["files"]]
    assert kept == offline.FILES
    assert [name for name in kept if not finders.find(name)] == []


def test_it_keeps_files_under_the_names_a_manifest_gives_them(monkeypatch):
    monkeypatch.setattr(staticfiles_storage, "url", lambda name: f"/static/{name}?abc123")
    assert offline.shell("1")["files"][0] == "/static/portal/css/portal.css?abc123"


def test_another_version_of_any_file_is_another_version_of_the_worker(tmp_path, monkeypatch):
    script = tmp_path / "js" / "sw.js"
    style = tmp_path / "css" / "portal.css"
    for file in (script, style):
        file.parent.mkdir()
        file.write_text("1")
    monkeypatch.setattr(finders, "find", lambda name: str(script))
    before, _script = offline.built.__wrapped__()
    style.write_text("2")
    after, _script = offline.built.__wrapped__()
    assert before != after


@pytest.mark.django_db
def test_the_form_without_network_has_every_style_and_script_it_names(client, worker, categories):
    page = client.get("/phan-anh/gui/").content.decode()
    named = re.findall(r'<(?:script[^>]*src|link rel="stylesheet" href)="([^"]+)"', page)
    assert named
    assert sorted(set(named) - set(shell_of(worker)["files"])) == []


@pytest.mark.django_db
def test_every_page_it_keeps_opens_for_everyone_in_its_language(client, worker, categories):
    shell = shell_of(worker)
    assert shell["offline"] in shell["first"]
    for path in shell["pages"]:
        language = "en" if path.startswith("/en/") else "vi"
        assert f'<html lang="{language}"' in client.get(path).content.decode()


@pytest.mark.django_db
def test_no_page_it_keeps_is_told_apart_by_who_asks(client, worker, lan, categories):
    """The worker asks as a stranger; what a stranger gets holds nothing of anybody."""
    for path in shell_of(worker)["first"]:
        page = client.get(path).content.decode()
        assert not any(word in page for word in PERSONAL)
    assert 'credentials:"omit"' in worker


@pytest.mark.django_db
def test_the_page_of_what_waits_says_what_it_is_without_scripts(client):
    page = client.get(reverse("reports:waiting")).content.decode()
    assert "tự gửi đi khi có mạng" in page
    assert "<noscript>" in page


@pytest.mark.django_db
def test_the_form_leads_to_what_waits(client, categories):
    page = client.get(reverse("reports:submit")).content.decode()
    assert reverse("reports:waiting") in page
