"""An agency's identifier codes: the old form and the new, each from one day to another."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.accounts.codes import LONGEST, Scheme, squeezed
from portal.common.models import Dated
from portal.common.moments import today


class AgencyCodeQuerySet(models.QuerySet):
    def active(self) -> "AgencyCodeQuerySet":
        return self.between(today(), today())

    def between(self, first: date, last: date | None) -> "AgencyCodeQuerySet":
        """Those in force on any of these days; without a last day, on any from the first on."""
        reaching = self.filter(Q(valid_to=None) | Q(valid_to__gte=first))
        return reaching.filter(valid_from__lte=last) if last else reaching

    def spelled(self, typed: str) -> "AgencyCodeQuerySet":
        """Those that were meant, in whatever case and with or without dots."""
        return self.filter(squeezed=squeezed(typed))


class AgencyCode(Dated):
    """One code an agency is known by, and when: `H13.12.34`, before that `000.12.34.H51`."""

    agency = models.ForeignKey(
        "accounts.Agency", models.PROTECT, related_name="codes", verbose_name=_("agency")
    )
    code = models.CharField(_("agency identifier"), max_length=LONGEST)
    squeezed = models.CharField(max_length=LONGEST, editable=False, db_index=True)
    scheme = models.CharField(_("form"), max_length=5, choices=Scheme, editable=False)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    objects = AgencyCodeQuerySet.as_manager()

    class Meta:
        verbose_name = _("agency code")
        verbose_name_plural = _("agency codes")
        ordering = ["-valid_from", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(valid_to=None),
                name="agency_code_of_one_agency",
                violation_error_message=_("Another agency has this code."),
            ),
            models.UniqueConstraint(
                fields=["agency", "scheme"],
                condition=Q(valid_to=None),
                name="agency_code_one_per_form",
                violation_error_message=_("The agency already has a code of this form."),
            ),
            models.CheckConstraint(
                name="agency_code_ends_after_it_starts",
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                violation_error_message=_("The last day comes before the first."),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def save(self, *args, **kwargs):
        self.squeezed = squeezed(self.code)
        self.scheme = Scheme.of(self.code)
        super().save(*args, **kwargs)
