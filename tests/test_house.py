"""The house itself: who may import whom, what is unused, untranslated or unmigrated."""

import gettext
import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import polib
import pytest
from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.utils import translation

from tests.words import ROOT, asked_in_code, asked_in_templates

CATALOGUE = ROOT / "locale" / "vi" / "LC_MESSAGES" / "django.po"

# Known by convention to Django, allauth and Wagtail rather than named in our code.
BY_CONVENTION = re.compile(
    r"^(\d{3}(_csrf)?\.html|account/|mfa/|wagtail(admin|core|users)/|messages/|django/forms/)"
)

# The tone mark on the last of two vowels at a syllable's end; in “quý” the u belongs to the q.
OTHER_SPELLING = re.compile(r"\w*(?:o[áàảãạéèẻẽẹ]|(?<![qQ])u[ýỳỷỹỵ])\b")

# Below these, a known hole is open.
FLOORS = {
    "Django": (5, 2, 19),
    "wagtail": (8, 0, 1),
    "django-allauth": (65, 21, 1),
    "djangorestframework": (3, 18),
    "Pillow": (13, 0),
}


def test_imports_go_downstairs_only():
    lint = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    done = subprocess.run(lint, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_no_migration_is_missing():
    """As `makemigrations --check` looks, without a database made for it."""
    written = MigrationLoader(None)
    assert not written.detect_conflicts()
    with translation.override(None):  # What is written speaks no language.
        detector = MigrationAutodetector(written.project_state(), ProjectState.from_apps(apps))
        assert detector.changes(graph=written.graph) == {}


def test_every_message_has_its_vietnamese():
    with CATALOGUE.with_suffix(".mo").open("rb") as compiled:
        known = gettext.GNUTranslations(compiled)._catalog
    asked = {**dict(asked_in_code()), **dict(asked_in_templates())}
    missing = [f"{where}: {message}" for message, where in asked.items() if not has(known, message)]
    assert missing == []


def has(known: dict, message: tuple[str, str]) -> bool:
    context, msgid = message
    key = f"{context}\x04{msgid}" if context else msgid
    return bool(known.get(key) or known.get((key, 0)))


def test_nothing_is_half_translated():
    catalogue = polib.pofile(str(CATALOGUE))
    assert [entry.msgid for entry in catalogue.untranslated_entries()] == []
    assert [entry.msgid for entry in catalogue.fuzzy_entries()] == []


def test_tone_marks_stand_where_our_words_put_them():
    """One spelling everywhere: “xóa”, as the law's own texts have it, and not “xoá”."""
    ours = polib.pofile(str(CATALOGUE))
    said = " ".join(f"{entry.msgstr} {' '.join(entry.msgstr_plural.values())}" for entry in ours)
    assert sorted(set(OTHER_SPELLING.findall(said))) == []


def test_the_compiled_words_are_the_written_ones(tmp_path):
    for written in (ROOT / "locale").rglob("*.po"):
        fresh = tmp_path / "fresh.mo"
        polib.pofile(str(written)).save_as_mofile(str(fresh))
        committed = polib.mofile(str(written.with_suffix(".mo")))
        assert words(polib.mofile(str(fresh))) == words(committed), written


def words(catalogue) -> dict:
    return {(e.msgctxt, e.msgid): (e.msgstr, e.msgstr_plural) for e in catalogue}


def test_every_template_is_used():
    folder = ROOT / "templates"
    sources = "".join(
        path.read_text(encoding="utf-8")
        for room in ("portal", "services", "cms", "templates")
        for path in (ROOT / room).rglob("*")
        if path.suffix in {".py", ".html", ".svg"} and "node_modules" not in path.parts
    )
    names = [str(path.relative_to(folder)) for path in folder.rglob("*.*") if path.suffix != ".md"]
    assert [name for name in names if not is_used(name, sources)] == []


def is_used(name: str, sources: str) -> bool:
    """Whether our code or another template names it; icons are named without their folder."""
    if name.startswith("components/icons/"):
        return f'"{Path(name).stem}"' in sources
    return bool(BY_CONVENTION.match(name)) or name in sources


@pytest.mark.parametrize("package", FLOORS)
def test_no_known_hole_is_open(package):
    installed = tuple(int(part) for part in re.findall(r"\d+", version(package))[:3])
    assert installed >= FLOORS[package]
