"""Following what is reported in a commune."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from services.reports import actions
from services.reports.area_news import MOST_AT_ONCE
from services.reports.forms import AreaFollowByEmailForm, AreaFollowForm, AreaWishForm
from services.reports.models import AreaFollow
from services.reports.views.follow import sent, spend_asking, spend_letter


@never_cache
def follow_area(request):
    if request.user.is_authenticated:
        return follow_signed_in(request)
    form = AreaFollowByEmailForm(request.POST or None, initial=begun_with(request))
    if request.method == "POST":
        spend_asking(request)
    if form.is_valid():
        wishes = dict(form.cleaned_data)
        email = wishes.pop("contact_email")
        spend_letter(email)
        actions.ask_to_follow_area(email=email, language=get_language(), **wishes)
        return sent(request, "reports:follow_area")
    return show(request, form)


def follow_signed_in(request):
    form = AreaFollowForm(request.POST or None, initial=begun_with(request))
    if form.is_valid():
        follow = actions.follow_area(user=request.user, **form.cleaned_data)
        facts = {"commune": follow.commune.name}
        messages.success(request, _("You follow %(commune)s now.") % facts)
        return redirect("reports:follow_area")
    return show(request, form, mine=mine(request.user))


def show(request, form, **context):
    context |= {"form": form, "most_at_once": MOST_AT_ONCE}
    status = 422 if form.is_bound else 200
    return render(request, "reports/follow_area.html", context, status=status)


def begun_with(request) -> dict[str, str]:
    """The commune that a list was narrowed to, when it led here."""
    commune = request.GET.get("commune", "")
    return {"commune": commune} if commune.isdecimal() else {}


def mine(user):
    """Where this person follows what is reported."""
    follows = AreaFollow.objects.of(user).select_related("commune")
    return follows.prefetch_related("categories")


@login_required
@never_cache
def change_area(request, pk: int):
    follow = get_object_or_404(mine(request.user), pk=pk)
    now_wished = {"categories": list(follow.categories.all()), "pace": follow.pace}
    form = AreaWishForm(request.POST or None, initial=now_wished)
    if form.is_valid():
        actions.change_area(follow, **form.cleaned_data)
        messages.success(request, _("From now on you are told like this."))
        return redirect("reports:follow_area")
    context = {"follow": follow, "form": form, "most_at_once": MOST_AT_ONCE}
    status = 422 if form.is_bound else 200
    return render(request, "reports/change_area.html", context, status=status)


@require_POST
@login_required
def stop_area(request, pk: int):
    """She wants to hear no more of this area; twice is the same as once."""
    for follow in mine(request.user).filter(pk=pk):
        actions.stop_following(follow)
    messages.success(request, _("You no longer follow this area."))
    return redirect("reports:follow_area")
