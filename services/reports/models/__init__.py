"""A resident tells us something is wrong."""

from services.reports.models.categories import Category, CategoryGroup
from services.reports.models.drafts import DraftPhoto
from services.reports.models.events import ReportEvent
from services.reports.models.field_actions import FieldAction
from services.reports.models.follows import AreaFollow, Follow
from services.reports.models.photos import Photo
from services.reports.models.ratings import Rating
from services.reports.models.reports import Report
from services.reports.models.tallies import Tally, TallyMark
from services.reports.models.warnings import ClockWarning

__all__ = [
    "AreaFollow",
    "Category",
    "CategoryGroup",
    "ClockWarning",
    "DraftPhoto",
    "FieldAction",
    "Follow",
    "Photo",
    "Rating",
    "Report",
    "ReportEvent",
    "Tally",
    "TallyMark",
]
