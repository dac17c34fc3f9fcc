"""From a title to its part of an address, as an editor types."""

from wagtail.admin.panels import FieldPanel
from wagtail.admin.widgets.slug import SlugInput

# Wagtail's own way from title to address writes nonsense for Vietnamese; these rules, applied in
# the browser, write what portal.common.vietnamese.slug writes.
TO_LATIN = [
    (r"[àáảãạăằắẳẵặâầấẩẫậ]", "a", "giu"),
    (r"[èéẻẽẹêềếểễệ]", "e", "giu"),
    (r"[ìíỉĩị]", "i", "giu"),
    (r"[òóỏõọôồốổỗộơờớởỡợ]", "o", "giu"),
    (r"[ùúủũụưừứửữự]", "u", "giu"),
    (r"[ỳýỷỹỵ]", "y", "giu"),
    (r"[đðɖ]", "d", "giu"),
    (r"[\u0300-\u036f]", "", "gu"),
]


def slug_panel(name: str = "slug") -> FieldPanel:
    """The field of an address; a `TitleFieldPanel` fills it in Latin letters."""
    return FieldPanel(name, widget=SlugInput(formatters=TO_LATIN))
