"""How many get the newsletter, for those who write: numbers, and nobody's address."""

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.models import Subscription, Topic
from cms.models.subscriptions import Rhythm
from portal.common.admin import frame

VIEW = "cms.view_subscription"
ICON = "mail"

RHYTHMS = {rhythm.value: Count("pk", filter=Q(rhythm=rhythm)) for rhythm in Rhythm}


@require_safe
def show_readers(request):
    if not request.user.has_perm(VIEW):
        raise PermissionDenied
    title = _("Readers of the newsletter")
    context = frame(title, ICON, {"label": title, "url": ""}) | {"rows": rows(), "whole": whole()}
    return render(request, "cms/newsletter/readers.html", context)


def whole() -> dict[str, int]:
    """All of them, by rhythm."""
    return Subscription.objects.running().aggregate(**RHYTHMS)


def rows() -> list[dict]:
    """Those who get each topic: by name, or as they get every topic; in three questions in all."""
    running = Subscription.objects.running()
    by_topic = running.exclude(topics=None).values("topics").annotate(**RHYTHMS)
    chosen = {row["topics"]: row for row in by_topic.order_by()}
    of_all = running.filter(topics=None).aggregate(**RHYTHMS)
    named = [
        {"label": topic.label} | counts(chosen.get(topic.pk, {})) for topic in Topic.objects.all()
    ]
    return [{"label": _("Every topic")} | counts(of_all), *named]


def counts(row: dict) -> dict[str, int]:
    return {rhythm: row.get(rhythm, 0) for rhythm in RHYTHMS}


urlpatterns = [path("ban-tin/", show_readers, name="desk_newsletter")]
