"""Rows that blocks choose: fetched once for a whole body, however many blocks choose them."""

import copy
from collections import defaultdict
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cached_property

from wagtail.blocks import ListBlock
from wagtail.blocks.stream_block import BaseStreamBlock
from wagtail.blocks.struct_block import BaseStructBlock

from cms.blocks.sheet import Sheet

shelf: ContextVar["Shelf | None"] = ContextVar("shelf", default=None)


class Shelf:
    """What a body chooses of each model; fetched when the first block reaches for it."""

    def __init__(self, choices):
        self.choices, self.fetched, self.sheet = choices, {}, Sheet()

    @cached_property
    def wanted(self) -> dict:
        keys = defaultdict(set)
        for block, key in self.choices:
            if is_key(key):
                keys[block.model_class].add(key)
        return keys

    def rows(self, block) -> dict:
        if block.model_class not in self.fetched:
            wanted = self.wanted[block.model_class]
            self.fetched[block.model_class] = block.rows().in_bulk(wanted) if wanted else {}
        return self.fetched[block.model_class]


class FetchedTogether:
    """A chooser that takes its rows from the body's shelf."""

    def rows(self):
        """Those a reader may be shown, with what the template needs of them."""
        return self.model_class.objects.all()

    def bulk_to_python(self, values):
        values = list(values)
        found = shelf.get() or Shelf((self, value) for value in values)
        rows = found.rows(self)
        return [copy.copy(rows.get(key)) if is_key(key) else None for key in values]

    def to_python(self, value):
        return self.bulk_to_python([value])[0]


def is_key(value) -> bool:
    """Whether it can be the key of a row; what was stored may be anything."""
    return isinstance(value, int) and not isinstance(value, bool)


@contextmanager
def fetched_together(block, stored):
    """Within, all choosers of this block share one fetch per model."""
    token = shelf.set(Shelf(choices_in(block, stored)))
    try:
        yield
    finally:
        shelf.reset(token)


@contextmanager
def shelved(model, rows: dict):
    """Within, these rows of a model are at hand, and nobody asks for them."""
    held = shelf.get() or Shelf([])
    held.fetched[model] = rows
    token = shelf.set(held)
    try:
        yield
    finally:
        shelf.reset(token)


def choices_in(block, stored):
    """Each chooser inside a block, with what it chose, as it is stored."""
    if isinstance(block, FetchedTogether):
        yield block, stored
    elif isinstance(block, BaseStructBlock) and isinstance(stored, dict):
        for name, child in block.child_blocks.items():
            yield from choices_in(child, stored.get(name))
    elif isinstance(block, ListBlock) and isinstance(stored, list):
        for item in stored:
            is_wrapped = isinstance(item, dict) and item.get("type") == "item"
            yield from choices_in(block.child_block, item["value"] if is_wrapped else item)
    elif isinstance(block, BaseStreamBlock):
        for item in stored or ():
            child = block.child_blocks.get(item["type"])
            yield from choices_in(child, item["value"])
