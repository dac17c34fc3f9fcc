"""The edition of all pages: one word that every process knows, and a new one after each change.

An answer belongs to the edition that was current before it was rendered. A word, not a number:
a shared cache that lost it begins a new edition instead of an old one.
"""

import logging
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.core.cache import cache
from django.db import transaction

KEY = "pages:edition"
LOOK_EVERY = 0.5  # Seconds until a process hears of another's change; readers are promised two.

logger = logging.getLogger(__name__)


class Edition:
    """What this process knows of the current edition."""

    def __init__(self) -> None:
        self.word: str | None = None
        self.looked_at = float("-inf")

    def current(self) -> str | None:
        """The edition that counts now; None while nobody can say."""
        moment = time.monotonic()
        if moment - self.looked_at >= LOOK_EVERY:
            self.looked_at = moment  # First: the other threads need not look as well.
            self.word = look()
        return self.word


edition = Edition()


def look() -> str | None:
    """What the shared cache says; without it nothing is kept, and pages are made as before."""
    try:
        return cache.get(KEY) or cache.get_or_set(KEY, new_word, timeout=None)
    except Exception:  # Each cache fails in its own way, and readers wait for none.
        logger.warning("The edition of the pages could not be read.")
        return None


def new_word() -> str:
    return uuid.uuid4().hex


holding_back: ContextVar[bool] = ContextVar("holding_back", default=False)


@contextmanager
def forgotten_once() -> Iterator[None]:
    """Within, nothing is forgotten; afterwards everything is, once for thousands of changes."""
    token = holding_back.set(True)
    try:
        yield
    finally:
        holding_back.reset(token)
        forget_pages()


def forget_pages() -> None:
    """Let no reader see, from the end of this transaction on, what was rendered before it."""
    if holding_back.get():
        return
    transaction.on_commit(begin_edition, robust=True)


def begin_edition() -> None:
    word = new_word()
    cache.set(KEY, word, timeout=None)
    edition.word = word
