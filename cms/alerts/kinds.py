"""How grave, about what, how soon, how certain.

Where the Common Alerting Protocol (CAP 1.2) has a word, it is stored; people see its label.
"""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import pgettext_lazy


class Level(models.TextChoices):
    """From the mildest to the gravest."""

    INFO = "info", pgettext_lazy("an alert", "To know")
    NOTICE = "notice", pgettext_lazy("an alert", "Take care")
    WARNING = "warning", pgettext_lazy("an alert", "Warning")
    EMERGENCY = "emergency", pgettext_lazy("an alert", "Emergency")


class Category(models.TextChoices):
    MET = "Met", pgettext_lazy("an alert", "Weather and water")
    GEO = "Geo", pgettext_lazy("an alert", "Land and erosion")
    SAFETY = "Safety", pgettext_lazy("an alert", "Safety and order")
    HEALTH = "Health", pgettext_lazy("an alert", "Health")
    ENV = "Env", pgettext_lazy("an alert", "Environment")
    TRANSPORT = "Transport", pgettext_lazy("an alert", "Traffic")
    INFRA = "Infra", pgettext_lazy("an alert", "Electricity, water, telephone")
    OTHER = "Other", pgettext_lazy("an alert", "Something else")


class Urgency(models.TextChoices):
    IMMEDIATE = "Immediate", pgettext_lazy("an alert", "Act at once")
    EXPECTED = "Expected", pgettext_lazy("an alert", "Within the hour")
    FUTURE = "Future", pgettext_lazy("an alert", "In good time")
    PAST = "Past", pgettext_lazy("an alert", "No longer needed")
    UNKNOWN = "Unknown", pgettext_lazy("an alert", "Not known")


class Certainty(models.TextChoices):
    OBSERVED = "Observed", pgettext_lazy("an alert", "It is happening")
    LIKELY = "Likely", pgettext_lazy("an alert", "Likely")
    POSSIBLE = "Possible", pgettext_lazy("an alert", "Possible")
    UNLIKELY = "Unlikely", pgettext_lazy("an alert", "Hardly")
    UNKNOWN = "Unknown", pgettext_lazy("an alert", "Not known")


@dataclass(frozen=True)
class Meaning:
    """What a level means where nothing else is said."""

    severity: str
    urgency: Urgency
    certainty: Certainty
    tone: str
    icon: str


MEANINGS = {
    Level.INFO: Meaning("Minor", Urgency.FUTURE, Certainty.POSSIBLE, "info", "info"),
    Level.NOTICE: Meaning("Moderate", Urgency.FUTURE, Certainty.LIKELY, "waiting", "bell"),
    Level.WARNING: Meaning("Severe", Urgency.EXPECTED, Certainty.LIKELY, "late", "triangle-alert"),
    Level.EMERGENCY: Meaning(
        "Extreme", Urgency.IMMEDIATE, Certainty.OBSERVED, "late", "octagon-alert"
    ),
}

# A grave alert that nobody ends would be believed no more after a while.
GRAVE = (Level.WARNING, Level.EMERGENCY)
RANKS = {level: rank for rank, level in enumerate(Level)}
