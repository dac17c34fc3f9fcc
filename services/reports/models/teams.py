from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.common.models import Dated
from portal.common.vietnamese import fold


class TeamQuerySet(models.QuerySet):
    def active(self) -> "TeamQuerySet":
        return self.filter(is_active=True)

    def search(self, text: str) -> "TeamQuerySet":
        """Those whose name, or whose agency's, holds every word, with or without marks."""
        found = self
        for word in fold(text).split():
            found = found.filter(models.Q(folded__contains=word) | of_agency(word))
        return found


def of_agency(word: str) -> models.Q:
    return models.Q(agency__folded__contains=word)


class Team(Dated):
    """A few officers of one agency, to whom routing may send what they know best."""

    agency = models.ForeignKey(
        "accounts.Agency", models.PROTECT, related_name="teams", verbose_name=_("agency")
    )
    name = models.CharField(_("name"), max_length=100)
    members = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="teams", verbose_name=_("members")
    )
    is_active = models.BooleanField(
        _("gets reports"),
        default=True,
        help_text=_("Untick it, and what comes goes to its agency as a whole."),
    )
    folded = models.CharField(max_length=150, editable=False, default="")

    objects = TeamQuerySet.as_manager()

    class Meta:
        verbose_name = _("team")
        verbose_name_plural = _("teams")
        ordering = ["agency__tree_key", "name"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "name"],
                name="team_named_once",
                violation_error_message=_("This agency has a team of this name already."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def members_in_words(self) -> str:
        """Who belongs to it, for a list that has them at hand."""
        return ", ".join(member.name for member in self.members.all())

    def save(self, *args, update_fields=None, **kwargs):
        self.folded = fold(self.name)[:150]
        if update_fields is not None:
            update_fields = {*update_fields, "folded"}
        super().save(*args, update_fields=update_fields, **kwargs)
