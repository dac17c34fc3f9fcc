from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.common.moments import now


class RatingQuerySet(models.QuerySet):
    def own(self) -> "RatingQuerySet":
        """Those of the very report they hang on, and of none that was merged into it."""
        return self.filter(origin=None)

    def satisfied(self) -> "RatingQuerySet":
        return self.filter(is_satisfied=True)


class Rating(models.Model):
    """What one person thinks of what was done, once for each time it was called resolved."""

    report = models.ForeignKey(
        "reports.Report", models.CASCADE, related_name="ratings", verbose_name=_("report")
    )
    round = models.PositiveSmallIntegerField(
        _("round"), help_text=_("How many times the report had been resolved.")
    )
    rater = models.CharField(
        max_length=20, editable=False, help_text=_("“reporter”, or which follower: nobody by name.")
    )
    is_satisfied = models.BooleanField(_("satisfied"))
    why = models.TextField(_("why"), max_length=1000, blank=True)
    origin = models.ForeignKey(
        "reports.Report",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="moved_ratings",
        verbose_name=_("given to"),
        help_text=_("The report that was judged, where it was merged into this one since."),
    )
    created_at = models.DateTimeField(_("created at"), default=now, editable=False)

    objects = RatingQuerySet.as_manager()

    class Meta:
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")
        ordering = ["created_at", "pk"]
        indexes = [models.Index(fields=["created_at"], name="rating_newest")]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "round", "rater"],
                condition=Q(origin=None),
                name="rating_once",
                violation_error_message=_("You have told us already what you think of it."),
            ),
            models.UniqueConstraint(
                fields=["report", "origin", "round", "rater"], name="rating_moved_once"
            ),
            models.CheckConstraint(
                name="rating_of_something_resolved",
                condition=Q(round__gte=1),
                violation_error_message=_("Only what was resolved can be judged."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report_id}/{self.round}/{self.rater}"
