import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


def photo_path(photo: "Photo", filename: str) -> str:
    """A name that tells nothing and that nobody can guess."""
    return f"reports/{uuid.uuid4().hex}.jpg"


class Photo(models.Model):
    """A picture of what is wrong, cleaned of everything but the picture."""

    report = models.ForeignKey(
        "reports.Report", models.CASCADE, related_name="photos", verbose_name=_("report")
    )
    image = models.FileField(_("picture"), upload_to=photo_path, max_length=100)
    width = models.PositiveIntegerField(_("width"))
    height = models.PositiveIntegerField(_("height"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["report", "position"], name="photo_position_once")
        ]

    def __str__(self) -> str:
        return f"{self.report_id}/{self.position}"
