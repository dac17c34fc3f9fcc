"""What others added to a report: an officer lets everyone see it, or takes it away."""

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.common.workflow import StepRefused
from services.reports.actions.step import locked
from services.reports.actions.telling import remember
from services.reports.models import Photo, Report
from services.reports.workflow import HANDLE


@transaction.atomic
def show_photo(report: Report, position: int, *, by: User) -> Report:
    """Let everyone see a picture that waited."""
    report = locked(report)
    photo = waiting_photo(report, position, by=by)
    photo.is_shown = True
    photo.save(update_fields=["is_shown"])
    remember(report, "show_photo", by=by, is_public=False)
    return report


@transaction.atomic
def delete_photo(report: Report, position: int, *, by: User) -> Report:
    """Take a picture that waited away: its row now, its file once nothing brings the row back."""
    report = locked(report)
    photo = waiting_photo(report, position, by=by)
    transaction.on_commit(photo.delete_files)
    Photo.objects.filter(pk=photo.pk).delete()
    remember(report, "delete_photo", by=by, is_public=False)
    return report


def waiting_photo(report: Report, position: int, *, by: User) -> Photo:
    """The picture at this place, if it waits still and this officer may decide."""
    if not by.has_perm(HANDLE, report.agency):
        raise StepRefused(_("You may not take this step."))
    photo = report.photos.filter(position=position, is_shown=False).first()
    if photo is None:
        raise StepRefused(_("This photo no longer waits: someone may have decided meanwhile."))
    return photo
