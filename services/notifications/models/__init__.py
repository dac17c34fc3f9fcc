"""What people are told, and how each wants to be told."""

from services.notifications.models.messages import (
    WAITING,
    Channel,
    Message,
    MessageEvent,
    State,
)
from services.notifications.models.preferences import OptOut, Preferences
from services.notifications.models.texts import MessageText

__all__ = [
    "WAITING",
    "Channel",
    "Message",
    "MessageEvent",
    "MessageText",
    "OptOut",
    "Preferences",
    "State",
]
