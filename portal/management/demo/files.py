"""The data files of the demonstration, and the moments they speak of."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from portal.common.moments import now

FOLDER = Path(__file__).resolve().parent


def read(name: str) -> list[dict[str, Any]]:
    """The rows of one data file."""
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


def ago(days: float) -> datetime:
    """So many days before now."""
    return now() - timedelta(days=days)


def moments(start: datetime, path: list[dict]) -> list[tuple[dict, datetime]]:
    """Each step of a path with its moment, hours after the step before; none in the future."""
    told, moment = [], start
    for step in path:
        moment += timedelta(hours=step["after_hours"])
        if moment > now():
            break
        told.append((step, moment))
    return told
