import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.common.moments import now


def photo_path(photo: "Photo", filename: str) -> str:
    """A name that tells nothing and that nobody can guess."""
    return f"reports/{uuid.uuid4().hex}.jpg"


def sealed_path(photo: "Photo", filename: str) -> str:
    """Where a picture lies as it was before it was blurred: apart, and as hard to guess."""
    return f"sealed/{uuid.uuid4().hex}.jpg"


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

    original = models.FileField(
        _("as it was before"),
        upload_to=sealed_path,
        max_length=100,
        blank=True,
        editable=False,
        help_text=_("Only where something in it was blurred; no public address leads there."),
    )
    blurred = models.JSONField(
        _("what is blurred"),
        default=list,
        blank=True,
        editable=False,
        help_text=_("Rectangles: left, top, width and height in per cent of the picture."),
    )
    blurred_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("blurred by"),
    )
    blurred_at = models.DateTimeField(_("blurred at"), null=True, blank=True, editable=False)

    objects = PhotoQuerySet.as_manager()

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["report", "position"], name="photo_position_once"),
            models.CheckConstraint(
                name="photo_is_sealed_when_blurred",
                condition=models.Q(original="", blurred_at=None, blurred_by=None)
                | (~models.Q(original="") & models.Q(blurred_at__isnull=False)),
                violation_error_message=_("A blurred picture keeps the one it was made of."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report_id}/{self.position}"

    @property
    def is_blurred(self) -> bool:
        return self.blurred_at is not None

    @property
    def version(self) -> str:
        """Differs whenever another picture is shown; empty for the one that was sent."""
        return f"{self.blurred_at.timestamp():.6f}".replace(".", "") if self.blurred_at else ""

    @property
    def url(self) -> str:
        """The address that asks who is looking; another picture has another query, for caches."""
        address = reverse("reports:photo", args=[self.report.reference, self.position])
        return f"{address}?v={self.version}" if self.version else address

    def delete_files(self) -> None:
        """Take away what lies on the disk: the picture, and the one sealed away."""
        for file in filter(None, (self.image, self.original)):
            file.delete(save=False)
