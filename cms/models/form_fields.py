"""One question of an editor's form: what is asked, and how it is answered."""

import json
import secrets
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.contrib.forms.models import AbstractFormField

from cms.models.typed import Typed

MOST_OPTIONS = 30
LONGEST_OPTION = 150
ASKED = "q_"  # So every question is called: none can take the name of a field of ours.


class Kind(models.TextChoices):
    """How a question is answered; nothing can be uploaded."""

    LINE = "singleline", pgettext_lazy("kind of answer", "One line")
    PARAGRAPHS = "multiline", pgettext_lazy("kind of answer", "Several lines")
    EMAIL = "email", pgettext_lazy("kind of answer", "E-mail address")
    PHONE = "phone", pgettext_lazy("kind of answer", "Telephone number")
    NUMBER = "number", pgettext_lazy("kind of answer", "Number")
    DAY = "date", pgettext_lazy("kind of answer", "Day")
    ONE = "radio", pgettext_lazy("kind of answer", "One of several, all in sight")
    ANY = "checkboxes", pgettext_lazy("kind of answer", "Any of several")
    LIST = "dropdown", pgettext_lazy("kind of answer", "One of a long list")
    YES = "checkbox", pgettext_lazy("kind of answer", "A box to tick, to agree")
    COMMUNE = "commune", pgettext_lazy("kind of answer", "Ward or commune")


CHOOSING = frozenset({Kind.ONE, Kind.ANY, Kind.LIST})
COUNTED = CHOOSING | {Kind.YES, Kind.COMMUNE}
CONTACTS = frozenset({Kind.EMAIL, Kind.PHONE})


class FormField(Typed, AbstractFormField):
    """Keeps the name under which it is answered, whatever becomes of its words."""

    page = ParentalKey("cms.FormPage", related_name="form_fields")
    label = models.CharField(_("question"), max_length=255)
    field_type = models.CharField(
        pgettext_lazy("of a question", "answered by"), max_length=16, choices=Kind
    )
    field_type.required_on_save = True
    required = models.BooleanField(_("must be answered"), default=False)
    choices = models.TextField(
        pgettext_lazy("of a question", "choices"),
        blank=True,
        max_length=MOST_OPTIONS * (LONGEST_OPTION + 1),
        help_text=_("One on each line, two at least; only where one of several is chosen."),
    )
    help_text = models.CharField(
        pgettext_lazy("of a question", "help"),
        max_length=255,
        blank=True,
        help_text=_("Shown under the question: an example, or what becomes of the answer."),
    )

    typed_lines = ("label", "help_text")
    typed_paragraphs = ("choices",)

    panels = [
        FieldPanel("label"),
        FieldPanel("help_text"),
        FieldRowPanel([FieldPanel("field_type", required_on_save=True), FieldPanel("required")]),
        FieldPanel("choices"),
    ]

    class Meta(AbstractFormField.Meta):
        verbose_name = _("question of a form")
        verbose_name_plural = _("questions of forms")

    def __str__(self) -> str:
        return self.label

    @property
    def options(self) -> list[str]:
        """What can be chosen, each once, as the editor ordered it."""
        return list(dict.fromkeys(filter(None, map(str.strip, self.choices.splitlines()))))

    @property
    def is_counted(self) -> bool:
        """Whether its answers can be added up."""
        return self.field_type in COUNTED

    def get_field_clean_name(self) -> str:
        return f"{ASKED}{secrets.token_hex(4)}"

    def clean(self) -> None:
        """Named before the first version of the page is kept: later ones name it the same."""
        super().clean()
        self.clean_name = self.clean_name or self.get_field_clean_name()
        if self.field_type not in CHOOSING:
            self.choices = ""
        elif wrong := self.wrong_choices():
            raise ValidationError({"choices": wrong})

    def wrong_choices(self) -> Any:
        """What cannot stay of the choices, in a sentence; nothing when all is well."""
        if len(self.options) < 2:
            return _("Give at least two different choices, one on each line.")
        if len(self.options) > MOST_OPTIONS:
            return _("These are more than %(most)d choices: ask in two questions.") % {
                "most": MOST_OPTIONS
            }
        if max(map(len, self.options)) > LONGEST_OPTION:
            return _("A choice has at most %(most)d characters.") % {"most": LONGEST_OPTION}
        return None


def written(said: dict[str, Any]) -> str:
    """Answers as they are kept: by the names of their questions."""
    return json.dumps(said, ensure_ascii=False)


def read(text: str) -> dict[str, Any]:
    """Answers as they were kept; nothing where their key is gone."""
    try:
        said = json.loads(text)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}
