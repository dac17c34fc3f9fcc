"""Instead of a gateway, where there is none: short messages are laid where one can read them."""

from pathlib import Path

from portal.common.dates import show_moment
from portal.common.moments import now
from portal.common.phones import show_phone
from services.notifications.channels.sms.provider import ShortMessage

NOT_SENT = "MÔ PHỎNG – tin nhắn này không được gửi đi"


class Simulator:
    """Writes each short message to a file of its own, which says that it was not sent."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, short: ShortMessage) -> None:
        moment = now()
        self.folder.mkdir(parents=True, exist_ok=True)
        lines = [
            NOT_SENT,
            f"Từ: {short.sender}",
            f"Tới: {show_phone(short.to)}",
            f"Lúc: {show_moment(moment)}",
            "",
            short.text,
        ]
        path = self.folder / f"{moment:%Y%m%d-%H%M%S}-{short.id}.txt"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
