"""Properties are tried on the same examples every time, however busy the machine."""

from hypothesis import settings

settings.register_profile("portal", deadline=None, derandomize=True)
settings.load_profile("portal")
