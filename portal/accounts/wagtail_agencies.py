"""The tree of agencies in Wagtail's admin: a list, a page for each, and the steps of its life."""

import django_filters
from django.db.models import Q
from django.forms import Form
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import HeaderButton
from wagtail.log_actions import log

from portal.accounts import actions, responsibilities
from portal.accounts.models import Agency, Membership
from portal.accounts.wagtail_agency_forms import AgencyForm, CodeForm, LastDayForm, NewAgencyForm
from portal.accounts.wagtail_pieces import FoldedSearch, PageColumn, Refusable, StepView, page_of
from portal.common.dates import show_day
from portal.common.moments import now

PAGE = "agency:inspect"
WORKING, CLOSED = "working", "closed"


class AgencyFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label=gettext_lazy("State"),
        method="in_state",
        choices=[
            (WORKING, gettext_lazy("Works today")),
            (CLOSED, pgettext_lazy("an agency", "Closed")),
        ],
    )

    class Meta:
        model = Agency
        fields = ["kind"]

    def in_state(self, queryset, name, value):
        working = Q(pk__in=Agency.objects.open())
        return queryset.filter(working if value == WORKING else ~working)


class AgencyIndexView(FoldedSearch, generic.IndexView):
    """The tree from the top down; what is searched for stands by itself."""

    default_ordering = "tree_key"

    def get_base_queryset(self):
        return Agency.objects.with_places()

    def order_queryset(self, queryset):
        return queryset.in_tree_order()


class AgencyCreateView(Refusable, generic.CreateView):
    def get_initial(self):
        return super().get_initial() | {"parent": self.request.GET.get("parent")}

    def save_instance(self):
        form = self.form
        agency = actions.open_agency(form.instance, since=form.cleaned_data["since"])
        actions.set_hours(agency, form.week)
        log(agency, "wagtail.create", user=self.request.user)
        return agency

    def get_success_url(self):
        return reverse(PAGE, args=[self.object.pk])


class AgencyEditView(Refusable, generic.EditView):
    def save_instance(self):
        agency = actions.save_agency(self.form.instance)
        actions.set_hours(agency, self.form.week)
        log(agency, "wagtail.edit", user=self.request.user)
        return agency

    def get_success_url(self):
        return reverse(PAGE, args=[self.object.pk])


class AgencyPageView(generic.InspectView):
    """All about one agency: where it stands, when it is open, who serves, what it handles."""

    template_name = "wagtailadmin/agencies/page.html"
    page_title = gettext_lazy("Agency")
    fields = ["name"]
    header_more_buttons = []

    def get_object(self, queryset=None):
        agency = super().get_object(queryset)
        self.above = agency.ancestors
        return agency

    def get_breadcrumbs_items(self):
        above = [{"url": reverse(PAGE, args=[one.pk]), "label": one.name} for one in self.above]
        index = {"url": reverse(self.index_url_name), "label": _("Agencies")}
        return [*self.breadcrumbs_items, index, *above, {"url": "", "label": self.object.name}]

    @property
    def header_buttons(self):
        if not self.user_has_permission("change"):
            return []
        return [HeaderButton(_("Edit"), url=self.get_edit_url(), icon_name="edit")]

    def get_context_data(self, **kwargs):
        agency, hours = self.object, self.object.hours
        may_change = self.user_has_permission("change")
        serving = Membership.objects.active().filter(agency=agency)
        return super().get_context_data(**kwargs) | {
            "agency": agency,
            "above": self.above,
            "may_change": may_change,
            "may_have_children": may_change and agency.is_open and agency.kind != Agency.Kind.DESK,
            "week": hours.in_words(),
            "now_in_words": hours.now_in_words(now()),
            "children": agency.children.in_tree_order(),
            "codes": agency.codes.all(),
            "serving": serving.select_related("user").order_by("role", "user__name_key"),
            "responsibilities": responsibilities.of(agency),
        }


class CodeView(StepView):
    """Record an identifier code; the one before it of the same form ends the day before."""

    form_class = CodeForm
    page_title = gettext_lazy("Record a code")
    log_action = "accounts.record_code"

    def act(self, form):
        row = actions.record_code(self.object, **form.cleaned_data)
        facts = {"agency": self.object, "code": row.code, "day": show_day(row.valid_from)}
        return _("%(agency)s: code %(code)s from %(day)s.") % facts


class CloseView(StepView):
    """Let an agency work until a day, and no longer."""

    log_action = "accounts.close"
    is_serious = True
    page_title = pgettext_lazy("an agency", "Close")
    submit_label = gettext_lazy("Close the agency")
    question = gettext_lazy(
        "From the day after, nobody can choose this agency any more. What it did stays, and who "
        "serves there leaves with it."
    )
    form_class = LastDayForm

    def act(self, form):
        last_day = form.cleaned_data["last_day"]
        actions.close_agency(self.object, last_day=last_day, by=self.request.user)
        facts = {"agency": self.object, "day": show_day(last_day)}
        return _("%(agency)s works until %(day)s.") % facts


class ReopenView(StepView):
    log_action = "accounts.reopen"
    page_title = gettext_lazy("Open again")
    submit_label = gettext_lazy("Open again")
    question = gettext_lazy("Shall this agency work again? Who serves there begins anew.")
    form_class = Form  # Nothing to fill in.

    def act(self, form):
        actions.reopen_agency(self.object)
        return _("%(agency)s works again.") % {"agency": self.object}


class AgencyViewSet(ModelViewSet):
    model = Agency
    icon = "home"
    menu_label = gettext_lazy("Agencies")
    copy_view_enabled = False
    inspect_view_enabled = True
    add_to_reference_index = False
    index_view_class = AgencyIndexView
    add_view_class = AgencyCreateView
    edit_view_class = AgencyEditView
    inspect_view_class = AgencyPageView
    filterset_class = AgencyFilterSet
    list_per_page = 100
    list_display = [
        PageColumn("name_in_tree", page_of(PAGE), label=gettext_lazy("Name")),
        Column("kind", label=gettext_lazy("Kind"), accessor="get_kind_display"),
        Column("code", label=gettext_lazy("Agency identifier")),
        Column("commune", label=gettext_lazy("Commune")),
        Column("state", label=gettext_lazy("State"), accessor=lambda row: state_of(row)),
    ]

    def get_form_class(self, for_update=False):
        return AgencyForm if for_update else NewAgencyForm

    def get_urlpatterns(self):
        steps = {"code": CodeView, "close": CloseView, "reopen": ReopenView}
        return [
            *super().get_urlpatterns(),
            *(
                path(f"{name}/<int:pk>/", self.construct_view(view), name=name)
                for name, view in steps.items()
            ),
        ]


def state_of(agency: Agency) -> str:
    """Whether it works, or until when it did."""
    if agency.closed_on is None:
        return _("Works today")
    return _("Until %(day)s") % {"day": show_day(agency.closed_on)}
