"""The words in which one is asked to agree; a changed wording gets the next version."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from services.privacy.models import Purpose
from services.privacy.registry import Words


@dataclass(frozen=True)
class Wording:
    version: int
    text: Words


WORDINGS = {
    Purpose.NEWSLETTER: Wording(
        1,
        _("I would like news of the portal by e-mail, at most once a week."),
    ),
    Purpose.KEEP_PAPERS: Wording(
        1,
        _("Keep the papers I handed in, so that I need not bring them again next time."),
    ),
}
