"""Pictures."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock
from wagtail.images.blocks import ImageChooserBlock


class PictureBlock(StructBlock):
    """A picture, described for those who cannot see it."""

    image = ImageChooserBlock(label=_("Image"))
    alt = CharBlock(
        label=_("Description"),
        max_length=250,
        required=False,
        help_text=_("What one sees, read aloud to people who cannot. Empty: decoration only."),
    )
    caption = CharBlock(label=_("Caption"), max_length=250, required=False)

    class Meta:
        icon = "image"
        group = _("Pictures")
        label = _("Picture")
        description = _("A picture across the text, with a caption.")
        template = "cms/blocks/picture.html"
