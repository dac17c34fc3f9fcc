"""What people say of a draft: waiting until the newsroom has read it, then shown or not."""

from django.conf import settings
from django.db import models
from django.db.models import Case, Q, When
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.models.consultations import ConsultationPage
from portal.common.masking import mask_email, mask_phone
from portal.common.mentions import find_mentions, mask
from portal.common.models import Dated

LONGEST = 4000
CONTACT = ("email", "phone")


class CommentState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    SHOWN = "shown", pgettext_lazy("of a comment", "Shown")
    HIDDEN = "hidden", pgettext_lazy("of a comment", "Not shown")


class ConsultationCommentQuerySet(models.QuerySet):
    def shown(self) -> "ConsultationCommentQuerySet":
        return self.filter(state=CommentState.SHOWN)

    def waiting(self) -> "ConsultationCommentQuerySet":
        return self.filter(state=CommentState.WAITING)

    def with_contact(self) -> "ConsultationCommentQuerySet":
        return self.filter(~Q(email="") | ~Q(phone=""))

    def of(self, user) -> "ConsultationCommentQuerySet":
        """Those sent from this account, or with the address that is theirs."""
        hers = Q(user=user)
        return self.filter(hers | Q(email=user.email) if user.email else hers)

    def waiting_first(self) -> "ConsultationCommentQuerySet":
        first = Case(When(state=CommentState.WAITING, then=0), default=1)
        return self.order_by(first, "-created_at", "-pk")


class ConsultationComment(Dated):
    """One comment on a draft. How to reach its sender is for the outcome only."""

    page = models.ForeignKey(
        ConsultationPage,
        models.CASCADE,
        related_name="comments",
        verbose_name=_("consultation"),
        editable=False,
    )
    text = models.TextField(
        pgettext_lazy("on a draft", "comment"), max_length=LONGEST, editable=False
    )
    name = models.CharField(_("name"), max_length=150, blank=True, editable=False)
    email = models.EmailField(_("e-mail address"), blank=True, editable=False)
    phone = models.CharField(_("telephone"), max_length=16, blank=True, editable=False)
    language = models.CharField(_("language"), max_length=5, default="vi", editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("person"),
    )
    state = models.CharField(
        _("state"), max_length=10, choices=CommentState, default=CommentState.WAITING
    )
    reason = models.CharField(
        _("why it is not shown"),
        max_length=200,
        blank=True,
        help_text=_("For colleagues, and for whoever asks. Disagreement is no reason."),
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True, editable=False)

    objects = ConsultationCommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment on a draft")
        verbose_name_plural = _("comments on drafts")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["page", "state", "created_at"], name="comment_in_list")]
        constraints = [
            models.CheckConstraint(
                name="consultation_comment_hidden_for_a_reason",
                condition=~Q(state=CommentState.HIDDEN) | ~Q(reason=""),
                violation_error_message=_("Say why it is not shown."),
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def public_text(self) -> str:
        """As everyone may read it: without telephone numbers and the like."""
        return mask(self.text)

    @property
    def mentions(self) -> list[str]:
        """What kinds of personal details stand in it."""
        return list(dict.fromkeys(str(one.kind.label) for one in find_mentions(self.text)))

    @property
    def marked_text(self) -> SafeString:
        """As officers read it: personal details marked."""
        pieces, position = [], 0
        for one in find_mentions(self.text):
            pieces += [self.text[position : one.start], format_html("<mark>{}</mark>", one.text)]
            position = one.end
        return format_html_join("", "{}", ((piece,) for piece in [*pieces, self.text[position:]]))

    @property
    def masked_contact(self) -> str:
        """That there is a way to tell her, and not which."""
        ways = [mask_email(self.email), mask_phone(self.phone) if self.phone else ""]
        return ", ".join(filter(None, ways))
