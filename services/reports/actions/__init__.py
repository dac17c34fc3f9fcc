"""The only place that writes reports. Each file is a kind of change; all are called from here."""

from services.reports.actions.answering import answer_question
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
from services.reports.actions.in_field import act_in_field
from services.reports.actions.joining import join_report
from services.reports.actions.judging import judge
from services.reports.actions.masking import hide_words, show_words
from services.reports.actions.merging import merge, unmerge
from services.reports.actions.noting import add_note
from services.reports.actions.own import edit_report, refuse_late
from services.reports.actions.partners import ask_partner, partner_answers
from services.reports.actions.refusing import refuse
from services.reports.actions.reviewing import delete_photo, show_photo
from services.reports.actions.ruling import (
    end_rule,
    move_rule,
    save_rule,
    save_team,
    switch_off,
    switch_on,
)
from services.reports.actions.sending_on import recategorise
from services.reports.actions.splitting import split
from services.reports.actions.step import take_step
from services.reports.actions.submit import submit_report

__all__ = [
    "act_in_field",
    "add_note",
    "answer_question",
    "appeal_against",
    "ask_partner",
    "ask_to_follow",
    "ask_to_follow_area",
    "block_sender",
    "blur_photo",
    "change_area",
    "confirm_area",
    "confirm_follow",
    "delete_photo",
    "edit_report",
    "end_rule",
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
    "merge",
    "move_rule",
    "partner_answers",
    "recategorise",
    "refuse",
    "refuse_late",
    "save_rule",
    "save_team",
    "show_photo",
    "show_words",
    "split",
    "stop_following",
    "submit_report",
    "switch_off",
    "switch_on",
    "take_step",
    "unblur_photo",
    "unhide",
    "unmerge",
]
