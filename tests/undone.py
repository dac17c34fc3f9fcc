"""Many attempts at one thing that was set up once."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens inside is taken back, so that the next attempt finds all as it was."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
