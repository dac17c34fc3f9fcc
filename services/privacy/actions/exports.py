"""Ordering a copy of one's data too large to be made while one waits."""

from django.db import transaction

from portal.accounts.models import User
from portal.common.moments import now
from portal.jobs.queue import enqueue
from services.privacy.models import DataExport
from services.privacy.tasks import make_export


@transaction.atomic
def order_export(user: User) -> DataExport:
    """Have a worker make a copy; one that is being made already is the one."""
    User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    waiting = DataExport.objects.of(user).filter(ready_at=None).first()
    if waiting:
        return waiting
    export = DataExport.objects.create(user=user, requested_at=now())
    enqueue(make_export, export.pk)
    return export
