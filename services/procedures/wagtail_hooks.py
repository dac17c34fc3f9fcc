"""Where editors read the official facts, and write plain words beside them."""

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views import chooser
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from portal.accounts import responsibilities
from portal.accounts.models import Agency
from portal.accounts.roles import MANAGE_PEOPLE
from portal.accounts.wagtail_pieces import AgenciesForm
from portal.common.forms import LineField, ParagraphsField
from services.procedures import actions
from services.procedures.forms import LONGEST_SEARCH
from services.procedures.models import Procedure

OFFICIAL = [
    "code",
    "name",
    "field",
    "life_event",
    "executing_agency",
    "promulgating_agency",
    "submission_mode",
    "service_level",
    "decision_number",
    "summary",
    "source",
    "is_verified",
    "is_active",
]
PLAIN = ["plain_summary", "plain_who", "plain_bring", "plain_time", "plain_fee", "plain_result"]


class ImportedOnly(ModelPermissionPolicy):
    """Procedures come from the official file: nobody makes or deletes one by hand."""

    def user_has_permission(self, user, action):
        return action not in {"add", "delete"} and super().user_has_permission(user, action)


register_permission_policy(Procedure, ImportedOnly(Procedure))


class PlainWordsForm(AgenciesForm):
    plain_summary = ParagraphsField(
        label=_("In short"),
        max_length=2000,
        required=False,
        help_text=Procedure._meta.get_field("plain_summary").help_text,
    )


class SearchIndexView(IndexView):
    """Finds procedures as residents do, with or without marks."""

    is_searchable = True

    def search_queryset(self, queryset):
        return queryset.search(self.search_query) if self.is_searching else queryset


class SearchForm(BaseFilterForm):
    q = LineField(
        label=_("Search term"),
        max_length=LONGEST_SEARCH,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": _("Search")}),
    )

    def filter(self, objects):
        self.search_query = self.cleaned_data["q"]
        self.is_searching = bool(self.search_query)
        return objects.search(self.search_query) if self.is_searching else objects


class Choosable:
    """Only procedures in force, found as residents find them."""

    filter_form_class = SearchForm

    def get_object_list(self):
        return Procedure.objects.active()


class ProcedureChooseView(Choosable, chooser.ChooseView):
    pass


class ProcedureChooseResultsView(Choosable, chooser.ChooseResultsView):
    pass


class ProcedureChooserViewSet(chooser.SnippetChooserViewSet):
    choose_view_class = ProcedureChooseView
    choose_results_view_class = ProcedureChooseResultsView


class ProcedureViewSet(SnippetViewSet):
    model = Procedure
    icon = "doc-full"
    menu_label = _("Procedures")
    menu_order = 260
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = [
        "name",
        "code",
        "field",
        BooleanColumn("is_verified", label=_("Verified")),
        BooleanColumn("is_active", label=_("In force")),
    ]
    list_filter = ["submission_mode", "level", "is_verified", "is_active"]
    list_per_page = 50
    index_view_class = SearchIndexView
    chooser_viewset_class = ProcedureChooserViewSet
    edit_handler = ObjectList(
        [
            HelpPanel(
                content=_("What you write here is kept when official facts are loaded anew.")
            ),
            MultiFieldPanel([FieldPanel(name) for name in PLAIN], heading=_("In plain words")),
            FieldPanel("agencies", permission=MANAGE_PEOPLE),
            MultiFieldPanel(
                [FieldPanel(name, read_only=True) for name in OFFICIAL],
                heading=_("Official facts, loaded from the national portal"),
            ),
        ],
        base_form_class=PlainWordsForm,
    )


register_snippet(ProcedureViewSet)


@hooks.register("after_edit_snippet")
def make_edited_findable(request, instance):
    if isinstance(instance, Procedure):
        actions.make_findable(instance)


def received_by(agency: Agency) -> list[responsibilities.Handled]:
    edit = "wagtailsnippets_procedures_procedure:edit"
    return [
        responsibilities.Handled(f"{one.code} · {one.name}", reverse(edit, args=[one.pk]))
        for one in Procedure.objects.active().filter(agencies=agency)
    ]


responsibilities.register(responsibilities.Responsibility(label=_("Procedures"), find=received_by))
