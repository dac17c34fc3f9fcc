"""Bodies outside that help, in Wagtail's admin: looked after by those who coordinate."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from portal.accounts.models import Membership, User
from portal.accounts.roles import MANAGE_PEOPLE
from portal.accounts.wagtail_pieces import FoldedSearch
from portal.accounts.wagtail_policies import Managed
from services.reports.models import Partner
from services.reports.workflow import COORDINATE


class Coordinated(Managed):
    """Coordinators and administrators add and change; nothing is deleted, only offered no more."""

    actions = frozenset({"add", "change", "view"})
    keys = (COORDINATE, MANAGE_PEOPLE)

    def user_has_permission(self, user, action):
        return action in self.actions and any(user.has_perm(key) for key in self.keys)

    def users_with_any_permission(self, actions):
        holding = Membership.objects.none()
        if self.actions & {*actions}:
            for key in self.keys:
                holding |= Membership.objects.serving(key)
        by_key = Q(is_superuser=True) if self.actions & {*actions} else Q(pk=None)
        return User.objects.filter(by_key | Q(pk__in=holding.values("user")), is_active=True)


register_permission_policy(Partner, Coordinated(Partner))


class PartnerIndexView(FoldedSearch, IndexView):
    """The partners, found without marks, and as cards on a telephone."""


class PartnerViewSet(SnippetViewSet):
    model = Partner
    index_view_class = PartnerIndexView
    icon = "group"
    menu_label = _("Partners")
    url_prefix = "don-vi-phoi-hop"
    add_to_settings_menu = True
    copy_view_enabled = False
    list_display = [
        "name",
        "email",
        "phone",
        BooleanColumn("is_active", label=pgettext_lazy("a partner", "Offered")),
    ]
    list_filter = ["is_active"]
    list_per_page = 50
    edit_handler = ObjectList(
        [FieldPanel("name"), FieldPanel("email"), FieldPanel("phone"), FieldPanel("is_active")]
    )


register_snippet(PartnerViewSet)
