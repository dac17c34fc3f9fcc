"""The only place that writes comments on drafts."""

from django.db import transaction
from django.utils.translation import gettext as _

from cms.models import ConsultationComment, ConsultationPage
from cms.models.comments import CommentState
from portal.accounts.models import User
from portal.common.moments import now
from portal.common.workflow import StepRefused

SENT = ("text", "name", "email", "phone", "language")


def send_comment(
    page: ConsultationPage, *, user: User | None = None, **sent: str
) -> ConsultationComment:
    """Keep a comment until the newsroom has read it; only while comments are welcome."""
    if not page.is_open:
        raise StepRefused(_("Comments on this draft are closed."))
    facts = {name: sent[name] for name in SENT if name in sent}
    return ConsultationComment.objects.create(page=page, user=user, **facts)


@transaction.atomic
def decide_comment(
    comment: ConsultationComment, *, state: str, by: User, reason: str = ""
) -> ConsultationComment:
    """Show a comment to everyone, or do not, for a reason."""
    if state == CommentState.HIDDEN and not reason.strip():
        raise StepRefused(_("Say why it is not shown."))
    comment = ConsultationComment.objects.select_for_update(of=("self",)).get(pk=comment.pk)
    comment.state = state
    comment.reason = reason.strip() if state == CommentState.HIDDEN else ""
    comment.decided_by, comment.decided_at = by, now()
    comment.save(update_fields=["state", "reason", "decided_by", "decided_at"])
    return comment
