"""What the portal itself holds of a person, whatever their matters; and how long."""

from collections.abc import Iterable
from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import ProtectedError, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.accounts.models import User
from services.notifications.forgetting import forget, forget_person
from services.notifications.models import Channel, Message
from services.notifications.models.messages import FORGOTTEN, SETTLED
from services.privacy import registry, retention
from services.privacy.actions.copies import drop_export
from services.privacy.actions.erasure import mark
from services.privacy.models import Consent, DataExport, DataRequest, Look
from services.privacy.registry import Holding, Kept, Row, Words
from services.privacy.retention import Rule

LAW = _("Personal Data Protection Law 91/2025/QH15: no longer than needed")


# What we hold


def account_rows(user: User) -> Iterable[Row]:
    addresses = EmailAddress.objects.filter(user=user).values_list("email", flat=True)
    identities = SocialAccount.objects.filter(user=user).values_list("provider", flat=True)
    yield {
        "name": user.name,
        "email": user.email or "",
        "other_emails": [one for one in addresses if one != user.email],
        "phone": user.phone or "",
        "unconfirmed_phone": user.unconfirmed_phone,
        "language": user.language,
        "identities": list(identities),
        "created_at": user.created_at,
        "last_login": user.last_login,
    }


def session_rows(user: User) -> Iterable[Row]:
    for one in UserSession.objects.filter(user=user).order_by("-last_seen_at"):
        yield {
            "device": one.user_agent,
            "address": one.ip,
            "since": one.created_at,
            "seen": one.last_seen_at,
        }


def message_rows(user: User) -> Iterable[Row]:
    for message in Message.objects.filter(user=user).iterator():
        yield {
            "at": message.created_at,
            "about": str(message.known_kind.label),
            "way": message.get_channel_display(),
            "recipient": message.recipient if message.channel != Channel.INBOX else "",
            "subject": message.subject,
            "text": message.body,
            "state": message.get_state_display(),
        }


def forget_messages(user: User) -> list[Kept]:
    forget_person(user)
    return []


def look_rows(user: User) -> Iterable[Row]:
    for look in Look.objects.at(user).select_related("agency").iterator():
        yield {
            "at": look.at,
            "who": look.who,
            "about": look.about,
            "what": look.get_what_display(),
        }


def unlink_looks(user: User) -> list[Kept]:
    """Officers stay accountable for what they saw; whom they saw is not told any more."""
    Look.objects.at(user).update(subject=None)
    return []


def consent_rows(user: User) -> Iterable[Row]:
    for consent in Consent.objects.of(user):
        yield {
            "purpose": consent.get_purpose_display(),
            "wording": consent.wording,
            "given_at": consent.given_at,
            "withdrawn_at": consent.withdrawn_at,
        }


def request_rows(user: User) -> Iterable[Row]:
    for request in DataRequest.objects.of(user).prefetch_related("events"):
        yield {
            "reference": request.reference,
            "request": request.get_kind_display(),
            "words": request.words,
            "created_at": request.created_at,
            "state": request.get_state_display(),
            "notes": [event.note for event in request.events.all() if event.note],
        }


def erase_requests(user: User) -> list[Kept]:
    """That something was asked and answered stays as proof; in which words does not."""
    for export in DataExport.objects.of(user):
        drop_export(export)
    DataRequest.objects.of(user).update(words="")
    return []


AT: Words = pgettext_lazy("of an event", "When")

registry.register(
    Holding(
        name="account",
        label=_("The account"),
        purpose=_("To sign you in and to bring you answers."),
        kept=_("While you have the account."),
        columns={
            "name": _("Full name"),
            "email": _("E-mail address"),
            "other_emails": _("Other e-mail addresses"),
            "phone": _("Telephone"),
            "unconfirmed_phone": _("Telephone, not yet confirmed"),
            "language": _("Language"),
            "identities": _("Linked identities"),
            "created_at": _("Since"),
            "last_login": _("Last sign-in"),
        },
        count=lambda user: 1,
        rows=account_rows,
    ),
    Holding(
        name="sessions",
        label=_("Devices signed in"),
        purpose=_("So that you can see and end your sign-ins."),
        kept=_("Until 30 days after the last use."),
        columns={
            "device": _("Device"),
            "address": _("Network address"),
            "since": _("Since"),
            "seen": _("Last used"),
        },
        count=lambda user: UserSession.objects.filter(user=user).count(),
        rows=session_rows,
    ),
    Holding(
        name="messages",
        label=_("Messages received"),
        purpose=_("To tell you what happens to your matters, and to prove that we did."),
        kept=_("Letters 180 days, your inbox two years."),
        columns={
            "at": AT,
            "about": _("About"),
            "way": _("Way of sending"),
            "recipient": _("Sent to"),
            "subject": pgettext_lazy("of a letter", "Subject"),
            "text": pgettext_lazy("of a letter", "Text"),
            "state": _("State"),
        },
        count=lambda user: Message.objects.filter(user=user).count(),
        rows=message_rows,
        erase=forget_messages,
    ),
    Holding(
        name="looks",
        label=_("Looks at the details"),
        purpose=_("So that you know, and officers stay accountable."),
        kept=_("Five years."),
        columns={"at": AT, "who": _("Who"), "about": _("Matter"), "what": _("What was seen")},
        count=lambda user: Look.objects.at(user).count(),
        rows=look_rows,
        erase=unlink_looks,
    ),
    Holding(
        name="consents",
        label=_("Consents given"),
        purpose=_("Proof of what you agreed to, and when you took it back."),
        kept=_("While you have the account; without your name afterwards."),
        columns={
            "purpose": _("For what"),
            "wording": _("In which words"),
            "given_at": _("Given"),
            "withdrawn_at": _("Withdrawn"),
        },
        count=lambda user: Consent.objects.of(user).count(),
        rows=consent_rows,
    ),
    Holding(
        name="requests",
        label=_("Requests made about the data"),
        purpose=_("To answer you, and to prove that we did."),
        kept=_("Five years."),
        columns={
            "reference": _("Reference"),
            "request": _("Request"),
            "words": _("Your words"),
            "created_at": pgettext_lazy("when", "Sent"),
            "state": _("State"),
            "notes": _("Answers"),
        },
        count=lambda user: DataRequest.objects.of(user).count(),
        rows=request_rows,
        erase=erase_requests,
    ),
)


