from pathlib import Path

import pytest


class Notes:
    """Where the jobs of one test leave their traces."""

    def __init__(self, folder: Path):
        self.folder = folder

    def path(self, name: str = "notes") -> str:
        return str(self.folder / name)

    def count(self, name: str = "notes") -> int:
        path = self.folder / name
        return path.read_text().count("\n") if path.exists() else 0


@pytest.fixture
def notes(tmp_path) -> Notes:
    return Notes(tmp_path)
