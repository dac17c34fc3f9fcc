"""Where an editor reads what is better mended before a page goes out."""

from wagtail.admin.panels import Panel

from cms.checks import checks_of


class ChecksPanel(Panel):
    """What was found when the page was saved last; nothing to say of one that is new."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtailadmin/checks/panel.html"

        def __init__(self, **options):
            super().__init__(**options)
            self.checks = checks_of(self.instance) if self.instance.pk else []

        def is_shown(self):
            return bool(self.checks)

        def get_context_data(self, parent_context=None):
            return super().get_context_data(parent_context) | {"checks": self.checks}
