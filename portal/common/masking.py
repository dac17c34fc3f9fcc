"""People where they need not be read: in lists, and for those who only count."""

from portal.common.phones import show_phone

DOT = "•"
DIGITS_SHOWN = 2, 3


def mask_name(name: str) -> str:
    """A name of which only the given one is spelled out: "Trần Thị Lan" becomes "T• T• Lan"."""
    *others, given = name.split() or [""]
    return " ".join([*(f"{word[0]}{DOT}" for word in others), given])


def mask_email(email: str) -> str:
    """Enough of an address to tell two apart: "lan@example.vn" becomes "l••@example.vn"."""
    name, at, domain = email.rpartition("@")
    return f"{name[:1]}{DOT * 2}{at}{domain}" if email else ""


def mask_phone(phone: str) -> str:
    """Enough of a number to tell two apart: "+84912345678" becomes "09•• ••• 678"."""
    shown = show_phone(phone)
    first, last = DIGITS_SHOWN
    hidden = "".join(sign if sign == " " else DOT for sign in shown[first:-last])
    return f"{shown[:first]}{hidden}{shown[-last:]}"
