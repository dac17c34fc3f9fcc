"""What has to be done for pages without anybody asking."""

from datetime import timedelta

from django.core.management import call_command
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from portal.jobs.queue import BACKEND
from portal.jobs.schedule import periodic


# Readers are promised the minute, and a busy worker may come a little late.
@periodic(every=timedelta(seconds=20), label=_("Publish and withdraw pages whose time has come"))
@task(backend=BACKEND)
def publish_scheduled() -> None:
    call_command("publish_scheduled")
