"""The photos of a report that is still being written, where no browser can hold them."""

from collections.abc import Iterable, Sequence
from functools import partial

from django.db import transaction

from portal.common.uploads import CleanPhoto
from services.reports.models import DraftPhoto


def keep_draft_photos(photos: Sequence[CleanPhoto]) -> list[DraftPhoto]:
    """Store cleaned photos until their report is sent, or for a day."""
    return [keep(photo) for photo in photos]


def keep(photo: CleanPhoto) -> DraftPhoto:
    draft = DraftPhoto(width=photo.width, height=photo.height)
    draft.image.save(photo.content.name or "", photo.content, save=False)
    try:
        draft.save(force_insert=True)
    except BaseException:
        draft.image.delete(save=False)
        raise
    return draft


@transaction.atomic
def forget_draft_photos(drafts: Iterable[DraftPhoto]) -> int:
    """Rows now, files once nothing can take the rows back."""
    drafts = list(drafts)
    for draft in drafts:
        transaction.on_commit(partial(draft.image.delete, save=False))
    DraftPhoto.objects.filter(pk__in=[draft.pk for draft in drafts]).delete()
    return len(drafts)
