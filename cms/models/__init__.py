"""The words: pages, news, notices."""

from cms.models.alerts import Alert
from cms.models.base import BasePage
from cms.models.home import HomePage
from cms.models.images import PortalImage, PortalRendition
from cms.models.news import ArticlePage, NewsIndexPage
from cms.models.standard import StandardPage

__all__ = [
    "Alert",
    "ArticlePage",
    "BasePage",
    "HomePage",
    "NewsIndexPage",
    "PortalImage",
    "PortalRendition",
    "StandardPage",
]
