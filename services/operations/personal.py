"""What desks keep of an officer: for her copy, and for her erasure."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from services.operations.models import SavedFilter
from services.privacy import registry
from services.privacy.registry import Holding, Kept, Row


def rows(user: User) -> Iterable[Row]:
    for saved in SavedFilter.objects.of(user).with_people():
        yield {
            "name": saved.name,
            "address": saved.url,
            "shared_with": saved.shared_with.name if saved.shared_with else "",
            "created_at": saved.created_at,
        }


def erase(user: User) -> list[Kept]:
    """With those that she shares: they are hers, and colleagues name their own."""
    SavedFilter.objects.of(user).delete()
    return []


registry.register(
    Holding(
        name="saved_filters",
        label=_("Filters kept at a desk"),
        purpose=_("So that an officer finds her list again."),
        kept=_("Until you take them away, or your account ends."),
        columns={
            "name": _("Name of the filter"),
            "address": _("What it shows"),
            "shared_with": _("Who sees it"),
            "created_at": _("Kept since"),
        },
        count=lambda user: SavedFilter.objects.of(user).count(),
        rows=rows,
        erase=erase,
    )
)
