"""Form 01 (TT 03/2025): Giấy tiếp nhận hồ sơ và hẹn trả kết quả, as facts for a page to print."""

from io import BytesIO

import qrcode
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from qrcode.image.svg import SvgPathImage

from portal.common.phones import show_phone
from services.dossiers import letters, snapshot
from services.dossiers.models import Dossier


def facts(dossier: Dossier) -> dict:
    """What form 01 says of a received dossier."""
    return {
        "qr": qr_code(settings.SITE_URL + dossier.get_absolute_url()),
        "limit": snapshot.limit_in_words(dossier),
        "papers": dossier.procedure.components.all(),
        "phone": show_phone(dossier.contact_phone),
        "officer": letters.officers_of(dossier)["receiver"],
    }


def qr_code(address: str) -> SafeString:
    """The address as a drawing, for whoever would rather not type."""
    drawn = BytesIO()
    qrcode.make(address, image_factory=SvgPathImage, border=0).save(drawn)
    svg = drawn.getvalue().decode().partition("?>")[2]
    return mark_safe(svg.strip())  # noqa: S308 -- Drawn here, from an address of ours.
