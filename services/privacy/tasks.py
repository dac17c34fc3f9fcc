"""What is done about personal data without anybody waiting for it."""

from datetime import time

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from portal.jobs.queue import BACKEND
from portal.jobs.schedule import called, periodic
from services.privacy import retention
from services.privacy.actions.copies import fill_export


@periodic(at=time(2, 30), label=_("Take away what has been kept long enough"))
@task(backend=BACKEND)
def retain() -> int:
    """Apply every rule of retention."""
    return sum(run.erased for run in retention.apply_all())


@called(_("Make a copy of somebody's data"))
@task(backend=BACKEND)
def make_export(export_id: int) -> None:
    """Build a large copy, and tell the person."""
    fill_export(export_id)
