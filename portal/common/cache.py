"""The embedded cache, on which limits may rely: many processes count in it, and none miscounts.

Django's file cache looks and then writes; between the two another may do the same. Here both
happen under a lock that every process and thread of this machine respects.
"""
# Django's private names, on which this stands, are unknown to its stubs.
# mypy: disable-error-code="attr-defined, misc"

import itertools
import pickle
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO
from zlib import crc32

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache
from django.core.files import locks

SHARDS = 64  # Keys that share a lock wait for each other; a few dozen locks are enough.
LOOKS = 100  # Listing every file is slow; once in so many writes is often enough.


class CountingFileCache(FileBasedCache):
    """Django's file cache whose `add`, `incr` and `touch` are each one step."""

    writes = itertools.count(1)

    def add(
        self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> bool:
        with self._alone(self._key_to_file(key, version)):
            return super().add(key, value, timeout, version)

    def touch(self, key: str, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        with self._alone(self._key_to_file(key, version)):
            return super().touch(key, timeout, version)

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        """One more, remembered as long as before; ValueError when there is nothing to count."""
        file = self._key_to_file(key, version)
        with self._alone(file):
            count = self.get(key, version=version)
            if count is None:
                raise ValueError(f"Nothing is counted under {key}.")
            self.set(key, count + delta, seconds_left(file), version)
            return int(count + delta)

    @contextmanager
    def _alone(self, file: str) -> Iterator[None]:
        """Keep everybody else away from this file; a lock ends with its process."""
        folder = Path(self._dir, "locks")
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        shard = crc32(Path(file).name.encode()) % SHARDS
        with Path(folder, f"{shard}.lock").open("ab") as lock:
            locks.lock(lock, locks.LOCK_EX)
            yield

    def _is_expired(self, f: BinaryIO) -> bool:
        """Whether a value counts no more; it is left lying, as another may be replacing it."""
        until = expiry(f)
        return until is not None and until < time.time()

    def _cull(self) -> None:
        """Make room: now and then, and first of all where nothing counts any more."""
        if next(self.writes) % LOOKS:
            return
        files = self._list_cache_files()
        if len(files) >= self._max_entries:
            for file in files:
                self._drop_expired(file)
            super()._cull()

    def _drop_expired(self, file: str) -> None:
        with self._alone(file):
            if seconds_left(file) == 0:
                self._delete(file)


def seconds_left(file: str) -> float | None:
    """How long a value is still remembered; None for ever."""
    try:
        with Path(file).open("rb") as stored:
            until = expiry(stored)
    except FileNotFoundError:
        return 0
    return None if until is None else max(until - time.time(), 0)


def expiry(stored: BinaryIO) -> float | None:
    """The moment Django wrote before the value; an empty file was over long ago."""
    try:
        return pickle.load(stored)  # noqa: S301 - We wrote it, where nobody else may.
    except EOFError:
        return 0