# How long it stays


def old_letters(before: datetime) -> QuerySet:
    letters = Message.objects.filter(state__in=SETTLED, created_at__lt=before)
    return letters.exclude(channel=Channel.INBOX).exclude(recipient__startswith=FORGOTTEN)


def old_inbox(before: datetime) -> QuerySet:
    return Message.objects.filter(
        channel=Channel.INBOX, state__in=SETTLED, created_at__lt=before
    ).exclude(recipient__startswith=FORGOTTEN)


def unconfirmed(before: datetime) -> QuerySet:
    """Accounts opened and never entered, by nobody whom the portal knows by another way."""
    return User.objects.filter(
        created_at__lt=before,
        last_login=None,
        phone=None,
        is_superuser=False,
        groups=None,
        memberships=None,
        socialaccount=None,
    ).exclude(emailaddress__verified=True)


def drop_unconfirmed(accounts: QuerySet) -> int:
    """Delete them whole; one to which something clings after all stays."""
    gone = 0
    for account in accounts:
        pk = account.pk
        try:
            with transaction.atomic():
                account.delete()
        except ProtectedError:
            continue
        mark("account", str(pk), "unconfirmed_accounts")
        gone += 1
    return gone


def drop_exports(exports: QuerySet) -> int:
    for export in exports:
        drop_export(export)
    return len(exports)


def delete(rows: QuerySet) -> int:
    """Rows of which nothing needs to stay; how many, without what hung on them."""
    count = rows.count()
    rows.delete()
    return count


retention.register(
    Rule(
        name="messages",
        label=_("Letters and SMS: to whom, and with which facts"),
        ground=LAW,
        dated_by="created_at",
        due=old_letters,
        erase=forget,
    ),
    Rule(
        name="inbox",
        label=_("Messages in inboxes"),
        ground=LAW,
        dated_by="created_at",
        due=old_inbox,
        erase=forget,
    ),
    Rule(
        name="sessions",
        label=_("Sign-ins that ended by themselves"),
        ground=LAW,
        dated_by="expire_date",
        due=lambda before: Session.objects.filter(expire_date__lt=before),
        erase=delete,
    ),
    Rule(
        name="devices",
        label=_("Devices not used any more"),
        ground=LAW,
        dated_by="last_seen_at",
        due=lambda before: UserSession.objects.filter(last_seen_at__lt=before),
        erase=delete,
    ),
    Rule(
        name="exports",
        label=_("Copies of people's data"),
        ground=_("Promised in the letter that brings the copy"),
        dated_by="requested_at",
        due=lambda before: DataExport.objects.filter(requested_at__lt=before),
        erase=drop_exports,
    ),
    Rule(
        name="looks",
        label=_("The book of looks"),
        ground=_("Decree 356/2025: proof of access is kept, and not for ever"),
        dated_by="at",
        due=lambda before: Look.objects.filter(at__lt=before),
        erase=delete,
    ),
    Rule(
        name="requests",
        label=_("The words of requests about data"),
        ground=_("Decree 356/2025: proof of the answer is kept, and not for ever"),
        dated_by="closed_at",
        due=lambda before: DataRequest.objects.filter(closed_at__lt=before).exclude(words=""),
        erase=lambda requests: requests.update(words=""),
    ),
    Rule(
        name="unconfirmed_accounts",
        label=_("Accounts that nobody confirmed"),
        ground=LAW,
        dated_by="created_at",
        due=unconfirmed,
        erase=drop_unconfirmed,
    ),
)
