"""Numbers and places: tables, figures, charts, maps."""

import re

from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import BooleanBlock, ChoiceBlock, FloatBlock, ListBlock, StructValue
from wagtail.contrib.typed_table_block.blocks import (
    TypedTable,
    TypedTableBlock,
    TypedTableBlockValidationError,
)

from cms.blocks import drawing
from cms.blocks.links import CallBlock, LinkBlock
from cms.blocks.words import FittingBlock, LineBlock, PartsBlock
from portal.common.forms import LineField
from portal.places.sketch import project

FIGURES = pgettext_lazy("blocks", "Figures")
WAY_THERE = "https://www.google.com/maps/dir/?api=1&destination={lat},{lon}"
PIN = re.compile(r"(\d{1,2}(?:\.\d{1,15})?)\s*[,;]\s*(\d{1,3}(?:\.\d{1,15})?)")
MAP_SIDE = 600
WIDEST, LONGEST = 8, 100


class SourcedBlock(FittingBlock):
    """Figures say where they come from."""

    source = LineBlock(label=_("Source"), max_length=150, required=False)
    source_url = LinkBlock(label=_("Address of the source"), required=False)


class NumberBlock(FloatBlock):
    """A number; 204 stays 204 and does not become 204,0."""

    def to_python(self, value):
        is_whole = isinstance(value, float) and value.is_integer()
        return int(value) if is_whole else value

    def normalize(self, value):
        return self.to_python(value)

    def clean(self, value):
        return self.to_python(super().clean(value))


class Cells(TypedTableBlock):
    """A table whose columns hold words or numbers."""

    words = LineBlock(label=pgettext_lazy("blocks", "Text"), max_length=300, required=False)
    number = NumberBlock(label=_("Number"), required=False)

    def clean(self, table):
        cleaned = super().clean(table)
        try:
            return self.read(cleaned)
        except ValidationError as error:
            raise TypedTableBlockValidationError(non_block_errors=error.messages) from error

    def read(self, table) -> TypedTable:
        """The caption and the headings in one spelling too; both are owed to those who listen."""
        if len(table.columns) > WIDEST or len(table.row_data) > LONGEST:
            raise ValidationError(
                _("A table has at most %(columns)d columns and %(rows)d rows."),
                params={"columns": WIDEST, "rows": LONGEST},
            )
        must = not self.is_deferred_validation
        caption = LineField(
            max_length=200,
            required=must,
            error_messages={"required": _("Give the table a caption: what does it show?")},
        )
        heading = LineField(
            max_length=100,
            required=must,
            error_messages={"required": _("Give each column a heading.")},
        )
        columns = [
            {**column, "heading": heading.clean(column["heading"])} for column in table.columns
        ]
        if must and not columns:
            raise ValidationError(_("A table has at least one column."))
        return TypedTable(columns, table.row_data, caption.clean(table.caption))


class TableBlock(SourcedBlock):
    """A table that scrolls inside itself on a small screen."""

    table = Cells(label=_("Table"))
    has_row_headings = BooleanBlock(
        label=_("The first column names the rows"), required=False, default=True
    )

    class Meta:
        icon = "table"
        group = FIGURES
        label = _("Table")
        description = _("Words and numbers in columns, with a caption.")
        template = "cms/blocks/table.html"
        preview_value = {
            "table": {
                "columns": [
                    {"type": "words", "heading": "Thủ tục"},
                    {"type": "number", "heading": "Hồ sơ"},
                ],
                "rows": [{"values": ["Khai sinh", 214]}, {"values": ["Chứng thực", 1806]}],
                "caption": "Hồ sơ trong tháng 10/2026",
            },
            "has_row_headings": True,
        }


class FigureBlock(PartsBlock):
    figure = LineBlock(label=_("Figure"), max_length=20, help_text=_("As it is read: 94 %, 1.234."))
    label = LineBlock(label=_("What it counts"), max_length=120)
    source = LineBlock(label=_("Source"), max_length=150, required=False)
    source_url = LinkBlock(label=_("Address of the source"), required=False)


class StatisticsBlock(PartsBlock):
    """A few large figures."""

    figures = ListBlock(FigureBlock(label=_("Figure")), label=_("Figures"), max_num=6)

    class Meta:
        icon = "order"
        group = FIGURES
        label = _("Large figures")
        description = _("A few figures in large type, each with what it counts and its source.")
        template = "cms/blocks/statistics.html"
        preview_value = {
            "figures": [
                {"figure": "94 %", "label": "phản ánh trả lời đúng hạn", "source": "Quý III/2026"},
                {"figure": "43", "label": "phường, xã dùng chung một cổng", "source": ""},
            ]
        }


class PointBlock(PartsBlock):
    label = LineBlock(label=_("Name"), max_length=80)
    value = NumberBlock(label=pgettext_lazy("of a point", "Value"))


