"""Following a report: at once by who is signed in, else once the address given has said yes."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.accounts.models import User
from portal.common.moments import now
from portal.common.workflow import StepRefused
from services.notifications import actions as notifications
from services.notifications import outbox
from services.notifications.contacts import Contact
from services.reports import letters
from services.reports.actions.step import locked
from services.reports.follow_links import Question
from services.reports.followers import can_be_followed
from services.reports.models import AreaFollow, Follow, Report


@transaction.atomic
def follow(report: Report, *, user: User) -> Follow:
    """This person hears from now on what happens to the report; twice is the same as once.

    Under its lock: where it is merged meanwhile, she is told rather than forgotten.
    """
    facts = {"confirmed_at": now(), "language": user.language}
    report = locked(report)
    check(report)
    return Follow.objects.get_or_create(report=report, user=user, defaults=facts)[0]


@transaction.atomic
def ask_to_follow(
    report: Report, *, email: str = "", phone: str = "", language: str = "vi"
) -> Follow:
    """Ask at the address given whether somebody there wants to hear of it; until yes, nobody does.

    Whether the address follows already makes no difference that anyone else could see.
    """
    report = locked(report)
    check(report)
    found, _is_new = Follow.objects.get_or_create(
        report=report, email=email.lower(), phone=phone, defaults={"language": language}
    )
    with override(language):
        facts = letters.question_to_follow(found)
    post_question(found, "reports/confirm_follow", language, facts)
    return found


def post_question(found: Follow | AreaFollow, kind: str, language: str, facts: dict) -> None:
    """Post a confirmation letter; one pressed twice within a minute is one."""
    key = f"{type(found).__name__.lower()}-{found.pk}-{now():%Y%m%d%H%M}"
    contact = Contact(email=found.email, phone=found.phone, language=language)
    outbox.post(contact, kind, key=key, **facts)


@transaction.atomic
def confirm_follow(question: Question) -> Follow:
    """The address has said yes."""
    locked(Report.objects.get(follows=question.follow.pk))
    found = Follow.objects.select_for_update(of=("self",)).get(pk=question.follow.pk)
    check(found.report)
    hear_again(found)
    if found.confirmed_at is None:
        found.confirmed_at = now()
        found.save(update_fields=["confirmed_at"])
    return found


def hear_again(found: Follow | AreaFollow) -> None:
    """Whoever had wanted no more news at all hears of this alone, and not of what was before."""
    contact = found.contact
    if not notifications.hear_again(contact.address or contact.mobile):
        return
    same = {"email": found.email, "phone": found.phone, "user": None}
    for kind in (Follow, AreaFollow):
        others = kind.objects.filter(**same)
        if isinstance(found, kind):
            others = others.exclude(pk=found.pk)
        others.delete()


def stop_following(found: Follow | AreaFollow) -> None:
    """She wants to hear no more of it, and we keep nothing of her for it."""
    found.delete()


def check(report: Report) -> None:
    if not can_be_followed(report):
        raise StepRefused(_("This report cannot be followed."))
