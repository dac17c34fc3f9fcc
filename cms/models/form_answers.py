"""What somebody answered to an editor's form: closed in its column, without who sent it."""

import uuid
from typing import Any

from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.contrib.forms.models import AbstractFormSubmission

from cms.models.form_fields import read
from portal.common.ciphers import EncryptedTextField
from portal.common.moments import now


def mark_of(contact: str) -> str:
    """A word that stands for an e-mail address or a number and does not reveal it."""
    return salted_hmac("cms.form_answers", contact.lower()).hexdigest()[:32]


class FormAnswerQuerySet(models.QuerySet):
    def of(self, user) -> "FormAnswerQuerySet":
        """Those in which the address or the number stands that this person has proved hers."""
        hers = [mark_of(contact) for contact in (user.email, user.phone) if contact]
        return self.filter(pk__in=AnswerContact.objects.filter(mark__in=hers).values("answer"))

    def kept_until(self, day) -> "FormAnswerQuerySet":
        """Those whose last day this was, or an earlier one."""
        return self.filter(page__keep_until__lte=day)


class FormAnswer(AbstractFormSubmission):
    """One answer. Neither an account nor an address of the network is kept with it."""

    form_data = EncryptedTextField(_("answers"), editable=False)
    page = models.ForeignKey(
        "cms.FormPage",
        models.CASCADE,
        related_name="answers",
        verbose_name=pgettext_lazy("page with questions", "form"),
        editable=False,
    )
    submit_time = models.DateTimeField(pgettext_lazy("when", "sent"), default=now, editable=False)
    key = models.UUIDField(_("key of the form"), default=uuid.uuid4, editable=False)

    objects = FormAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer to a form")
        verbose_name_plural = _("answers to forms")
        ordering = ["-submit_time", "-pk"]
        default_permissions = ()
        permissions = [("read_answers", "Can read the answers to the forms of an agency")]
        indexes = [models.Index(fields=["page", "-submit_time"], name="form_answer_in_list")]
        constraints = [
            models.UniqueConstraint(
                fields=["page", "key"],
                name="form_answer_once",
                violation_error_message=_("This answer was received already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.pk}"

    @property
    def said(self) -> dict[str, Any]:
        """What was answered, by the names of the questions."""
        return read(self.form_data)

    def get_data(self) -> dict[str, Any]:
        """As Wagtail asks for it."""
        return {**self.said, "submit_time": self.submit_time}


class AnswerContact(models.Model):
    """By which a person who asks for her answers, or for their erasure, finds them."""

    answer = models.ForeignKey(
        FormAnswer, models.CASCADE, related_name="contacts", verbose_name=_("answer to a form")
    )
    mark = models.CharField(_("mark"), max_length=32, db_index=True)

    class Meta:
        verbose_name = _("mark of a contact")
        verbose_name_plural = _("marks of contacts")
        default_permissions = ()

    def __str__(self) -> str:
        return self.mark
