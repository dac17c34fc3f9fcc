"""A resident tells us something is wrong."""

from services.reports.models.categories import Category, CategoryGroup
from services.reports.models.events import ReportEvent
from services.reports.models.photos import Photo
from services.reports.models.reports import Report

__all__ = ["Category", "CategoryGroup", "Photo", "Report", "ReportEvent"]
