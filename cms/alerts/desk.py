"""Where publishers write alerts, tell residents, tell them anew and take it back."""

from django.contrib.admin.utils import quote
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import CharField, Form, Textarea
from django.http import Http404
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail import hooks
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import HeaderButton
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import (
    CreateView,
    DeleteView,
    EditView,
    IndexView,
    SnippetViewSet,
)

from cms.alerts import actions
from cms.alerts.kinds import GRAVE
from cms.alerts.page import facts_of, standing
from cms.alerts.workflow import STEPS, State
from cms.models import Alert
from portal.accounts.wagtail_pieces import StepView
from portal.common.dates import show_moment
from portal.common.text import read_paragraphs
from portal.common.workflow import StepRefused, possible

PAGE = "wagtailsnippets_cms_alert:inspect"
MOST_AREAS = 3


class KeptOnceTold(ModelPermissionPolicy):
    """Publishers write and tell; what residents were told is never deleted."""

    def user_has_permission_for_instance(self, user, action, instance):
        if action == "delete" and instance.state != State.DRAFT:
            return False
        return super().user_has_permission_for_instance(user, action, instance)


register_permission_policy(Alert, KeptOnceTold(Alert))


class AlertFilterSet(WagtailFilterSet):
    class Meta:
        model = Alert
        fields = ["state", "level", "category"]


class AlertIndexView(IndexView):
    def get_base_queryset(self):
        return Alert.objects.select_related("shown").prefetch_related("areas", "shown__areas")


class AlertCreateView(CreateView):
    def get_success_url(self):
        return page_of(self.object)


class AlertEditView(EditView):
    """What is saved here nobody reads before it is published."""

    def get_object(self, queryset=None):
        return still_written(super().get_object(queryset))

    def save_instance(self):
        """Writes words only: whatever step somebody took meanwhile stands."""
        with transaction.atomic():
            told = Alert.objects.select_for_update(of=("self",)).get(pk=self.object.pk)
            alert = self.form.instance
            alert.state, alert.shown = still_written(told).state, told.shown
            return super().save_instance()

    def get_success_url(self):
        return page_of(self.object)

    def get_success_message(self):
        if self.object.has_untold_changes:
            return _("Saved. Residents read the earlier words until you publish the changes.")
        return _("Saved.")


def still_written(alert: Alert) -> Alert:
    if alert.is_cancelled:
        raise Http404("A cancelled alert is written no more.")
    return alert


class AlertDeleteView(DeleteView):
    def get_object(self, queryset=None):
        alert = super().get_object(queryset)
        if alert.state != State.DRAFT:
            raise Http404("What residents were told is never deleted.")
        return alert


class AlertPageView(generic.InspectView):
    """An alert as it is written, what residents were told, and the steps one may take."""

    any_permission_required = ["change"]
    template_name = "wagtailadmin/alerts/page.html"
    page_title = gettext_lazy("Alert")
    fields = ["title"]
    header_more_buttons = []

    @property
    def header_buttons(self):
        if self.object.is_cancelled:
            return []
        return [HeaderButton(_("Edit"), url=self.get_edit_url(), icon_name="edit")]

    def steps(self) -> list[dict]:
        """What may be done now, each as a button."""
        possible_now = possible(STEPS, self.object.state, by=self.request.user)
        if not self.object.has_untold_changes:
            possible_now.pop("update", None)
        if self.object.is_in_force and self.object.shown.is_over:
            possible_now.pop("cancel", None)
        return [
            {"label": step.label, "url": self.url_of(name), "is_serious": name == "cancel"}
            for name, step in possible_now.items()
        ]

    def url_of(self, step: str) -> str:
        return reverse(f"wagtailsnippets_cms_alert:{step}", args=[quote(self.object.pk)])

    def get_context_data(self, **kwargs):
        alert = self.object
        return super().get_context_data(**kwargs) | {
            "alert": alert,
            "state_tone": "neutral" if alert.state == State.DRAFT else "progress",
            "steps": self.steps(),
            "has_untold_changes": alert.has_untold_changes,
            "messages_told": alert.messages.select_related("by").order_by("-pk"),
            **facts_of(alert),
        }


class AlertStep(StepView):
    """One step of the table, asked about before it is taken."""

    name = ""
    said = ""
    template_name = "wagtailadmin/alerts/step.html"

    def get_context_data(self, **kwargs):
        alert = self.object
        asks = self.name != "cancel"
        return super().get_context_data(**kwargs) | {
            "alert": alert,
            "rows": facts_of(alert)["rows"] if asks else [],
            "says_nothing_to_do": asks and alert.level in GRAVE and not alert.instruction.strip(),
        }

    def act(self, form):
        try:
            actions.tell(self.object, self.name, by=self.request.user, **form.cleaned_data)
        except ValidationError as refusal:
            raise StepRefused(" ".join(refusal.messages)) from refusal
        return self.said % {"title": self.object.title}


