"""Bodies as the editor's form sends them, whatever stands in them."""

from django.db.models import Model
from wagtail.blocks import ListBlock, RichTextBlock
from wagtail.blocks.stream_block import BaseStreamBlock
from wagtail.blocks.struct_block import BaseStructBlock
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock
from wagtail.test.utils.form_data import rich_text

from cms.blocks import BodyBlock
from tests.cms.test_editors import FEATURES

BODY = BodyBlock()


def typed_body(blocks) -> dict:
    """What the form sends for these blocks: (name, value) as they are stored."""
    return typed_stream(BODY, blocks)


def typed_stream(stream, blocks) -> dict:
    rows = [
        {"type": name, "value": typed_value(stream.child_blocks.get(name), value)}
        for name, value in blocks
    ]
    return numbered(rows)


def numbered(rows: list[dict]) -> dict:
    usual = {"deleted": "", "id": ""}
    told = {str(place): {**row, **usual, "order": place} for place, row in enumerate(rows)}
    return {"count": len(rows), **told}


def typed_value(block, value):
    if isinstance(block, BaseStructBlock):
        defaults = {name: child.get_default() for name, child in block.child_blocks.items()}
        told = {**defaults, **value}
        return {name: typed_value(block.child_blocks[name], one) for name, one in told.items()}
    if isinstance(block, ListBlock):
        return numbered([{"value": typed_value(block.child_block, one)} for one in value])
    if isinstance(block, BaseStreamBlock):
        return typed_stream(block, value)
    if isinstance(block, BaseTypedTableBlock):
        return typed_table(value)
    if isinstance(block, RichTextBlock):
        return rich_text(value if isinstance(value, str) else value.source, features=FEATURES)
    if isinstance(value, Model):
        return value.pk
    return "" if value is None or value is False else value


def typed_table(table) -> dict:
    if not isinstance(table, dict):
        return {"caption": "", "column-count": 0, "row-count": 0}
    columns = {
        str(place): {**column, "order": place, "deleted": ""}
        for place, column in enumerate(table["columns"])
    }
    rows = {str(place): {"order": place, "deleted": ""} for place in range(len(table["rows"]))}
    cells = {
        f"{row}-{column}": "" if cell is None else cell
        for row, told in enumerate(table["rows"])
        for column, cell in enumerate(told["values"])
    }
    return {
        "caption": table["caption"],
        "column-count": len(columns),
        "row-count": len(rows),
        "column": columns,
        "row": rows,
        "cell": cells,
    }
