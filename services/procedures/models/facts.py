from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from services.procedures import words
from services.procedures.models.procedures import Procedure


class Channel(models.TextChoices):
    DIRECT = "direct", _("At the counter")
    ONLINE = "online", _("Online")
    POSTAL = "postal", _("By post")


class Fact(models.Model):
    """One line of a procedure's sheet, in the order of the sheet."""

    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]


class TimeLimit(Fact):
    """How long the agency may take; without case and channel it is the ordinary limit."""

    class Unit(models.TextChoices):
        WORKING_DAY = "working_day", _("working days")
        DAY = "day", _("days")
        HOUR = "hour", _("hours")
        MONTH = "month", _("months")
        OTHER = "other", _("in words only")

    # Only for saying which of two limits is shorter: five working days fill a week.
    IN_HOURS: dict[str, float] = {
        Unit.HOUR: 1,
        Unit.DAY: 24,
        Unit.WORKING_DAY: 24 * 7 / 5,
        Unit.MONTH: 24 * 30,
    }

    procedure = models.ForeignKey(
        Procedure, models.CASCADE, related_name="time_limits", verbose_name=_("procedure")
    )
    case = models.CharField(_("case"), max_length=500, blank=True)
    channel = models.CharField(_("channel"), max_length=20, choices=Channel, blank=True)
    quantity = models.PositiveSmallIntegerField(_("quantity"), null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=20, choices=Unit)
    text = models.CharField(_("in words"), max_length=1000, blank=True)

    class Meta(Fact.Meta):
        verbose_name = _("time limit")
        verbose_name_plural = _("time limits")
        constraints = [
            models.CheckConstraint(
                name="time_limit_has_a_quantity_or_words",
                # NULL > 0 is neither true nor false, and a constraint lets that pass.
                condition=Q(unit="other") & ~Q(text="")
                | ~Q(unit="other") & Q(quantity__isnull=False, quantity__gt=0),
                violation_error_message=_("A time limit has a quantity above zero, or words."),
            )
        ]

    def __str__(self) -> str:
        return self.in_words

    @property
    def in_words(self) -> str:
        return words.time_limit(self)

    @property
    def is_computable(self) -> bool:
        """Whether a due date follows from it; limits given only in words have none."""
        return self.unit != self.Unit.OTHER

    @property
    def rank(self) -> tuple:
        """Ordinary case, any channel, computable, short: in this order they come first."""
        length = self.IN_HOURS.get(self.unit, 0) * (self.quantity or 0)
        return (bool(self.case), bool(self.channel), not self.is_computable, length, self.position)


class Fee(Fact):
    """What it costs, and how sure we are: an unverified zero is `unknown`, never free."""

    class Status(models.TextChoices):
        FREE = "free_confirmed", _("Free of charge")
        AMOUNT = "amount", _("Fixed amount")
        TABLE = "table", _("By a table of fees")
        SET_LOCALLY = "set_locally", _("Set by the People's Council")
        UNKNOWN = "unknown", _("Not known yet")

    procedure = models.ForeignKey(
        Procedure, models.CASCADE, related_name="fees", verbose_name=_("procedure")
    )
    channel = models.CharField(_("channel"), max_length=20, choices=Channel, blank=True)
    amount = models.PositiveBigIntegerField(_("amount (₫)"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.UNKNOWN)
    text = models.CharField(_("in words"), max_length=1000, blank=True)

    class Meta(Fact.Meta):
        verbose_name = _("fee")
        verbose_name_plural = _("fees")
        constraints = [
            models.CheckConstraint(
                name="fee_amount_matches_status",
                condition=Q(status="free_confirmed", amount__isnull=False, amount=0)
                | Q(status="amount", amount__isnull=False, amount__gt=0)
                | (~Q(status__in=["free_confirmed", "amount"]) & Q(amount=None)),
                violation_error_message=_(
                    "A fixed fee has an amount, a confirmed free one is 0, others have none."
                ),
            )
        ]

    def __str__(self) -> str:
        return self.in_words

    @property
    def in_words(self) -> str:
        return words.fee(self)

    @property
    def is_known(self) -> bool:
        return self.status != self.Status.UNKNOWN


class Component(Fact):
    """A required paper."""

    class Kind(models.TextChoices):
        FORM = "form", _("Form to fill in")
        DOCUMENT = "document", pgettext_lazy("of a procedure", "Document")
        SHOW = "show", _("Document to show")

    procedure = models.ForeignKey(
        Procedure, models.CASCADE, related_name="components", verbose_name=_("procedure")
    )
    name = models.CharField(_("name"), max_length=1000)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.DOCUMENT)
    originals = models.PositiveSmallIntegerField(_("originals"), default=0)
    copies = models.PositiveSmallIntegerField(_("copies"), default=0)
    case = models.CharField(_("case"), max_length=500, blank=True)
    is_replaceable_by_data = models.BooleanField(
        _("replaced by data an agency already holds"),
        null=True,
        blank=True,
        help_text=_("Unknown is not a promise: the paper is then asked for."),
    )
    component_code = models.CharField(_("component code"), max_length=50, blank=True)

    class Meta(Fact.Meta):
        verbose_name = _("required paper")
        verbose_name_plural = _("required papers")

    def __str__(self) -> str:
        return self.name

    @property
    def sets_in_words(self) -> str:
        return words.sets(self)


class Result(Fact):
    """What the resident receives."""

    procedure = models.ForeignKey(
        Procedure, models.CASCADE, related_name="results", verbose_name=_("procedure")
    )
    name = models.CharField(_("name"), max_length=1000)
    code = models.CharField(_("code"), max_length=50, blank=True)

    class Meta(Fact.Meta):
        verbose_name = _("result")
        verbose_name_plural = _("results")

    def __str__(self) -> str:
        return self.name
