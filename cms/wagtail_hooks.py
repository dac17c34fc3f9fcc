"""What editors find in /quan-tri/."""

from wagtail.signals import page_published, page_unpublished
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from cms import findable
from cms.models import Alert

page_published.connect(findable.when_published, dispatch_uid="cms.findable")
page_unpublished.connect(findable.when_unpublished, dispatch_uid="cms.findable")


class AlertViewSet(SnippetViewSet):
    model = Alert
    icon = "warning"
    list_display = ["title", "level", "starts_at", "ends_at"]
    add_to_admin_menu = True
    menu_order = 250


register_snippet(AlertViewSet)
