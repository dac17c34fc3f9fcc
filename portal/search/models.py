"""Everything that may be found, in one table: words as shown, as written, and without marks."""

from django.db import models
from django.utils.timezone import localtime
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from portal.common.addresses import ADDRESS
from portal.common.models import Dated
from portal.common.moments import now
from portal.search.words import folded, written


class SearchDocQuerySet(models.QuerySet):
    def read_now(self) -> "SearchDocQuerySet":
        """What those who read the language of the frame may be looking for."""
        return self.filter(language__in=["", get_language()])


class SearchDoc(models.Model):
    """One public thing: a page, a document, a procedure, a report; nothing else has a row."""

    class Kind(models.TextChoices):
        PAGE = "page", _("News and pages")
        DOCUMENT = "document", pgettext_lazy("of law", "Documents")
        PROCEDURE = "procedure", _("Procedures")
        REPORT = "report", pgettext_lazy("of residents", "Reports")

    LONGEST_TITLE = 300
    LONGEST_BODY = 20_000  # Some eight printed pages: enough to find anything by.
    LONGEST_TOPIC = 100

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    key = models.CharField(_("key"), max_length=100)
    title = models.CharField(_("title"), max_length=LONGEST_TITLE)
    url = models.CharField(_("address"), max_length=500)
    topic = models.CharField(_("topic"), max_length=LONGEST_TOPIC, blank=True)
    # Of a page; procedures and reports exist in one language and are found in every one.
    language = models.CharField(max_length=10, blank=True, editable=False)
    at = models.DateTimeField(_("at"), null=True, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, editable=False)
    seconds = models.BigIntegerField(default=0, editable=False)  # Of `at`; 0 sorts what has none.

    # Derived by `derive_words`; those without "title" hold title and body, and words that are only
    # searched. They stand before the body, because SQLite reads a long row from its beginning.
    folded_title = models.TextField(editable=False)
    folded = models.TextField(editable=False)
    written_title = models.TextField(editable=False)
    written = models.TextField(editable=False)
    body = models.TextField(_("body"), blank=True)

    objects = SearchDocQuerySet.as_manager()

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="search_doc_once")]
        indexes = [
            models.Index(
                fields=["-seconds", "id", "kind", "topic", "year", "language"],
                name="search_doc_newest",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def derive_words(self, also: str = "") -> None:
        """Cut what is too long, and fill in what is searched; `also` is kept nowhere else."""
        also = also[: self.LONGEST_BODY]
        self.title = self.title[: self.LONGEST_TITLE]
        self.body = self.body[: self.LONGEST_BODY]
        self.topic = self.topic[: self.LONGEST_TOPIC]
        self.year = localtime(self.at).year if self.at else None
        self.seconds = int(self.at.timestamp()) if self.at else 0
        self.written_title, self.folded_title = written(self.title), folded(self.title)
        self.written = self.written_title + written(self.body) + written(also)
        self.folded = self.folded_title + folded(self.body) + folded(also)


class Promotion(Dated):
    """What editors put first when people ask with these words."""

    words = models.TextField(
        _("when somebody asks for"),
        max_length=500,
        help_text=_("One question a line, with or without marks: “so do”, “sổ đỏ”."),
    )
    title = models.CharField(_("title"), max_length=150)
    text = models.CharField(_("text"), max_length=250, blank=True)
    url = models.CharField(
        _("address"),
        max_length=300,
        validators=[ADDRESS],
        help_text=_("For example: /thu-tuc/1.001193/"),
    )
    folded = models.TextField(editable=False)

    class Meta:
        verbose_name = _("promoted result")
        verbose_name_plural = _("promoted results")
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title

    def save(self, *args, **kwargs):
        """Questions are kept without marks, each between line ends, so that one is found whole."""
        asked = (folded(line).strip() for line in self.words.splitlines())
        self.folded = "".join(f"\n{question}\n" for question in asked if question)
        super().save(*args, **kwargs)


class UnansweredQuestion(models.Model):
    """What people asked for in vain, for editors to write about; nobody knows who asked."""

    LONGEST = 100

    folded = models.CharField(max_length=LONGEST, unique=True, editable=False)
    words = models.CharField(_("question"), max_length=LONGEST)
    times = models.PositiveIntegerField(_("times asked"), default=1)
    first_at = models.DateTimeField(_("first asked"), default=now)
    last_at = models.DateTimeField(_("last asked"), default=now, db_index=True)

    class Meta:
        verbose_name = _("question without an answer")
        verbose_name_plural = _("questions without an answer")
        ordering = ["-times", "-last_at"]

    def __str__(self) -> str:
        return self.words
