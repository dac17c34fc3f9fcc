"""The link by which a partner outside answers: no account, one request, and it ends with it."""

from django.core.signing import BadSignature, Signer
from django.urls import reverse

from services.reports.models import PartnerRequest

SALT = "services.reports.partner_links"


def path(asked: PartnerRequest) -> str:
    return reverse("reports:answer_as_partner", args=[token(asked)])


def token(asked: PartnerRequest) -> str:
    """Always the same for one request, so that each reminder leads to the same page."""
    return signer().sign(str(asked.pk))


def read(typed: str) -> PartnerRequest | None:
    """The request to which a link leads, if it is one of ours."""
    try:
        pk = signer().unsign(typed)
    except BadSignature:
        return None
    return PartnerRequest.objects.with_report().filter(pk=pk).first()


def signer() -> Signer:
    return Signer(salt=SALT)
