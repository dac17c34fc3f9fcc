"""Late pages are read from the end, and are the same pages."""

import pytest
from django.core.cache import caches
from django.core.paginator import Paginator
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.accounts.models import User
from portal.common.paging import KeptCountPaginator, LatePaginator, ListPaginator
from portal.common.templatetags.look import page_numbers

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    User.objects.bulk_create(
        User(email=f"nguoi-{number}@example.vn", name=f"Người {number}") for number in range(23)
    )
    return User.objects.order_by("-email", "pk")


def test_every_page_is_what_it_was(people):
    usual, late = Paginator(people, 5), LatePaginator(people, 5)
    assert late.num_pages == usual.num_pages
    for number in usual.page_range:
        assert list(late.page(number)) == list(usual.page(number)), number


@pytest.mark.parametrize(
    ("asked", "shown"),
    [("0", 1), ("-3", 1), ("hai", 1), ("", 1), (None, 1), ("9" * 5000, 1), ("2", 2), ("99", 5)],
)
def test_a_page_that_is_not_there_is_the_nearest(people, asked, shown):
    assert ListPaginator(people, 5).get_page(asked).number == shown


def test_the_last_page_walks_past_nothing(people):
    paginator = LatePaginator(people, 5)
    assert paginator.count == 23
    with CaptureQueriesContext(connection) as asked:
        list(paginator.page(5))
    assert "OFFSET" not in asked[0]["sql"]


def test_an_empty_list_has_one_empty_page():
    assert list(LatePaginator(User.objects.none(), 5).get_page(1)) == []


def test_a_list_in_memory_has_pages_too():
    assert list(LatePaginator(list(range(12)), 5).page(3)) == [10, 11]


def counted(people, key: str) -> int:
    return KeptCountPaginator(people, 5, key=key, counting=people.count).count


def test_what_was_counted_holds_until_its_key_changes(people, settings):
    locmem = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "counts"}
    settings.CACHES = settings.CACHES | {"fragments": locmem}
    assert counted(people, "mot") == 23
    people.first().delete()
    assert counted(people, "mot") == 23
    assert counted(people, "hai") == 22
    caches["fragments"].clear()


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (1, [1, 2, None, 23]),
        (2, [1, 2, 3, None, 23]),
        (12, [1, None, 11, 12, 13, None, 23]),
        (23, [1, None, 22, 23]),
    ],
)
def test_only_a_few_pages_have_a_link(people, number, shown):
    assert page_numbers(Paginator(people, 1).page(number)) == shown


def test_a_list_of_one_page_has_one_number(people):
    assert page_numbers(Paginator(people, 50).page(1)) == [1]
