"""Once a week, whoever looks after pages is told which of them are to be read again."""

from collections import defaultdict

from django.db import transaction
from django.urls import reverse

from cms.authors import publishers_of
from cms.models import BasePage
from cms.review.due import due_soon
from portal.accounts.models import User
from portal.common.moments import today
from portal.workdays.calendar import is_working_day
from services.notifications import outbox
from services.notifications.contacts import Contact

DUE = "cms/review_due"
MOST_LINES = 10  # In a letter; the list itself is one press away.


def remind_keepers() -> int:
    """Tell each keeper, on a working day and once a week, of all that is due; say how many."""
    if not is_working_day(today()):
        return 0
    return sum(remind(keeper, pages) for keeper, pages in shares().items())


def shares() -> dict[User, list[BasePage]]:
    """Whose work each page is."""
    found: dict[User, list[BasePage]] = defaultdict(list)
    for page in due_soon():
        for keeper in keepers_of(page):
            found[keeper].append(page)
    return found


def keepers_of(page: BasePage) -> list[User]:
    """Who made it, while they may still change it; else those who publish there."""
    owner = page.owner
    if owner and owner.is_active and page.permissions_for_user(owner).can_edit():
        return [owner]
    return list(publishers_of(page))


@transaction.atomic
def remind(keeper: User, pages: list[BasePage]) -> bool:
    year, week, _day = today().isocalendar()
    key = f"review-due-{year}-{week}-{keeper.pk}"
    if outbox.is_posted(key):
        return False
    contact = Contact(email=keeper.email or "", user=keeper, language=keeper.language)
    titles = "\n".join(f"• {page.title}" for page in pages[:MOST_LINES])
    facts = {"count": len(pages), "titles": titles, "path": reverse("desk_review")}
    return bool(outbox.post(contact, DUE, key=key, **facts))
