"""Where editors read which links lead nowhere, and mend what they may."""

import django_filters
from django.contrib import messages
from django.db.models import F, Max, Sum
from django.forms import CheckboxSelectMultiple
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms import tasks
from cms.links.missed import KEPT
from cms.models import Link, MissedAddress
from cms.models.links import LinkQuerySet
from portal.common.moments import today
from portal.common.spreadsheets import plain
from portal.jobs.queue import enqueue

ON_THE_FIRST_SCREEN = 8
REPORT, MISSED = "links_report", "links_missed"
TITLE, MISSED_TITLE = gettext_lazy("Broken links"), gettext_lazy("Addresses met in vain")
REDIRECT = "wagtailredirects.add_redirect"


def to_mend_by(user) -> LinkQuerySet:
    """What this person can mend: on the pages she may change."""
    pages = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "change")
    links = Link.objects.to_mend().filter(page__in=pages.values("pk"))
    return links.select_related("page")


class LinkFilters(WagtailFilterSet):
    state = django_filters.MultipleChoiceFilter(
        label=gettext_lazy("What was found"),
        choices=[(state, state.label) for state in [*sorted(Link.BAD), Link.State.MOVED]],
        widget=CheckboxSelectMultiple,
    )
    kind = django_filters.MultipleChoiceFilter(
        label=gettext_lazy("Leads to"), choices=Link.Kind.choices, widget=CheckboxSelectMultiple
    )

    class Meta:
        model = Link
        fields = ["state", "kind"]


class SafeReport(ReportView):
    """A report for everyone who writes pages, whose files hold no formulas."""

    permission_policy = policy_registry.get_by_type(Page)
    any_permission_required = ["add", "change", "publish"]

    def preprocess_field_value(self, field, value, export_format):
        value = super().preprocess_field_value(field, value, export_format)
        return plain(value) if isinstance(value, str) else value


class BrokenLinks(SafeReport):
    model = Link
    page_title = TITLE
    header_icon = "link"
    index_url_name, index_results_url_name = REPORT, "links_report_results"
    results_template_name = "cms/links/report_results.html"
    filterset_class = LinkFilters
    export_filename = "lien-ket-hong"
    list_export = ["page.title", "shown", "finding", "leads_to", "first_bad_on", "looked_at"]
    export_headings = {
        "page.title": gettext_lazy("On the page"),
        "shown": gettext_lazy("Leads to"),
        "finding": gettext_lazy("What was found"),
        "leads_to": gettext_lazy("leads on to"),
        "first_bad_on": gettext_lazy("bad since"),
        "looked_at": gettext_lazy("last looked at"),
    }

    def get_queryset(self):
        oldest_first = F("first_bad_on").asc(nulls_last=True)
        return to_mend_by(self.request.user).order_by(oldest_first, "page__title", "pk")


class MissedAddresses(SafeReport):
    model = MissedAddress
    page_title = MISSED_TITLE
    header_icon = "help"
    index_url_name, index_results_url_name = MISSED, "links_missed_results"
    results_template_name = "cms/links/missed_results.html"
    export_filename = "dia-chi-khong-thay"
    list_export = ["path", "total", "last", "page"]
    export_headings = {
        "path": gettext_lazy("Address"),
        "total": pgettext_lazy("how often", "Times"),
        "last": gettext_lazy("Last on"),
        "page": gettext_lazy("followed from"),
    }

    def get_queryset(self):
        lately = MissedAddress.objects.filter(day__gte=today() - KEPT)
        counted = lately.values("path").annotate(
            total=Sum("times"), last=Max("day"), page=Max("seen_on")
        )
        return counted.order_by("-total", "path")

    def get_context_data(self, *args, **kwargs):
        may = {"may_redirect": self.request.user.has_perm(REDIRECT)}
        return super().get_context_data(*args, **kwargs) | may


@require_POST
def look_again(request, pk: int):
    """Have the worker look at one link anew."""
    link = get_object_or_404(to_mend_by(request.user), pk=pk)
    if link.kind == Link.Kind.OUTSIDE:
        enqueue(tasks.look_outside, [link.address])
    else:
        enqueue(tasks.look_again, link.page_id)
    said = _("“%(link)s” is looked at again; in a minute you see here what was found.")
    messages.success(request, said % {"link": link.shown})
    return redirect(REPORT)


class ToMend(Component):
    """On the first screen of those who may change such pages."""

    order = 131
    template_name = "cms/links/to_mend.html"

    def get_context_data(self, parent_context):
        links = to_mend_by(parent_context["request"].user).broken()
        shown = list(links.order_by("first_bad_on", "pk")[: ON_THE_FIRST_SCREEN + 1])
        return {
            "links": shown[:ON_THE_FIRST_SCREEN],
            "has_more": len(shown) > ON_THE_FIRST_SCREEN,
        }


class ForWriters(MenuItem):
    """A screen in the menu, for those who write pages."""

    def is_shown(self, request):
        return user_has_any_page_permission(request.user)


def report_item() -> MenuItem:
    return ForWriters(TITLE, reverse_lazy(REPORT), name="broken-links", icon_name="link", order=600)


def missed_item() -> MenuItem:
    where = reverse_lazy(MISSED)
    return ForWriters(MISSED_TITLE, where, name="missed-addresses", icon_name="help", order=610)


urlpatterns = [
    path("lien-ket-hong/", BrokenLinks.as_view(), name=REPORT),
    path(
        "lien-ket-hong/ket-qua/",
        BrokenLinks.as_view(results_only=True),
        name="links_report_results",
    ),
    path("lien-ket-hong/<int:pk>/xem-lai/", look_again, name="links_look_again"),
    path("dia-chi-khong-thay/", MissedAddresses.as_view(), name=MISSED),
    path(
        "dia-chi-khong-thay/ket-qua/",
        MissedAddresses.as_view(results_only=True),
        name="links_missed_results",
    ),
]
