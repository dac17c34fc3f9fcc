"""What a writer finds first in /quan-tri/: the few things done every day."""

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.models import ArticlePage, NewsIndexPage
from cms.timed import late

ADD_ALERT = "wagtailsnippets_cms_alert:add"
MOST_LATE = 8  # Where more are late, something else is wrong than with each of them.


class Shortcuts(Component):
    """Buttons for what this person may do."""

    order = 10
    template_name = "cms/dashboard.html"

    def get_context_data(self, parent_context):
        return {"shortcuts": shortcuts(parent_context["request"].user)}


class LatePages(Component):
    """What the clock could not turn, for those who may publish and withdraw it."""

    order = 20
    template_name = "cms/late.html"

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        rights = policy_registry.get_by_type(Page)
        found = late(rights.instances_user_has_permission_for(user, "publish"))
        return {"late": found[:MOST_LATE], "more": len(found) - MOST_LATE}


def shortcuts(user) -> list[dict[str, str]]:
    found = []
    news = NewsIndexPage.objects.in_first_language().first()
    if news and news.permissions_for_user(user).can_add_subpage():
        kind = ArticlePage._meta
        write = reverse("wagtailadmin_pages:add", args=[kind.app_label, kind.model_name, news.pk])
        found.append(button(_("Write an article"), write, "edit"))
        found.append(button(_("All articles"), reverse("wagtailadmin_explore", args=[news.pk])))
    if user.has_perm("cms.add_alert"):
        found.append(button(_("Warn residents"), reverse(ADD_ALERT), "info-circle"))
    return found


def button(label: str, url: str, icon: str = "list-ul") -> dict[str, str]:
    return {"label": label, "url": url, "icon": icon}
