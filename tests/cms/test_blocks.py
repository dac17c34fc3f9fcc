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
    assert (cleaned["text"], cleaned["attribution"]) == ("Chuyển đổi số", "Chuyển đổi số")


@pytest.mark.parametrize("name", ["heading", "paragraph"])
@pytest.mark.parametrize("typed", [UNREADABLE, "đèn \ud83d"])
def test_what_cannot_be_read_is_refused(name, typed):
    block = BLOCKS[name]
    with pytest.raises(ValidationError, match="ký tự"):
        block.clean(block.normalize(typed))


def test_a_heading_has_an_end():
    with pytest.raises(ValidationError):
        BLOCKS["heading"].clean("Đèn " * 100)


@pytest.mark.django_db
def test_the_form_shows_the_agency_that_was_chosen(soc_trang_office):
    """The editor's script reads what a list has chosen as a list of words."""
    agency = BLOCKS["contact"].child_blocks["agency"]
    assert agency.get_form_state(soc_trang_office) == [str(soc_trang_office.pk)]
    assert agency.get_form_state(None) == [""]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("1022", "1022"), ("1900 1234", "19001234"), ("0299 3822 333", "+842993822333"), ("", "")],
)
def test_a_number_to_call_is_one_that_can_be_dialled(typed, kept):
    phone = BLOCKS["contact"].child_blocks["phone"]
    assert phone.clean(typed) == kept


@pytest.mark.parametrize("typed", ["gọi tôi", "12", "<script>", "javascript:1"])
def test_what_cannot_be_dialled_is_refused(typed):
    with pytest.raises(ValidationError):
        BLOCKS["contact"].child_blocks["phone"].clean(typed)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "value", "part"),
    [
        ("action", {"title": "Bấm", "label": "Bấm"}, "page"),
        ("chart", {"title": "A", "data": [{"label": "a", "value": -1.0}] * 2}, "kind"),
        ("contact", {"role": "Trực"}, "name"),
        ("news", {}, "topic"),
    ],
)
def test_parts_that_do_not_fit_are_named(name, value, part):
    with pytest.raises(ValidationError) as refused:
        BLOCKS[name].clean(BLOCKS[name].normalize(value))
    assert list(refused.value.block_errors) == [part]


@pytest.mark.django_db
def test_a_picture_is_described_or_said_to_be_decoration(root, picture):
    image = BLOCKS["image"]
    with pytest.raises(ValidationError) as refused:
        image.clean(image.normalize({"image": picture}))
    assert list(refused.value.block_errors) == ["alt"]
    image.clean(image.normalize({"image": picture, "decorative": True}))
    for nothing in ("IMG_2044.jpg", "dsc 12", "Ảnh", "Hình ảnh minh họa"):
        with pytest.raises(ValidationError):
            image.clean(image.normalize({"image": picture, "alt": nothing}))


@pytest.mark.parametrize("pin", ["10.7, 106.6", "9,6029; 105", "<b>", "91, 181"])
def test_a_place_off_our_map_is_refused(pin):
    place = BLOCKS["places"].child_blocks["places"].child_block.child_blocks["pin"]
    with pytest.raises(ValidationError):
        place.clean(pin)
