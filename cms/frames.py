"""Films on other people's sites: which addresses we know, and the frame that shows each.

Nothing is asked of those sites here: a reader's press loads the frame, and nothing else does.
"""

import re
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.embeds.exceptions import EmbedNotFoundException
from wagtail.embeds.finders import get_finders
from wagtail.embeds.finders.base import EmbedFinder

from portal.common.forms import LineField

YOUTUBE = re.compile(
    r"https://(?:(?:(?:www|m)\.)?youtube\.com/(?:watch\?(?:[^\s#]*&)?v=|shorts/|live/|embed/)"
    r"|youtu\.be/)([\w-]{11})(?:[?&#/]\S*)?",
    re.ASCII,
)
FACEBOOK = re.compile(
    r"https://(?:(?:www|m|web)\.)?facebook\.com/"
    r"(?:watch/?\?(?:[^\s#]*&)?v=\d+|[\w.-]+/videos/(?:[\w.-]+/)*\d+|reel/\d+)(?:[/?&#]\S*)?",
    re.ASCII,
)
NOT_A_FILM = _("This is no film we can show: copy its address from YouTube or Facebook.")


@dataclass(frozen=True)
class Frame:
    """A film elsewhere: who keeps it, where it is, and what a frame loads."""

    site: str
    url: str
    host: str
    path: str

    @property
    def src(self) -> str:
        return f"{self.host}{self.path}"


def on_youtube(url: str) -> Frame | None:
    """By the address at which YouTube sets no cookie before one plays."""
    film = YOUTUBE.fullmatch(url)
    path = f"/embed/{film[1]}?autoplay=1" if film else ""
    return Frame("YouTube", url, "https://www.youtube-nocookie.com", path) if film else None


def on_facebook(url: str) -> Frame | None:
    path = f"/plugins/video.php?{urlencode({'href': url, 'show_text': 'false'})}"
    known = FACEBOOK.fullmatch(url)
    return Frame("Facebook", url, "https://www.facebook.com", path) if known else None


SITES = {"youtube": on_youtube, "facebook": on_facebook}


class KnownSites(EmbedFinder):
    """The sites that the settings allow, for us and for Wagtail."""

    def __init__(self, sites):
        self.sites = [SITES[name] for name in sites]

    def frame_of(self, url: str) -> Frame | None:
        return next(filter(None, (of_site(url) for of_site in self.sites)), None)

    def accept(self, url):
        return self.frame_of(url) is not None

    def find_embed(self, url, max_width=None, max_height=None):
        """Wagtail would write a frame into the page that loads by itself."""
        raise EmbedNotFoundException


def frame_of(url) -> Frame | None:
    """The frame for a film's address; none where we do not know the site."""
    if not isinstance(url, str):
        return None
    finders = [finder for finder in get_finders() if isinstance(finder, KnownSites)]
    return next(filter(None, (finder.frame_of(url) for finder in finders)), None)


class FrameField(LineField):
    """The address of a film on a site we know."""

    def validate(self, value):
        super().validate(value)
        if value and frame_of(value) is None:
            raise ValidationError(NOT_A_FILM, code="film")
