"""The cache counts exactly, however many count at once."""

import multiprocessing
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import time_machine
from django.core.cache import cache

from portal.common.cache import CountingFileCache

AT_ONCE = 20
NOON = "2026-11-22T12:00:00+07:00"


@pytest.fixture
def files(tmp_path):
    return CountingFileCache(tmp_path / "cache", {})


@pytest.fixture
def key():
    return uuid.uuid4().hex


def by_all(do):
    """What each of twenty threads is answered."""
    with ThreadPoolExecutor(AT_ONCE) as crowd:
        return list(crowd.map(lambda _: do(), range(AT_ONCE)))


@pytest.mark.parametrize("store", ["files", "the portal's own"])
class TestTwentyThreads:
    @pytest.fixture
    def shared(self, store, files):
        return files if store == "files" else cache._connections.create_connection("default")

    def test_one_is_first(self, shared, key):
        assert sorted(by_all(lambda: shared.add(key, "here", 60))) == [False] * 19 + [True]

    def test_each_count_is_a_number_of_its_own(self, shared, key):
        shared.add(key, 0, 60)
        assert sorted(by_all(lambda: shared.incr(key))) == list(range(1, AT_ONCE + 1))


def count_up(folder, key, times):
    store = CountingFileCache(folder, {})
    for _ in range(times):
        store.incr(key)


def test_processes_count_together(files, tmp_path, key):
    files.add(key, 0, 60)
    context = multiprocessing.get_context("spawn")
    crowd = [context.Process(target=count_up, args=(tmp_path / "cache", key, 50)) for _ in "abcd"]
    for process in crowd:
        process.start()
    for process in crowd:
        process.join()
    assert files.get(key) == 200


def test_counting_makes_nothing_last_longer(files, key):
    with time_machine.travel(NOON, tick=False) as clock:
        files.add(key, 0, 60)
        clock.shift(59)
        assert files.incr(key) == 1
        clock.shift(2)
        assert files.get(key) is None
        assert files.add(key, 0, 60)


def test_what_lasts_for_ever_goes_on_doing_so(files, key):
    with time_machine.travel(NOON, tick=False) as clock:
        files.add(key, 0, None)
        clock.shift(10**9)
        assert files.incr(key) == 1


def test_nothing_cannot_be_counted(files, key):
    with pytest.raises(ValueError, match="Nothing is counted"):
        files.incr(key)


def test_an_empty_file_counts_for_nothing(files, key):
    Path(files._key_to_file(key)).touch()
    assert files.get(key) is None
    assert files.add(key, 1, 60)


def test_room_is_made_where_nothing_counts_any_more(tmp_path, monkeypatch):
    monkeypatch.setattr("portal.common.cache.LOOKS", 1)
    store = CountingFileCache(tmp_path, {"OPTIONS": {"MAX_ENTRIES": 20}})
    with time_machine.travel(NOON, tick=False) as clock:
        for old in range(15):
            store.set(f"old-{old}", 1, 10)
        clock.shift(60)
        for new in range(10):
            store.set(f"new-{new}", 1, 60)
        assert all(store.get(f"new-{new}") for new in range(10))
