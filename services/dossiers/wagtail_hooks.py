"""How codes are spelled, in the admin: a new rule begins on a day, and no program changes."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from services.dossiers.models import DossierCodeScheme


class DossierCodeSchemeViewSet(SnippetViewSet):
    model = DossierCodeScheme
    icon = "tag"
    menu_label = _("Dossier codes")
    url_prefix = "ma-ho-so"
    add_to_settings_menu = True
    list_display = ["agency", "pattern", "valid_from", "valid_to"]


register_snippet(DossierCodeSchemeViewSet)
