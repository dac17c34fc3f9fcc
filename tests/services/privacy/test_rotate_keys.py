"""Changing keys: a new one in front, rotate, drop the old; a lost key costs no page."""

from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse

from portal.common.ciphers import encrypt
from services.dossiers.models import Dossier
from services.privacy import rotation
from tests.services.dossiers.factories import DossierFactory

OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()
NUMBER = "094185001234"


@pytest.fixture
def keys(settings):
    def hold(*keys: str) -> None:
        settings.FIELD_ENCRYPTION_KEYS = list(keys)

    hold(OLD)
    return hold


def rotate() -> str:
    said = StringIO()
    call_command("rotate_keys", stdout=said)
    return said.getvalue()


def token_of(dossier) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT holder_id_number FROM dossiers_dossier WHERE id = %s", [dossier.pk])
        return cursor.fetchone()[0]


def test_nothing_readable_stands_in_the_column(keys, db):
    assert NUMBER not in token_of(DossierFactory(holder_id_number=NUMBER))


def test_all_is_readable_with_the_new_key_alone(keys, db, lan):
    numbers = [f"0941850{n:05d}" for n in range(7)]
    for number in numbers:
        DossierFactory(holder_id_number=number)
    DossierFactory()
    Authenticator.objects.create(user=lan, type="totp", data={"secret": encrypt("ABC234")})
    codes = {"migrated_codes": [encrypt("1234"), encrypt("5678")], "used_mask": 0}
    Authenticator.objects.create(user=lan, type="recovery_codes", data=codes)

    keys(NEW, OLD)
    said = rotate()
    assert "dossiers.Dossier.holder_id_number: 7 rotated" in said
    assert "mfa.Authenticator: 3 rotated" in said

    keys(NEW)
    found = Dossier.objects.exclude(holder_id_number="").values_list("holder_id_number", flat=True)
    assert sorted(found) == numbers
    assert "0 rotated, 7 under the newest key" in rotate()


def test_a_stopped_run_is_simply_begun_again(keys, db, monkeypatch):
    monkeypatch.setattr("portal.common.batches.BATCH", 2)
    dossiers = [DossierFactory(holder_id_number=NUMBER) for _ in range(5)]
    keys(NEW, OLD)
    turned = []

    def stumble(token):
        if len(turned) == 3:
            raise KeyboardInterrupt
        turned.append(token)
        return encrypt(NUMBER)

    with monkeypatch.context() as patched:
        patched.setattr(rotation, "rotate", stumble)
        with pytest.raises(KeyboardInterrupt):
            rotate()
    assert "3 rotated, 2 under the newest key" in rotate()
    keys(NEW)
    assert Dossier.objects.get(pk=dossiers[-1].pk).holder_id_number == NUMBER


def test_a_dropped_key_gives_a_sentence_and_no_broken_page(keys, client, tam):
    dossier = DossierFactory(holder_id_number=NUMBER)
    before = token_of(dossier)
    keys(NEW)
    client.force_login(tam)
    page = client.get(reverse("desk_dossier", args=[dossier.code]))
    assert "Không đọc được: thiếu khóa giải mã." in page.content.decode()
    revealed = client.post(reverse("desk_dossier_id_number", args=[dossier.code]))
    assert revealed.status_code == 200

    Dossier.objects.get(pk=dossier.pk).save()
    assert token_of(dossier) == before, "what could not be read was written over"
    with pytest.raises(CommandError, match="1 values cannot be opened"):
        rotate()
