from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, fields

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from cms.models.typed import Typed
from cms.shapes import specs_of

FOR_SYSTEMS = "width-1200|format-webp"  # What the API hands out; pages draw by `cms.shapes`.


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
        return self.get_rendition(FOR_SYSTEMS).url


class PortalRendition(AbstractRendition):
    """The same picture in another size."""

    image = models.ForeignKey(PortalImage, models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="rendition_once"
            )
        ]


@dataclass
class Size:
    """All of a rendition that a page shows."""

    filter_spec: str
    focal_point_key: str
    file: str
    width: int
    height: int

    @classmethod
    def facts(cls) -> list[str]:
        return [one.name for one in fields(cls)]

    @property
    def url(self) -> str:
        return PortalRendition.file.field.storage.url(self.file)


Pictures = Iterable[PortalImage | None]


def fetch_sizes(pictures: Pictures, shapes: Iterable[str]) -> None:
    """Fetch what shows these pictures in these shapes, in one question, so that a page asks none
    per picture. What is not fetched counts as not made.
    """
    shown = [picture for picture in pictures if picture]
    specs = specs_of(frozenset(shapes))
    keys = {picture.pk for picture in shown}
    sizes = defaultdict(list)
    made = PortalRendition.objects.filter(image__in=keys, filter_spec__in=specs)
    for image, *facts in made.values_list("image_id", *Size.facts()):
        sizes[image].append(Size(*facts))
    for picture in shown:
        picture.prefetched_renditions = sizes[picture.pk]  # Where Wagtail looks for them.
