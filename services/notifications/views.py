"""A person's inbox, how she wants to be told, and the way out of what she followed."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.common.paging import ListPaginator
from services.notifications import actions, unsubscribe
from services.notifications.forms import PreferencesForm
from services.notifications.models import Message

PER_PAGE = 20


@require_safe
@login_required
@never_cache
def inbox(request):
    """What this person was told, newest first."""
    told = Message.objects.inbox_of(request.user)
    page = ListPaginator(told, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "notifications/inbox.html", {"page": page})


@require_safe
@login_required
@never_cache
def message(request, uid):
    """One message, which is read by being opened."""
    told = get_object_or_404(Message.objects.inbox_of(request.user), uid=uid)
    actions.mark_read(told)
    return render(request, "notifications/message.html", {"message": told})


@require_POST
@login_required
def mark_unread(request, uid):
    actions.mark_unread(get_object_or_404(Message.objects.inbox_of(request.user), uid=uid))
    return redirect("notifications:inbox")


@require_POST
@login_required
def mark_all_read(request):
    actions.mark_all_read(request.user)
    return redirect("notifications:inbox")


@login_required
@never_cache
def preferences(request):
    form = PreferencesForm(request.POST or None, user=request.user)
    if form.is_valid():
        actions.choose(request.user, **form.cleaned_data)
        messages.success(request, _("From now on you are told like this."))
        return redirect("notifications:preferences")
    status = 422 if form.is_bound else 200
    context = {
        "form": form,
        "has_sms": settings.HAS_SMS,
        "quiet_from": settings.SMS_QUIET_FROM,
        "quiet_until": settings.SMS_QUIET_UNTIL,
    }
    return render(request, "notifications/preferences.html", context, status=status)


@csrf_exempt  # Mail programs press the button for their readers (RFC 8058); the token proves it.
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def stop_letters(request, token):
    """Looking changes nothing, as programs look at every link in a letter; pressing does."""
    if unsubscribe.read(token) is None:
        raise Http404
    is_done = request.method == "POST" and actions.stop_following_letters(token)
    if request.method == "POST" and not is_done:
        raise Http404  # Whom it stood for is gone.
    return render(request, "notifications/unsubscribe.html", {"is_done": is_done})
