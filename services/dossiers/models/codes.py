from datetime import date

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import Agency

IDENTIFIER = r"([A-Z]\d{2}(\.\d+)*|(\d+\.)+[A-Z]\d{2})"  # Province first, or as before last.
PATTERN = rf"^{IDENTIFIER}-\{{date\}}-\{{sequence\}}\Z"


class DossierCodeSchemeQuerySet(models.QuerySet["DossierCodeScheme"]):
    def of(self, agency: Agency, day: date) -> "DossierCodeScheme | None":
        """The scheme in force at this agency on this day; of several, the youngest."""
        in_force = self.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)
        return in_force.filter(agency=agency).order_by("-valid_from").first()


class DossierCodeScheme(models.Model):
    """How an agency's codes are spelled, from one day to another."""

    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="code_schemes", verbose_name=_("agency")
    )
    pattern = models.CharField(
        _("pattern"),
        max_length=60,
        validators=[
            RegexValidator(
                PATTERN,
                _("A pattern is the agency's identifier followed by -{date}-{sequence}."),
            )
        ],
        help_text=_("The agency's identifier, then -{date}-{sequence}."),
    )
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    objects = DossierCodeSchemeQuerySet.as_manager()

    class Meta:
        verbose_name = _("dossier code scheme")
        verbose_name_plural = _("dossier code schemes")
        ordering = ["agency", "-valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "valid_from"],
                name="code_scheme_begins_once",
                violation_error_message=_("Another scheme of this agency begins on that day."),
            ),
            models.CheckConstraint(
                name="code_scheme_ends_after_it_starts",
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                violation_error_message=_("The last day comes before the first."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency}: {self.pattern}"


class DossierSequence(models.Model):
    """How far an agency has counted on one day. Its row is the lock under which it counts."""

    LAST = 9999

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("agency"))
    date = models.DateField(_("day"))
    last = models.PositiveSmallIntegerField(_("last number given"), default=0)

    class Meta:
        verbose_name = _("dossier sequence")
        verbose_name_plural = _("dossier sequences")
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "date"],
                name="dossier_sequence_once",
                violation_error_message=_("An agency counts once a day."),
            ),
            models.CheckConstraint(
                name="dossier_sequence_has_four_digits",
                condition=Q(last__lte=9999),
                violation_error_message=_("A code has room for 9999 dossiers a day."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.date}: {self.last}"
