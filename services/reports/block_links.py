"""The link by which somebody who is blocked says that it is a mistake, without signing in."""

from django.core.signing import BadSignature, Signer
from django.urls import reverse

from services.reports.models import Block

__all__ = ["BadSignature", "appeal_path", "appeal_token", "block_of"]


def appeal_path(block: Block) -> str:
    return reverse("reports:appeal", args=[appeal_token(block)])


def appeal_token(block: Block) -> str:
    return signer().sign(str(block.pk))


def block_of(token: str) -> Block | None:
    """The block that this link is about, while we keep it; BadSignature for no link of ours."""
    pk = int(signer().unsign(token))
    return Block.objects.select_related("report").filter(pk=pk).first()


def signer() -> Signer:
    return Signer(salt="services.reports.block_links")
