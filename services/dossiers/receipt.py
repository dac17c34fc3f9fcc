"""Form 01 (TT 03/2025): Giấy tiếp nhận hồ sơ và hẹn trả kết quả, as facts for a page to print."""

from django.conf import settings

from portal.common.phones import show_phone
from portal.common.qr import qr_code
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
