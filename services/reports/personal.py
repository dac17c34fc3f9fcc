"""What reports tell of a person: for her copy, for her erasure, and how long it stays."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from portal.accounts.models import User
from portal.common.moments import now
from portal.common.phones import show_phone
from services.privacy import registry, retention
from services.privacy.models import Tombstone
from services.privacy.registry import Holding, Kept, Row
from services.privacy.retention import Rule
from services.reports import actions, erasure, ratings
from services.reports.models import (
    AreaFollow,
    Block,
    DraftPhoto,
    FieldAction,
    Follow,
    Rating,
    Report,
)
from services.reports.workflow import BY_RESIDENT

CONFIRMED_WITHIN = timedelta(days=7)
PROMISE = gettext_lazy("Law 91/2025/QH15, and the notice at the form")


def rows(user: User) -> Iterable[Row]:
    reports = Report.objects.of(user).select_related("category", "commune", "agency")
    reports = reports.prefetch_related("photos", "moved_photos", "events")
    for report in reports.iterator(chunk_size=200):
        yield {
            "reference": report.reference,
            "category": report.category.name,
            "description": report.description,
            "place": f"{report.address}, {report.commune}".lstrip(", "),
            "agency": report.agency.name,
            "state": report.get_state_display(),
            "created_at": report.created_at,
            "closed_at": report.closed_at,
            "photos": len(report.photos.all()) + len(report.moved_photos.all()),
            "answers": [
                event.note
                for event in report.events.all()
                if event.step in BY_RESIDENT and event.note
            ],
            "name": report.contact_name,
            "email": report.contact_email,
            "phone": show_phone(report.contact_phone),
        }


def erase(user: User) -> list[Kept]:
    """Erase what she reported; what is still being mended keeps its words until it is."""
    return [
        Kept(
            what=_("Report %(reference)s") % {"reference": report.reference},
            why=_("It is still being handled: only its words and photos stay, without you."),
            until=_("Until 30 days after it is closed."),
        )
        for report in erasure.erase_reports_of(user)
    ]


def rows_of_ratings(user: User) -> Iterable[Row]:
    given = ratings.given_by(user).select_related("report", "origin")
    for rating in given.iterator(chunk_size=200):
        yield {
            "reference": (rating.origin or rating.report).reference,
            "created_at": rating.created_at,
            "verdict": _("Satisfied") if rating.is_satisfied else _("Not satisfied"),
            "why": rating.why,
        }


def erase_ratings(user: User) -> list[Kept]:
    erasure.erase_words_of(ratings.given_by(user))
    return []


# Before the reports and what she follows, which tell whose they are.
registry.register(
    Holding(
        name="report_ratings",
        label=gettext_lazy("Ratings given"),
        purpose=gettext_lazy("To learn whether residents are satisfied, and to open again."),
        kept=gettext_lazy("Your words two years; whether you were satisfied, without you, longer."),
        columns={
            "reference": gettext_lazy("Reference"),
            "created_at": pgettext_lazy("when", "Sent"),
            "verdict": gettext_lazy("Satisfied or not"),
            "why": gettext_lazy("Your words"),
        },
        count=lambda user: ratings.given_by(user).count(),
        rows=rows_of_ratings,
        erase=erase_ratings,
    )
)

registry.register(
    Holding(
        name="reports",
        label=gettext_lazy("Reports sent"),
        purpose=gettext_lazy("To mend what you told us of, and to answer you."),
        kept=gettext_lazy("Name and contact two years after it is closed; what is public, longer."),
        columns={
            "reference": gettext_lazy("Reference"),
            "category": gettext_lazy("About"),
            "description": gettext_lazy("Your words"),
            "place": gettext_lazy("Place"),
            "agency": gettext_lazy("Handled by"),
            "state": gettext_lazy("State"),
            "created_at": pgettext_lazy("when", "Sent"),
            "closed_at": gettext_lazy("Closed on"),
            "photos": gettext_lazy("Photos"),
            "answers": gettext_lazy("Your answers"),
            "name": gettext_lazy("Your name"),
            "email": gettext_lazy("E-mail address"),
            "phone": gettext_lazy("Telephone"),
        },
        count=lambda user: Report.objects.of(user).count(),
        rows=rows,
        erase=erase,
    )
)


def followed_by(kind: type[Follow] | type[AreaFollow], user: User) -> QuerySet:
    """What she follows by her account, or by the address that is hers."""
    hers = Q(user=user)
    return kind.objects.filter(hers | Q(email=user.email) if user.email else hers)


def rows_of_follows(user: User) -> Iterable[Row]:
    reports = followed_by(Follow, user).select_related("report__category", "report__commune")
    for follow in reports.iterator(chunk_size=200):
        what = f"{follow.report.reference}: {follow.report.title}"
        yield row_of_follow(follow, what, "")
    areas = followed_by(AreaFollow, user).select_related("commune").prefetch_related("categories")
    for follow in areas.iterator(chunk_size=200):
        kinds = ", ".join(category.name for category in follow.categories.all())
        what = f"{follow.commune.name}: {kinds or _('Every kind of report')}"
        yield row_of_follow(follow, what, follow.get_pace_display())


def row_of_follow(follow: Follow | AreaFollow, what: str, pace: str) -> Row:
    return {
        "what": what,
        "pace": pace,
        "email": follow.email,
        "created_at": follow.created_at,
        "confirmed_at": follow.confirmed_at,
    }


def erase_follows(user: User) -> list[Kept]:
    for kind in (Follow, AreaFollow):
        followed_by(kind, user).delete()
    return []


registry.register(
    Holding(
        name="follows",
        label=gettext_lazy("What is followed"),
        purpose=gettext_lazy("To tell you what happens to it."),
        kept=gettext_lazy("Until you stop following; of a closed report, one year at most."),
        columns={
            "what": gettext_lazy("What"),
            "pace": gettext_lazy("How often?"),
            "email": gettext_lazy("E-mail address"),
            "created_at": gettext_lazy("Asked on"),
            "confirmed_at": gettext_lazy("Confirmed on"),
        },
        count=lambda user: sum(followed_by(kind, user).count() for kind in (Follow, AreaFollow)),
        rows=rows_of_follows,
        erase=erase_follows,
    )
)


def blocks_of(user: User) -> QuerySet[Block]:
    """Those of her account, and of the address and the number that are hers."""
    return Block.objects.concerning(user, user.email or "", user.phone or "")


def rows_of_blocks(user: User) -> Iterable[Row]:
    for block in blocks_of(user).select_related("report"):
        yield {
            "reference": block.report.reference,
            "reason": block.get_reason_display(),
            "created_at": block.created_at,
            "until": block.until,
            "appeal": block.appeal,
            "lifted_at": block.lifted_at,
        }


def erase_blocks(user: User) -> list[Kept]:
    blocks_of(user).delete()
    return []


registry.register(
    Holding(
        name="blocks",
        label=gettext_lazy("Times in which you may send no reports"),
        purpose=gettext_lazy("So that officers have time for reports that are some."),
        kept=gettext_lazy("Until 30 days after the last day."),
        columns={
            "reference": gettext_lazy("Reference"),
            "reason": gettext_lazy("Reason"),
            "created_at": gettext_lazy("Since"),
            "until": gettext_lazy("Until"),
            "appeal": gettext_lazy("Your words"),
            "lifted_at": gettext_lazy("Lifted on"),
        },
        count=lambda user: blocks_of(user).count(),
        rows=rows_of_blocks,
        erase=erase_blocks,
    )
)


def over_blocks(before: datetime) -> QuerySet[Block]:
    return Block.objects.filter(ends_at__lt=before)


def done_outside(before: datetime) -> QuerySet[FieldAction]:
    """No phone sends these again; that it was done stands in the history of the report."""
    return FieldAction.objects.filter(at__lt=before)


def over_follows(before: datetime) -> QuerySet:
    """Follows of what was closed long ago, and those nobody said yes to within a week."""
    unconfirmed = Q(confirmed_at=None, created_at__lt=now() - CONFIRMED_WITHIN)
    return Follow.objects.filter(unconfirmed | Q(report__closed_at__lt=before))


def unconfirmed_areas(before: datetime) -> QuerySet:
    return AreaFollow.objects.filter(confirmed_at=None, created_at__lt=before)


def let_go(follows: QuerySet) -> int:
    return follows.delete()[1].get(follows.model._meta.label, 0)


def with_contact(before: datetime) -> QuerySet:
    reachable = ~Q(contact_name="") | ~Q(contact_email="") | ~Q(contact_phone="")
    return Report.objects.closed().filter(reachable, closed_at__lt=before)


def with_claim(before: datetime) -> QuerySet:
    return Report.objects.closed().filter(closed_at__lt=before).exclude(claim_digest="")


def drafted(before: datetime) -> QuerySet:
    return DraftPhoto.objects.filter(created_at__lt=before)


def orphaned(before: datetime) -> QuerySet:
    """Closed reports whose sender has left while they were open."""
    left = Tombstone.objects.filter(kind=erasure.KIND, rule=erasure.SENDER_GONE)
    closed = Report.objects.closed().filter(closed_at__lt=before)
    return closed.filter(reference__in=left.values("reference")).exclude(description="")


def with_words(before: datetime) -> QuerySet:
    """Ratings whose words are still there, or whose photos are."""
    said = ~Q(why="") | Q(photos__isnull=False)
    return Rating.objects.filter(said, created_at__lt=before).distinct()


promised = partial(Rule, ground=PROMISE, dated_by="created_at")

retention.register(
    promised(
        name="report_drafts",
        label=gettext_lazy("Photos of reports that were begun and never sent"),
        due=drafted,
        erase=actions.forget_draft_photos,
    ),
    promised(
        name="rating_words",
        label=gettext_lazy("Ratings of reports: words and photos"),
        due=with_words,
        erase=erasure.erase_words_of,
    ),
    promised(
        name="report_contacts",
        label=gettext_lazy("Closed reports: name and contact of the sender"),
        dated_by="closed_at",
        due=with_contact,
        erase=erasure.erase_contacts,
    ),
    promised(
        name="report_claims",
        label=gettext_lazy("Closed reports: the secret code of the sender"),
        dated_by="closed_at",
        due=with_claim,
        erase=erasure.forget_claims,
    ),
    promised(
        name="orphaned_reports",
        label=gettext_lazy("Closed reports of people who left: words and photos"),
        dated_by="closed_at",
        due=orphaned,
        erase=erasure.erase_orphans,
    ),
    promised(
        name="blocks",
        label=gettext_lazy("Blocks of senders whose time is over"),
        dated_by="ends_at",
        due=over_blocks,
        erase=let_go,
    ),
    promised(
        name="field_actions",
        label=gettext_lazy("Keys of what officers did outside, kept so that it is done once"),
        dated_by="at",
        due=done_outside,
        erase=let_go,
    ),
    promised(
        name="follows",
        label=gettext_lazy("Follows of reports closed long ago, or never confirmed"),
        due=over_follows,
        erase=let_go,
    ),
    promised(
        name="unconfirmed_areas",
        label=gettext_lazy("Follows of areas that nobody confirmed"),
        due=unconfirmed_areas,
        erase=let_go,
    ),
)
