"""Everything that may be found, in one table: words as shown, as written, and without marks."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.search.words import folded, written


class SearchDoc(models.Model):
    """One thing that may be found: a page, a procedure, a report."""

    class Kind(models.TextChoices):
        PAGE = "page", _("News and pages")
        PROCEDURE = "procedure", _("Procedures")
        REPORT = "report", pgettext_lazy("of residents", "Reports")

    LONGEST_TITLE = 300
    LONGEST_BODY = 20_000  # Some eight printed pages: enough to find anything by.

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    key = models.CharField(_("key"), max_length=100)
    title = models.CharField(_("title"), max_length=LONGEST_TITLE)
    url = models.CharField(_("address"), max_length=500)
    is_public = models.BooleanField(_("shown to everyone"), default=True)
    at = models.DateTimeField(_("at"), null=True, blank=True)

    # Derived by `derive_words`; those without "title" hold title and body. They stand before the
    # body, because SQLite reads a long row from its beginning.
    folded_title = models.TextField(editable=False)
    folded = models.TextField(editable=False)
    written_title = models.TextField(editable=False)
    written = models.TextField(editable=False)
    body = models.TextField(_("body"), blank=True)

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="search_doc_once")]

    def __str__(self) -> str:
        return self.title

    def derive_words(self) -> None:
        """Cut what is too long, and fill in what is searched."""
        self.title = self.title[: self.LONGEST_TITLE]
        self.body = self.body[: self.LONGEST_BODY]
        self.written_title, self.folded_title = written(self.title), folded(self.title)
        self.written = self.written_title + written(self.body)
        self.folded = self.folded_title + folded(self.body)
