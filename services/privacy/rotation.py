"""Putting every secret under the newest key: encrypted columns, and the officers' second factors.

What is under it already is left alone, so a run that was stopped is simply begun again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db import models, transaction
from django.db.models import F, TextField, Value
from django.db.models.functions import Cast

from portal.common.batches import batches
from portal.common.ciphers import TOKEN, EncryptedTextField, Unreadable, is_fresh, rotate


@dataclass
class Tally:
    """What became of the secrets of one place."""

    place: str
    rotated: int = 0
    fresh: int = 0
    unreadable: int = 0

    def turn(self, token: str) -> str:
        """The token under the newest key; one that none of our keys opens stays as it is."""
        if is_fresh(token):
            self.fresh += 1
            return token
        try:
            renewed = rotate(token)
        except Unreadable:
            self.unreadable += 1
            return token
        self.rotated += 1
        return renewed


def rotate_all() -> Iterator[Tally]:
    """Rotate place after place, and tell of each."""
    for model, field in encrypted_fields():
        yield rotate_field(model, field)
    yield rotate_second_factors()


def encrypted_fields() -> list[tuple[type[models.Model], str]]:
    """Every encrypted column of every model."""
    return [
        (model, field.attname)
        for model in apps.get_models()
        for field in model._meta.local_concrete_fields
        if isinstance(field, EncryptedTextField)
    ]


def rotate_field(model: type[models.Model], field: str) -> Tally:
    """One column; its tokens are read as they stand, past the field that would open them."""
    tally = Tally(f"{model._meta.label}.{field}")
    rows = model._base_manager.exclude(**{field: ""}).exclude(**{f"{field}__isnull": True})

    for batch in batches(rows):
        with transaction.atomic():
            locked = batch.select_for_update(of=("self",)).only("pk")
            for row in locked.annotate(token=Cast(F(field), TextField())):
                renewed = tally.turn(row.token)
                if renewed != row.token:
                    token = Value(renewed, output_field=TextField())
                    model._base_manager.filter(pk=row.pk).update(**{field: token})
    return tally


def rotate_second_factors() -> Tally:
    """The secrets that allauth keeps in its own rows, which our adapter encrypts."""
    tally = Tally(Authenticator._meta.label)

    for batch in batches(Authenticator.objects.all()):
        with transaction.atomic():
            for row in batch.select_for_update(of=("self",)):
                renewed = {name: turned(value, tally) for name, value in row.data.items()}
                if renewed != row.data:
                    Authenticator.objects.filter(pk=row.pk).update(data=renewed)
    return tally


def turned(value: Any, tally: Tally) -> Any:
    """A value of such a row: its tokens rotated, all else as it is."""
    if isinstance(value, list):
        return [turned(one, tally) for one in value]
    if isinstance(value, str) and value.startswith(TOKEN):
        return tally.turn(value)
    return value
