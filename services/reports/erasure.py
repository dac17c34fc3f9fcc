"""Taking people out of reports. What is counted stays: kind, commune, times, state.

Besides actions.py the only place that changes reports, and it only ever takes away.
"""

from django.db import transaction
from django.db.models import QuerySet

from portal.accounts.models import User
from portal.pages_cache.edition import forget_pages
from portal.search import index
from services.notifications.forgetting import forget_told
from services.privacy.actions.erasure import mark
from services.reports import history
from services.reports.actions.telling import SEARCH_KIND
from services.reports.models import Follow, Photo, Rating, Report
from services.reports.workflow import BY_PARTNER, BY_RESIDENT

KIND = "report"
SENDER_GONE = "sender"  # An open report whose sender left: its words wait until it is mended.

CONTACT = {"contact_name": "", "contact_email": "", "contact_phone": ""}
WORDS = {
    "description": "",
    "address": "",
    "lat": None,
    "lon": None,
    "accuracy_m": None,
    "answers": [],
    "more_masked": [],
    "left_shown": [],
}
DERIVED = ["folded", "public_description", "public_address", "tile", "words_digest"]
FIELDS = [*CONTACT, *WORDS, *DERIVED, "reporter", "claim_digest", "submission_key"]


@transaction.atomic
def erase_report(report: Report, *, rule: str) -> None:
    """Leave of a report what statistics need, under a tombstone that says by which rule."""
    leave_sender(report)
    for name, nothing in (CONTACT | WORDS).items():
        setattr(report, name, nothing)
    report.reporter, report.claim_digest, report.submission_key = None, "", None
    report.derive()
    report.save(update_fields=FIELDS)
    history.take_words(report.events.filter(step__in=BY_RESIDENT | BY_PARTNER))
    report.ratings.update(why="")
    report.partner_requests.update(question="", answer="")
    erase_photos(report)
    erase_what_went_on(report)
    for part in report.parts.select_related("category", "commune"):
        erase_report(part, rule=rule)
    if index.remove(SEARCH_KIND, report.reference):
        forget_pages()
    mark(KIND, report.reference, rule)


def erase_what_went_on(report: Report) -> None:
    """What went with it into another report: its photos, words of ratings, its sender's follow."""
    remove_photos(Photo.objects.filter(origin=report))
    Rating.objects.filter(origin=report).update(why="")
    for merging in report.mergings.standing():
        Follow.objects.filter(pk__in=merging.moved["made"]).delete()


@transaction.atomic
def erase_sender(report: Report) -> None:
    """Take the sender out of a report that is still being handled; its words stay until then."""
    leave_sender(report)
    for name, nothing in CONTACT.items():
        setattr(report, name, nothing)
    report.reporter, report.claim_digest = None, ""
    report.save(update_fields=[*CONTACT, "reporter", "claim_digest"])
    mark(KIND, report.reference, SENDER_GONE)


@transaction.atomic
def erase_at_wish(report: Report) -> None:
    """Take out of one report whoever sent it, as she wishes: now, and if it is open, its words
    once it is closed. What she was told of it goes as well; her code opens nothing any more.
    """
    report = Report.objects.locked(report.pk).get()
    forget_told(report.contact, report.reference)
    if report.is_open:
        erase_sender(report)
    else:
        erase_report(report, rule="request")


@transaction.atomic
def erase_words_of(ratings: QuerySet[Rating]) -> int:
    """What was said in these; that somebody was satisfied or not stays counted."""
    chosen = list(ratings.values_list("pk", flat=True))
    remove_photos(Photo.objects.filter(rating__in=chosen))
    return Rating.objects.filter(pk__in=chosen).update(why="")


def leave_sender(report: Report) -> None:
    """Let what she did be done by a resident, without saying which."""
    report.events.filter(step__in=BY_RESIDENT).update(by=None)


def erase_photos(report: Report) -> None:
    """Rows now, files once nothing can take the rows back."""
    remove_photos(Photo.objects.filter(report=report))


def remove_photos(photos: QuerySet[Photo]) -> None:
    for photo in photos:
        transaction.on_commit(photo.delete_files)
    photos.delete()


def erase_reports_of(user: User) -> list[Report]:
    """Every report of somebody who leaves; gives those that stay, without her, until closed."""
    still_open = []
    for report in Report.objects.of(user).select_related("category", "commune"):
        if report.is_open:
            erase_sender(report)
            still_open.append(report)
        else:
            erase_report(report, rule="request")
    return still_open


def erase_contacts(reports: QuerySet[Report]) -> int:
    return reports.update(**CONTACT)


def forget_claims(reports: QuerySet[Report]) -> int:
    return reports.update(claim_digest="", submission_key=None)


def erase_orphans(reports: QuerySet[Report]) -> int:
    orphans = list(reports.select_related("category", "commune"))
    for report in orphans:
        erase_report(report, rule="orphaned_reports")
    return len(orphans)
