"""What Wagtail's checker looks for beside the page being written: its rules, and the newsroom's.

The checker runs in the editor's browser (axe-core). Each rule added here has words of its own:
axe's are English.
"""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.userbar import ContentCheckerItem

from cms.blocks.media import SAYS_NOTHING

EMPTY_WORDS = f"{SAYS_NOTHING.pattern}|_"
USE = _("Say what one sees, as you would on the telephone.")
RULES = {
    "identical-links-same-purpose": (
        _("The same words lead to different places"),
        _("Say in each link where it leads."),
    ),
    "image-alt": (_("A picture is not described"), USE),
    "image-redundant-alt": (
        _("The description repeats the words beside the picture"),
        _("Say what one sees, or tick “Decoration only”."),
    ),
    "td-has-header": (
        _("A cell of a large table has no heading"),
        _("Give each column a heading, or let the first column name the rows."),
    ),
    "video-caption": (
        _("A film has no captions"),
        _("Choose a VTT file with what is said and heard."),
    ),
}


class NewsroomChecker(ContentCheckerItem):
    """Wagtail's rules and ours; only what editors write is looked at, not the frame around it."""

    axe_include = ["main"]
    axe_run_only = [*ContentCheckerItem.axe_run_only, *RULES]
    axe_custom_checks = [
        {"id": "check-image-alt-text", "options": {"pattern": EMPTY_WORDS}},
        *ContentCheckerItem.axe_custom_checks[1:],
    ]
    axe_messages = {
        **ContentCheckerItem.axe_messages,
        "alt-text-quality": {
            "error_name": _("The description of a picture says nothing"),
            "help_text": USE,
        },
        **{rule: {"error_name": name, "help_text": way} for rule, (name, way) in RULES.items()},
    }


def use_ours(items: list) -> None:
    """In place of Wagtail's own checker, wherever it stands in this bar."""
    for place, item in enumerate(items):
        if isinstance(item, ContentCheckerItem):
            items[place] = NewsroomChecker(in_editor=item.in_editor)
