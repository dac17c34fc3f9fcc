"""Consents: asked for extras only, never ticked beforehand, taken back as easily as given."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from services.privacy.actions.consents import give_consent, has_consent, withdraw_consent
from services.privacy.models import Consent, Purpose
from services.privacy.wordings import WORDINGS
from tests.services.privacy.conftest import ACCOUNT

CONSENT = f"{ACCOUNT}dong-y/"


def test_nobody_agrees_before_she_says_so(client, lan):
    client.force_login(lan)
    html = client.get(ACCOUNT).content.decode()
    assert html.count("Tôi đồng ý") == len(Purpose)
    assert "checked" not in html
    assert not has_consent(lan, Purpose.NEWSLETTER)


def test_one_button_gives_and_one_takes_back(client, lan):
    client.force_login(lan)
    client.post(CONSENT, {"purpose": "newsletter", "agrees": "1"})
    assert has_consent(lan, Purpose.NEWSLETTER)
    assert not has_consent(lan, Purpose.KEEP_PAPERS)
    response = client.post(CONSENT, {"purpose": "newsletter"}, follow=True)
    assert "Đã rút lại" in response.content.decode()
    assert not has_consent(lan, Purpose.NEWSLETTER)


def test_the_proof_keeps_the_words_that_were_shown(lan):
    consent = give_consent(lan, Purpose.NEWSLETTER, how="account page")
    assert consent.wording == str(WORDINGS[Purpose.NEWSLETTER].text)
    assert consent.version == WORDINGS[Purpose.NEWSLETTER].version
    withdraw_consent(lan, Purpose.NEWSLETTER)
    proof = Consent.objects.get()
    assert proof.withdrawn_at >= proof.given_at


def test_given_twice_is_given_once_and_given_anew_is_new_proof(lan):
    first = give_consent(lan, Purpose.NEWSLETTER, how="a")
    assert give_consent(lan, Purpose.NEWSLETTER, how="b") == first
    withdraw_consent(lan, Purpose.NEWSLETTER)
    assert give_consent(lan, Purpose.NEWSLETTER, how="c") != first
    assert Consent.objects.count() == 2


def test_the_proof_is_not_changed_and_not_deleted(lan):
    consent = give_consent(lan, Purpose.NEWSLETTER, how="a")
    consent.wording = "Anything"
    for change in (consent.save, consent.delete, Consent.objects.all().delete):
        with pytest.raises(TypeError):
            change()


def test_a_consent_is_somebodys(lan):
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.create(purpose="newsletter", version=1, wording="x", how="y")


def test_nonsense_is_no_consent(client, lan):
    client.force_login(lan)
    assert client.post(CONSENT, {"purpose": "everything", "agrees": "1"}).status_code == 404
    assert client.get(CONSENT).status_code == 405


def test_taking_back_nothing_changes_nothing(client, lan):
    assert not withdraw_consent(lan, Purpose.KEEP_PAPERS)
    assert reverse("privacy:consent") == CONSENT
