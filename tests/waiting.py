"""Waiting for what another thread or process brings about: never longer than needed."""

import time
from collections.abc import Callable
from threading import Event


def until(condition: Callable[[], object], *, seconds: float = 60) -> None:
    """Return as soon as the condition holds; fail when it does not in time."""
    deadline = time.monotonic() + seconds
    pause = Event()
    while not condition():
        assert time.monotonic() < deadline, "What was waited for did not happen."
        pause.wait(0.02)
