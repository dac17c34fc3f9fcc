"""Writing a copy of somebody's data into its file, and telling her."""

from datetime import timedelta

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse
from django.utils.translation import override

from portal.common.dates import show_day
from portal.common.moments import now
from services.notifications import outbox
from services.notifications.contacts import Contact
from services.privacy.bundle import ZIP_NAME, zipped
from services.privacy.models import DataExport


def fill_export(export_id: int) -> None:
    """Build the copy, keep it, tell the person; a copy that stands already stays."""
    export = DataExport.objects.filter(pk=export_id, ready_at=None).select_related("user").first()
    if export is None or not export.user.is_active:
        return
    content = ContentFile(zipped(export.user), name=ZIP_NAME)
    with transaction.atomic():
        export.file = content
        export.ready_at = now()
        export.save(update_fields=["file", "ready_at"])
        tell(export)


def tell(export: DataExport) -> None:
    person = export.user
    until = now() + timedelta(days=settings.RETENTION_DAYS["exports"])
    with override(person.language):
        facts = {"until": show_day(until), "path": reverse("privacy:mine")}
    outbox.post(
        Contact(email=person.email or "", phone=person.phone or "", user=person),
        "privacy/export_ready",
        key=f"data-export-{export.pk}",
        **facts,
    )


def drop_export(export: DataExport) -> None:
    """Take a copy away, its file first: a row without file does no harm."""
    if export.file:
        export.file.delete(save=False)
    export.delete()
