"""What officers keep for themselves at their desks."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.common.models import Dated
from services.operations.queues import own_agencies

LONGEST_NAME, LONGEST_ADDRESS = 60, 2000


class SavedFilterQuerySet(models.QuerySet):
    def of(self, user) -> "SavedFilterQuerySet":
        return self.filter(owner=user)

    def visible_to(self, user) -> "SavedFilterQuerySet":
        """One's own, and what colleagues of the same agency share."""
        return self.filter(Q(owner=user) | Q(shared_with__in=own_agencies(user)))

    def with_people(self) -> "SavedFilterQuerySet":
        return self.select_related("owner", "shared_with")


class SavedFilter(Dated):
    """A filter of the queue that an officer named; what it shows is asked anew of whoever opens it.

    It grants nothing: a colleague sees by it only what her own desk shows.
    """

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="saved_filters",
        verbose_name=_("officer"),
    )
    shared_with = models.ForeignKey(
        "accounts.Agency",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("shared with"),
    )
    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    query = models.CharField(max_length=LONGEST_ADDRESS, blank=True, editable=False)

    objects = SavedFilterQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved filter")
        verbose_name_plural = _("saved filters")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "name"],
                name="saved_filter_named_once",
                violation_error_message=_("You already have a filter of this name."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def url(self) -> str:
        return f"{reverse('desk_reports')}?{self.query}"
