"""Doors from a page into the services."""

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StructBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from cms.blocks.words import LineBlock

REGISTERING_A_BIRTH = "1.001193"


class ProcedureChooserBlock(SnippetChooserBlock):
    """Fetches the time limits of all its procedures at once, however many a page has."""

    def __init__(self, **options):
        super().__init__("procedures.Procedure", **options)

    def bulk_to_python(self, values):
        procedures = super().bulk_to_python(values)
        prefetch_related_objects([one for one in procedures if one], "time_limits")
        return procedures


class ProcedureLinkBlock(StructBlock):
    """A link to one procedure, with how long it takes."""

    procedure = ProcedureChooserBlock(label=_("Procedure"))
    label = LineBlock(
        label=_("Label"),
        required=False,
        max_length=150,
        help_text=_("Leave empty to use the procedure's own name."),
    )

    class Meta:
        icon = "doc-full"
        group = _("Services")
        label = _("Procedure")
        description = _("A link to one procedure.")
        template = "cms/blocks/procedure_link.html"

    def get_preview_value(self):
        """A procedure everyone knows, or else any."""
        procedures = self.child_blocks["procedure"].model_class.objects.active()
        birth = procedures.filter(code=REGISTERING_A_BIRTH).first()
        return self.normalize({"procedure": birth or procedures.first()})
