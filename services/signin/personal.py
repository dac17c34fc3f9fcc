"""What sign-in holds of a person beyond the account: who VNeID says she is."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.common.personal_id import mask_personal_id
from services.privacy import registry
from services.privacy.registry import Holding, Kept, Row
from services.signin.models import VerifiedIdentity
from services.signin.vneid.identities import show_level


def identities(user: User):
    return VerifiedIdentity.objects.filter(user=user)


def rows(user: User) -> Iterable[Row]:
    """As VNeID told it; the ID number stays hidden, for a file may fall into other hands."""
    for identity in identities(user):
        yield {
            "name": identity.name,
            "id_number": mask_personal_id(identity.personal_id),
            "level": show_level(identity.level),
            "verified_at": identity.verified_at,
        }


def erase(user: User) -> list[Kept]:
    identities(user).delete()
    return []


registry.register(
    Holding(
        name="identity",
        label=_("What VNeID says"),
        purpose=_("To know that it is you, without asking for your papers again."),
        kept=_("Until you part your account from VNeID."),
        columns={
            "name": _("Full name"),
            "id_number": _("ID number"),
            "level": _("Level of assurance"),
            "verified_at": _("Confirmed by VNeID"),
        },
        count=lambda user: identities(user).count(),
        rows=rows,
        erase=erase,
    )
)
