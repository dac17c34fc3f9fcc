"""The words a portal begins with, from the files beside this one."""

import json
from pathlib import Path

DATA = Path(__file__).with_name("data")


def read(name: str, default=None):
    """What stands in a file; the default, if there is one, where there is no such file."""
    path = DATA / name
    if default is not None and not path.exists():
        return default
    return json.loads(path.read_text(encoding="utf-8"))
