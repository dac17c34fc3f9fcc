"""Why a report is not handled, and why its clock stands still: short lists that can be counted."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Reason(models.TextChoices):
    """Why a report is not handled; beside it always stands a sentence for whoever sent it."""

    NOT_OURS = "not_ours", _("Another body decides on it")
    NOT_FOUND = "not_found", _("Nothing of the kind was found there")
    UNCLEAR = "unclear", _("Too little is known to do anything")
    PLANNED = "planned", _("It is in a plan already, and done with it")
    BETWEEN_PEOPLE = "between_people", _("A matter between people, for them or a court")
    COMPLAINT = "complaint", _("A complaint or denunciation, which has a door of its own")
    NO_ANSWER = "no_answer", _("No answer came to the question")
    OTHER = "other", _("Another reason")


class Ground(models.TextChoices):
    """What lets the clock stand still although nobody waits for the resident."""

    DISASTER = "disaster", _("Storm, flood, or another disaster")
    INSPECTION = "inspection", _("An inspection or examination by law")
    COURT = "court", _("A court or the police decides first")
    BUDGET = "budget", _("Money that the council must grant first")
    OTHER = "other", _("Another ground, by a document")
