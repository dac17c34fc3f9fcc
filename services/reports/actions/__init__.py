"""The only place that writes reports. Each file is a kind of change; all are called from here."""

from services.reports.actions.area_following import (
    ask_to_follow_area,
    change_area,
    confirm_area,
    follow_area,
)
from services.reports.actions.blocking import appeal_against, block_sender, lift_block
from services.reports.actions.blurring import blur_photo, unblur_photo
from services.reports.actions.drafts import forget_draft_photos, keep_draft_photos
from services.reports.actions.extending import extend
from services.reports.actions.following import (
    ask_to_follow,
    confirm_follow,
    follow,
    stop_following,
)
from services.reports.actions.hiding import hide, unhide
from services.reports.actions.joining import join_report
from services.reports.actions.judging import judge
from services.reports.actions.masking import hide_words, show_words
from services.reports.actions.noting import add_note
from services.reports.actions.own import edit_report, refuse_late
from services.reports.actions.reviewing import delete_photo, show_photo
from services.reports.actions.step import take_step
from services.reports.actions.submit import submit_report

__all__ = [
    "add_note",
    "appeal_against",
    "ask_to_follow",
    "ask_to_follow_area",
    "block_sender",
    "blur_photo",
    "change_area",
    "confirm_area",
    "confirm_follow",
    "delete_photo",
    "edit_report",
    "extend",
    "follow",
    "follow_area",
    "forget_draft_photos",
    "hide",
    "hide_words",
    "join_report",
    "judge",
    "keep_draft_photos",
    "lift_block",
    "refuse_late",
    "show_photo",
    "show_words",
    "stop_following",
    "submit_report",
    "take_step",
    "unblur_photo",
    "unhide",
]
