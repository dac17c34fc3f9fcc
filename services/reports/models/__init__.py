"""A resident tells us something is wrong."""

from services.reports.models.blocks import Block
from services.reports.models.categories import Category, CategoryGroup
from services.reports.models.drafts import DraftPhoto
from services.reports.models.events import ReportEvent
from services.reports.models.field_actions import FieldAction
from services.reports.models.follows import AreaFollow, Follow
from services.reports.models.mergings import Merging
from services.reports.models.partners import Partner, PartnerRequest
from services.reports.models.photos import Photo
from services.reports.models.ratings import Rating
from services.reports.models.reports import Report
from services.reports.models.routing import RoutingRule
from services.reports.models.standard_texts import StandardText
from services.reports.models.tallies import Tally, TallyMark
from services.reports.models.teams import Team
from services.reports.models.warnings import ClockWarning

__all__ = [
    "AreaFollow",
    "Block",
    "Category",
    "CategoryGroup",
    "ClockWarning",
    "DraftPhoto",
    "FieldAction",
    "Follow",
    "Merging",
    "Partner",
    "PartnerRequest",
    "Photo",
    "Rating",
    "Report",
    "ReportEvent",
    "RoutingRule",
    "StandardText",
    "Tally",
    "TallyMark",
    "Team",
]
