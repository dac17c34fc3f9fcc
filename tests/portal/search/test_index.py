"""Domains put, remove and replace what may be found."""

import pytest
from django.db import IntegrityError, transaction

from portal.search import index
from portal.search.find import search
from portal.search.models import SearchDoc

pytestmark = pytest.mark.django_db


def row(key: str, title: str) -> dict:
    return {"key": key, "title": title, "body": "", "url": f"/{key}/"}


def test_putting_twice_keeps_one_as_it_is_now(django_assert_num_queries):
    with django_assert_num_queries(1):
        index.put("page", "1", title="Cũ", body="", url="/1/")
    index.put("page", "1", title="Mới", body="", url="/1/")
    doc = SearchDoc.objects.get()
    assert (doc.title, doc.folded_title) == ("Mới", " moi ")
    assert not search("cũ").exists()


def test_the_same_key_of_another_kind_is_another_thing():
    index.put("page", "1", title="Trang", body="", url="/1/")
    index.put("report", "1", title="Phản ánh", body="", url="/1/")
    assert SearchDoc.objects.count() == 2


def test_a_thing_removed_is_found_no_more():
    index.put("page", "1", title="Trang", body="", url="/1/")
    index.remove("page", "1")
    index.remove("page", "1")
    assert not SearchDoc.objects.exists()


def test_what_is_said_also_is_found_and_never_shown():
    index.put("page", "1", title="Khai sinh", body="Cho con.", also="khai sanh", url="/1/")
    doc = search("khai sanh con").get()
    assert (doc.title, doc.body) == ("Khai sinh", "Cho con.")
    index.replace("page", [row("1", "Khai sinh") | {"also": "giấy con"}])
    assert search("giấy con").get().body == ""
    assert not search("khai sanh").exists()


def test_an_unknown_kind_is_a_mistake_in_the_program():
    with pytest.raises(ValueError, match="news"):
        index.put("news", "1", title="Tin", body="", url="/1/")


def test_what_a_rolled_back_action_put_was_never_there():
    with transaction.atomic():
        index.put("page", "1", title="Trang", body="", url="/1/")
        transaction.set_rollback(True)
    assert not SearchDoc.objects.exists()


def test_replacing_a_kind_leaves_exactly_the_rows_and_no_other_kind():
    index.put("page", "old", title="Trang cũ", body="", url="/")
    index.put("report", "1", title="Phản ánh", body="", url="/")
    rows = (row(str(number), f"Trang {number}") for number in range(1200))
    assert index.replace("page", rows) == 1200
    assert SearchDoc.objects.filter(kind="page").count() == 1200
    assert not search("cũ").exists()
    assert search("phản ánh").exists()


def test_a_replacement_that_fails_changes_nothing():
    index.put("page", "old", title="Trang cũ", body="", url="/")
    with pytest.raises(IntegrityError), transaction.atomic():
        index.replace("page", [row("1", "Một"), row("1", "Một lần nữa")])
    assert search("trang cũ").exists()
