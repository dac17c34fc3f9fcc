"""What the pages hold of a person: for her copy, for her erasure, and how long.

That of comments on drafts stands here, that of the newsletter beside its letters.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy, pgettext_lazy

from cms.answers import personal as answers  # noqa: F401 - registers what it holds
from cms.models import ConsultationComment
from cms.models.comments import CommentState
from cms.newsletter import held  # noqa: F401 - says what the newsletter holds.
from portal.accounts.models import User
from portal.common.phones import show_phone
from services.privacy import registry, retention
from services.privacy.registry import Holding, Kept, Row
from services.privacy.retention import Rule

PROMISE = gettext_lazy("Law 91/2025/QH15, and the notice at the form")
NEVER_ANSWERED = timedelta(days=365)  # After so long nobody waits for an outcome any more.
NOBODY = {"name": "", "email": "", "phone": "", "user": None}


def rows(user: User) -> Iterable[Row]:
    for comment in ConsultationComment.objects.of(user).select_related("page").iterator():
        yield {
            "title": comment.page.title,
            "text": comment.text,
            "created_at": comment.created_at,
            "state": comment.get_state_display(),
            "name": comment.name,
            "email": comment.email,
            "phone": show_phone(comment.phone),
        }


def erase(user: User) -> list[Kept]:
    """What everyone has read stays as part of the consultation, without her."""
    comments = ConsultationComment.objects.of(user)
    comments.exclude(state=CommentState.SHOWN).delete()
    comments.update(**NOBODY)
    return []


def answered(before: datetime) -> QuerySet:
    """Comments with a contact whose outcome was told long enough ago, or never came."""
    told = Q(page__outcome_on__lt=before.date())
    given_up = Q(page__outcome_on=None, page__closes_on__lt=(before - NEVER_ANSWERED).date())
    return ConsultationComment.objects.with_contact().filter(told | given_up)


def hidden(before: datetime) -> QuerySet:
    return ConsultationComment.objects.filter(state=CommentState.HIDDEN, decided_at__lt=before)


def take_contacts(comments: QuerySet) -> int:
    return comments.update(email="", phone="")


def drop(comments: QuerySet) -> int:
    return comments.delete()[0]


registry.register(
    Holding(
        name="consultation_comments",
        label=gettext_lazy("Comments on drafts"),
        purpose=gettext_lazy("To improve a draft, and to tell you what became of your comment."),
        kept=gettext_lazy(
            "How to reach you, 30 days after the outcome; what is shown, as long as the draft."
        ),
        columns={
            "title": pgettext_lazy("of a consultation", "Draft"),
            "text": gettext_lazy("Your words"),
            "created_at": pgettext_lazy("when", "Sent"),
            "state": gettext_lazy("State"),
            "name": gettext_lazy("Your name"),
            "email": gettext_lazy("E-mail address"),
            "phone": gettext_lazy("Telephone"),
        },
        count=lambda user: ConsultationComment.objects.of(user).count(),
        rows=rows,
        erase=erase,
    )
)

retention.register(
    Rule(
        name="comment_contacts",
        label=gettext_lazy("Comments on drafts: how to reach their senders"),
        ground=PROMISE,
        dated_by="created_at",
        due=answered,
        erase=take_contacts,
    ),
    Rule(
        name="hidden_comments",
        label=gettext_lazy("Comments on drafts that are not shown"),
        ground=PROMISE,
        dated_by="created_at",
        due=hidden,
        erase=drop,
    ),
)
