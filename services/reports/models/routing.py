from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.common.models import Dated
from portal.common.moments import today
from portal.common.vietnamese import fold


class RoutingRuleQuerySet(models.QuerySet):
    def in_force(self, day: date) -> "RoutingRuleQuerySet":
        """Those that decide on this day, in the order in which they are asked."""
        begun = self.filter(is_on=True, valid_from__lte=day)
        return begun.filter(Q(valid_until=None) | Q(valid_until__gte=day)).in_order()

    def in_order(self) -> "RoutingRuleQuerySet":
        return self.order_by("position", "pk")

    def with_conditions(self) -> "RoutingRuleQuerySet":
        """All that is asked of a report, in the same few queries however many rules."""
        named = self.select_related("agency", "team")
        return named.prefetch_related("groups", "categories", "communes")

    def search(self, text: str) -> "RoutingRuleQuerySet":
        """Those whose name, or whose agency's, holds every word, with or without marks."""
        found = self
        for word in fold(text).split():
            found = found.filter(Q(folded__contains=word) | Q(agency__folded__contains=word))
        return found


class RoutingRule(Dated):
    """To whom a report goes, where all that this asks is so; an empty condition asks nothing."""

    class Hours(models.TextChoices):
        ANY = "any", _("At any time")
        OFFICE = "office", _("In office hours")
        OUTSIDE = "outside", _("Outside office hours")
        CHOSEN = "chosen", _("On the days and hours chosen below")

    name = models.CharField(
        _("name"), max_length=100, help_text=_("Officers read it where they ask why a report came.")
    )
    position = models.PositiveIntegerField(_("position"), default=0, editable=False)
    is_on = models.BooleanField(_("switched on"), default=False, editable=False)
    valid_from = models.DateField(_("valid from"), default=today)
    valid_until = models.DateField(_("last day"), null=True, blank=True)

    groups = models.ManyToManyField(
        "reports.CategoryGroup", blank=True, related_name="+", verbose_name=_("category groups")
    )
    categories = models.ManyToManyField(
        "reports.Category", blank=True, related_name="+", verbose_name=_("report categories")
    )
    communes = models.ManyToManyField(
        "places.Commune", blank=True, related_name="+", verbose_name=_("communes")
    )
    hours = models.CharField(_("time"), max_length=10, choices=Hours, default=Hours.ANY)
    weekdays = models.JSONField(_("days of the week"), default=list, blank=True)
    from_time = models.TimeField(_("from"), null=True, blank=True)
    until_time = models.TimeField(_("until"), null=True, blank=True)
    question = models.CharField(_("question"), max_length=30, blank=True)
    answer = models.CharField(_("answer to it"), max_length=100, blank=True)

    agency = models.ForeignKey(
        "accounts.Agency",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="routing_rules",
        verbose_name=_("agency"),
    )
    team = models.ForeignKey(
        "reports.Team",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="routing_rules",
        verbose_name=_("team"),
    )
    folded = models.CharField(max_length=150, editable=False, default="")

    objects = RoutingRuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("routing rule")
        verbose_name_plural = _("routing rules")
        ordering = ["position", "pk"]
        default_permissions = ()
        permissions = [("change_routing", "Can change how reports are routed")]
        constraints = [
            models.CheckConstraint(
                name="routing_rule_ends_after_it_starts",
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                violation_error_message=_("The last day comes before the first."),
            ),
            models.CheckConstraint(
                name="routing_rule_has_both_hours_or_none",
                condition=Q(from_time=None, until_time=None)
                | Q(from_time__isnull=False, until_time__isnull=False),
                violation_error_message=_("Say from when and until when, or neither."),
            ),
            models.CheckConstraint(
                name="routing_rule_has_question_and_answer_or_none",
                condition=Q(question="", answer="") | (~Q(question="") & ~Q(answer="")),
                violation_error_message=_("Say which question, and which answer to it."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_over(self) -> bool:
        return self.valid_until is not None and self.valid_until < today()

    @property
    def target(self) -> str:
        """To whom it sends, in words."""
        agency = self.agency.name if self.agency else str(_("The commune's own committee"))
        return f"{agency} · {self.team.name}" if self.team else agency

    def save(self, *args, update_fields=None, **kwargs):
        self.folded = fold(self.name)[:150]
        if update_fields is not None:
            update_fields = {*update_fields, "folded"}
        super().save(*args, update_fields=update_fields, **kwargs)
