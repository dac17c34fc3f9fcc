"""The offices of the administration, as a tree: city, departments, committees, desks."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.accounts.codes import squeezed
from portal.accounts.hours import LOOK_AHEAD, OpeningHours, Period
from portal.accounts.models.codes import AgencyCode
from portal.accounts.models.memberships import active_roles
from portal.accounts.roles import CITY_WIDE, PERMISSIONS
from portal.common.models import Dated
from portal.common.moments import today
from portal.common.vietnamese import fold, nfc, sort_key
from portal.workdays.calendar import WorkingCalendar

SHORT_KEY = 150  # Of a name's key, so that every level of the tree fits into one index.
DEEPEST = 4


def reach(user, permission: str) -> list[int] | None:
    """The agencies at which this person holds the permission; None where it reaches every one."""
    if not user.is_authenticated or not user.is_active:
        return []
    held = [(role, at) for role, at in active_roles(user) if permission in PERMISSIONS[role]]
    if user.is_superuser or any(role in CITY_WIDE for role, _at in held):
        return None
    return [at for _role, at in held]


class AgencyQuerySet(models.QuerySet):
    def open(self) -> "AgencyQuerySet":
        """Those that still work today: only they are offered anywhere."""
        return self.filter(Q(closed_on=None) | Q(closed_on__gte=today()))

    def where(self, user, permission: str) -> "AgencyQuerySet":
        """The agencies at which this person holds the permission; all, for city-wide roles."""
        agencies = reach(user, permission)
        return self.all() if agencies is None else self.filter(pk__in=agencies)

    def desks(self) -> "AgencyQuerySet":
        return self.filter(kind=Agency.Kind.DESK)

    def with_code(self, typed: str) -> "AgencyQuerySet":
        """Those that ever had this code, in whatever case and with or without dots."""
        known = AgencyCode.objects.spelled(typed)
        return self.filter(Q(pk__in=known.values("agency")) | Q(code__iexact=typed.strip()))

    def search(self, text: str) -> "AgencyQuerySet":
        """Those whose name holds every word, with or without marks, or with such a code."""
        named = Q()
        for word in fold(text).split():
            named &= Q(folded__contains=word)
        if code := squeezed(text):
            known = AgencyCode.objects.filter(squeezed__contains=code)
            named |= Q(pk__in=known.values("agency")) | Q(code__iexact=text.strip())
        return self.filter(named)

    def in_tree_order(self) -> "AgencyQuerySet":
        """Each below the one it belongs to, and in alphabetical order there."""
        return self.order_by("tree_key", "code")

    def with_places(self) -> "AgencyQuerySet":
        return self.select_related("parent", "commune")

    def with_hours(self) -> "AgencyQuerySet":
        return self.prefetch_related("periods")


class Agency(Dated):
    """An office of the administration."""

    class Kind(models.TextChoices):
        CITY = "city", _("City")
        DEPARTMENT = "department", _("Department")
        COMMUNE = "commune", _("Commune committee")
        DESK = "desk", _("One-stop desk")

    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    code = models.CharField(_("agency identifier"), max_length=35, unique=True)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("under"),
    )
    commune = models.ForeignKey(
        "places.Commune",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="agencies",
        verbose_name=_("commune"),
    )
    address = models.CharField(_("address"), max_length=200, blank=True)
    hotline = models.CharField(_("hotline"), max_length=20, blank=True)
    hours_note = models.CharField(
        _("special notes"),
        max_length=300,
        blank=True,
        help_text=_("For example: numbers are given out until half an hour before closing."),
    )
    are_hours_confirmed = models.BooleanField(
        _("address and hours are confirmed"),
        default=False,
        help_text=_("Until you tick this, residents are asked to call before they come."),
    )
    closed_on = models.DateField(_("last day"), null=True, blank=True, editable=False)
    folded = models.CharField(max_length=250, editable=False, default="", db_index=True)
    tree_key = models.CharField(max_length=1000, editable=False, default="", db_index=True)
    depth = models.PositiveSmallIntegerField(default=0, editable=False)

    objects = AgencyQuerySet.as_manager()

    class Meta:
        verbose_name = _("agency")
        verbose_name_plural = _("agencies")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                name="agency_is_not_its_own_parent",
                condition=Q(parent=None) | ~Q(parent=F("pk")),
                violation_error_message=_("An agency cannot stand under itself."),
            ),
            models.CheckConstraint(
                name="agency_city_is_a_root",
                condition=~Q(kind="city") | Q(parent=None),
                violation_error_message=_("The city stands at the top, under nothing."),
            ),
            models.CheckConstraint(
                name="agency_desk_has_a_parent",
                condition=~Q(kind="desk") | Q(parent__isnull=False),
                violation_error_message=_("Say to which agency this belongs."),
            ),
            models.UniqueConstraint(
                fields=["commune"],
                condition=Q(kind="commune", closed_on=None),
                name="agency_one_committee_per_commune",
                violation_error_message=_("This commune already has its committee."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        return self.closed_on is None or self.closed_on >= today()

    @property
    def hours(self) -> OpeningHours:
        """When it receives people; reads the calendar, of which a list reads one for all."""
        return self.hours_by(WorkingCalendar.read(today(), today() + LOOK_AHEAD))

    def hours_by(self, calendar: WorkingCalendar) -> OpeningHours:
        return OpeningHours(self.week if self.is_open else {}, calendar)

    @property
    def week(self) -> dict[int, list[Period]]:
        """The periods of each day of an ordinary week, Monday first; none where it is closed."""
        week: dict[int, list[Period]] = {}
        for period in self.periods.all():
            week.setdefault(period.weekday, []).append((period.opens_at, period.closes_at))
        return week

    def is_open_at(self, moment: datetime) -> bool:
        """Whether people are received at this moment, by its week and by the calendar."""
        return self.hours.is_open_at(moment)

    @property
    def name_in_tree(self) -> str:
        """The name behind as many dashes as there are agencies above it."""
        return f"{'— ' * self.depth}{self.name}"

    @property
    def ancestors(self) -> list["Agency"]:
        """What this belongs to, from the top down."""
        above, seen = [], {self.pk}
        agency = self.parent
        while agency is not None:
            if agency.pk in seen:
                raise ValidationError(_("An agency cannot stand under itself."), code="cycle")
            seen.add(agency.pk)
            above.append(agency)
            agency = agency.parent
        return above[::-1]

    def clean(self) -> None:
        """Refuse, with a sentence, a place in the tree that this kind cannot have."""
        self._check_parent()
        self._check_children()
        if self.kind == self.Kind.COMMUNE and self.commune_id is None:
            raise ValidationError({"commune": _("Say of which commune this is the committee.")})

    def _check_parent(self) -> None:
        if self.parent is None:
            if self.kind in NEEDS_PARENT:
                raise ValidationError({"parent": _("Say to which agency this belongs.")})
            return
        if self.parent.kind not in UNDER.get(self.kind, ()):
            raise ValidationError({"parent": wrong_place(self.kind, self.parent.kind)})
        try:
            is_too_deep = len(self.ancestors) > DEEPEST
        except ValidationError as cycle:
            raise ValidationError({"parent": cycle.messages}) from cycle
        if is_too_deep:
            raise ValidationError({"parent": _("This is too deep in the tree: choose higher up.")})
        if self.is_open and not self.parent.is_open:
            raise ValidationError({"parent": _("This agency is closed; choose one that works.")})

    def _check_children(self) -> None:
        if self.pk is None:
            return
        for child in self.children.all():
            if self.kind not in UNDER.get(child.kind, ()):
                raise ValidationError({"kind": wrong_place(child.kind, self.kind)})

    def save(self, *args, update_fields=None, **kwargs):
        before = self.tree_key
        self.find_place()
        if update_fields is not None:
            update_fields = {*update_fields, "folded", "tree_key", "depth"}
        super().save(*args, update_fields=update_fields, **kwargs)
        if before and before != self.tree_key:
            for child in self.children.all():
                child.parent = self
                child.save(update_fields=["tree_key"])

    def find_place(self) -> None:
        """Fill in what is searched and sorted by; bulk operations call it themselves."""
        above = self.ancestors
        self.name = nfc(self.name)
        self.folded = fold(self.name)[:250]
        self.depth = len(above)
        own = f"{ORDER[self.kind]}{sort_key(self.name)[:SHORT_KEY]}{squeezed(self.code).lower()}00"
        self.tree_key = f"{above[-1].tree_key if above else ''}{own}"


Kind = Agency.Kind
UNDER = {
    Kind.DEPARTMENT: {Kind.CITY, Kind.DEPARTMENT, Kind.COMMUNE},
    Kind.COMMUNE: {Kind.CITY},
    Kind.DESK: {Kind.CITY, Kind.DEPARTMENT, Kind.COMMUNE},
}
NEEDS_PARENT = {Kind.DEPARTMENT, Kind.DESK}
ORDER = {Kind.DESK: "0", Kind.CITY: "1", Kind.DEPARTMENT: "2", Kind.COMMUNE: "3"}


def wrong_place(kind: str, above: str) -> str:
    """The sentence for a kind that may not stand under another."""
    return _("A %(kind)s cannot stand under a %(above)s.") % {
        "kind": Kind(kind).label.lower(),
        "above": Kind(above).label.lower(),
    }