class ChartValue(StructValue):
    @property
    def points(self) -> list[tuple[str, float]]:
        """Those that have a number: a draft may still wait for some."""
        told = [(point["label"], point["value"]) for point in self["data"]]
        return [(label, value) for label, value in told if value is not None]

    @property
    def line(self) -> drawing.Line | None:
        is_line = self["kind"] == ChartBlock.Kind.LINE and len(self.points) > 1
        return drawing.line(self.points) if is_line else None

    @property
    def bars(self) -> list[dict]:
        return drawing.bars(self.points)


class ChartBlock(SourcedBlock):
    """Numbers drawn as bars or a line, and the same numbers as a table."""

    class Kind(TextChoices):
        BARS = "bars", _("Bars")
        LINE = "line", pgettext_lazy("of a chart", "Line")

    title = LineBlock(label=_("Title"), max_length=150)
    kind = ChoiceBlock(label=_("Kind"), choices=Kind.choices, default=Kind.BARS, search_index=False)
    unit = LineBlock(label=_("Unit"), max_length=30, required=False)
    data = ListBlock(PointBlock(label=_("Point")), label=_("Numbers"), min_num=2, max_num=40)

    class Meta:
        icon = "order-up"
        group = FIGURES
        label = _("Chart")
        description = _("Bars or a line, with the same numbers as a table.")
        template = "cms/blocks/chart.html"
        value_class = ChartValue
        preview_value = {
            "title": "Phản ánh mỗi tháng",
            "kind": "line",
            "data": [
                {"label": "Tháng 7", "value": 120.0},
                {"label": "Tháng 8", "value": 168.0},
                {"label": "Tháng 9", "value": 151.0},
                {"label": "Tháng 10", "value": 204.0},
            ],
        }

    def misfits(self, value):
        has_less = any(number < 0 for _label, number in value.points)
        if value["kind"] == self.Kind.BARS and has_less:
            return {"kind": _("Bars cannot show less than nothing: choose the line.")}
        return {}


class PinField(LineField):
    """A place as map apps copy it: 9.6029, 105.9739."""

    def validate(self, value):
        super().validate(value)
        if value and pin_of(value) is None:
            raise ValidationError(
                _("Write the place like this: 9.6029, 105.9739, somewhere in Sóc Trăng."),
                code="pin",
            )


class PinBlock(LineBlock):
    def __init__(self, *, help_text=None, **options):
        super().__init__(max_length=60, **options)
        self.field = PinField(max_length=60, help_text=help_text)


def pin_of(text) -> tuple[float, float] | None:
    """Latitude and longitude; none where they lie off our map."""
    typed = PIN.fullmatch(text) if isinstance(text, str) else None
    if typed is None:
        return None
    lat, lon = float(typed[1]), float(typed[2])
    return (lat, lon) if all(0 <= side <= MAP_SIDE for side in project(lat, lon)) else None


class PlaceValue(StructValue):
    @property
    def way_there(self) -> str:
        pin = pin_of(self["pin"])
        return WAY_THERE.format(lat=pin[0], lon=pin[1]) if pin else ""


class PlaceBlock(PartsBlock):
    name = LineBlock(label=_("Name"), max_length=120)
    address = LineBlock(label=_("Address"), max_length=200, required=False)
    phone = CallBlock(label=_("Telephone"), required=False)
    pin = PinBlock(
        label=_("Place on the map"), help_text=_("As map apps copy it: 9.6029, 105.9739")
    )

    class Meta:
        value_class = PlaceValue


class PlacesValue(StructValue):
    @property
    def pins(self) -> list[dict]:
        """Each place as the map component draws it, with its number in the list."""
        numbered = enumerate(self["places"], start=1)
        known = [(number, place, pin_of(place["pin"])) for number, place in numbered]
        return [
            {"x": x, "y": y, "label": place["name"], "url": place.way_there, "number": number}
            for number, place, pin in known
            if pin
            for x, y in [project(*pin)]
        ]

    @property
    def label(self) -> str:
        return self["title"] or gettext("Map of the places in the list")


class PlacesBlock(PartsBlock):
    """Places on the drawn map, and the same as a list."""

    title = LineBlock(label=_("Title"), max_length=150, required=False)
    places = ListBlock(PlaceBlock(label=_("Place")), label=_("Places"), max_num=50)

    class Meta:
        icon = "site"
        group = FIGURES
        label = _("Map of places")
        description = _(
            "Places on the map of Sóc Trăng, and the same as a list with the way there."
        )
        template = "cms/blocks/places.html"
        value_class = PlacesValue
        preview_value = {
            "title": "Điểm tiếp nhận",
            "places": [
                {
                    "name": "Bộ phận một cửa Phường Sóc Trăng",
                    "address": "93 Phú Lợi",
                    "phone": "1022",
                    "pin": "9.6029, 105.9739",
                },
                {"name": "Bộ phận một cửa Xã Kế Sách", "pin": "9.7680, 105.9840"},
            ],
        }
