"""What is told of a consultation's outcome: that it is owed, and that it is there."""

from datetime import timedelta

from django.db import transaction
from django.urls import reverse

from cms import findable
from cms.authors import publishers_of
from cms.models import ConsultationComment, ConsultationPage
from portal.accounts.models import User
from portal.common.dates import show_day
from portal.common.moments import today
from portal.workdays.calendar import is_working_day
from services.notifications import outbox
from services.notifications.contacts import Contact

DUE, POSTED = "cms/outcome_due", "cms/outcome_posted"
A_WEEK = 7
MISSED = timedelta(days=3)  # So long a worker may have stood still.


def let_be_found() -> int:
    """Put outcomes whose day has come into the search; say how many."""
    lately = (today() - MISSED, today())
    pages = ConsultationPage.objects.published().answered().filter(outcome_on__range=lately)
    for page in pages:
        findable.put(page)
    return len(pages)


def remind_publishers() -> int:
    """Once a week tell publishers of each closed consultation without outcome; say how many."""
    if not is_working_day(today()):
        return 0
    owing = ConsultationPage.objects.published().in_first_language().owing_outcome()
    return sum(remind_of(page) for page in owing.order_by("pk"))


@transaction.atomic
def remind_of(page: ConsultationPage) -> int:
    week = (today() - page.closes_on).days // A_WEEK
    return sum(remind(publisher, page, week) for publisher in publishers_of(page))


def remind(publisher: User, page: ConsultationPage, week: int) -> bool:
    key = f"outcome-due-{page.pk}-{week}-{publisher.pk}"
    if outbox.is_posted(key):
        return False
    contact = Contact(email=publisher.email or "", user=publisher, language=publisher.language)
    facts = {
        "title": page.title,
        "until": show_day(page.closes_on),
        "count": page.comments.count(),
        "path": reverse("wagtailadmin_pages:edit", args=[page.pk]),
    }
    return bool(outbox.post(contact, DUE, key=key, **facts))


def tell_commenters() -> int:
    """Tell those who left a way to reach them that the outcome is there; say how many."""
    answered = ConsultationPage.objects.published().answered()
    comments = ConsultationComment.objects.with_contact().filter(page__in=answered.values("pk"))
    return sum(tell(comment) for comment in comments.select_related("page").iterator())


@transaction.atomic
def tell(comment: ConsultationComment) -> bool:
    key = f"outcome-posted-{comment.pk}"
    if outbox.is_posted(key):
        return False
    contact = Contact(email=comment.email, phone=comment.phone, language=comment.language)
    facts = {"title": comment.page.title, "path": comment.page.url}
    return bool(outbox.post(contact, POSTED, key=key, **facts))
