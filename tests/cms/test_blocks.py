"""Blocks: small, described, shown before they are chosen, and careful with what is typed."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.blocks import Block

from cms.blocks import BodyBlock
from tests.services.procedures.factories import ProcedureFactory

BODY = BodyBlock()
BLOCKS = BODY.child_blocks
APART = "Chuye\u0302\u0309n đo\u0302\u0309i so\u0302\u0301"  # NFD, as some telephones type it.
UNREADABLE = "đèn\x00hư"


@pytest.mark.parametrize("name", BLOCKS)
def test_every_block_says_what_it_is(name):
    block = BLOCKS[name]
    assert str(block.label)
    assert str(block.get_description())
    assert str(block.meta.group)
    assert block.meta.icon not in {"placeholder", None}


@pytest.mark.django_db
@pytest.mark.parametrize("name", BLOCKS)
@pytest.mark.parametrize("is_furnished", [True, False])
def test_every_block_can_be_looked_at_before(name, is_furnished, as_person, rinh, request):
    if is_furnished:
        request.getfixturevalue("picture")
        ProcedureFactory(birth=True)
    number = next(key for key, one in Block.definition_registry.items() if is_ours(one, name))
    answer = as_person(rinh).get("/quan-tri/block-preview/", {"id": number})
    assert answer.status_code == 200
    assert "portal/css/portal.css" in answer.content.decode()


def is_ours(block: Block, name: str) -> bool:
    return type(block) is type(BLOCKS[name]) and block.name == name


@pytest.mark.parametrize("name", ["heading", "paragraph"])
def test_words_are_kept_in_one_spelling(name):
    block = BLOCKS[name]
    assert "Chuyển đổi số" in str(block.clean(block.normalize(APART)))


def test_a_quote_is_kept_in_one_spelling():
    quote = BLOCKS["quote"]
    cleaned = quote.clean(quote.normalize({"text": APART, "attribution": APART}))
    assert dict(cleaned) == {"text": "Chuyển đổi số", "attribution": "Chuyển đổi số"}


@pytest.mark.parametrize("name", ["heading", "paragraph"])
@pytest.mark.parametrize("typed", [UNREADABLE, "đèn \ud83d"])
def test_what_cannot_be_read_is_refused(name, typed):
    block = BLOCKS[name]
    with pytest.raises(ValidationError, match="ký tự"):
        block.clean(block.normalize(typed))


def test_a_heading_has_an_end():
    with pytest.raises(ValidationError):
        BLOCKS["heading"].clean("Đèn " * 100)
