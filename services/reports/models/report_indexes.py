"""By which ways reports are read, each as an index; a migration follows whatever changes here."""

from django.db import models
from django.db.models import Q

from services.reports import spam
from services.reports.workflow import State

# The public list is read from its newest end, whole or by one of these.
LISTS = {
    "report_listed": [],
    "report_listed_commune": ["commune"],
    "report_listed_category": ["category"],
    "report_listed_state": ["state"],
    "report_listed_tile": ["tile"],
}

# What is still open is a small part of all, among which nearby.py looks for the same thing.
OPEN_TO_ALL = Q(is_listed=True, closed_at=None)
NEIGHBOURS = {"report_open_tile": ["tile", "commune"], "report_open_commune": ["commune"]}

# The desk's queue is read from what is due first: of everybody, of an agency, of an officer. Each
# index holds all that the buckets of risk.py ask, so that counting them reads no row.
QUEUES = {
    "report_queue": [],
    "report_queue_agency": ["agency"],
    "report_queue_assignee": ["assignee"],
}
ASKED = ["due_at", "id", "state", "paused_at", "agency", "assignee"]

# Among what is open, the few that nobody has read and that look like none.
PERHAPS_SPAM = Q(closed_at=None, state=State.SUBMITTED.value, spam_points__gte=spam.LIKELY)

INDEXES = [
    models.Index(fields=["agency", "state", "due_at"], name="report_desk"),
    models.Index(fields=["closed_at"], name="report_closed"),
    models.Index(fields=["updated_at"], name="report_changed"),
    models.Index(
        fields=["words_digest", "created_at"],
        condition=~Q(words_digest=""),
        name="report_same_words",
    ),
    models.Index(fields=["lat", "lon"], condition=Q(is_listed=True), name="report_place"),
    *(
        models.Index(fields=[*by, "is_listed", "-created_at", "-id"], name=name)
        for name, by in LISTS.items()
    ),
    *(
        models.Index(fields=[*by, "-created_at", "-id"], condition=OPEN_TO_ALL, name=name)
        for name, by in NEIGHBOURS.items()
    ),
    *(
        models.Index(
            fields=[*by, *(field for field in ASKED if field not in by)],
            condition=Q(closed_at=None),
            name=name,
        )
        for name, by in QUEUES.items()
    ),
    models.Index(fields=["-created_at", "-id"], name="report_newest"),
    models.Index(fields=["due_at", "id"], condition=PERHAPS_SPAM, name="report_perhaps_spam"),
]
