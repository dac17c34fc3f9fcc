"""The only place that writes reports. Each file is a kind of change; all are called from here."""

from services.reports.actions.extending import extend
from services.reports.actions.joining import join_report
from services.reports.actions.reviewing import delete_photo, show_photo
from services.reports.actions.step import take_step
from services.reports.actions.submit import submit_report

__all__ = [
    "delete_photo",
    "extend",
    "join_report",
    "show_photo",
    "submit_report",
    "take_step",
]
