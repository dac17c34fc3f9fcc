"""Lists by pages: every list answers a strange number alike; of long ones, late pages are read from
the list's end, and nothing is counted twice.
"""

from collections.abc import Callable, Hashable
from typing import Any

from django.core.cache import caches
from django.core.paginator import Page, Paginator  # noqa: TID251 — ours are made of it.
from django.db.models import QuerySet
from django.utils.functional import cached_property


class ListPaginator(Paginator):
    """Shows its first page where an address asks for one before it, or for none by number."""

    def get_page(self, number: Any) -> Page:
        try:
            asked = int(number or 1)
        except ValueError:
            asked = 1
        return super().get_page(max(asked, 1))


class LatePaginator(ListPaginator):
    """Pages of an ordered list of rows; the last page costs as little as the first.

    A database walks past every row that stands before a page; here it begins at the nearer end.
    """

    def page(self, number: Any) -> Page:
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        stop = min(start + self.per_page, self.count)
        if start < self.count // 2 or not isinstance(self.object_list, QuerySet):
            return Page(self.object_list[start:stop], number, self)
        nearer = self.object_list.reverse()[self.count - stop : self.count - start]
        return Page(list(nearer)[::-1], number, self)


class KeptCountPaginator(LatePaginator):
    """The same for a list whose number of rows holds until `key` changes, and for a minute.

    `counting` counts the same rows in a way that is quicker than the list's own.
    """

    def __init__(
        self, *args: Any, key: Hashable, counting: Callable[[], int], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.key = f"count:{key}"
        self.counting = counting

    @cached_property
    def count(self) -> int:
        return int(caches["fragments"].get_or_set(self.key, self.counting, 60) or 0)
