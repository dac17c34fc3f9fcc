"""The sections of the home page, whose order editors choose; what they show comes by itself."""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.blocks import PageChooserBlock, StaticBlock

from cms.blocks.chosen import FetchedTogether
from cms.blocks.pieces import PiecesBlock
from cms.blocks.words import HtmlBlock, LineBlock, PartsBlock

TEMPLATES = {
    "figures": "cms/home/figures.html",
    "reports": "cms/home/reports.html",
    "life_events": "cms/home/life_events.html",
    "news": "cms/home/news.html",
    "hotline": "cms/home/hotline.html",
    "programme": "cms/home/programme.html",
    "words": "cms/home/words.html",
}
BY_ITSELF = _("It fills itself; there is nothing to write.")


class Section(NamedTuple):
    """One section as the home page draws it."""

    kind: str
    value: dict | None = None

    @property
    def template(self) -> str:
        return TEMPLATES[self.kind]


class FilledBlock(StaticBlock):
    """A section that shows what the services know."""

    class Meta:
        admin_text = BY_ITSELF


class ProgrammeChooserBlock(FetchedTogether, PageChooserBlock):
    """A programme everyone may read."""

    def __init__(self, **options):
        super().__init__(page_type="cms.ProgrammePage", **options)

    def rows(self):
        return self.model_class.objects.published()


class ProgrammeSectionBlock(PartsBlock):
    programme = ProgrammeChooserBlock(label=_("Programme"))
    text = LineBlock(
        label=pgettext_lazy("blocks", "Text"),
        max_length=300,
        required=False,
        help_text=_("Leave empty for the programme's own introduction."),
    )

    class Meta:
        icon = "order-up"
        label = _("A programme")
        description = _("Puts a programme forward, with a button that leads to its progress.")


class WordsSectionBlock(PartsBlock):
    title = LineBlock(label=_("Title"), max_length=120)
    text = HtmlBlock(label=pgettext_lazy("blocks", "Text"), max_length=3000)

    class Meta:
        icon = "pilcrow"
        label = _("Words of our own")
        description = _("A title and a few sentences.")


class SectionsBlock(PiecesBlock):
    """What stands below the doors of the home page, in the order in which it stands."""

    figures = FilledBlock(label=_("This week in figures"), icon="table")
    reports = FilledBlock(label=_("Newest reports and map"), icon="comment")
    life_events = FilledBlock(label=_("Events of life"), icon="user")
    news = FilledBlock(label=_("Newest articles"), icon="doc-full")
    hotline = FilledBlock(label=_("Whom to call"), icon="info-circle")
    programme = ProgrammeSectionBlock()
    words = WordsSectionBlock()

    class Meta:
        block_counts = {
            name: {"max_num": 1}
            for name in ("figures", "reports", "life_events", "news", "hotline")
        }

    def chosen(self, sections) -> list[Section]:
        """As the editors arranged them; as we would, while they have not."""
        values = self.fetched(sections)
        kinds = [block.block_type for block in sections]
        return [Section(*one) for one in zip(kinds, values, strict=True)] or USUAL


USUAL = [Section(kind) for kind in ("figures", "reports", "life_events", "news", "hotline")]
