"""What our screens in Wagtail's admin share: folded search, one small form, a page of facts."""

from django import forms
from django.contrib.admin.utils import quote
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.views.generic.edit import FormView
from wagtail.admin import messages
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets import AdminDateInput
from wagtail.log_actions import log

from portal.accounts.models import Agency
from portal.common.dates import show_day
from portal.common.forms import ModelChoiceField
from portal.common.workflow import StepRefused

LONGEST_SEARCH = 200


class FoldedSearch:
    """A list that finds its rows without marks, by the rows' own `search`."""

    is_searchable = True
    table_classname = "listing people-table"

    def search_queryset(self, queryset):
        if not self.is_searching:
            return queryset
        return queryset.search(self.search_query[:LONGEST_SEARCH])


class PageColumn(TitleColumn):
    """What something is called, with a link to its page."""

    def __init__(self, name, page, **options):
        super().__init__(name, get_url=page, **options)


class DayColumn(Column):
    """A day, 22/11/2026."""

    def get_value(self, instance):
        day = super().get_value(instance)
        return show_day(day) if day else ""


def page_of(url_name: str, accessor=lambda row: row):
    """Where the page of a row, or of what belongs to it, is found."""
    return lambda row: reverse(url_name, args=[quote(accessor(row).pk)])


class DayField(forms.DateField):
    """A day, written as people here write it or as machines do."""

    widget = AdminDateInput

    def __init__(self, **options):
        super().__init__(input_formats=["%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d"], **options)


class AgencyField(ModelChoiceField):
    """One of the agencies that work today, in the order of the tree."""

    def __init__(self, **options):
        super().__init__(Agency.objects.none(), **options)

    def label_from_instance(self, agency) -> str:
        return agency.name_in_tree


def offered_agencies():
    return Agency.objects.open().in_tree_order()


class AgenciesField(forms.ModelMultipleChoiceField):
    """Any number of agencies, ticked in the tree."""

    widget = forms.CheckboxSelectMultiple(attrs={"class": "agencies"})

    def __init__(self, **options):
        super().__init__(Agency.objects.none(), required=False, **options)

    def label_from_instance(self, agency) -> str:
        return agency.name_in_tree


class AgenciesForm(WagtailAdminModelForm):
    """A form over something that agencies handle; one that is closed stays until unticked."""

    agencies = AgenciesField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if field := self.fields.get("agencies"):
            named = self._meta.model._meta.get_field("agencies")
            field.label, field.help_text = capfirst(named.verbose_name), named.help_text
            chosen = self.instance.agencies.values("pk") if self.instance.pk else []
            offered = Agency.objects.open() | Agency.objects.filter(pk__in=chosen)
            field.queryset = offered.in_tree_order()


class Refusable:
    """Shows a refused action's sentence above the form, as if it were the form's own."""

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except StepRefused as refusal:
            form.add_error(None, str(refusal))
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        self.produced_error_message = self.get_error_message()
        return self.form_invalid(form)


class StepView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """One step in the life of a row: a question, a small form, an action, and back to its page."""

    model = None
    permission_required = "change"
    template_name = "wagtailadmin/agencies/step.html"
    log_action = ""
    index_url_name = None
    inspect_url_name = None
    question = ""
    submit_label = _("Save")
    is_serious = False

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.object = get_object_or_404(self.model, pk=kwargs["pk"])

    def act(self, form) -> str:
        """Do it, and answer with the sentence that says so; StepRefused says why not."""
        raise NotImplementedError

    def form_valid(self, form):
        try:
            said = self.act(form)
        except StepRefused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        if self.log_action:
            facts = {name: str(value) for name, value in form.cleaned_data.items()}
            log(self.object, self.log_action, user=self.request.user, data=facts)
        messages.success(self.request, said)
        return HttpResponseRedirect(self.get_success_url())

    def get_success_url(self):
        return reverse(self.inspect_url_name, args=[quote(self.object.pk)])

    def get_page_subtitle(self):
        return str(self.object)

    def get_breadcrumbs_items(self):
        names = capfirst(self.model._meta.verbose_name_plural)
        return [
            *self.breadcrumbs_items,
            {"url": reverse(self.index_url_name), "label": names},
            {"url": self.get_success_url(), "label": str(self.object)},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"back_url": self.get_success_url()}
