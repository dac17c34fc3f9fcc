"""Giving and withdrawing a consent: the one as easy as the other, and both leave proof."""

from django.db import transaction

from portal.accounts.models import User
from portal.common.moments import now
from services.privacy.models import Consent, Purpose
from services.privacy.wordings import WORDINGS


def has_consent(user: User, purpose: str) -> bool:
    """Whether this person agrees to this now."""
    return Consent.objects.of(user).standing().filter(purpose=purpose).exists()


@transaction.atomic
def give_consent(user: User, purpose: str, *, how: str) -> Consent:
    """Note that she agreed, to which words, and how; asked twice, it happens once."""
    wording = WORDINGS[Purpose(purpose)]
    consent, _ = Consent.objects.standing().get_or_create(
        user=user,
        purpose=purpose,
        defaults={
            "version": wording.version,
            "wording": str(wording.text),
            "how": how,
            "given_at": now(),
        },
    )
    return consent


@transaction.atomic
def withdraw_consent(user: User, purpose: str) -> bool:
    """Note that she took it back; whether there was anything to take back."""
    standing = Consent.objects.of(user).standing().select_for_update(of=("self",))
    consent = standing.filter(purpose=purpose).first()
    if consent is None:
        return False
    consent.withdrawn_at = now()
    consent.save(update_fields=["withdrawn_at"])
    return True


def withdraw_all(user: User) -> None:
    for purpose in Purpose:
        withdraw_consent(user, purpose)
