"""Pictures."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StructBlock
from wagtail.images.blocks import ImageChooserBlock

from cms.blocks.words import LineBlock


class PictureBlock(StructBlock):
    """A picture, described for those who cannot see it."""

    image = ImageChooserBlock(label=_("Image"))
    alt = LineBlock(
        label=_("Description"),
        max_length=250,
        required=False,
        help_text=_("What one sees, read aloud to people who cannot. Empty: decoration only."),
    )
    caption = LineBlock(label=_("Caption"), max_length=250, required=False)

    class Meta:
        icon = "image"
        group = _("Pictures")
        label = _("Picture")
        description = _("A picture across the text, with a caption.")
        template = "cms/blocks/picture.html"

    def get_preview_value(self):
        """The newest picture there is."""
        newest = self.child_blocks["image"].model_class.objects.order_by("-pk").first()
        return self.normalize({"image": newest, "caption": newest.title if newest else ""})
