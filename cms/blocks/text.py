"""Words: headings, paragraphs, quotes, calls."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.blocks import ChoiceBlock

from cms.blocks.links import LinkBlock, LinkedPageBlock
from cms.blocks.words import FittingBlock, HtmlBlock, LineBlock, ParagraphsBlock, PartsBlock

TEXT = pgettext_lazy("blocks", "Text")


class Tone(TextChoices):
    """How loudly something is said; the names are the alert component's."""

    INFO = "info", _("Good to know")
    GOOD = "good", _("Good news")
    WAITING = "waiting", _("Take care")
    LATE = "late", _("Danger")


class Spoken(TextChoices):
    """The languages of Sóc Trăng and its guests, by their codes for browsers and screen readers."""

    KHMER = "km", pgettext_lazy("language", "Khmer")
    CHINESE = "zh", pgettext_lazy("language", "Chinese")
    ENGLISH = "en", _("English")
    VIETNAMESE = "vi", _("Vietnamese")


class HeadingBlock(LineBlock):
    """A heading inside the page, under its title."""

    def __init__(self, **options):
        super().__init__(max_length=200, **options)

    class Meta:
        icon = "title"
        group = TEXT
        label = _("Section heading")
        description = _("Divides a long text, so that readers find their place.")
        template = "cms/blocks/heading.html"
        preview_value = "Một phường, một bộ phận một cửa"


class SubheadingBlock(HeadingBlock):
    """A smaller heading, under a section's."""

    class Meta:
        icon = "h3"
        label = _("Smaller heading")
        description = _("Divides a section; stands under a section heading.")
        template = "cms/blocks/subheading.html"
        preview_value = "Giờ làm việc trong tuần"


class ParagraphBlock(HtmlBlock):
    """Running text, with links and lists."""

    class Meta:
        icon = "pilcrow"
        group = TEXT
        label = _("Paragraph")
        description = _("Running text, with links and lists.")
        template = "cms/blocks/paragraph.html"
        preview_value = "<p>Người dân gửi phản ánh lúc nào cũng được, ở nhà hay ngoài đường.</p>"


class QuoteBlock(PartsBlock):
    """Somebody's words, and whose they are."""

    text = ParagraphsBlock(label=pgettext_lazy("quotation", "Words"), max_length=600)
    attribution = LineBlock(label=_("Whose words"), max_length=150, required=False)
    language = ChoiceBlock(
        label=_("In another language"), choices=Spoken.choices, required=False, search_index=False
    )

    class Meta:
        icon = "openquote"
        group = TEXT
        label = _("Quote")
        description = _("Somebody's words, set apart from the text.")
        template = "cms/blocks/quote.html"
        preview_value = {"text": "Việc nhỏ cũng được trả lời.", "attribution": "Sóc Trăng Số"}


class PassageBlock(PartsBlock):
    """Words in another language than the page's; screen readers pronounce them as they should."""

    language = ChoiceBlock(
        label=pgettext_lazy("of a passage", "Language"),
        choices=Spoken.choices,
        default=Spoken.KHMER,
        search_index=False,
    )
    text = HtmlBlock(label=pgettext_lazy("quotation", "Words"))

    class Meta:
        icon = "globe"
        group = TEXT
        label = _("Passage in another language")
        description = _("Words in Khmer or another language, read aloud as they should be.")
        template = "cms/blocks/passage.html"
        preview_value = {
            "language": Spoken.KHMER,
            "text": "<p>សូមស្វាគមន៍មកកាន់ខេត្តឃ្លាំង។</p>",
        }


class ActionBlock(FittingBlock):
    """One thing to do now, with its button."""

    title = LineBlock(label=_("Title"), max_length=120)
    text = LineBlock(label=pgettext_lazy("blocks", "Text"), max_length=300, required=False)
    label = LineBlock(label=_("Words on the button"), max_length=60)
    page = LinkedPageBlock(label=_("Page of this portal"), required=False)
    url = LinkBlock(label=_("Or another address"), required=False)

    class Meta:
        icon = "pick"
        group = TEXT
        label = _("Call to action")
        description = _("One thing to do now, with a large button.")
        template = "cms/blocks/action.html"
        preview_value = {
            "title": "Thấy đèn đường hư?",
            "text": "Chụp một tấm ảnh, cho biết chỗ nào, rồi bấm gửi.",
            "label": "Gửi phản ánh",
            "url": "/phan-anh/gui/",
        }

    def misfits(self, value):
        if value["page"] or value["url"]:
            return {}
        return {"page": _("Say where the button leads: choose a page or write an address.")}


class AlertBlock(PartsBlock):
    """Something to know before reading on."""

    tone = ChoiceBlock(label=_("Kind"), choices=Tone.choices, default=Tone.INFO, search_index=False)
    title = LineBlock(label=_("Title"), max_length=120)
    text = LineBlock(label=pgettext_lazy("blocks", "Text"), max_length=500, required=False)
    url = LinkBlock(label=_("Where to read more"), required=False)

    class Meta:
        icon = "warning"
        group = TEXT
        label = _("Notice in the text")
        description = _("Sets a warning or good news apart, with a colour and a sign.")
        template = "cms/blocks/alert.html"
        preview_value = {
            "tone": Tone.WAITING,
            "title": "Nghỉ lễ 2/9",
            "text": "Bộ phận một cửa đóng cửa hai ngày và mở lại sáng thứ Năm.",
        }
