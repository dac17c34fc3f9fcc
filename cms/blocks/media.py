"""Pictures and films."""

import re

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import BooleanBlock, ListBlock, StructValue
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.rich_text import get_text_for_indexing

from cms.blocks.chosen import FetchedTogether
from cms.blocks.words import FittingBlock, HtmlBlock, LineBlock, PartsBlock
from cms.frames import FrameField, frame_of

MEDIA = _("Pictures and films")
FILMS = {"mp4", "webm"}
CAPTIONS = {"vtt"}
# A description that says only that there is a picture, or what the camera called it.
SAYS_NOTHING = re.compile(
    "|".join(
        [
            r"\.(avif|gif|heic|jpe?g|png|svg|webp)$",
            r"^(img|dsc|image|photo)[\W_]*\d+$",
            r"^(hình|ảnh|hình ảnh|(hình )?ảnh minh họa)\W?$",
        ]
    ),
    re.IGNORECASE,
)
WHAT_ONE_SEES = _("What one sees, read aloud to people who cannot.")


class PictureChooserBlock(FetchedTogether, ImageChooserBlock):
    """One of the newsroom's pictures."""

    def get_api_representation(self, value, context=None):
        return value and context["request"].build_absolute_uri(value.public_url)

    def newest(self):
        return self.model_class.objects.order_by("-pk").first()


class FileChooserBlock(FetchedTogether, DocumentChooserBlock):
    """One of the newsroom's documents."""

    def get_api_representation(self, value, context=None):
        return value and context["request"].build_absolute_uri(value.url)


class PictureBlock(FittingBlock):
    """A picture, described for those who cannot see it."""

    shapes = ("body",)

    image = PictureChooserBlock(label=_("Image"))
    alt = LineBlock(label=_("Description"), max_length=250, required=False, help_text=WHAT_ONE_SEES)
    decorative = BooleanBlock(
        label=_("Decoration only"),
        required=False,
        default=False,
        help_text=_("Tick this where the picture tells nothing that the text does not."),
    )
    caption = LineBlock(label=_("Caption"), max_length=250, required=False)

    class Meta:
        icon = "image"
        group = MEDIA
        label = _("Picture")
        description = _("A picture across the text, with a caption.")
        template = "cms/blocks/picture.html"

    def bulk_to_python(self, values):
        """Before one could say so, a picture without a description was decoration."""
        return super().bulk_to_python(
            [{"decorative": not value.get("alt"), **value} for value in values]
        )

    def misfits(self, value):
        if value["decorative"] or (value["alt"] and not SAYS_NOTHING.search(value["alt"])):
            return {}
        return {"alt": _("Say in a few words what one sees, or tick “Decoration only”.")}

    def pictures_of(self, value):
        return [value["image"]]

    def get_preview_value(self):
        """The newest picture there is."""
        newest = self.child_blocks["image"].newest()
        return self.normalize({"image": newest, "caption": newest.title if newest else ""})


class GalleryPictureBlock(PartsBlock):
    image = PictureChooserBlock(label=_("Image"))
    alt = LineBlock(label=_("Description"), max_length=250, help_text=WHAT_ONE_SEES)
    caption = LineBlock(label=_("Caption"), max_length=150, required=False)


class GalleryBlock(PartsBlock):
    """Several pictures side by side; each opens large."""

    shapes = ("tile", "large")

    pictures = ListBlock(
        GalleryPictureBlock(label=_("Picture")), label=_("Images"), min_num=2, max_num=24
    )

    class Meta:
        icon = "grip"
        group = MEDIA
        label = _("Gallery")
        description = _("Several pictures side by side; each opens large.")
        template = "cms/blocks/gallery.html"

    def pictures_of(self, value):
        return [one["image"] for one in value["pictures"]]

    def get_preview_value(self):
        """The newest pictures there are."""
        model = self.child_blocks["pictures"].child_block.child_blocks["image"].model_class
        newest = model.objects.order_by("-pk")[:3]
        shown = [{"image": one, "alt": one.title, "caption": one.title} for one in newest]
        return self.normalize({"pictures": shown})


class VideoBlock(FittingBlock):
    """A film of our own, that people who cannot hear or see it can follow too."""

    shapes = ("body",)

    title = LineBlock(label=_("Title"), max_length=150)
    file = FileChooserBlock(label=_("Film"), help_text=_("An MP4 or WebM file among documents."))
    captions = FileChooserBlock(
        label=_("Captions"),
        help_text=_("What is said and heard, as a VTT file among documents."),
    )
    poster = PictureChooserBlock(label=_("Picture before it plays"), required=False)
    transcript = HtmlBlock(label=_("All that is said, to read"), required=False, max_length=20_000)
    is_wordless = BooleanBlock(label=_("Nobody speaks in it"), required=False, default=False)

    class Meta:
        icon = "media"
        group = MEDIA
        label = _("Video")
        description = _("A film of our own, with captions and its words to read.")
        template = "cms/blocks/video.html"

    def misfits(self, value):
        return misfits_of_film(value)

    def pictures_of(self, value):
        return [value["poster"]]

    def get_preview_value(self):
        """The newest film there is, with the newest picture."""
        films = self.child_blocks["file"].model_class.objects.filter(file__endswith=".mp4")
        return self.normalize(
            {
                "title": "Nộp hồ sơ trên điện thoại",
                "file": films.order_by("-pk").first(),
                "poster": self.child_blocks["poster"].newest(),
                "transcript": "<p>Chào bà con. Hôm nay chúng tôi chỉ cách nộp hồ sơ.</p>",
            }
        )


def misfits_of_film(value) -> dict[str, str]:
    """What keeps a film from being followed by everybody, by the part that is to be mended."""
    wrong = {}
    if kind_of(value["file"]) not in FILMS:
        wrong["file"] = _("Choose a film: an MP4 or WebM file.")
    if kind_of(value["captions"]) not in CAPTIONS:
        wrong["captions"] = _("Choose captions: a VTT file.")
    if not (says_something(value["transcript"]) or value["is_wordless"]):
        wrong["transcript"] = _("Write down what is said, or tick “Nobody speaks in it”.")
    return wrong


def says_something(html) -> bool:
    """Whether there are words in it; the editor leaves a paragraph where there are none."""
    source = getattr(html, "source", html)
    return bool(source and get_text_for_indexing(source).strip())


def kind_of(document) -> str:
    return document.file_extension.lower() if document else ""


class EmbedValue(StructValue):
    """A film elsewhere; one at an address we do not know is not shown."""

    @property
    def frame(self):
        return frame_of(self["url"])


class FrameBlock(LineBlock):
    """The address of a film on a site we know."""

    def __init__(self, *, help_text=None, **options):
        super().__init__(max_length=300, **options)
        self.field = FrameField(max_length=300, help_text=help_text)

    def to_python(self, value):
        return value if frame_of(value) else ""


class EmbedBlock(PartsBlock):
    """A film on another site, which is asked only when a reader presses."""

    url = FrameBlock(
        label=_("Address of the film"), help_text=_("On YouTube or Facebook, with https://.")
    )
    title = LineBlock(label=_("Title"), max_length=150)

    class Meta:
        icon = "desktop"
        group = MEDIA
        label = _("Film on another site")
        description = _("A film on YouTube or Facebook, loaded only when a reader asks for it.")
        template = "cms/blocks/embed.html"
        value_class = EmbedValue
        preview_value = {
            "url": "https://www.youtube.com/watch?v=aqz-KE-bpKQ",
            "title": "Nộp hồ sơ trên điện thoại",
        }
