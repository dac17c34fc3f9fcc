"""The working calendar in the admin: what an official changes there, loading never overwrites."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from portal.workdays.models import CalendarDay


class CalendarDayForm(WagtailAdminModelForm):
    def save(self, commit=True):
        self.instance.is_seeded = False
        return super().save(commit=commit)


class CalendarDayViewSet(SnippetViewSet):
    model = CalendarDay
    icon = "calendar-alt"
    menu_label = _("Working calendar")
    url_prefix = "lich-lam-viec"
    add_to_settings_menu = True
    list_display = ["date", "is_working", "reason", "document"]
    list_filter = ["is_working"]
    edit_handler = ObjectList(
        [
            FieldPanel("date"),
            FieldPanel("is_working"),
            FieldPanel("reason"),
            FieldPanel("document"),
        ],
        base_form_class=CalendarDayForm,
    )


register_snippet(CalendarDayViewSet)
