import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.common.moments import now


def photo_path(photo: "Photo", filename: str) -> str:
    """A name that tells nothing and that nobody can guess."""
    return f"reports/{uuid.uuid4().hex}.jpg"


class PhotoQuerySet(models.QuerySet):
    def shown(self) -> "PhotoQuerySet":
        """Those that do not wait for an officer's look."""
        return self.filter(is_shown=True)


class Photo(models.Model):
    """A picture of what is wrong or of what was done, cleaned of everything but the picture."""

    class Kind(models.TextChoices):
        BEFORE = "before", _("As it was reported")
        JOINED = "joined", _("From somebody who saw it too")
        AFTER = "after", _("After it was done")
        JUDGED = "judged", _("From who judged it")
        ANSWERED = "answered", _("From the answer to a question")
        PARTNER_BEFORE = "partner_before", _("From a partner, before the work")
        PARTNER_AFTER = "partner_after", _("From a partner, after the work")

    report = models.ForeignKey(
        "reports.Report", models.CASCADE, related_name="photos", verbose_name=_("report")
    )
    kind = models.CharField(_("kind"), max_length=16, choices=Kind, default=Kind.BEFORE)
    image = models.FileField(_("picture"), upload_to=photo_path, max_length=100)
    width = models.PositiveIntegerField(_("width"))
    height = models.PositiveIntegerField(_("height"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    is_shown = models.BooleanField(
        _("shown"),
        default=True,
        help_text=_("What others add to a report waits for an officer to look at it."),
    )
    rating = models.ForeignKey(
        "reports.Rating",
        models.CASCADE,
        null=True,
        blank=True,
        editable=False,
        related_name="photos",
        verbose_name=_("rating"),
    )
    origin = models.ForeignKey(
        "reports.Report",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="moved_photos",
        verbose_name=_("came with"),
        help_text=_("The report that was merged into this one, where the photo came with it."),
    )
    created_at = models.DateTimeField(_("created at"), default=now, editable=False)

    objects = PhotoQuerySet.as_manager()

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["report", "position"], name="photo_position_once")
        ]

    def __str__(self) -> str:
        return f"{self.report_id}/{self.position}"
