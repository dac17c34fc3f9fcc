"""An ID number is written once, at the counter, and then found nowhere without a trace."""

import json

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models
from django.urls import reverse
from wagtail.models import ModelLogEntry

from portal.search.find import search
from portal.search.models import SearchDoc
from services.dossiers.actions import take_step
from services.dossiers.models import Dossier
from services.notifications.models import Message
from services.privacy.bundle import zipped
from services.privacy.models import Look
from tests.services.privacy.conftest import ACCOUNT
from tests.services.privacy.test_export import unpacked
from tests.services.procedures.factories import ProcedureFactory, TimeLimitFactory

NUMBER = "094185001234"
MASKED = "094•••••••34"
REGISTER = "/quan-tri/ho-so/dang-ky/"


@pytest.fixture
def birth(calendar):
    procedure = ProcedureFactory(birth=True)
    TimeLimitFactory(procedure=procedure, quantity=2)
    return procedure


@pytest.fixture
def counter(client, tam):
    client.force_login(tam)
    return client


@pytest.fixture
def dossier(counter, birth, lan) -> Dossier:
    """Tâm takes Lan's dossier over the counter, with her ID number."""
    counter.post(
        REGISTER,
        {
            "procedure": birth.code,
            "channel": "counter",
            "holder_name": "Trần Thị Lan",
            "holder_id_number": "094 185 001 234",
            "contact_email": "lan@example.vn",
            "contact_phone": "0912345678",
        },
    )
    dossier = Dossier.objects.get()
    Dossier.objects.filter(pk=dossier.pk).update(holder=lan)
    return Dossier.objects.get()


def page_of(dossier) -> str:
    return reverse("desk_dossier", args=[dossier.code])


def reveal_of(dossier) -> str:
    return reverse("desk_dossier_id_number", args=[dossier.code])


def test_it_is_masked_until_somebody_asks_and_that_is_remembered(counter, dossier, tam, lan):
    html = counter.get(page_of(dossier)).content.decode()
    assert MASKED in html
    assert NUMBER not in html
    revealed = counter.post(reveal_of(dossier))
    assert NUMBER in revealed.content.decode()
    assert "no-store" in revealed["Cache-Control"]
    look = Look.objects.get(what="id_number")
    assert (look.by, look.subject, look.about) == (tam, lan, dossier.code)
    assert NUMBER not in counter.get(page_of(dossier)).content.decode()


def test_a_link_does_not_reveal_it(counter, dossier):
    assert counter.get(reveal_of(dossier)).status_code == 405


def test_whoever_only_watches_cannot_ask_for_it(counter, dossier, khanh, dung):
    for somebody in (khanh, dung):
        counter.force_login(somebody)
        answer = counter.post(reveal_of(dossier))
        assert answer.status_code in {302, 403, 404}
    assert not Look.objects.filter(what="id_number").exists()


def test_lan_reads_that_it_was_seen(counter, dossier, lan):
    counter.post(reveal_of(dossier))
    counter.force_login(lan)
    html = counter.get(ACCOUNT).content.decode()
    assert "Số định danh" in html
    assert NUMBER not in html


def test_a_wrong_number_is_refused_and_a_doubtful_one_is_not(counter, birth):
    facts = {"procedure": birth.code, "channel": "counter", "holder_name": "Trần Thị Lan"}
    wrong = counter.post(REGISTER, facts | {"holder_id_number": "094185"})
    assert "Số định danh có 12 chữ số; số này có 6." in wrong.content.decode()
    assert not Dossier.objects.exists()
    doubtful = counter.post(REGISTER, facts | {"holder_id_number": "094399001234"}, follow=True)
    assert "năm sinh chưa tới" in doubtful.content.decode()
    assert Dossier.objects.count() == 1


def test_no_page_of_the_desk_shows_it(counter, dossier, son):
    addresses = [
        "/quan-tri/ho-so/",
        "/quan-tri/",
        f"/quan-tri/ho-so/?q={NUMBER}",
        page_of(dossier),
        reverse("desk_dossier_receipt", args=[dossier.code]),
    ]
    for address in addresses:
        html = counter.get(address).content.decode().replace(f'value="{NUMBER}"', "")
        assert NUMBER not in html, address
    assert not counter.get("/quan-tri/ho-so/", {"q": NUMBER}).context["rows"]
    assert not counter.get("/quan-tri/ho-so/", {"q": "001234"}).context["rows"]


def test_no_public_door_shows_it(client, dossier):
    client.logout()
    addresses = [
        dossier.get_absolute_url(),
        f"/tra-cuu/?ma={dossier.code}",
        f"/api/v1/tracking/{dossier.code}/",
    ]
    for address in addresses:
        html = client.get(address, follow=True).content.decode()
        assert dossier.code in html
        assert NUMBER not in html, address
        assert MASKED not in html, address
    assert not search(NUMBER).exists()


def test_no_message_carries_it(dossier, son, drain, mailoutbox):
    take_step(dossier, "process", by=son)
    drain()
    assert Message.objects.exists()
    for message in Message.objects.all():
        assert NUMBER not in json.dumps(message.facts) + message.subject + message.body
    assert mailoutbox
    for letter in mailoutbox:
        assert NUMBER not in letter.subject + letter.body


def test_no_copy_carries_it_whole(dossier, lan):
    data, page = unpacked(zipped(lan))
    told = json.dumps(data, ensure_ascii=False)
    assert NUMBER not in told + page
    assert MASKED in told
    assert MASKED in page


def test_no_line_of_the_log_carries_it(counter, dossier, capfd, caplog):
    counter.post(reveal_of(dossier))
    said = capfd.readouterr()
    assert "so-dinh-danh" in said.err + caplog.text
    assert NUMBER not in said.out + said.err + caplog.text


def test_no_column_of_the_database_carries_it(dossier, counter, drain):
    """Search, history, messages, sessions, jobs: whatever has words is read through."""
    counter.post(reveal_of(dossier))
    drain()
    kinds = (models.CharField, models.TextField, models.JSONField)
    for model in apps.get_models():
        fields = [
            one.attname for one in model._meta.local_concrete_fields if isinstance(one, kinds)
        ]
        for row in model._base_manager.defer(None).values_list(*fields) if fields else ():
            told = [str(value) for value, name in zip(row, fields, strict=True) if name != HIDDEN]
            assert not any(NUMBER in one for one in told), model
    assert not SearchDoc.objects.filter(folded__contains=NUMBER).exists()
    assert not ModelLogEntry.objects.filter(label__contains=NUMBER).exists()


HIDDEN = "holder_id_number"  # Encrypted; test_rotate_keys reads its column as it stands.


def test_a_dump_of_the_database_carries_it_closed_and_brings_it_back(dossier, tmp_path):
    dump = tmp_path / "dossiers.json"
    call_command("dumpdata", "dossiers.dossier", output=dump)
    assert NUMBER not in dump.read_text()
    Dossier.objects.filter(pk=dossier.pk).update(holder_id_number="")
    call_command("loaddata", dump, verbosity=0)
    assert Dossier.objects.get(pk=dossier.pk).holder_id_number == NUMBER
