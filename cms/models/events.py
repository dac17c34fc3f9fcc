"""Events: when and where, what became of them, and the calendar that holds them."""

from datetime import datetime, time, timedelta

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.timezone import localdate, make_aware
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import PageManager

from cms.elsewhere import Narrowing, event_facts
from cms.models.base import BasePage
from cms.models.bodied import BodiedPage, Folded
from cms.models.lists import FoldedQuerySet, ListPage
from cms.models.topics import Topic
from cms.months import Month
from portal.common.dates import show_day, show_moment, show_time
from portal.common.moments import now, today
from portal.places.models import Commune

ONE_DAY = timedelta(days=1)


def midnight(day) -> datetime:
    return make_aware(datetime.combine(day, time.min))


class EventQuerySet(FoldedQuerySet):
    def with_end(self) -> "EventQuerySet":
        """Each with the moment by which it is over: one without an end lasts for a moment."""
        return self.annotate(over_at=Coalesce("ends_at", "starts_at"))

    def upcoming(self) -> "EventQuerySet":
        """Those that are not over, the next first; one of whole days lasts until midnight."""
        lasts = Q(over_at__gte=now()) | Q(is_all_day=True, over_at__gte=midnight(today()))
        return self.with_end().filter(lasts).order_by("starts_at", "pk")

    def past(self) -> "EventQuerySet":
        """Those that are over, the last first."""
        return self.exclude(pk__in=self.upcoming().order_by().values("pk")).order_by(
            "-starts_at", "-pk"
        )

    def within(self, first, last) -> "EventQuerySet":
        """Those that touch these days, in their order."""
        touching = Q(starts_at__lt=midnight(last + ONE_DAY), over_at__gte=midnight(first))
        return self.with_end().filter(touching).order_by("starts_at", "pk")

    def as_rows(self) -> "EventQuerySet":
        return self.select_related("commune").defer("body", "folded")


class EventIndexPage(ListPage):
    """The calendar: what comes, month by month, and what has been."""

    template = "cms/pages/event_index_page.html"
    subpage_types = ["cms.EventPage"]
    reads = ("month", "past", "page")

    class Meta:
        verbose_name = _("calendar of events")
        verbose_name_plural = _("calendars of events")

    def found(self, request) -> dict:
        events = EventPage.objects.published().beside(self).as_rows()
        if month := Month.read(request.GET.get("month", "")):
            rows = events.within(month.first, month.last)
            return {"month": month, "rows": rows, "weeks": month.weeks(rows)}
        is_past = "past" in request.GET
        rows = events.past() if is_past else events.upcoming()
        return {"is_past": is_past, "rows": rows, "this_month": Month.of(today())}

    def narrowed_by(self, found: dict) -> list[Narrowing]:
        if month := found.get("month"):
            words = gettext("Month %(month)s/%(year)s")
            told = words % {"month": month.number, "year": month.year}
            return [Narrowing("month", str(month), told)]
        return [Narrowing("past", "", gettext("What has been"))] if found["is_past"] else []


class EventPage(Folded, BodiedPage):
    """Something that takes place, or was to."""

    starts_at = models.DateTimeField(_("begins"), db_index=True)
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    is_all_day = models.BooleanField(
        _("lasts whole days"), default=False, help_text=_("Then the hours above do not count.")
    )
    place = models.CharField(
        _("place"),
        max_length=200,
        blank=True,
        help_text=_("Hall, house number, street. Empty: it is online only."),
    )
    commune = models.ForeignKey(
        Commune,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("commune"),
    )
    online_url = models.URLField(_("address online"), max_length=300, blank=True)
    organiser = models.CharField(_("organised by"), max_length=150, blank=True)
    cancelled_because = models.CharField(
        _("called off because"),
        max_length=300,
        blank=True,
        help_text=_("One sentence for those who wanted to come. Empty: it takes place."),
    )
    topic = models.ForeignKey(
        Topic,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("topic"),
    )

    objects = PageManager.from_queryset(EventQuerySet)()

    typed_lines = (*BasePage.typed_lines, "place", "online_url", "organiser", "cancelled_because")

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [FieldRowPanel(["starts_at", "ends_at"]), "is_all_day", "cancelled_because"],
            pgettext_lazy("of an event", "When"),
        ),
        MultiFieldPanel(["place", "commune", "online_url", "organiser"], _("Where and with whom")),
        FieldPanel("body"),
        FieldPanel("topic"),
    ]
    template = "cms/pages/event_page.html"
    parent_page_types = ["cms.EventIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = pgettext_lazy("to which one goes", "event")
        verbose_name_plural = pgettext_lazy("to which one goes", "events")
        constraints = [
            models.CheckConstraint(
                name="event_ends_after_it_begins",
                condition=Q(ends_at=None) | Q(ends_at__gte=F("starts_at")),
                violation_error_message=_("An event cannot end before it begins."),
            )
        ]

    def get_route_paths(self):
        """Calendar programs find it by its old address, too."""
        return ["/", "/lich.ics"]

    @property
    def findable_words(self) -> str:
        where = self.commune.name if self.commune else ""
        return " ".join([super().findable_words, self.place, where, self.organiser])

    def facts_for_machines(self, address: str, picture: str) -> list[dict]:
        return event_facts(self, address, picture)

    def get_context(self, request, *args, **kwargs):
        codes = [self.commune.code] if self.commune else []
        return super().get_context(request, *args, **kwargs) | {"commune_codes": codes}

    @property
    def first_day(self):
        return localdate(self.starts_at)

    @property
    def last_day(self):
        return localdate(self.ends_at or self.starts_at)

    @property
    def is_over(self) -> bool:
        over_at = midnight(self.last_day + ONE_DAY) if self.is_all_day else None
        return (over_at or self.ends_at or self.starts_at) < now()

    @property
    def is_cancelled(self) -> bool:
        return bool(self.cancelled_because)

    @property
    def when(self) -> str:
        """The days and hours, as one says them."""
        if self.is_all_day:
            days = [show_day(self.first_day), show_day(self.last_day)]
            return " – ".join(dict.fromkeys(days))
        if self.ends_at is None:
            return show_moment(self.starts_at)
        if self.first_day == self.last_day:
            hours = f"{show_time(self.starts_at)} – {show_time(self.ends_at)}"
            return f"{hours}, {show_day(self.first_day)}"
        return f"{show_moment(self.starts_at)} – {show_moment(self.ends_at)}"

    @property
    def where(self) -> str:
        return ", ".join(filter(None, [self.place, self.commune and self.commune.name]))

    @property
    def calendar_url(self) -> str:
        """Where a calendar program fetches it."""
        return reverse("cms:event_calendar", args=[self.slug])
