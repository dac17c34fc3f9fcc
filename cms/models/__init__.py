"""The words: pages, news, notices."""

from cms.models.alerts import Alert
from cms.models.base import BasePage
from cms.models.corrections import Correction
from cms.models.home import HomePage
from cms.models.images import PortalImage, PortalRendition
from cms.models.life_events import LifeEventIndexPage, LifeEventPage
from cms.models.news import ArticlePage, NewsIndexPage
from cms.models.programmes import ProgrammeGoal, ProgrammeIndexPage, ProgrammePage
from cms.models.standard import StandardPage
from cms.models.topic_pages import TopicIndexPage, TopicPage
from cms.models.topics import Topic

__all__ = [
    "Alert",
    "ArticlePage",
    "BasePage",
    "Correction",
    "HomePage",
    "LifeEventIndexPage",
    "LifeEventPage",
    "NewsIndexPage",
    "PortalImage",
    "PortalRendition",
    "ProgrammeGoal",
    "ProgrammeIndexPage",
    "ProgrammePage",
    "StandardPage",
    "Topic",
    "TopicIndexPage",
    "TopicPage",
]
