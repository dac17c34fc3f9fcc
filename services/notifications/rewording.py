"""The only place that changes the words of messages; every earlier wording stays."""

from django.db import IntegrityError, transaction

from portal.accounts.models import User
from portal.common.moments import now
from services.notifications.kinds import Kind
from services.notifications.models import MessageText
from services.notifications.wording import BadWording, Wording, faults


def reword(kind: Kind, language: str, wording: Wording, *, by: User) -> MessageText:
    """Put new words in force at once; raises BadWording when they cannot become a message."""
    if wrong := faults(wording, kind):
        raise BadWording(" ".join(sentence for part in wrong.values() for sentence in part))
    facts = {"subject": wording.subject, "sms": wording.sms, "body": wording.body}
    return replace(kind, language, by=by, **facts)


def restore(kind: Kind, language: str, *, by: User) -> MessageText:
    """Go back to the words that came with the portal, as they are in each later version of it."""
    return replace(kind, language, by=by, is_original=True)


def replace(kind: Kind, language: str, *, by: User, **facts: str | bool) -> MessageText:
    """Write one change; of two made in the same moment, the later one is in force."""
    try:
        return write(kind, language, by=by, **facts)
    except IntegrityError:
        return write(kind, language, by=by, **facts)


@transaction.atomic
def write(kind: Kind, language: str, *, by: User, **facts: str | bool) -> MessageText:
    MessageText.objects.of(kind.name, language).current().update(is_current=False)
    return MessageText.objects.create(kind=kind.name, language=language, by=by, at=now(), **facts)
