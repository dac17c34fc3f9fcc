"""An alert as its page shows it, whether told already or only being written."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.common.dates import show_moment
from portal.common.phones import show_phone


def facts_of(alert) -> dict:
    """What the page says beside the words themselves."""
    label, tone = standing(alert)
    return {
        "standing": label,
        "standing_tone": tone,
        "advice": [line for line in alert.instruction.split("\n") if line.strip()],
        "rows": [row for row in rows(alert) if row["value"]],
    }


def standing(alert) -> tuple[str, str]:
    """Whether it counts now, in a word and a colour."""
    if alert.is_cancelled:
        return pgettext("an alert", "Cancelled"), "bad"
    if alert.is_over:
        return pgettext("an alert", "Over"), "neutral"
    if alert.is_coming:
        return pgettext("an alert", "Coming"), "info"
    return pgettext("an alert", "In force"), "progress"


def rows(alert) -> list[dict]:
    areas = ", ".join(area.name for area in alert.areas.all())
    until = show_moment(alert.ends_at) if alert.ends_at else _("Until further notice")
    return [
        {"label": pgettext("an alert", "Where"), "value": areas or _("The whole of Sóc Trăng")},
        {"label": pgettext("an alert", "From"), "value": show_moment(alert.starts_at)},
        {"label": pgettext("an alert", "Until"), "value": until},
        {"label": pgettext("an alert", "About"), "value": alert.get_category_display()},
        {"label": pgettext("an alert", "According to"), "value": alert.source},
        {"label": _("Whom to ask"), "value": alert.contact},
        {
            "label": _("Telephone for questions"),
            "value": show_phone(alert.phone),
            "url": f"tel:{alert.phone.replace(' ', '').replace('.', '')}",
        },
    ]
