"""The words: pages, news, notices."""

from cms.models.albums import AlbumIndexPage, AlbumPage, AlbumPicture
from cms.models.alert_messages import AlertMessage
from cms.models.alerts import Alert
from cms.models.approval import ApprovalTask
from cms.models.base import BasePage
from cms.models.comments import ConsultationComment
from cms.models.consultations import ConsultationIndexPage, ConsultationPage, OutcomePoint
from cms.models.contacts import ContactIndexPage, Official
from cms.models.corrections import Correction
from cms.models.documents import DocumentRelation, LegalDocumentIndexPage, LegalDocumentPage
from cms.models.events import EventIndexPage, EventPage
from cms.models.films import FilmIndexPage, FilmPage
from cms.models.form_answers import AnswerContact, FormAnswer
from cms.models.form_fields import FormField
from cms.models.form_pages import FormIndexPage, FormPage
from cms.models.home import HomePage
from cms.models.images import PortalImage, PortalRendition
from cms.models.life_events import LifeEventIndexPage, LifeEventPage
from cms.models.links import Link, MissedAddress
from cms.models.moved_in import MovedIn
from cms.models.news import ArticlePage, NewsIndexPage
from cms.models.programmes import ProgrammeGoal, ProgrammeIndexPage, ProgrammePage
from cms.models.questions import QuestionIndexPage, QuestionPage
from cms.models.standard import StandardPage
from cms.models.subscriptions import Subscription
from cms.models.topic_pages import TopicIndexPage, TopicPage
from cms.models.topics import Topic

__all__ = [
    "AlbumIndexPage",
    "AlbumPage",
    "AlbumPicture",
    "Alert",
    "AlertMessage",
    "AnswerContact",
    "ApprovalTask",
    "ArticlePage",
    "BasePage",
    "ConsultationComment",
    "ConsultationIndexPage",
    "ConsultationPage",
    "ContactIndexPage",
    "Correction",
    "DocumentRelation",
    "EventIndexPage",
    "EventPage",
    "FilmIndexPage",
    "FilmPage",
    "FormAnswer",
    "FormField",
    "FormIndexPage",
    "FormPage",
    "HomePage",
    "LegalDocumentIndexPage",
    "LegalDocumentPage",
    "LifeEventIndexPage",
    "LifeEventPage",
    "Link",
    "MissedAddress",
    "MovedIn",
    "NewsIndexPage",
    "Official",
    "OutcomePoint",
    "PortalImage",
    "PortalRendition",
    "ProgrammeGoal",
    "ProgrammeIndexPage",
    "ProgrammePage",
    "QuestionIndexPage",
    "QuestionPage",
    "StandardPage",
    "Subscription",
    "Topic",
    "TopicIndexPage",
    "TopicPage",
]
