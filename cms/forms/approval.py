"""What a publisher says to whoever wrote."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.forms import TaskStateCommentForm

LONGEST = 1000


class SentBackForm(TaskStateCommentForm):
    """Why a page goes back: without a word nobody knows what to mend."""

    comment = forms.CharField(
        label=_("What has to be changed"),
        help_text=_("Whoever wrote it reads this, and mends it."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
