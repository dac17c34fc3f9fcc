"""Links that pages hold, as they were found when somebody looked; and addresses met in vain."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Page

from portal.common.moments import today

BELIEVED_AFTER = 2  # Days on which a link was bad: anybody's server may rest for one.


class LinkQuerySet(models.QuerySet):
    def outside(self) -> "LinkQuerySet":
        return self.filter(kind=Link.Kind.OUTSIDE)

    def broken(self) -> "LinkQuerySet":
        """What leads nowhere: of ours at once, of others once it was so on two days."""
        believed = ~Q(kind=Link.Kind.OUTSIDE) | Q(bad_days__gte=BELIEVED_AFTER)
        return self.filter(believed, state__in=Link.BAD)

    def to_mend(self) -> "LinkQuerySet":
        """Broken links, and those that lead to something that has moved for good."""
        return self.filter(Q(pk__in=self.broken().values("pk")) | Q(state=Link.State.MOVED))


class Link(models.Model):
    """One link of a published page: every one that leads outside, and of ours the dead ones."""

    class Kind(models.TextChoices):
        OUTSIDE = "outside", _("another site")
        PATH = "path", _("an address of ours")
        PAGE = "page", _("a page")
        DOCUMENT = "document", pgettext_lazy("of a link", "a document")
        PICTURE = "picture", pgettext_lazy("of a link", "a picture")

    class State(models.TextChoices):
        NEW = "new", _("not looked at yet")
        GOOD = "good", pgettext_lazy("of a link", "good")
        MOVED = "moved", _("has moved for good")
        GUARDED = "guarded", _("does not let our look in")
        GONE = "gone", _("no longer there")
        FAILING = "failing", _("the other server fails")
        DNS = "dns", _("the site's name is unknown")
        TLS = "tls", _("its certificate is not to be trusted")
        SLOW = "slow", _("does not answer in time")
        SILENT = "silent", _("does not answer")
        LOOP = "loop", _("leads round in circles")
        PRIVATE = "private", _("can be reached from inside an office only")
        MISSING = "missing", _("was deleted")
        HIDDEN = "hidden", _("is not published")

    FINE = frozenset({State.NEW, State.GOOD, State.MOVED, State.GUARDED})
    BAD = frozenset(set(State) - FINE)
    LONGEST = 1_000  # Letters of an address, written in ASCII; longer ones are not looked at.

    page = models.ForeignKey(
        Page, models.CASCADE, related_name="links", verbose_name=pgettext_lazy("of a link", "page")
    )
    kind = models.CharField(_("leads to"), max_length=10, choices=Kind)
    address = models.CharField(_("address"), max_length=LONGEST, db_index=True)
    title = models.CharField(_("title"), max_length=255, blank=True)
    state = models.CharField(
        pgettext_lazy("of a link", "state"), max_length=10, choices=State, default=State.NEW
    )
    status = models.PositiveSmallIntegerField(null=True, editable=False)
    leads_to = models.CharField(_("leads on to"), max_length=LONGEST, blank=True)
    first_bad_on = models.DateField(_("bad since"), null=True, blank=True)
    bad_days = models.PositiveSmallIntegerField(default=0, editable=False)
    looked_at = models.DateTimeField(_("last looked at"), null=True, blank=True, db_index=True)

    objects = LinkQuerySet.as_manager()

    wagtail_reference_index_ignore = True  # Editors are told of uses, and this is none.

    class Meta:
        verbose_name = pgettext_lazy("on a page", "link")
        verbose_name_plural = pgettext_lazy("on a page", "links")
        constraints = [
            models.UniqueConstraint(fields=["page", "kind", "address"], name="link_once_a_page")
        ]

    def __str__(self) -> str:
        return self.title or self.address

    @property
    def finding(self) -> str:
        """What was found, in words; with the number that the other server gave."""
        said = self.get_state_display()
        is_told = self.status and self.state in {self.State.GONE, self.State.FAILING}
        return f"{said} ({self.status})" if is_told else said

    @property
    def shown(self) -> str:
        """Where it leads, as an editor reads it."""
        return self.title or (_("number %s") % self.address if self.is_row else self.address)

    @property
    def is_row(self) -> bool:
        return self.kind not in {self.Kind.OUTSIDE, self.Kind.PATH}


class MissedAddress(models.Model):
    """Somebody followed a link of ours on this day and found nothing; nobody knows who."""

    LONGEST = 255

    path = models.CharField(_("address"), max_length=LONGEST)
    day = models.DateField(pgettext_lazy("when", "day"), default=today, db_index=True)
    times = models.PositiveIntegerField(pgettext_lazy("how often", "times"), default=1)
    seen_on = models.CharField(_("followed from"), max_length=LONGEST, blank=True)

    class Meta:
        verbose_name = _("address met in vain")
        verbose_name_plural = _("addresses met in vain")
        constraints = [models.UniqueConstraint(fields=["path", "day"], name="missed_once_a_day")]

    def __str__(self) -> str:
        return self.path
