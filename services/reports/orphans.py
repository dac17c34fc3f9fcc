"""Files of photos to which no row points: left when a process was killed between the two."""

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import islice

from django.core.files.storage import default_storage

from portal.common.moments import now
from services.reports.models import DraftPhoto, Photo

FOLDERS = ("reports", "sealed", "drafts")
POINTERS = ((Photo, "image"), (Photo, "original"), (DraftPhoto, "image"))
OURS = re.compile(r"[0-9a-f]{32}\.jpg")
OLD = timedelta(days=1)  # Long before that, whatever was being stored has its row.
AT_ONCE = 5_000
MOST = 1_000  # In one night: should rows be missing by a mistake, most files outlive it.


def sweep() -> int:
    """Take away old files to which nothing points; say how many."""
    orphans = (name for names in batches() for name in unknown(names) if is_old(name))
    return sum(map(take_away, islice(orphans, MOST)))


def batches() -> Iterator[list[str]]:
    """The names of our files, some at a time; what has another kind of name is not ours."""
    for folder in FOLDERS:
        found = (f"{folder}/{name}" for name in files_in(folder) if OURS.fullmatch(name))
        while names := list(islice(found, AT_ONCE)):
            yield names


def files_in(folder: str) -> list[str]:
    try:
        return default_storage.listdir(folder)[1]
    except FileNotFoundError:  # Nothing was ever stored there.
        return []


def unknown(names: Sequence[str]) -> set[str]:
    """Those of these names that stand in no row."""
    left = set(names)
    for model, field in POINTERS:
        left -= set(
            model._default_manager.filter(**{f"{field}__in": names}).values_list(field, flat=True)
        )
    return left


def is_old(name: str) -> bool:
    return default_storage.get_modified_time(name) < now() - OLD


def take_away(name: str) -> int:
    default_storage.delete(name)
    return 1
