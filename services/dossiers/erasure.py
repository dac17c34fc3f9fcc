"""Taking people out of dossiers, as far as the archive law lets them go.

Besides actions.py the only place that changes dossiers, and it only ever takes away.
"""

from django.db import transaction
from django.db.models import QuerySet

from portal.accounts.models import User
from services.dossiers.models import Dossier, DossierEvent


@transaction.atomic
def unlink(user: User) -> list[Dossier]:
    """Part the dossiers of somebody who leaves from her account; they themselves stay."""
    hers = Dossier.objects.of(user)
    dossiers = list(hers)
    DossierEvent.objects.filter(dossier__in=dossiers, by=user).update(by=None)
    hers.update(holder=None)
    return dossiers


def erase_contacts(dossiers: QuerySet[Dossier]) -> int:
    return dossiers.update(contact_email="", contact_phone="", holder_id_number="")
