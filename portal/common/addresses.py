"""Addresses that somebody types to lead readers on."""

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

# Here or on the web: no script, and no other site that looks like a path of ours.
ADDRESS = RegexValidator(r"^(/(?!/)|https?://)", _("Start with / or https://, please."))
