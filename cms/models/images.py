from collections.abc import Iterable
from contextlib import suppress

from django.db import models
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Image, SourceImageIOError

from cms.elsewhere import SHARED
from cms.models.typed import Typed

# What our templates and the API ask for.
SIZES = ["width-1200|format-webp", "fill-800x500|format-webp", SHARED]


class PortalImage(Typed, AbstractImage):
    """A picture an editor may use, and whose it is."""

    credit = models.CharField(
        _("credit"),
        max_length=150,
        blank=True,
        help_text=_("Who took or drew it; shown under the picture."),
    )

    typed_lines = ("title", "description", "credit")

    admin_form_fields = (*Image.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")

    @property
    def public_url(self) -> str:
        """Where it is as articles show it; what was uploaded stays private."""
        return self.get_rendition(SIZES[0]).url


class PortalRendition(AbstractRendition):
    """The same picture in another size."""

    image = models.ForeignKey(PortalImage, models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="rendition_once"
            )
        ]


Pictures = Iterable[PortalImage | None]


def fetch_sizes(pictures: Pictures) -> None:
    """Fetch all sizes of these pictures in one question, so that a page asks none per picture."""
    prefetch_related_objects([picture for picture in pictures if picture], "renditions")


def make_sizes(pictures: Pictures) -> None:
    """Make the sizes that readers will ask for, before the first of them does."""
    for picture in pictures:
        if picture:
            with suppress(SourceImageIOError):  # A lost file keeps no words from readers.
                picture.get_renditions(*SIZES)
