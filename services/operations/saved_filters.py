"""Filters of the queue that officers name, keep, share with their agency and take away again."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from portal.accounts.models import Agency
from portal.common.admin import frame
from portal.common.forms import LineField
from services.operations.models import LONGEST_ADDRESS, LONGEST_NAME, SavedFilter
from services.operations.queue_filters import ASKED
from services.operations.queues import own_agencies
from services.reports.models.report_querysets import DESK

MOST_KEPT = 30
ICON = "comment"
ALREADY_NAMED = gettext_lazy("You already have a filter of this name.")


class KeepForm(forms.Form):
    """A name for the filter that the list shows now, and whether colleagues see it too."""

    name = LineField(label=gettext_lazy("Name of the filter"), max_length=LONGEST_NAME)
    shared_with = forms.ModelChoiceField(
        label=gettext_lazy("Who sees it"),
        queryset=Agency.objects.none(),
        required=False,
        empty_label=gettext_lazy("Only you"),
    )
    query = forms.CharField(required=False, widget=forms.HiddenInput, max_length=LONGEST_ADDRESS)

    def __init__(self, *sent, user, **options):
        super().__init__(*sent, **options)
        self.user = user
        mine = Agency.objects.filter(pk__in=own_agencies(user))
        self.fields["shared_with"].queryset = mine

    def clean_name(self) -> str:
        name, kept = self.cleaned_data["name"], SavedFilter.objects.of(self.user)
        if kept.filter(name=name).exists():
            raise forms.ValidationError(ALREADY_NAMED)
        if kept.count() >= MOST_KEPT:
            sentence = _("You keep %(most)d filters already: take one away first.")
            raise forms.ValidationError(sentence % {"most": MOST_KEPT})
        return name

    def clean_query(self) -> str:
        """What the queue understands of an address, and no more."""
        given = QueryDict(self.cleaned_data["query"])
        kept = QueryDict(mutable=True)
        for name in ASKED:
            if values := [value for value in given.getlist(name) if value]:
                kept.setlist(name, values)
        return kept.urlencode()


def keep(request):
    """Keep the filter that the list showed, under a name."""
    if not request.user.has_perm(DESK):
        raise PermissionDenied
    sent = [request.POST] if request.method == "POST" else []
    asked = {"query": request.GET.urlencode()[:LONGEST_ADDRESS]}
    form = KeepForm(*sent, user=request.user, initial=asked)
    if form.is_valid() and (saved := save(request.user, **form.cleaned_data)):
        messages.success(request, _("The filter “%(name)s” is kept.") % {"name": saved.name})
        return redirect(saved.url)
    title = _("Keep the present filter")
    context = furniture(title) | {"form": form, "back": reverse("desk_reports")}
    status = 422 if form.is_bound else 200
    return render(request, "operations/reports/keep_filter.html", context, status=status)


def save(user, **told) -> SavedFilter | None:
    """The filter, or nothing where this person just kept one of that name: she pressed twice."""
    try:
        with transaction.atomic():
            return SavedFilter.objects.create(owner=user, **told)
    except IntegrityError:
        return SavedFilter.objects.of(user).filter(name=told["name"]).first()


def take_away(request, pk: int):
    """Ask once, then forget a filter of one's own; those of others are not there."""
    saved = get_object_or_404(SavedFilter.objects.of(request.user), pk=pk)
    if request.method == "POST":
        saved.delete()
        messages.success(request, _("The filter “%(name)s” is gone.") % {"name": saved.name})
        return redirect("desk_reports")
    title = _("Take the filter “%(name)s” away") % {"name": saved.name}
    context = furniture(title) | {"saved": saved}
    return render(request, "operations/reports/saved_filter.html", context)


def furniture(title: str) -> dict:
    queue = {"url": reverse("desk_reports"), "label": pgettext("of residents", "Reports")}
    return frame(title, ICON, queue, {"url": "", "label": title})
