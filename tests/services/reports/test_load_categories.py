"""The kinds of report come from a file, which may be corrected and loaded again."""

import json

import pytest
from django.core.management import call_command

from services.reports.models import Category, CategoryGroup

pytestmark = pytest.mark.django_db


def load(*file) -> None:
    call_command("load_report_categories", *file, verbosity=0)


@pytest.fixture
def corrected(tmp_path):
    """A file with one kind, renamed and made private."""
    item = {"code": "CS01", "name": "Đèn hỏng", "keywords": "", "sla_days": 3}
    item["visibility"] = "private_by_default"
    group = {"code": "CS", "name": "Chiếu sáng", "items": [item]}
    file = tmp_path / "kinds.json"
    file.write_text(json.dumps({"groups": [group]}), encoding="utf-8")
    return file


def test_twelve_groups_and_forty_kinds_are_loaded():
    load()
    assert (CategoryGroup.objects.count(), Category.objects.count()) == (12, 40)
    assert Category.objects.filter(is_private=True).count() == 9
    assert Category.objects.get(code="CS01").folded.startswith("den duong")


def test_loaded_again_it_changes_nothing():
    load()
    before = list(Category.objects.values())
    load()
    assert list(Category.objects.values()) == before


def test_what_changed_is_corrected(corrected):
    load()
    load(corrected)
    lamp = Category.objects.get(code="CS01")
    assert (lamp.name, lamp.target_days, lamp.is_private) == ("Đèn hỏng", 3, True)
    assert Category.objects.count() == 40


def test_they_stand_in_their_order():
    load()
    first = Category.objects.first()
    assert (first.code, first.group.code) == ("GT01", "GT")
