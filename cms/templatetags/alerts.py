"""What every page says of alerts: `{% alert_banners as banners %}`."""

from django import template
from django.conf import settings
from django.utils.translation import get_language

from cms.alerts import current

register = template.Library()

COMMUNE = ("commune", "xa")  # How the addresses of lists name the one they are narrowed to.


@register.simple_tag(takes_context=True)
def alert_banners(context) -> list[current.Shown]:
    """Emergencies; on a page narrowed to one commune, or about some, also what concerns these.

    A page says by `commune_codes` which it is about.
    """
    request = context.get("request")
    asked = request.GET if request else {}
    code = next((asked[name] for name in COMMUNE if asked.get(name)), "")
    codes = {code} if code else set(context.get("commune_codes") or ())
    return [one for one in current.concerning(codes) if one.pk != context.get("own_alert")]


@register.simple_tag
def words_in() -> str:
    """The language of words that editors write, where the frame speaks another."""
    return "" if get_language() == settings.LANGUAGE_CODE else settings.LANGUAGE_CODE
