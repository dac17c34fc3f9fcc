"""The index of words follows the table whatever writes to it, and is made again when it is gone."""

import pytest
from django.db import connection

from portal.search import index, word_index
from portal.search.find import search
from portal.search.models import SearchDoc

pytestmark = pytest.mark.django_db


def put(title: str) -> None:
    index.put("page", "1", title=title, body="", url="/1/")


def found(text: str) -> bool:
    return search(text).exists()


def test_it_follows_every_change():
    put("Đèn đường")
    assert found("den duong")
    put("Cầu mới")
    assert found("cau moi")
    assert not found("den duong")
    SearchDoc.objects.all().delete()
    assert not found("cau moi")


def test_words_of_titles_are_told_with_how_often():
    put("Đèn đường, đèn biển")
    index.put("page", "2", title="Đèn lồng", body="Trung thu", url="/2/")
    words = word_index.vocabulary()
    assert words["den"] == 2
    assert words["bien"] == 1
    assert "thu" not in words


def test_building_again_changes_nothing():
    put("Đèn đường")
    word_index.build()
    assert found("den duong")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps columns of its own")
def test_what_was_written_without_triggers_is_found_once_they_are_back():
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER search_words_after_insert")
    put("Đèn đường")
    assert not found("den duong")
    word_index.build()
    assert found("den duong")
