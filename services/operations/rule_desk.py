"""The rules of routing in Wagtail's admin: their list and order, a page for each, its trial."""

import django_filters
from django.db.models import Q
from django.forms import CharField, Form, HiddenInput
from django.http import HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import HeaderButton

from portal.accounts.roles import CHANGE_ROUTING
from portal.accounts.wagtail_pieces import (
    DayField,
    FoldedSearch,
    PageColumn,
    Refusable,
    StepView,
    page_of,
)
from portal.accounts.wagtail_policies import Managed
from portal.common.dates import show_day
from portal.common.moments import today
from services.operations import rule_words
from services.operations.rule_forms import RuleForm
from services.reports import actions
from services.reports.actions.ruling import stamp
from services.reports.models import RoutingRule
from services.reports.trial import LAST, try_out

PAGE = "routingrule:inspect"
ON, OFF, OVER = "on", "off", "over"


class ThoseWhoRoute(Managed):
    """Coordinators and administrators; nothing is ever deleted."""

    needed = {"add": CHANGE_ROUTING, "change": CHANGE_ROUTING, "view": CHANGE_ROUTING}


class RuleFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label=gettext_lazy("State"),
        method="in_state",
        choices=[
            (ON, pgettext_lazy("a rule", "On")),
            (OFF, pgettext_lazy("a rule", "Off")),
            (OVER, pgettext_lazy("a rule", "Over")),
        ],
    )

    class Meta:
        model = RoutingRule
        fields = []

    def in_state(self, queryset, name, value):
        over = Q(valid_until__lt=today())
        asked = {OVER: over, ON: Q(is_on=True) & ~over, OFF: Q(is_on=False) & ~over}
        return queryset.filter(asked[value])


class RuleIndexView(FoldedSearch, generic.IndexView):
    """In the order in which they are asked."""

    default_ordering = "position"

    def get_base_queryset(self):
        return RoutingRule.objects.with_conditions().in_order()

    def order_queryset(self, queryset):
        return queryset.in_order()


class RuleOrderView(generic.ReorderView):
    """A row was dragged, or moved by the arrow keys."""

    def post(self, request, *args, **kwargs):
        rule = get_object_or_404(RoutingRule, pk=kwargs["pk"])
        asked = request.GET.get("position", "")
        place = int(asked) if asked.isdecimal() and len(asked) < 6 else 99_999
        actions.move_rule(rule, by=request.user, place=place)
        return JsonResponse({"success": True})


class KeepsRule(Refusable):
    def save_instance(self):
        form = self.form
        return actions.save_rule(form.instance, by=self.request.user, **form.sets)

    def get_success_url(self):
        return reverse(PAGE, args=[self.object.pk])

    def get_success_buttons(self):
        return []


class RuleCreateView(KeepsRule, generic.CreateView):
    success_message = gettext_lazy("“%(object)s” is kept, and off. Try it out, then switch it on.")

    def get_success_message(self, instance):
        return self.success_message % {"object": instance}


class RuleEditView(KeepsRule, generic.EditView):
    def get(self, request, *args, **kwargs):
        rule = self.get_object()
        if rule.is_on:
            sentence = _("This rule is on. Switch it off, change it, then try it anew.")
            messages.warning(request, sentence)
            return HttpResponseRedirect(reverse(PAGE, args=[rule.pk]))
        return super().get(request, *args, **kwargs)


class RulePageView(generic.InspectView):
    """All about one rule: what it asks, to whom it sends, and what can be done with it."""

    template_name = "wagtailadmin/routing/rule.html"
    page_title = gettext_lazy("Routing rule")
    fields = ["name"]
    header_more_buttons = []

    @property
    def header_buttons(self):
        if self.object.is_on:
            return []
        return [HeaderButton(_("Edit"), url=self.get_edit_url(), icon_name="edit")]

    def get_context_data(self, **kwargs):
        rule = self.object
        return super().get_context_data(**kwargs) | {
            "rule": rule,
            "state": rule_words.state_of(rule),
            "tone": rule_words.tone_of(rule),
            "conditions": rule_words.conditions(rule),
        }


