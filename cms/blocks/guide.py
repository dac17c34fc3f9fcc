"""What a guide to an event of a life is built from: things to do, and people to ask."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.blocks.pieces import PiecesBlock
from cms.blocks.services import ContactBlock, ProcedureChooserBlock
from cms.blocks.words import LineBlock, ParagraphsBlock, PartsBlock


class GuidedProcedureBlock(ProcedureChooserBlock):
    """A procedure in force, with its time limits and fees; one that is not is left out."""

    def rows(self):
        return self.model_class.objects.active().with_card_facts()


class TaskBlock(PartsBlock):
    """One thing to do, in the catalogue's own words where a procedure belongs to it."""

    title = LineBlock(label=_("What to do"), max_length=120)
    text = ParagraphsBlock(
        label=pgettext_lazy("blocks", "Text"),
        max_length=600,
        required=False,
        help_text=_("When, why, what people forget. Time limit and fee are added by themselves."),
    )
    procedure = GuidedProcedureBlock(label=_("Procedure"), required=False)

    class Meta:
        icon = "list-ol"
        label = _("Thing to do")
        description = _("One thing to do, with the procedure that belongs to it.")
        preview_value = {"title": "Đăng ký khai sinh", "text": "Trong 60 ngày từ khi bé chào đời."}


class TasksBlock(PiecesBlock):
    """What there is to do, in its order."""

    task = TaskBlock()


class AskBlock(PiecesBlock):
    """Whom one may ask."""

    contact = ContactBlock()