def note_form(label, help_text):
    """A form that asks for the one sentence residents will read."""

    class NoteForm(Form):
        note = CharField(
            label=label, help_text=help_text, max_length=300, widget=Textarea(attrs={"rows": 3})
        )

        def clean_note(self):
            return read_paragraphs(self.cleaned_data["note"])

    return NoteForm


class PublishView(AlertStep):
    name = "publish"
    page_title = pgettext_lazy("an alert", "Publish")
    submit_label = gettext_lazy("Yes, tell residents")
    question = gettext_lazy(
        "Within a minute residents read this alert on the portal, and other systems receive it. "
        "What was told stays for ever: it can be updated or cancelled, never deleted."
    )
    form_class = Form
    log_action = "cms.publish_alert"
    said = gettext_lazy("Residents read “%(title)s” now.")


class UpdateView(AlertStep):
    name = "update"
    page_title = pgettext_lazy("an alert", "Publish the changes")
    submit_label = gettext_lazy("Yes, tell residents")
    question = gettext_lazy("Residents read the new words within a minute.")
    form_class = note_form(
        gettext_lazy("What changed"), gettext_lazy("One sentence; residents read it.")
    )
    log_action = "cms.update_alert"
    said = gettext_lazy("Residents read the new words of “%(title)s” now.")


class CancelView(AlertStep):
    name = "cancel"
    is_serious = True
    page_title = pgettext_lazy("an alert", "Cancel")
    submit_label = gettext_lazy("Yes, cancel the alert")
    question = gettext_lazy("Residents read for a day that it is cancelled, and why.")
    form_class = note_form(
        gettext_lazy("Why it is cancelled"), gettext_lazy("One sentence; residents read it.")
    )
    log_action = "cms.cancel_alert"
    said = gettext_lazy("“%(title)s” is cancelled.")


STEP_VIEWS = {"publish": PublishView, "update": UpdateView, "cancel": CancelView}


def page_of(alert: Alert) -> str:
    return reverse(PAGE, args=[quote(alert.pk)])


def state_in_words(alert: Alert) -> str:
    """Its state; of one in force whether its time is now."""
    if not alert.is_in_force:
        return alert.get_state_display()
    told = [alert.get_state_display(), standing(alert.shown)[0]]
    if alert.has_untold_changes:
        told.append(_("has changes nobody was told"))
    return " · ".join(told)


def areas_in_words(alert: Alert) -> str:
    names = [area.name for area in alert.areas.all()]
    if not names:
        return _("The whole of Sóc Trăng")
    more = len(names) - MOST_AREAS
    shown = ", ".join(names[:MOST_AREAS])
    return _("%(names)s and %(n)s more") % {"names": shown, "n": more} if more > 0 else shown


def until_in_words(alert: Alert) -> str:
    return show_moment(alert.ends_at) if alert.ends_at else "–"


class AlertViewSet(SnippetViewSet):
    model = Alert
    icon = "warning"
    menu_label = gettext_lazy("Alerts")
    add_to_admin_menu = True
    menu_order = 250
    copy_view_enabled = False
    inspect_view_enabled = True
    index_view_class = AlertIndexView
    add_view_class = AlertCreateView
    edit_view_class = AlertEditView
    delete_view_class = AlertDeleteView
    inspect_view_class = AlertPageView
    filterset_class = AlertFilterSet
    search_fields = ["title", "text"]
    list_per_page = 50
    list_display = [
        TitleColumn("title", label=gettext_lazy("Title"), get_url=page_of),
        Column("level", label=pgettext_lazy("an alert", "Level"), accessor="get_level_display"),
        Column("state", label=gettext_lazy("State"), accessor=state_in_words),
        Column("areas", label=gettext_lazy("Communes"), accessor=areas_in_words),
        Column(
            "starts_at",
            label=pgettext_lazy("an alert", "From"),
            accessor=lambda alert: show_moment(alert.starts_at),
            sort_key="starts_at",
        ),
        Column("ends_at", label=pgettext_lazy("an alert", "Until"), accessor=until_in_words),
    ]

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            *(
                path(f"{name}/<int:pk>/", self.construct_view(view), name=name)
                for name, view in STEP_VIEWS.items()
            ),
        ]


register_snippet(AlertViewSet)


@hooks.register("register_log_actions")
def what_is_remembered(log_actions):
    for name, label in {
        "cms.publish_alert": pgettext_lazy("an alert", "First published"),
        "cms.update_alert": pgettext_lazy("an alert", "Updated"),
        "cms.cancel_alert": pgettext_lazy("an alert", "Cancelled"),
    }.items():
        log_actions.register_action(name, label, label)
