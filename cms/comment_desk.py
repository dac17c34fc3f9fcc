"""Where the newsroom reads comments on drafts, and shows them or not."""

from django.forms import RadioSelect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from cms import actions
from cms.models import ConsultationComment
from portal.accounts.wagtail_pieces import Refusable

EDIT = "consultationcomment:edit"


class DecisionForm(WagtailAdminModelForm):
    """Shown, or not shown for a reason."""

    def clean(self):
        facts = super().clean()
        if facts.get("state") == "hidden" and not facts.get("reason"):
            self.add_error("reason", _("Say why it is not shown."))
        return facts


class CommentIndexView(generic.IndexView):
    default_ordering = "-created_at"

    def get_base_queryset(self):
        return ConsultationComment.objects.select_related("page")

    def order_queryset(self, queryset):
        return queryset.waiting_first()


class CommentEditView(Refusable, generic.EditView):
    """Decides by the action; what was typed by the sender is never changed."""

    def save_instance(self):
        said = self.form.cleaned_data
        return actions.decide_comment(
            self.form.instance, state=said["state"], reason=said["reason"], by=self.request.user
        )


class ReadAndDecide(ModelPermissionPolicy):
    """Comments come from readers: nobody writes or deletes one here."""

    def user_has_permission(self, user, action):
        return action in {"change", "view"} and super().user_has_permission(user, "change")

    def user_has_any_permission(self, user, actions):
        return any(self.user_has_permission(user, action) for action in actions)


register_permission_policy(ConsultationComment, ReadAndDecide(ConsultationComment))


class CommentViewSet(ModelViewSet):
    model = ConsultationComment
    icon = "comment"
    menu_label = _("Comments on drafts")
    menu_order = 270
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    index_view_class = CommentIndexView
    edit_view_class = CommentEditView
    list_per_page = 50
    list_filter = ["state", "page"]
    list_display = [
        TitleColumn("__str__", url_name=EDIT, label=pgettext_lazy("on a draft", "Comment")),
        Column("page", label=_("Consultation")),
        Column("get_state_display", label=_("State")),
        DateColumn("created_at", label=_("Sent on")),
    ]
    panels = [
        HelpPanel(template="cms/consultations/comment_read.html"),
        FieldPanel("state", widget=RadioSelect),
        FieldPanel("reason"),
    ]

    def get_edit_handler(self):
        handler = super().get_edit_handler()
        handler.base_form_class = DecisionForm
        return handler
