"""Forms that editors make: surveys, sign-ups. Each says what for, who reads, and until when."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, Count, F, IntegerField, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.forms.models import FormMixin
from wagtail.models import PageManager

from cms.answers import promises, serving
from cms.answers.fields import QuestionBuilder
from cms.forms.form_page import FormPageForm
from cms.models.base import BasePage, PublicPageQuerySet
from cms.models.bodied import BodiedPage
from cms.models.form_answers import FormAnswer
from cms.models.lists import ListPage
from portal.accounts.models import Agency, Membership
from portal.accounts.roles import READ_ANSWERS
from portal.common.dates import show_moment
from portal.common.moments import now

KEPT_AT_MOST = timedelta(days=2 * 365)  # After it closed. Who needs them longer makes a dossier.
MOST_QUESTIONS = 40


class State(models.TextChoices):
    """Whether it can be answered: told by the clock and by what came, never typed."""

    UPCOMING = "upcoming", pgettext_lazy("page with questions", "Opens soon")
    OPEN = "open", pgettext_lazy("page with questions", "Open")
    FULL = "full", pgettext_lazy("page with questions", "Full")
    CLOSED = "closed", pgettext_lazy("page with questions", "Closed")


TONES = {State.UPCOMING: "info", State.OPEN: "good", State.FULL: "waiting", State.CLOSED: "neutral"}
WHY_CLOSED = {
    State.UPCOMING: _("This form opens at %(opens)s."),
    State.FULL: _("All places are taken: this form takes no more answers."),
    State.CLOSED: _("This form closed at %(closes)s. It takes no more answers."),
}


class FormPageQuerySet(PublicPageQuerySet):
    def open_first(self) -> "FormPageQuerySet":
        """What can still be answered, the soonest to close first; then the latest closed."""
        is_over = Q(closes_at__lte=now())
        return self.order_by(
            Case(When(is_over, then=1), default=0),
            Case(When(is_over, then=None), default=F("closes_at")),
            "-closes_at",
            "-pk",
        )

    def with_answer_count(self) -> "FormPageQuerySet":
        """How many came to each in all its languages, in the same question."""
        same = {"page__translation_key": OuterRef("translation_key")}
        answers = FormAnswer.objects.order_by().filter(**same).values("page__translation_key")
        counted = Subquery(answers.annotate(n=Count("pk")).values("n"))
        return self.annotate(answer_count=Coalesce(counted, 0, output_field=IntegerField()))

    def readable_by(self, user) -> "FormPageQuerySet":
        """Those whose answers this officer may read: of the agency where she serves."""
        if user.is_active and user.is_superuser:
            return self
        serving_at = Membership.objects.of(user).granting(READ_ANSWERS).values("agency")
        return self.filter(agency__in=serving_at)


class FormIndexPage(ListPage):
    """Every form that is or was open."""

    template = "cms/pages/form_index_page.html"
    subpage_types = ["cms.FormPage"]

    class Meta:
        verbose_name = _("list of forms")
        verbose_name_plural = _("lists of forms")

    def found(self, request) -> dict:
        forms = FormPage.objects.published().beside(self).open_first().with_answer_count()
        return {"rows": forms.select_related("agency").defer("body")}


class FormPage(BodiedPage, FormMixin):
    """Questions to residents. Wagtail lists its answers; how it is served is ours."""

    agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        related_name="+",
        verbose_name=pgettext_lazy("page with questions", "asked by"),
        help_text=_("Only editors of this agency read the answers."),
    )
    opens_at = models.DateTimeField(_("answers from"), default=now)
    closes_at = models.DateTimeField(_("answers until"), db_index=True)
    answers_at_most = models.PositiveIntegerField(
        _("how many answers at most"),
        null=True,
        blank=True,
        help_text=_("For places that are few; leave it empty when everyone may answer."),
    )
    purpose = models.TextField(
        _("what the answers are for"),
        max_length=400,
        help_text=_("One sentence, shown above the button: the law wants it said beforehand."),
    )
    purpose.required_on_save = True
    keep_until = models.DateField(
        _("answers are kept until"),
        db_index=True,
        help_text=_("The last day; the night after it they are erased, and residents are told so."),
    )
    thanks = models.TextField(
        _("what is said afterwards"),
        max_length=600,
        blank=True,
        help_text=_("What happens next. Leave it empty for a plain thank you."),
    )

    typed_paragraphs = (*BasePage.typed_paragraphs, "purpose", "thanks")

    objects = PageManager.from_queryset(FormPageQuerySet)()

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            ["agency", FieldRowPanel(["opens_at", "closes_at"]), "answers_at_most"],
            _("Who asks, and until when"),
        ),
        MultiFieldPanel(["purpose", "keep_until"], _("What for, and how long it is kept")),
        FieldPanel("body", heading=_("Before the questions")),
        InlinePanel(
            "form_fields",
            heading=_("Questions"),
            label=pgettext_lazy("of a form", "Question"),
            max_num=MOST_QUESTIONS,
        ),
        FieldPanel("thanks"),
    ]
    base_form_class = FormPageForm
    form_builder = QuestionBuilder
    template = "cms/pages/form_page.html"
    parent_page_types = ["cms.FormIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = pgettext_lazy("page with questions", "form")
        verbose_name_plural = pgettext_lazy("page with questions", "forms")
        constraints = [
            models.CheckConstraint(
                name="form_closes_after_it_opens",
                condition=Q(closes_at__gt=F("opens_at")),
                violation_error_message=_("A form cannot close before it opens."),
            ),
        ]

    @cached_property
    def answer_count(self) -> int:
        """How many had come when it was asked first, in all its languages: they share the places.

        A list has counted already.
        """
        return FormAnswer.objects.filter(page__translation_key=self.translation_key).count()

    @property
    def is_full(self) -> bool:
        return self.answers_at_most is not None and self.answer_count >= self.answers_at_most

    @property
    def state(self) -> State:
        if now() < self.opens_at:
            return State.UPCOMING
        if now() >= self.closes_at:
            return State.CLOSED
        return State.FULL if self.is_full else State.OPEN

    @property
    def is_open(self) -> bool:
        return self.state == State.OPEN

    @property
    def tone(self) -> str:
        return TONES[self.state]

    @property
    def why_closed(self) -> str:
        """Why nobody can answer just now; nothing while everyone can."""
        sentence = WHY_CLOSED.get(self.state)
        moments = {"opens": show_moment(self.opens_at), "closes": show_moment(self.closes_at)}
        return str(sentence) % moments if sentence else ""

    @property
    def findable_words(self) -> str:
        return " ".join([super().findable_words, *(one.label for one in self.form_fields.all())])

    def clean(self):
        super().clean()
        if self.closes_at and self.keep_until:
            self.check_retention()

    def check_retention(self) -> None:
        closes = localdate(self.closes_at)
        if self.keep_until < closes:
            raise ValidationError({"keep_until": _("Answers are kept until it closes, at least.")})
        if self.keep_until > closes + KEPT_AT_MOST:
            too_long = _("Answers are kept for two years after it closes, at most.")
            raise ValidationError({"keep_until": too_long})

    def must_mend(self) -> list[str]:
        """A form asks something, says what for, and breaks no word it gave."""
        said = [] if self.form_fields.all() else [_("A form asks something: add a question.")]
        if not self.purpose.strip():
            said.append(_("Say what the answers are for."))
        given = promises.given_by(self)
        broken = promises.broken(given, promises.promise_of(self)) if given else []
        return [str(sentence) for sentence in [*said, *(why for _field, why in broken)]]

    def serve(self, request, *args, **kwargs):
        """Everyone reads the same of a form that is closed; an open one is each reader's own."""
        if request.method != "POST" and (translation := self.translation_for(request)):
            return redirect(translation)
        if request.method == "POST" or self.is_open:
            return self.with_films(serving.serve(self, request))
        return BasePage.serve(self, request, *args, **kwargs)

    def get_form(self, *args, **options):
        """By the portal's own form, which asks for neither page nor account."""
        return self.get_form_class()(*args, **options)

    def get_preview_context(self, request, mode_name):
        return super().get_preview_context(request, mode_name) | {"form": self.get_form()}

    def get_submission_class(self):
        return FormAnswer
