"""How far a goal is reached: from a baseline to a target, computed from dated readings."""

from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy
from wagtail.blocks import DateBlock, IntegerBlock, ListBlock, StructValue

from cms.blocks.figures import NumberBlock
from cms.blocks.links import LinkBlock
from cms.blocks.pieces import PiecesBlock
from cms.blocks.words import FittingBlock, LineBlock, PartsBlock
from portal.common.amounts import show_number
from portal.common.moments import today

JUDGED_BY = ("baseline", "baseline_year", "target", "year")
ALL = 100  # Hundredths: the whole way from the baseline to the target.


class Standing(NamedTuple):
    """Where an indicator stands, in a word and a colour."""

    name: str
    label: str
    tone: str

    @property
    def is_late(self) -> bool:
        return self.name in {"late", "behind"}


class ReadingBlock(PartsBlock):
    """What was measured on a day, and where one can look it up."""

    day = DateBlock(label=pgettext_lazy("of a reading", "Day"))
    value = NumberBlock(label=pgettext_lazy("of an indicator", "Value"))
    evidence = LineBlock(
        label=_("Evidence in words"),
        max_length=200,
        help_text=_("For example: “Report no. 12 of 30/9”. Say so if the number is made up."),
    )
    url = LinkBlock(label=_("Address of the evidence"), required=False)


class IndicatorValue(StructValue):
    """Progress is never typed: it follows from the readings."""

    @property
    def is_whole(self) -> bool:
        """Whether it says all by which it is judged; a draft may lack some of it."""
        return all(self[name] is not None for name in JUDGED_BY)

    @property
    def readings(self) -> list:
        """Those with a day and a number, the newest first."""
        whole = [one for one in self["readings"] if one["day"] and one["value"] is not None]
        return sorted(whole, key=lambda reading: reading["day"], reverse=True)

    @property
    def latest(self):
        return next(iter(self.readings), None)

    @property
    def percent(self) -> int | None:
        """How much of the way is gone; less than nothing is nothing."""
        way = self["target"] - self["baseline"]
        if not self.latest or not way:
            return None
        gone = (self.latest["value"] - self["baseline"]) / way
        return max(0, int(ALL * gone + 1e-9))  # Not rounded up: 99.9 % is not there yet.

    @property
    def share(self) -> int:
        """Of the bar."""
        return min(self.percent or 0, ALL)

    @property
    def from_to(self) -> dict[str, str]:
        return {name: self.with_unit(self[name]) for name in ("baseline", "target")}

    @property
    def latest_in_words(self) -> str:
        return self.with_unit(self.latest["value"]) if self.latest else ""

    def with_unit(self, value) -> str:
        return f"{show_number(value)} {self['unit']}".strip()

    @property
    def due_on(self) -> date:
        """The last day of its year."""
        return date(self["year"], 12, 31)

    @property
    def expected(self) -> int:
        """How much of the way would be gone on the day of the reading, were all years alike."""
        begins = date(self["baseline_year"], 12, 31)
        whole = (self.due_on - begins).days
        gone = (self.latest["day"] - begins).days if self.latest else 0
        return max(0, min(ALL, ALL * gone // whole)) if whole > 0 else ALL

    @property
    def standing(self) -> Standing:
        """Reached, late, behind or on its way; unknown as long as nothing was measured."""
        if self.percent is not None and self.percent >= ALL:
            return Standing("reached", pgettext("of an indicator", "Reached"), "good")
        if today() > self.due_on:
            return Standing("late", pgettext("of an indicator", "Late"), "late")
        if self.percent is None:
            return Standing("unknown", pgettext("of an indicator", "No figures yet"), "neutral")
        if self.percent < self.expected:
            return Standing("behind", pgettext("of an indicator", "Behind"), "waiting")
        return Standing("on-track", pgettext("of an indicator", "On its way"), "progress")


class IndicatorBlock(FittingBlock):
    """One number by which a goal is judged."""

    name = LineBlock(label=_("What is measured"), max_length=200)
    unit = LineBlock(
        label=_("Unit"), max_length=30, required=False, help_text=_("For example: %, households.")
    )
    baseline = NumberBlock(label=_("Baseline"), default=0)
    baseline_year = IntegerBlock(label=_("Year of the baseline"), min_value=1990, max_value=2100)
    target = NumberBlock(label=pgettext_lazy("of an indicator", "Target"))
    year = IntegerBlock(label=_("Year of the target"), min_value=1990, max_value=2100)
    readings = ListBlock(ReadingBlock(label=_("Reading")), label=_("Readings"), default=[])

    class Meta:
        icon = "order-up"
        label = _("Indicator")
        description = _("A number from a baseline to a target, with what was measured since.")
        value_class = IndicatorValue

    def misfits(self, value):
        wrong = {}
        if value["target"] == value["baseline"]:
            wrong["target"] = _("Target and baseline are the same: there is no way to go.")
        if value["year"] <= value["baseline_year"]:
            wrong["year"] = _("The target comes after the baseline.")
        if any(reading["day"] > today() for reading in value["readings"]):
            wrong["readings"] = _("A reading lies in the future.")
        return wrong


class IndicatorsBlock(PiecesBlock):
    """The numbers by which one goal is judged."""

    indicator = IndicatorBlock()
