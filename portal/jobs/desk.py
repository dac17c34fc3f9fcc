"""The schedule's screen: every duty, how it went last, and how the queue is doing."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from django.views.decorators.http import require_POST, require_safe

from portal.common.admin import frame
from portal.jobs import actions, watch, words
from portal.jobs.models import Heartbeat, ScheduleEntry
from portal.jobs.queue import jobs
from portal.jobs.schedule import Duty
from portal.jobs.watch import Condition

VIEW = "jobs.view_schedule"
RETRY = "jobs.retry_job"
ICON = "history"
# How the whole stands, as a word and a tone.
CONDITIONS = {
    Condition.OK: (pgettext_lazy("background work", "In time"), "good"),
    Condition.LATE: (pgettext_lazy("background work", "Late"), "late"),
    Condition.DOWN: (gettext_lazy("Nobody works"), "bad"),
}
MOST_FAILED = 50  # Rows on one screen; the count says how many there are.


@require_safe
def show_schedule(request):
    if not request.user.has_perm(VIEW):
        raise PermissionDenied
    failed = watch.failed_lately()
    context = furniture() | {
        "condition": CONDITIONS[watch.condition()],
        "workers": Heartbeat.objects.fresh().count(),
        "waiting": jobs().ready().count(),
        "oldest": watch.oldest_waiting(),
        "duties": duties(),
        "failed": [failed_row(job) for job in failed[:MOST_FAILED]],
        "failed_count": failed.count(),
        "may_retry": request.user.has_perm(RETRY),
    }
    return render(request, "jobs/schedule.html", context)


@require_POST
def try_again(request, job_id):
    """Put one failed job back in the queue."""
    if not request.user.has_perm(RETRY):
        raise PermissionDenied
    job = watch.failed_job(job_id)
    if job is None:
        raise Http404
    if actions.try_again(job):
        said = _("“%(job)s” will be done again shortly.") % {"job": words.name_of(job.task_path)}
        messages.success(request, said)
    return redirect("jobs_schedule")


def duties() -> list[dict]:
    """One row for each duty the portal knows, were it never done yet."""
    entries = ScheduleEntry.objects.in_bulk()
    known = words.known_duties().items()
    return [duty_row(name, duty, entries.get(name)) for name, duty in known]


def duty_row(name: str, duty: Duty, entry: ScheduleEntry | None) -> dict:
    label, tone = outcome(entry)
    return {
        "name": words.name_of(name),
        "rhythm": words.rhythm(duty),
        "entry": entry,
        "took": words.took(entry.took) if entry else "",
        "outcome": label,
        "tone": tone,
    }


def outcome(entry: ScheduleEntry | None) -> tuple[str, str]:
    """How a duty stands, as a word and a tone."""
    if entry and entry.is_overdue:
        return pgettext("background work", "Late"), "late"
    if entry is None or entry.started_at is None:
        return _("Not done yet"), "neutral"
    if entry.is_running:
        return _("Being done"), "progress"
    return (_("Went wrong"), "bad") if entry.error else (_("Done"), "good")


def failed_row(job) -> dict:
    """A failed job without what it was given: that may be somebody's."""
    return {
        "id": job.pk,
        "name": words.name_of(job.task_path),
        "at": job.finished_at,
        "error": job.exception_class_path.rpartition(".")[2],
        "starts": len(job.worker_ids),
    }


def furniture() -> dict:
    """The one page of this desk."""
    here = {"url": "", "label": _("Background work")}
    return frame(_("Background work"), ICON, here)


urlpatterns = [
    path("viec-nen/", show_schedule, name="jobs_schedule"),
    path("viec-nen/<uuid:job_id>/lam-lai/", try_again, name="jobs_try_again"),
]