class TriedForm(Form):
    """Which version of the rule was tried."""

    tried = CharField(max_length=80, required=False, widget=HiddenInput)


class TrialView(StepView):
    """What the rule would have done lately, and beneath it the button that lets it decide."""

    template_name = "wagtailadmin/routing/trial.html"
    page_title = gettext_lazy("Try it out")
    submit_label = gettext_lazy("Switch it on")

    form_class = TriedForm

    def get_initial(self):
        return {"tried": stamp(self.object)}

    def act(self, form):
        rule = actions.switch_on(
            self.object, by=self.request.user, tried=form.cleaned_data["tried"]
        )
        return _("“%(rule)s” decides from now on.") % {"rule": rule}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "rule": self.object,
            "trial": try_out(self.object, by=self.request.user),
            "tried": stamp(self.object),
            "last": LAST,
        }


class OffView(StepView):
    page_title = pgettext_lazy("a rule", "Switch off")
    submit_label = pgettext_lazy("a rule", "Switch off")
    question = gettext_lazy("From now on the other rules decide. What it decided stays.")
    form_class = Form  # Nothing to fill in.

    def act(self, form):
        rule = actions.switch_off(self.object, by=self.request.user)
        return _("“%(rule)s” is off.") % {"rule": rule}


class LastDayForm(Form):
    last_day = DayField(label=gettext_lazy("Last day"), initial=today)


class EndView(StepView):
    page_title = pgettext_lazy("a rule", "End")
    submit_label = gettext_lazy("End on this day")
    question = gettext_lazy("From the day after it decides no more. What it decided stays.")
    is_serious = True
    form_class = LastDayForm

    def act(self, form):
        day = form.cleaned_data["last_day"]
        rule = actions.end_rule(self.object, by=self.request.user, last_day=day)
        return _("“%(rule)s” decides until %(day)s.") % {"rule": rule, "day": show_day(day)}


class MoveView(StepView):
    """One place up or down, for those who drag nothing."""

    steps = {"up": -1, "down": 1}

    def get(self, request, *args, **kwargs):
        return HttpResponseRedirect(self.get_success_url())

    def post(self, request, *args, **kwargs):
        by = self.steps.get(request.POST.get("way", ""), 0)
        before = RoutingRule.objects.in_order().values_list("pk", flat=True)
        place = list(before).index(self.object.pk) + by
        rule = actions.move_rule(self.object, by=request.user, place=max(place, 0))
        messages.success(
            request,
            _("“%(rule)s” is asked as number %(n)d.") % {"rule": rule, "n": rule.position},
        )
        return HttpResponseRedirect(self.get_success_url())


class RuleViewSet(ModelViewSet):
    model = RoutingRule
    url_prefix = "quy-tac-chuyen"
    icon = "redirect"
    menu_label = gettext_lazy("Rules")
    copy_view_enabled = False
    inspect_view_enabled = True
    add_to_reference_index = False
    sort_order_field = "position"
    index_view_class = RuleIndexView
    add_view_class = RuleCreateView
    edit_view_class = RuleEditView
    inspect_view_class = RulePageView
    reorder_view_class = RuleOrderView
    filterset_class = RuleFilterSet
    list_per_page = 200
    list_display = [
        PageColumn("name", page_of(PAGE), label=gettext_lazy("Name")),
        Column("position", label=gettext_lazy("Asked as number")),
        Column("asks", label=gettext_lazy("Fits"), accessor=rule_words.in_short),
        Column("target", label=gettext_lazy("Sends to")),
        Column("state", label=gettext_lazy("State"), accessor=rule_words.state_of),
    ]

    def get_form_class(self, for_update=False):
        return RuleForm

    def get_urlpatterns(self):
        steps = {"trial": TrialView, "off": OffView, "end": EndView, "move": MoveView}
        return [
            *super().get_urlpatterns(),
            *(
                path(f"{name}/<int:pk>/", self.construct_view(view), name=name)
                for name, view in steps.items()
            ),
        ]
