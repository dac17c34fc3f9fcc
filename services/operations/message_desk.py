"""Where officers see what became of messages about their matters, and send them again."""

from datetime import timedelta

from django.contrib import messages as notes
from django.contrib.auth.decorators import permission_required
from django.db.models import Exists, OuterRef, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_safe

from portal.common.admin import frame
from portal.common.moments import now
from portal.common.paging import ListPaginator
from portal.common.workflow import StepRefused
from services.dossiers.models import Dossier
from services.notifications import actions, texts
from services.notifications.models import Channel, Message, State
from services.operations import fates
from services.operations.forms import MessagesForm
from services.reports.models import Report

VIEW = "notifications.view_message"
RESEND = "notifications.resend_message"
SEE_ACCOUNTS = "accounts.view_people"
PER_PAGE = 40
MOST_AT_ONCE = 200  # Sent again with one press; more are a matter for another press.
LATELY = timedelta(days=1)
ICON = "mail"

may_view = permission_required(VIEW, raise_exception=True)
may_resend = permission_required(RESEND, raise_exception=True)


def visible_to(user):
    """The messages about matters on this officer's desks; an administrator's, about accounts."""
    named = Q(reference=OuterRef("matter")) | Q(code=OuterRef("matter"))
    reports = Report.objects.visible_to(user).filter(reference=OuterRef("matter"))
    dossiers = Dossier.objects.visible_to(user).filter(named)
    mine = ~Q(matter="") & (Q(Exists(reports)) | Q(Exists(dossiers)))
    if user.has_perm(SEE_ACCOUNTS):
        mine |= Q(matter="")
    return Message.objects.filter(mine)


@require_safe
@may_view
def show_messages(request):
    """Messages, newest first, as the filters ask."""
    form = MessagesForm(request.GET)
    found = form.narrow(visible_to(request.user))
    page = ListPaginator(found, PER_PAGE).get_page(request.GET.get("p"))
    context = furniture() | {
        "form": form,
        "page_obj": page,
        "rows": fates.rows(page),
        "failed": found.filter(state=State.FAILED).count(),
        "may_resend": request.user.has_perm(RESEND),
        "resend_url": f"{reverse('desk_messages_resend')}?{request.GET.urlencode()}",
    }
    return render(request, "operations/messages/list.html", context)


@require_safe
@may_view
def show_message(request, pk: int):
    """One message: its fate, its words as they were sent, and what officers did with it."""
    message = get_object_or_404(visible_to(request.user), pk=pk)
    context = furniture({"label": message.known_kind.label, "url": ""}) | {
        "header_title": message.known_kind.label,
        "row": fates.row(message),
        "message": message,
        "text": words(message),
        "events": message.events.select_related("by"),
        "may_resend": message.can_be_resent and request.user.has_perm(RESEND),
    }
    return render(request, "operations/messages/detail.html", context)


@may_resend
def resend(request, pk: int):
    """Ask once, then have it go out again."""
    message = get_object_or_404(visible_to(request.user), pk=pk)
    if request.method != "POST":
        context = furniture({"label": _("Send again"), "url": ""}) | {
            "header_title": _("Send again"),
            "row": fates.row(message),
            "message": message,
        }
        return render(request, "operations/messages/resend.html", context)
    try:
        actions.resend(message, by=request.user)
    except StepRefused as refusal:
        notes.error(request, str(refusal))
    else:
        notes.success(request, _("The message will be sent again shortly."))
    return redirect("desk_message", pk=message.pk)


@may_resend
def resend_failed(request):
    """Ask once, then have all that failed among these go out again."""
    form = MessagesForm(request.GET)
    failed = form.narrow(visible_to(request.user)).filter(state=State.FAILED)
    if request.method != "POST":
        context = furniture({"label": _("Send again"), "url": ""}) | {
            "header_title": _("Send again"),
            "count": min(failed.count(), MOST_AT_ONCE),
        }
        return render(request, "operations/messages/resend_failed.html", context)
    sent = sum(try_to_resend(message, request.user) for message in failed[:MOST_AT_ONCE])
    said = ngettext(
        "%(count)s message will be sent again shortly.",
        "%(count)s messages will be sent again shortly.",
        sent,
    )
    notes.success(request, said % {"count": sent})
    return redirect("desk_messages")


def try_to_resend(message: Message, user) -> bool:
    """Whether it will go out again: a code, for one, never does."""
    try:
        actions.resend(message, by=user)
    except StepRefused:
        return False
    return True


def words(message: Message) -> texts.Text | None:
    """What was said, in the words of that day; nothing of a secret, or when it cannot be said."""
    if message.known_kind.is_secret:
        return None
    if message.channel == Channel.INBOX and message.body:
        return texts.Text(message.subject, message.body, message.body)
    try:
        return texts.render(message.kind, message.facts, message.language, at=message.delivered_at)
    except (texts.UnknownKind, texts.BadWording):
        return None


def failed_lately(user) -> int:
    """How many messages about this officer's matters failed since yesterday at this hour."""
    if not user.has_perm(VIEW):
        return 0
    since = now() - LATELY
    return visible_to(user).filter(state=State.FAILED, created_at__gte=since).count()


def panel(user, matter: str) -> dict:
    """What was told of one matter, for its page on a desk."""
    if not user.has_perm(VIEW):
        return {"rows": [], "is_shown": False}
    return {
        "rows": fates.rows(Message.objects.filter(matter=matter)),
        "is_shown": True,
        "may_resend": user.has_perm(RESEND),
    }


def furniture(*trail: dict) -> dict:
    """A page of this desk, and the way back from it."""
    desk = {"url": reverse("desk_messages"), "label": pgettext("to residents", "Messages")}
    return frame(pgettext("to residents", "Messages"), ICON, desk, *trail)


urlpatterns = [
    path("tin-nhan/", show_messages, name="desk_messages"),
    path("tin-nhan/gui-lai/", resend_failed, name="desk_messages_resend"),
    path("tin-nhan/<int:pk>/", show_message, name="desk_message"),
    path("tin-nhan/<int:pk>/gui-lai/", resend, name="desk_message_resend"),
]
