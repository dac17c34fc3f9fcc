"""What the portal asks of whoever carries its short messages."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class ShortMessage:
    id: str  # The same however often we try: who has seen it sends nothing again.
    to: str  # +84912345678
    sender: str
    text: str


class Provider(Protocol):
    def send(self, short: ShortMessage) -> None:
        """Take it, or raise Refused for ever, or anything else for now."""
