"""The teams of the agencies in Wagtail's admin: to whom routing may send what they know best."""

from django.urls import reverse
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import BooleanColumn, Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from portal.accounts.wagtail_pieces import FoldedSearch, Refusable
from services.operations.rule_forms import NewTeamForm, TeamForm
from services.reports import actions
from services.reports.models import Team

EDIT = "team:edit"


class TeamIndexView(FoldedSearch, generic.IndexView):
    default_ordering = "agency__tree_key"

    def get_base_queryset(self):
        return Team.objects.select_related("agency").prefetch_related("members")

    def order_queryset(self, queryset):
        return queryset.order_by("agency__tree_key", "name")


class KeepsTeam(Refusable):
    def save_instance(self):
        form = self.form
        return actions.save_team(form.instance, by=self.request.user, members=form.members)


class TeamCreateView(KeepsTeam, generic.CreateView):
    success_message = gettext_lazy("“%(object)s” is kept. Now tick who belongs to it.")

    def get_success_message(self, instance):
        return self.success_message % {"object": instance}

    def get_success_url(self):
        return reverse(EDIT, args=[self.object.pk])

    def get_success_buttons(self):
        return []


class TeamEditView(KeepsTeam, generic.EditView):
    pass


class TeamViewSet(ModelViewSet):
    model = Team
    url_prefix = "to"
    icon = "group"
    menu_label = gettext_lazy("Teams")
    copy_view_enabled = False
    add_to_reference_index = False
    index_view_class = TeamIndexView
    add_view_class = TeamCreateView
    edit_view_class = TeamEditView
    list_per_page = 50
    list_display = [
        TitleColumn("name", url_name=EDIT, label=gettext_lazy("Name")),
        Column("agency", label=gettext_lazy("Agency")),
        Column("members_in_words", label=gettext_lazy("Members")),
        BooleanColumn("is_active", label=gettext_lazy("Gets reports")),
    ]

    def get_form_class(self, for_update=False):
        return TeamForm if for_update else NewTeamForm
