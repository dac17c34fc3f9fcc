class Refused(Exception):
    """The other side will never take this message; says its code, as trying again would annoy."""
