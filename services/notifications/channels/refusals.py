"""What the other side may answer besides yes."""


class Refused(Exception):
    """It will never take this message; says its code, as trying again would annoy."""


class NotNow(Exception):
    """It does not take this message now; says its code, and may be asked again."""
