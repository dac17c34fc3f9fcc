"""How a reader narrows the list of questions and answers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.forms.documents import WordsForm
from cms.models.topics import Topic
from portal.common.forms import ModelChoiceField


class QuestionFilterForm(WordsForm):
    """By words and topic."""

    topic = ModelChoiceField(
        Topic.objects.all(),
        label=_("Topic"),
        to_field_name="slug",
        required=False,
        empty_label=_("All topics"),
        widget=forms.Select,
    )
