"""The only place that writes people, agencies and memberships."""

from portal.accounts.actions.agencies import (
    close_agency,
    open_agency,
    reopen_agency,
    save_agency,
    set_hours,
)
from portal.accounts.actions.codes import record_code, take_up_codes
from portal.accounts.actions.memberships import hand_out_begun, join, leave, withdraw_ended
from portal.accounts.actions.people import add_person, correct_person, let_in, shut_out

__all__ = [
    "add_person",
    "close_agency",
    "correct_person",
    "hand_out_begun",
    "join",
    "leave",
    "let_in",
    "open_agency",
    "record_code",
    "reopen_agency",
    "save_agency",
    "set_hours",
    "shut_out",
    "take_up_codes",
    "withdraw_ended",
]
