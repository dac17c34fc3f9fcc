"""Doors from a page into the services."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock
from wagtail.snippets.blocks import SnippetChooserBlock


class ProcedureLinkBlock(StructBlock):
    """A link to one procedure, with how long it takes."""

    procedure = SnippetChooserBlock("procedures.Procedure", label=_("Procedure"))
    label = CharBlock(
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
