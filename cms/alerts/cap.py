"""An alert message in the Common Alerting Protocol 1.2, as other systems pass it on.

https://docs.oasis-open.org/emergency/cap/v1.2/CAP-v1.2-os.html
"""

from datetime import datetime
from xml.etree import ElementTree

from django.conf import settings
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.alerts.kinds import Urgency
from cms.models.alert_messages import AlertMessage
from portal.common.text import UNREADABLE
from portal.places.models import Commune

NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"
CONTENT_TYPE = "application/cap+xml"
KINDS = {"publish": "Alert", "update": "Update", "cancel": "Cancel"}
LANGUAGE = "vi-VN"
GEOCODE = "VN-GSO"  # The statistics office's five digits, by which every ministry knows a commune.
OLD_BREAKS = {0x0B: " ", 0x0C: " "}  # Breaks of line and page that XML cannot carry either.


def write(message: AlertMessage) -> bytes:
    """The whole document; the same for ever, as nothing of a message changes."""
    with override(settings.LANGUAGE_CODE):
        root = ElementTree.Element("alert", xmlns=NAMESPACE)
        add(root, [*head(message), ("references", references(message))])
        add(ElementTree.SubElement(root, "info"), info(message))
        for area in areas(message):
            add(ElementTree.SubElement(root[-1], "area"), area)
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def add(parent: ElementTree.Element, facts: list[tuple[str, object]]) -> None:
    """Elements in this order; what is empty is left out."""
    for name, value in facts:
        if isinstance(value, list):
            add(ElementTree.SubElement(parent, name), value)
        elif value:
            ElementTree.SubElement(parent, name).text = readable(str(value))


def readable(text: str) -> str:
    """Without characters that XML cannot carry; the door refuses them, older rows may not know."""
    return UNREADABLE.sub("", text.translate(OLD_BREAKS))


def head(message: AlertMessage) -> list[tuple[str, object]]:
    return [
        ("identifier", message.identifier),
        ("sender", message.sender),
        ("sent", show(message.at)),
        ("status", "Test" if settings.DEMO else "Actual"),
        ("msgType", KINDS[message.step]),
        ("scope", "Public"),
        ("note", message.note),
    ]


def references(message: AlertMessage) -> str:
    """Every earlier message of the chain, as sender, identifier and moment."""
    earlier = message.alert.messages.filter(pk__lt=message.pk).order_by("pk")
    return " ".join(f"{one.sender},{one.identifier},{show(one.at)}" for one in earlier)


def info(message: AlertMessage) -> list[tuple[str, object]]:
    meaning = message.meaning
    return [
        ("language", LANGUAGE),
        ("category", message.category),
        ("event", message.event or message.get_category_display()),
        ("responseType", response_type(message)),
        ("urgency", Urgency.PAST if message.is_cancelled else message.urgency or meaning.urgency),
        ("severity", meaning.severity),
        ("certainty", message.certainty or meaning.certainty),
        ("effective", show(message.at)),
        ("onset", show(message.starts_at)),
        ("expires", show(message.ends_at)),
        ("senderName", message.source or "Sóc Trăng Số"),
        ("headline", headline(message)),
        ("description", message.text),
        ("instruction", "" if message.is_cancelled else message.instruction),
        ("web", page_of(message)),
        ("contact", " · ".join(filter(None, [message.contact, message.phone]))),
    ]


def response_type(message: AlertMessage) -> str:
    if message.is_cancelled:
        return "AllClear"
    return "Execute" if message.instruction else "Monitor"


def headline(message: AlertMessage) -> str:
    if message.is_cancelled:
        return _("Cancelled: %(title)s") % {"title": message.title}
    return message.title


def areas(message: AlertMessage) -> list[list[tuple[str, object]]]:
    """Each commune by name, outline and code; or all that this portal serves, as one."""
    named = list(message.areas.all())
    if named:
        return [[("areaDesc", one.name), ("polygon", box(one)), code(one)] for one in named]
    served = Commune.objects.local().on(localtime(message.at).date())
    return [[("areaDesc", _("The whole of Sóc Trăng")), *map(code, served)]]


def code(commune: Commune) -> tuple[str, object]:
    return "geocode", [("valueName", GEOCODE), ("value", commune.code)]


def box(commune: Commune) -> str:
    """The rectangle around a commune, latitude before longitude, closed."""
    if len(commune.bbox) != 4:
        return ""
    west, south, east, north = commune.bbox
    corners = [(south, west), (south, east), (north, east), (north, west), (south, west)]
    return " ".join(f"{lat},{lon}" for lat, lon in corners)


def show(moment: datetime | None) -> str:
    """2026-11-22T15:30:00+07:00: the protocol wants the offset of the place, never Z."""
    return localtime(moment).isoformat(timespec="seconds") if moment else ""


def page_of(message: AlertMessage) -> str:
    return f"{settings.SITE_URL}{message.get_absolute_url()}"


def address_of(message: AlertMessage) -> str:
    """Where this document is found."""
    with override(settings.LANGUAGE_CODE):
        return f"{settings.SITE_URL}{reverse('cms:alert_cap', args=[message.identifier])}"
