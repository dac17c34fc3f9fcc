"""By which door a report came in: figures count by it, and officers see it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Source(models.TextChoices):
    WEB = "web", _("This portal")
    API = "api", _("Another system")
    PHONE = "phone", pgettext_lazy("of a report", "A call")
    COUNTER = "counter", pgettext_lazy("of a report", "At the counter")
    FIELD = "field", _("An officer on the way")


# What an officer enters for somebody else, or saw herself.
ENTERED = (Source.PHONE, Source.COUNTER, Source.FIELD)
