"""What a form sent in several steps leaves with us between two of them: its photos, for a day."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.common.moments import now


def draft_path(photo: "DraftPhoto", filename: str) -> str:
    return f"drafts/{uuid.uuid4().hex}.jpg"


class DraftPhoto(models.Model):
    """A cleaned picture that waits for its report to be sent; whoever knows its token may."""

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    image = models.FileField(_("picture"), upload_to=draft_path, max_length=100)
    width = models.PositiveIntegerField(_("width"))
    height = models.PositiveIntegerField(_("height"))
    created_at = models.DateTimeField(_("created at"), default=now, editable=False, db_index=True)

    class Meta:
        verbose_name = _("photo of a draft")
        verbose_name_plural = _("photos of drafts")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.token)
