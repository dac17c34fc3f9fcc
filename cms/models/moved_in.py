"""Where an article stood before it moved in here, so that it moves in once."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class MovedIn(models.Model):
    """What we know of the old home of a page."""

    LONGEST = 500

    page = models.OneToOneField(Page, models.CASCADE, related_name="moved_in")
    key = models.CharField(max_length=LONGEST, unique=True)  # Its name in the old system.
    address = models.CharField(_("old address"), max_length=1_000, blank=True)
    digest = models.CharField(max_length=64)  # Of everything the old system said of it.
    revision = models.PositiveBigIntegerField(null=True)  # The last one that the move made.

    wagtail_reference_index_ignore = True  # Editors are told of uses, and this is none.

    class Meta:
        verbose_name = _("page that moved in")
        verbose_name_plural = _("pages that moved in")

    def __str__(self) -> str:
        return self.address or self.key

    @property
    def was_edited_here(self) -> bool:
        """Whether somebody has changed or withdrawn the page since it moved in."""
        is_withdrawn = self.page.first_published_at is not None and not self.page.live
        return is_withdrawn or self.page.latest_revision_id != self.revision
