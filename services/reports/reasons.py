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


class HidingReason(models.TextChoices):
    """Why a report is no longer for everyone; its sender is told."""

    PERSONAL = "personal", _("It tells something personal of somebody")
    INSULT = "insult", _("It insults or accuses somebody by name")
    UNFIT = "unfit", _("Its words or photos are not fit for everyone's eyes")
    SENSITIVE = "sensitive", _("Showing it could put somebody in danger")
    ADVERTISING = "advertising", _("It advertises something")
    OTHER = "other", _("Another reason")


class BlockReason(models.TextChoices):
    """Why somebody may send no reports for a time; she is told, and may appeal."""

    NO_REPORTS = "no_reports", _("Has sent again and again what is no report")
    ADVERTISING = "advertising", _("Has sent advertisements")
    INSULTS = "insults", _("Has insulted or threatened people")
    UNTRUE = "untrue", _("Has knowingly reported what is not true")


class Ground(models.TextChoices):
    """What lets the clock stand still although nobody waits for the resident."""

    DISASTER = "disaster", _("Storm, flood, or another disaster")
    INSPECTION = "inspection", _("An inspection or examination by law")
    COURT = "court", _("A court or the police decides first")
    BUDGET = "budget", _("Money that the council must grant first")
    OTHER = "other", _("Another ground, by a document")
