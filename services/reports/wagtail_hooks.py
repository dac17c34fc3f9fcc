"""Report categories in Wagtail's admin: how soon they are due, and who handles them."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from portal.accounts import responsibilities
from portal.accounts.models import Agency
from portal.accounts.wagtail_pieces import AgenciesForm, FoldedSearch
from portal.accounts.wagtail_policies import Managed
from services.reports import wagtail_partners  # noqa: F401 - registers its screens
from services.reports.models import Category

EDIT = "wagtailsnippets_reports_category:edit"


class LoadedOnly(Managed):
    """Categories come from the administration's file: here one says who handles them."""

    needed = {name: permission for name, permission in Managed.needed.items() if name != "add"}


register_permission_policy(Category, LoadedOnly(Category))


class CategoryIndexView(FoldedSearch, IndexView):
    def get_base_queryset(self):
        return Category.objects.select_related("group").prefetch_related("agencies")


def target_in_words(category: Category) -> str:
    days = category.target_days
    return ngettext("%(n)s working day", "%(n)s working days", days) % {"n": days}


class CategoryViewSet(SnippetViewSet):
    model = Category
    icon = "tag"
    menu_label = _("Report categories")
    url_prefix = "loai-phan-anh"
    add_to_settings_menu = True
    copy_view_enabled = False
    index_view_class = CategoryIndexView
    list_display = [
        "name",
        "group",
        Column("target_days", label=_("Target"), accessor=target_in_words),
        Column("agencies_in_words", label=_("Handled by")),
        BooleanColumn("is_active", label=_("Offered")),
    ]
    list_filter = ["group", "is_active"]
    list_per_page = 50
    edit_handler = ObjectList(
        [
            FieldPanel("name", read_only=True),
            FieldPanel("target_days", read_only=True),
            FieldPanel("is_active"),
            FieldPanel("needs_pair"),
            FieldPanel("agencies"),
        ],
        base_form_class=AgenciesForm,
    )


register_snippet(CategoryViewSet)


def handled_by(agency: Agency) -> list[responsibilities.Handled]:
    return [
        responsibilities.Handled(category.name, reverse(EDIT, args=[category.pk]))
        for category in Category.objects.filter(agencies=agency)
    ]


responsibilities.register(
    responsibilities.Responsibility(label=_("Report categories"), find=handled_by)
)
