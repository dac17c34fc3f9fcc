"""A person's name where it need not be read: in lists, and for those who only count."""

DOT = "•"


def mask_name(name: str) -> str:
    """A name of which only the given one is spelled out: "Trần Thị Lan" becomes "T• T• Lan"."""
    *others, given = name.split() or [""]
    return " ".join([*(f"{word[0]}{DOT}" for word in others), given])
