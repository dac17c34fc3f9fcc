"""What speaks for a new report being none: gathered once, after it came in, by the worker."""

from datetime import timedelta

from django.db.models import Q, QuerySet

from services.reports import spam
from services.reports.models import Report

SAME_WORDS_FOR = timedelta(days=7)
SAME_SENDER_FOR = timedelta(hours=1)
IN_A_ROW = timedelta(minutes=1)


def weigh(report_pk: int) -> int:
    """Note the points of a report and what makes them; what is said of it stays as it is."""
    report = Report.objects.filter(pk=report_pk).first()
    if report is None or report.is_erased:
        return 0
    points, signs = spam.score(facts_of(report))
    noted = {"spam_points": points, "spam_why": [sign.as_row() for sign in signs]}
    Report.objects.filter(pk=report.pk).update(**noted)
    return points


def facts_of(report: Report) -> spam.Facts:
    sender = whose(report)
    sent = before(report, SAME_SENDER_FOR).filter(sender) if sender else Report.objects.none()
    return spam.Facts(
        words=report.description,
        same_words=same_words(report).count() if report.words_digest else 0,
        same_sender=sent.count(),
        in_a_row=sent.filter(created_at__gt=report.created_at - IN_A_ROW).count(),
    )


def same_words(report: Report) -> QuerySet[Report]:
    others = Report.objects.filter(words_digest=report.words_digest).exclude(pk=report.pk)
    since = report.created_at - SAME_WORDS_FOR
    return others.filter(created_at__gt=since, created_at__lte=report.created_at)


def before(report: Report, span: timedelta) -> QuerySet[Report]:
    """Those that came in shortly before; both kinds are named so that the lists' index serves."""
    lately = Report.objects.filter(is_listed__in=[True, False]).exclude(pk=report.pk)
    return lately.filter(
        created_at__gt=report.created_at - span, created_at__lte=report.created_at
    ).order_by()


def whose(report: Report) -> Q:
    """The same account, address or number; of a report without any, nothing is compared."""
    ways = {
        "reporter": report.reporter_id,
        "contact_email": report.contact_email,
        "contact_phone": report.contact_phone,
    }
    asked = Q()
    for name, value in ways.items():
        asked |= Q(**{name: value}) if value else Q()
    return asked
