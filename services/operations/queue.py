"""The queue: the officers' list of reports, on Wagtail's own listing and filters."""

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.views import generic

from services.operations import queue_bulk
from services.operations.models import SavedFilter
from services.operations.queue_export import QueueExport
from services.operations.queue_filters import ASKED, LONGEST_SEARCH, QueueFilterSet
from services.operations.queues import MOST, OPEN, SCOPES, VIEWS, Queue, asked_for
from services.reports.models import Report
from services.reports.models.report_querysets import DESK
from services.reports.risk import TONES, Edges, Risk, risk_of
from services.reports.workflow import HANDLE

PER_PAGE = 40
ICON = "comment"
KEYS = {"mine": "m", "agency": "a", "everything": "e"}  # After g, as in queue.js.


class QueuePaginator(WagtailPaginator):
    @cached_property
    def items_count_label(self):
        if self.count > MOST:
            return _("more than %(most)d reports") % {"most": MOST}
        return ngettext("%(count)d report", "%(count)d reports", self.count) % {"count": self.count}


class QueueView(QueueExport, generic.IndexView):
    """What waits, in the order of its risk of being late; narrowed by Wagtail's own filters."""

    model = Report
    template_name = "operations/reports/queue.html"
    results_template_name = "operations/reports/queue_results.html"
    index_url_name = "desk_reports"
    index_results_url_name = "desk_reports_results"
    filterset_class = QueueFilterSet
    paginator_class = QueuePaginator
    paginate_by = PER_PAGE
    header_icon = ICON
    is_searchable = True
    any_permission_required = None  # Asked here, as every desk of ours is.

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(DESK):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        return pgettext("of residents", "Reports")

    def get_base_queryset(self):
        return Report.objects.visible_to(self.request.user)

    def order_queryset(self, queryset):
        return queryset

    def search_queryset(self, queryset):
        return queryset.saying(self.search_query[:LONGEST_SEARCH])

    def get_queryset(self):
        return self.queue.rows

    @cached_property
    def queue(self) -> Queue:
        return asked_for(self.request.user, super().get_queryset(), self.request.GET)

    def get_context_data(self, *args, **kwargs):
        context = super().get_context_data(*args, **kwargs)
        if self.is_export:
            return context
        say_risks(context["object_list"], self.queue.edges)
        return context | {
            "scope": self.queue.scope,
            "view_name": self.queue.view,
            "tabs": self.tabs(),
            "buckets": [self.link(view) for view in (OPEN, *Risk)],
            "other_views": [self.link(view) for view in VIEWS if view not in (OPEN, *Risk)],
            "totals": self.totals(),
            "most": MOST,
            "is_cut": len(self.queue.rows) > MOST,
            "refresh_url": reverse("desk_reports_refresh"),
            "saved": self.saved_filters(),
            "present": self.present,
            "bulk_actions": queue_bulk.offered_to(self.request.user),
            "may_handle": self.request.user.has_perm(HANDLE),
        }

    def tabs(self) -> list[dict]:
        chosen, counts = self.queue.scope, self.queue.counts
        return [
            {
                "label": label,
                "url": self.address(scope=scope, view=""),
                "count": counts[scope],
                "is_chosen": scope == chosen,
                "key": KEYS[scope],
                "name": scope,
            }
            for scope, label in SCOPES.items()
        ]

    def link(self, view: str) -> dict:
        """A view of this tab, and how many it shows where that is counted."""
        return {
            "label": VIEWS[view],
            "url": self.address(view="" if view == OPEN else view),
            "count": self.queue.counts.get(view),
            "is_chosen": view == self.queue.view,
            "tone": TONES.get(view, "neutral"),
        }

    def totals(self) -> str:
        counts = self.queue.counts
        return _("%(open)d open, of which %(late)d overdue and %(today)d due today") % {
            "open": counts[OPEN],
            "late": counts[Risk.OVERDUE],
            "today": counts[Risk.TODAY],
        }

    def saved_filters(self) -> list[SavedFilter]:
        return list(SavedFilter.objects.visible_to(self.request.user).with_people())

    def kept(self, *but: str) -> list[tuple[str, str]]:
        """What the address asks, besides these."""
        return [(name, value) for name, value in self.asked if name not in but]

    @cached_property
    def asked(self) -> list[tuple[str, str]]:
        """What the address asks that the queue understands, in one order."""
        given = self.request.GET
        return [(name, value) for name in ASKED for value in given.getlist(name) if value]

    @property
    def present(self) -> str:
        return urlencode(self.asked)

    def address(self, **changed: str) -> str:
        """The queue as it is, with these changed."""
        rest = self.kept(*changed)
        asked = rest + [(name, value) for name, value in changed.items() if value]
        return f"{self.index_url}?{urlencode(asked)}" if asked else self.index_url


def say_risks(reports: list[Report], edges: Edges) -> None:
    """Give each row its bucket in words, and the colour beside them."""
    words = {bucket: (str(bucket.label), TONES[bucket]) for bucket in Risk}
    for report in reports:
        report.risk_word, report.risk_tone = words.get(risk_of(report, edges), ("", ""))
