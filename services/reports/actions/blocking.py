"""Keeping somebody from sending reports for a time, hearing her, and letting her send again."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.accounts.models import User
from portal.common.moments import now, today
from portal.common.workflow import StepRefused
from services.reports import block_links
from services.reports.actions.step import locked
from services.reports.actions.telling import remember, tell
from services.reports.models import Block, Report
from services.reports.models.blocks import digest
from services.reports.reasons import BlockReason
from services.reports.workflow import COORDINATE

LONGEST = timedelta(days=90)


@transaction.atomic
def block_sender(report: Report, *, by: User, reason: BlockReason, until: date, note: str) -> Block:
    """Take no reports from whoever sent this one, to the end of that day; she is told why.

    Raises StepRefused where nobody is known, where she is blocked already, or for a wrong day.
    """
    report = locked(report)
    refuse_others(report, by=by)
    refuse_wrong_day(until)
    if not known(report):
        raise StepRefused(_("Nobody is known to have sent this report, so nobody can be blocked."))
    if standing_against(report):
        raise StepRefused(_("The sender is blocked already: someone may have decided meanwhile."))
    block = Block.objects.create(
        report=report,
        user=report.reporter,
        email_digest=digest(report.contact_email),
        phone_digest=digest(report.contact_phone),
        reason=reason,
        ends_at=end_of(until),
        by=by,
    )
    details = {"blocked": reason.value, "until": until.isoformat()}
    event = remember(report, "block", by=by, note=note, is_public=False, details=details)
    with override(report.language):
        path = block_links.appeal_path(block)
    tell(event, "reports/blocked", path=path)
    return block


@transaction.atomic
def lift_block(block: Block, *, by: User) -> Block:
    """Let her send reports again, and tell her so."""
    report = locked(block.report)
    refuse_others(report, by=by)
    block = Block.objects.select_for_update(of=("self",)).get(pk=block.pk)
    if not block.is_standing:
        raise StepRefused(_("This block has ended already: someone may have lifted it meanwhile."))
    block.lifted_at, block.lifted_by = now(), by
    block.save(update_fields=["lifted_at", "lifted_by"])
    event = remember(report, "unblock", by=by, is_public=False)
    with override(report.language):
        path = reverse("reports:submit")
    tell(event, "reports/block_lifted", path=path)
    return block


@transaction.atomic
def appeal_against(block: Block, *, words: str) -> Block:
    """Keep what she says against it for the coordinator; said again, the newer words count."""
    report = locked(block.report)
    block = Block.objects.select_for_update(of=("self",)).get(pk=block.pk)
    if not block.is_standing:
        raise StepRefused(_("You are no longer blocked: you can send reports again."))
    block.appeal, block.appealed_at = words, now()
    block.save(update_fields=["appeal", "appealed_at"])
    remember(report, "appeal", by=None, is_public=False)
    return block


def refuse_others(report: Report, *, by: User) -> None:
    if not by.has_perm(COORDINATE, report.agency):
        raise StepRefused(_("You may not take this step."))


def refuse_wrong_day(until: date) -> None:
    if not today() <= until <= today() + LONGEST:
        raise StepRefused(_("Choose a day from today on, at most 90 days away."))


def known(report: Report) -> bool:
    return bool(report.reporter_id or report.contact_email or report.contact_phone)


def standing_against(report: Report) -> Block | None:
    """What keeps the sender of this report from sending others, if anything does."""
    return Block.objects.against(report.reporter, report.contact_email, report.contact_phone)


def end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
