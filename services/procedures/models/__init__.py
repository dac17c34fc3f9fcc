"""The catalogue: what may be asked, of whom, with which papers, in how many days."""

from services.procedures.models.facts import Channel, Component, Fee, Result, TimeLimit
from services.procedures.models.procedures import Procedure
from services.procedures.models.quarantine import QuarantinedRow

__all__ = [
    "Channel",
    "Component",
    "Fee",
    "Procedure",
    "QuarantinedRow",
    "Result",
    "TimeLimit",
]
