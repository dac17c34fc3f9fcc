"""The procedure as it stood on the day of reception: what a dossier is judged by ever after."""

from typing import Any

from services.dossiers.models import Dossier
from services.procedures.models import Channel, Procedure, TimeLimit

# How a dossier that came this way is called among a procedure's time limits.
CHANNELS: dict[str, str] = {
    Dossier.Channel.COUNTER: Channel.DIRECT,
    Dossier.Channel.ONLINE: Channel.ONLINE,
    Dossier.Channel.SYNCHRONISED: Channel.DIRECT,
}


def limits_for(procedure: Procedure, channel: str) -> list[TimeLimit]:
    """The limits that hold for dossiers that came this way; the ordinary one first."""
    limits = sorted(procedure.time_limits.all(), key=lambda limit: limit.rank)
    return [one for one in limits if one.channel in ("", CHANNELS[channel])] or limits


def take(procedure: Procedure, limit: TimeLimit | None) -> dict[str, Any]:
    """What is kept of a procedure in a dossier."""
    return {
        "code": procedure.code,
        "name": procedure.name,
        "field": procedure.field,
        "decision_number": procedure.decision_number,
        "legal_basis": procedure.legal_basis,
        "time_limit": take_limit(limit),
    }


def take_limit(limit: TimeLimit | None) -> dict[str, Any]:
    """The limit's own words and numbers; none at all is a limit nobody has published."""
    if limit is None:
        return {"case": "", "channel": "", "quantity": None, "unit": "other", "text": ""}
    names = ("case", "channel", "quantity", "unit", "text")
    return {name: getattr(limit, name) for name in names}


def limit_in_words(dossier: Dossier) -> str:
    """The limit this dossier was received under, as a person would say it."""
    limit = TimeLimit(**dossier.procedure_snapshot["time_limit"])
    return " – ".join(part for part in (limit.in_words, limit.case) if part)
