"""The figures of the reports desk: each number leads to the list that makes it."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_safe

from portal.accounts.models import Agency
from portal.common.admin import frame
from portal.common.dates import show_day
from portal.common.moments import today
from portal.common.vietnamese import sort_key
from portal.places.models import Commune
from services.operations.days import DayField
from services.operations.queues import EVERYTHING
from services.reports import measures
from services.reports.measures import LONGEST, Measure, Span
from services.reports.models import Category, Report
from services.reports.models.report_querysets import DESK

ICON = "table"
DAYS = 29  # Before today: what is shown first.
WHAT = {
    "category": gettext_lazy("Kind"),
    "commune": gettext_lazy("Commune"),
    "agency": gettext_lazy("Agency"),
    "week": gettext_lazy("Week"),
}
NAMED = {"category": Category, "commune": Commune, "agency": Agency}


class FiguresForm(forms.Form):
    """From which day to which, and by what; nonsense shows the last thirty days by kind."""

    first = DayField(label=gettext_lazy("From day"), required=False)
    last = DayField(label=gettext_lazy("To day"), required=False)
    by = forms.ChoiceField(label=gettext_lazy("By"), choices=list(WHAT.items()), required=False)

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        last = facts.get("last") or today()
        first = facts.get("first") or last - timedelta(days=DAYS)
        if first > last:
            self.add_error("first", _("The last day comes before the first."))
        elif last - first > LONGEST:
            self.add_error("first", _("Choose at most a quarter of a year."))
        return facts | {"span": Span(first, last), "by": facts.get("by") or "category"}

    @property
    def chosen(self) -> tuple[Span, str]:
        if self.is_valid():
            return self.cleaned_data["span"], self.cleaned_data["by"]
        return Span(today() - timedelta(days=DAYS), today()), "category"


@require_safe
def show_figures(request):
    if not request.user.has_perm(DESK):
        raise PermissionDenied
    form = FiguresForm(request.GET or None)
    span, by = form.chosen
    form.initial = {"first": span.first, "last": span.last, "by": by}
    rows = measures.measure(Report.objects.visible_to(request.user), span, by=by)
    context = furniture() | {
        "form": form,
        "what": WHAT[by],
        "rows": [row(name, rows[key], span, by, key) for key, name in named(rows, by)],
        "total": row(_("Together"), measures.total(rows), span),
        "has_late": by != "week",
    }
    return render(request, "operations/reports/figures.html", context)


def named(rows: Mapping[Any, Measure], by: str) -> list[tuple[Any, str]]:
    """Every key of the rows with its name, in the order in which people look for it."""
    if by == "week":
        return [(monday, week(monday)) for monday in sorted(rows, reverse=True)]
    names = [(thing.pk, str(thing)) for thing in NAMED[by].objects.filter(pk__in=rows)]
    return sorted(names, key=lambda one: sort_key(one[1]))


def week(monday: date) -> str:
    facts = {"first": show_day(monday), "last": show_day(monday + timedelta(days=6))}
    return _("%(first)s to %(last)s") % facts


def row(name: str, one: Measure, span: Span, by: str = "", key: Any = None) -> dict[str, Any]:
    """One line of the table: numbers in words, each with the list that makes it."""
    if by == "week":
        span, narrowed = within(span, key), {}
    else:
        narrowed = {by: key} if by else {}
    answered = {"view": "all", "state": sorted(measures.HANDLED)}
    closed = narrowed | answered | days("closed_at", span)
    return {
        "name": name,
        "received": cell(one.received, narrowed | {"view": "all"} | days("created_at", span)),
        "closed": cell(one.closed, closed),
        "median": days_in_words(one.median_days),
        "slowest": days_in_words(one.slowest_days),
        "on_time": share(one.on_time, one.closed, closed | {"outcome": "in_time"}),
        "reopened": share(one.reopened, one.closed, closed | {"reopened": "1"}),
        "satisfied": share(one.satisfied, one.rated, {}),
        "rated": cell(one.rated, narrowed | {"view": "all"} | days("judged", span)),
        "late_now": cell(one.late_now, narrowed | {"view": "overdue"}),
    }


def within(span: Span, monday: date) -> Span:
    """The days of this week that were asked about."""
    return Span(max(span.first, monday), min(span.last, monday + timedelta(days=6)))


def days(name: str, span: Span) -> dict[str, str]:
    return {f"{name}_from": span.first.isoformat(), f"{name}_to": span.last.isoformat()}


def cell(number: int, asked: Mapping[str, Any]) -> dict[str, Any]:
    return {"text": number_format(number), "url": listing(asked) if number else ""}


def share(part: int, whole: int, asked: Mapping[str, Any]) -> dict[str, Any]:
    """How many of a hundred, with the list of that part."""
    if not whole:
        return {"text": "–", "url": ""}
    return {
        "text": _("%(number)s%%") % {"number": round(100 * part / whole)},
        "url": listing(asked) if part and asked else "",
    }


def listing(asked: Mapping[str, Any]) -> str:
    return f"{reverse('desk_reports')}?{urlencode({'scope': EVERYTHING} | dict(asked), doseq=True)}"


def days_in_words(days: float | None) -> str:
    return "–" if days is None else number_format(round(days, 1), decimal_pos=1)


def furniture() -> dict[str, Any]:
    desk = {"url": reverse("desk_reports"), "label": pgettext("of residents", "Reports")}
    here = {"url": "", "label": _("Figures")}
    return frame(_("Figures of the reports desk"), ICON, desk, here)


urlpatterns = [path("phan-anh/so-lieu/", show_figures, name="desk_report_figures")]
