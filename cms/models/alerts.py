from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from cms.models.typed import Typed
from portal.common.models import Dated
from portal.common.moments import now


class AlertQuerySet(models.QuerySet):
    def showing(self) -> "AlertQuerySet":
        """Those whose time is now."""
        moment = now()
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=moment), starts_at__lte=moment)


class Alert(Typed, Dated):
    """Something residents should know today, above everything else."""

    class Level(models.TextChoices):
        INFO = "info", _("To know")
        WARNING = "warning", _("To beware of")

    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(_("text"), max_length=400, blank=True)
    url = models.CharField(
        _("address to read more"),
        max_length=300,
        blank=True,
        validators=[
            RegexValidator(r"^(/(?!/)|https?://)", _("Start with / or https://, please.")),
        ],
        help_text=_("For example: /tin-tuc/ten-bai/"),
    )
    level = models.CharField(_("level"), max_length=10, choices=Level, default=Level.INFO)
    starts_at = models.DateTimeField(_("from"), default=now)
    ends_at = models.DateTimeField(
        _("until"), null=True, blank=True, help_text=_("Empty: until someone takes it away.")
    )

    objects = AlertQuerySet.as_manager()

    typed_lines = ("title", "url")
    typed_paragraphs = ("text",)

    panels = [
        FieldPanel("title"),
        FieldPanel("text"),
        FieldPanel("url"),
        FieldPanel("level"),
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
    ]

    class Meta:
        verbose_name = _("alert")
        verbose_name_plural = _("alerts")
        ordering = ["-level", "-starts_at"]
        constraints = [
            models.CheckConstraint(
                name="alert_ends_after_it_starts",
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
                violation_error_message=_("An alert cannot end before it begins."),
            )
        ]

    def __str__(self) -> str:
        return self.title
