"""The events of a life, each told as what to do, in order: a child is born, a shop opens."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import PageManager

from cms.blocks.guide import AskBlock, TasksBlock
from cms.forms.life_events import LifeEventPageForm
from cms.models.base import BasePage
from cms.models.bodied import BodiedPage
from cms.models.body import PiecesField
from cms.models.finding import DoorPage
from cms.models.public import PublicPageQuerySet
from services.procedures.life_events import icon_of


class TasksField(PiecesField):
    blocks = TasksBlock


class AskField(PiecesField):
    blocks = AskBlock


class LifeEventIndexPage(DoorPage):
    """All the guides."""

    template = "cms/pages/life_event_index_page.html"
    subpage_types = ["cms.LifeEventPage"]
    reads = ("page",)

    class Meta:
        verbose_name = _("list of guides")
        verbose_name_plural = _("lists of guides")

    def below(self):
        return LifeEventPage.objects.all()

    def found(self, request) -> dict:
        guides = LifeEventPage.objects.published().beside(self).order_by("path")
        return {"rows": guides.defer("body", "tasks", "contacts")}


class LifeEventPageQuerySet(PublicPageQuerySet):
    def addresses(self) -> dict[str, str]:
        """Where each event of the catalogue is told: {"co-con-nho": "/cam-nang/sinh-con/"}."""
        guides = self.published().exclude(life_event="").defer("body", "tasks", "contacts")
        return {guide.life_event: guide.url for guide in guides}


class LifeEventPage(BodiedPage):
    """One event of a life: what to do, which procedures, whom to ask."""

    life_event = models.CharField(_("event in the catalogue"), max_length=200, blank=True)
    tasks = TasksField(_("what there is to do"), blank=True)
    contacts = AskField(_("whom to ask"), blank=True, max_num=4)

    objects = PageManager.from_queryset(LifeEventPageQuerySet)()

    base_form_class = LifeEventPageForm
    exclude_fields_in_copy = ["life_event"]
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("life_event"),
        FieldPanel("tasks"),
        MultiFieldPanel([FieldPanel("body")], _("Good to know")),
        FieldPanel("contacts"),
    ]
    template = "cms/pages/life_event_page.html"
    parent_page_types = ["cms.LifeEventIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("guide to an event of life")
        verbose_name_plural = _("guides to events of life")
        constraints = [
            models.UniqueConstraint(
                fields=["life_event"],
                condition=~Q(life_event=""),
                name="life_event_has_one_guide",
                violation_error_message=_("Another page already guides through this event."),
            )
        ]

    @property
    def icon(self) -> str:
        return icon_of(self.life_event)

    @property
    def findable_words(self) -> str:
        return f"{super().findable_words} {self.tasks.stream_block.words(self.tasks)}"

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {
            "tasks": self.tasks.stream_block.fetched(self.tasks),
        }
