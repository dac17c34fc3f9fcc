"""Where publishers keep who answers for which agency."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from cms.models import Official
from portal.accounts.models import Agency
from portal.accounts.wagtail_pieces import AgencyField, FoldedSearch


class OfficialForm(WagtailAdminModelForm):
    """An agency that works today; one that is closed stays until another is chosen."""

    agency = AgencyField(label=_("Agency"))
    phone = forms.CharField(
        label=_("Office telephone"),
        required=False,
        help_text=Official._meta.get_field("phone").help_text,
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        own = Agency.objects.filter(pk=self.instance.agency_id)
        self.fields["agency"].queryset = (Agency.objects.open() | own).in_tree_order()


class OfficialIndexView(FoldedSearch, generic.IndexView):
    default_ordering = "name_key"

    def get_base_queryset(self):
        return Official.objects.select_related("agency")


class OfficialViewSet(ModelViewSet):
    model = Official
    icon = "user"
    menu_label = _("People in charge")
    menu_order = 280
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    index_view_class = OfficialIndexView
    list_per_page = 50
    list_display = [
        TitleColumn("name", url_name="official:edit", label=_("Full name"), sort_key="name_key"),
        Column("post", label=_("Post")),
        Column("agency", label=_("Agency"), sort_key="agency__tree_key"),
    ]

    def get_edit_handler(self):
        handler = super().get_edit_handler()
        handler.base_form_class = OfficialForm
        return handler
