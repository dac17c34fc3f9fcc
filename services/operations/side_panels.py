"""Beside a report: its clock, what lies around it, and what was told of it, in Wagtail's panels."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import BaseSidePanel

from services.operations import message_desk
from services.reports import around, clock_story
from services.reports.around import NEAR, Neighbour
from services.reports.models import Report

SIZE = 320  # Of the small map, in its own units.


class ReportPanel(BaseSidePanel):
    """A panel about one report; `count` stands on its button."""

    icon = ""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        @property
        def aria_label(self):
            return self.panel.title

        @property
        def icon_name(self):
            return self.panel.icon

        def get_context_data(self, parent_context):
            return super().get_context_data(parent_context) | {"count": self.panel.count}

    def __init__(self, report: Report, request: Any) -> None:
        super().__init__(report, request)
        self.shown = self.gather(report)

    @property
    def count(self) -> int:
        return 0

    def gather(self, report: Report) -> dict[str, Any]:
        raise NotImplementedError

    def get_context_data(self, parent_context):
        return super().get_context_data(parent_context) | self.shown


class ClockPanel(ReportPanel):
    name, title, icon, order = "clock", _("The clock"), "time", 100
    template_name = "operations/reports/panels/clock.html"

    def gather(self, report: Report) -> dict[str, Any]:
        events = sorted(report.events.all(), key=lambda event: event.pk)
        return {"chapters": clock_story.told(report, events)}


class AroundPanel(ReportPanel):
    name, title, icon, order = "around", _("Around it"), "site", 200
    template_name = "operations/reports/panels/around.html"

    def gather(self, report: Report) -> dict[str, Any]:
        near, earlier = around.open_around(report), around.earlier_here(report)
        mine = on_desk(self.request.user, [*near, *earlier])
        return {
            "has_pin": report.lat is not None,
            "near": [row(one, number, mine) for number, one in enumerate(near, 1)],
            "earlier": [row(one, number, mine) for number, one in enumerate(earlier, 1)],
            "dots": [dot(report, one.report) for one in near],
            "rings": [ring(metres) for metres in (100, 250, NEAR)],
            "size": SIZE,
        }

    @property
    def count(self) -> int:
        return len(self.shown["near"])


class MessagesPanel(ReportPanel):
    name, title, icon, order = "messages", _("What was told"), "mail", 300
    template_name = "operations/reports/panels/messages.html"

    def gather(self, report: Report) -> dict[str, Any]:
        return {"told": message_desk.panel(self.request.user, report.reference)}

    @property
    def count(self) -> int:
        return len(self.shown["told"]["rows"])


def panels(report: Report, request: Any) -> MediaContainer:
    kinds = (ClockPanel, AroundPanel, MessagesPanel)
    return MediaContainer([kind(report, request) for kind in kinds])


def on_desk(user, neighbours: Iterable[Neighbour]) -> set[int]:
    """Which of these lie on this officer's own desk; of the others everybody's page is shown."""
    keys = [one.report.pk for one in neighbours]
    return set(Report.objects.visible_to(user).filter(pk__in=keys).values_list("pk", flat=True))


def row(one: Neighbour, number: int, mine: set[int]) -> dict[str, Any]:
    report = one.report
    desk = reverse("desk_report", args=[report.reference])
    return {
        "number": number,
        "report": report,
        "metres": one.metres,
        "url": desk if report.pk in mine else report.get_absolute_url(),
    }


def dot(report: Report, other: Report) -> Sequence[float]:
    """Where a neighbour stands on the small map: north is up, and the report in the middle."""
    east, north = around.offset(report, other)
    return [round(SIZE / 2 * (1 + part / NEAR), 1) for part in (east, -north)]


def ring(metres: int) -> dict[str, float]:
    return {"metres": metres, "r": round(SIZE / 2 * metres / NEAR, 1)}
