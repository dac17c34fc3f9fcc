"""What dossiers tell of a person: for her copy, for her erasure, and how long it stays."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.accounts.models import User
from portal.common.dates import show_day
from portal.common.phones import show_phone
from services.dossiers import erasure
from services.dossiers.models import Dossier
from services.dossiers.workflow import CLOSED
from services.privacy import registry, retention
from services.privacy.registry import Holding, Kept, Row
from services.privacy.retention import Rule

ARCHIVE_LAW = gettext_lazy("Archives Law 33/2024/QH15, and the retention list of its field")
RULE = "dossier_contacts"


def rows(user: User) -> Iterable[Row]:
    """Her dossiers; the ID number stays hidden even here, for a file may fall into other hands."""
    for dossier in Dossier.objects.of(user).with_facts().iterator():
        yield {
            "code": dossier.public_code,
            "procedure": dossier.procedure.name,
            "agency": dossier.agency.name,
            "state": dossier.get_state_display(),
            "received_at": dossier.received_at,
            "due_at": dossier.due_at,
            "completed_at": dossier.completed_at,
            "holder": dossier.holder_name,
            "submitter": dossier.submitter_name,
            "id_number": dossier.masked_id_number,
            "email": dossier.contact_email,
            "phone": show_phone(dossier.contact_phone),
        }


def keep(user: User) -> list[Kept]:
    """Part them from the account, and say why they stay, and until when."""
    return [
        Kept(
            what=_("Dossier %(code)s") % {"code": dossier.public_code},
            why=str(ARCHIVE_LAW),
            until=until(dossier),
        )
        for dossier in erasure.unlink(user)
    ]


def until(dossier: Dossier) -> str:
    days = settings.RETENTION_DAYS[RULE]
    if days and dossier.closed_at:
        last = show_day(dossier.closed_at + timedelta(days=days))
        return _("Name and papers as the law says; contact until %(day)s.") % {"day": last}
    return _("As long as the archive rules of its field say.")


registry.register(
    Holding(
        name="dossiers",
        label=gettext_lazy("Dossiers filed"),
        purpose=gettext_lazy("To settle what you applied for, and to prove that it was."),
        kept=gettext_lazy("As long as the archive rules of each field say."),
        columns={
            "code": gettext_lazy("Dossier code"),
            "procedure": gettext_lazy("Procedure"),
            "agency": gettext_lazy("Agency"),
            "state": gettext_lazy("State"),
            "received_at": gettext_lazy("Received"),
            "due_at": gettext_lazy("Due"),
            "completed_at": gettext_lazy("Completed"),
            "holder": gettext_lazy("Holder"),
            "submitter": gettext_lazy("Submitter"),
            "id_number": gettext_lazy("Holder's ID number"),
            "email": gettext_lazy("E-mail address"),
            "phone": gettext_lazy("Telephone"),
        },
        count=lambda user: Dossier.objects.of(user).count(),
        rows=rows,
        erase=keep,
    )
)


def with_contact(before: datetime) -> QuerySet:
    personal = ~Q(contact_email="") | ~Q(contact_phone="") | ~Q(holder_id_number="")
    return Dossier.objects.filter(personal, state__in=CLOSED, closed_at__lt=before)


retention.register(
    Rule(
        name=RULE,
        label=gettext_lazy("Closed dossiers: contact and ID number"),
        ground=ARCHIVE_LAW,
        dated_by="closed_at",
        due=with_contact,
        erase=erasure.erase_contacts,
    )
)
