"""The only place that writes reports. Each file is a kind of change; all are called from here."""

from services.reports.actions.area_following import (
    ask_to_follow_area,
    change_area,
    confirm_area,
    follow_area,
)
from services.reports.actions.drafts import forget_draft_photos, keep_draft_photos
from services.reports.actions.extending import extend
from services.reports.actions.following import (
    ask_to_follow,
    confirm_follow,
    follow,
    stop_following,
)
from services.reports.actions.in_field import act_in_field
from services.reports.actions.joining import join_report
from services.reports.actions.judging import judge
from services.reports.actions.noting import add_note
from services.reports.actions.own import edit_report, refuse_late
from services.reports.actions.reviewing import delete_photo, show_photo
from services.reports.actions.step import take_step
from services.reports.actions.submit import submit_report

__all__ = [
    "act_in_field",
    "add_note",
    "ask_to_follow",
    "ask_to_follow_area",
    "change_area",
    "confirm_area",
    "confirm_follow",
    "delete_photo",
    "edit_report",
    "extend",
    "follow",
    "follow_area",
    "forget_draft_photos",
    "join_report",
    "judge",
    "keep_draft_photos",
    "refuse_late",
    "show_photo",
    "stop_following",
    "submit_report",
    "take_step",
]
