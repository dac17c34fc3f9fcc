"""One morning's news: everything published in a stretch of time, and each reader's share of it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.db.models import F, Q
from django.utils.translation import get_language, ngettext, override

from cms.forms.feeds import TOPIC
from cms.models import ArticlePage, Subscription, Topic
from cms.newsletter import links
from cms.newsletter.wishes import Wish, wish_of
from portal.common.moments import now
from portal.common.templatetags.look import home_url
from services.notifications.mailing import Letter

MOST_LINES = 10  # More than anyone reads in a letter; the rest is a number.
STALE = timedelta(days=60)  # What bears a day so long past is brought into the archive, not news.
# Of an article, to tell of it; and of its translation.
READ = ("title", "url_path", "translation_key", "topic", "first_published_at")
SHOWN = ("title", "url_path", "translation_key", "locale__language_code")


@dataclass(frozen=True)
class Story:
    """An article as the newsletter knows it."""

    article: ArticlePage
    communes: frozenset[int]

    def is_for(self, wish: Wish, since: datetime) -> bool:
        """Whether it is new to this reader, and of her kind; what is about no commune in
        particular is for everyone.
        """
        return (
            self.article.first_published_at > since
            and (not wish.topics or self.article.topic_id in wish.topics)
            and (not (wish.communes and self.communes) or self.communes & {*wish.communes})
        )


class Issue:
    """What was published after one moment and until another, the newest first."""

    def __init__(self, since: datetime, until: datetime) -> None:
        self.until = until
        self.stories = stories_between(since, until)
        self.translated = translations_of(self.stories)
        self.topics = dict(Topic.objects.values_list("pk", "slug"))
        self.lines: dict[tuple[int, str], str] = {}  # Each is written once in each language.

    def letter_to(self, reader: Subscription) -> Letter | None:
        """What is new to this reader; no letter where nothing is."""
        wish = wish_of(reader)
        hers = [story for story in self.stories if story.is_for(wish, reader.told_until)]
        if not hers:
            return None
        key = f"newsletter-{reader.pk}-{self.until:%Y%m%d%H%M}"
        with override(reader.language):
            facts = {
                "count": len(hers),
                "news": self.read_aloud(hers),
                "path": self.list_of(wish),
                "settings": links.settings_url(reader),
                "stop": links.stop_url(reader),
            }
        return Letter(contact=reader.contact, key=key, facts=facts)

    def read_aloud(self, stories: list[Story]) -> str:
        """A line and an address for each of the first, and how many more there are."""
        lines = [self.line_of(story.article) for story in stories[:MOST_LINES]]
        if more := len(stories) - len(lines):
            said = ngettext("… and %(number)d more article", "… and %(number)d more articles", more)
            lines.append(said % {"number": more})
        return "\n\n".join(lines)

    def line_of(self, article: ArticlePage) -> str:
        key = (article.pk, get_language())
        if key not in self.lines:
            shown = self.translated.get((article.translation_key, get_language()), article)
            title = " ".join(shown.title.split())
            self.lines[key] = f"• {title}\n{address_of(shown)}"
        return self.lines[key]

    def list_of(self, wish: Wish) -> str:
        """Where all of it can be read: the list of news, narrowed where the wish is one topic."""
        listing = f"{home_url()}tin-tuc/"
        if len(wish.topics) != 1:
            return listing
        return f"{listing}?{urlencode({TOPIC: self.topics[wish.topics[0]]})}"


def stories_between(since: datetime, until: datetime) -> list[Story]:
    """What everyone may read of what was first published in between; of translations, the first."""
    found = (
        ArticlePage.objects.published()
        .in_first_language()
        .filter(
            Q(expire_at=None) | Q(expire_at__gt=now()),
            first_published_at__gt=since,
            first_published_at__lte=until,
            published_on__gt=F("first_published_at") - STALE,
        )
    )
    articles = list(found.only(*READ).order_by("-first_published_at", "-pk"))
    communes = communes_of(articles)
    return [Story(article, frozenset(communes[article.pk])) for article in articles]


def translations_of(stories: list[Story]) -> dict[tuple[UUID, str], ArticlePage]:
    """What stands for these in other languages, by the key they share and the language."""
    keys = [story.article.translation_key for story in stories]
    found = ArticlePage.objects.published().filter(translation_key__in=keys)
    found = found.exclude(locale__language_code=settings.LANGUAGE_CODE).select_related("locale")
    return {(one.translation_key, one.locale.language_code): one for one in found.only(*SHOWN)}


def communes_of(articles: list[ArticlePage]) -> dict[int, set[int]]:
    """The communes each is about."""
    links_to = ArticlePage.communes.through.objects.filter(articlepage__in=articles)
    found: dict[int, set[int]] = defaultdict(set)
    for article, commune in links_to.values_list("articlepage_id", "commune_id"):
        found[article].add(commune)
    return found


def address_of(article: ArticlePage) -> str:
    """Where it stands for whoever is outside, whatever the site's row says of its host."""
    _site, _root, path = article.get_url_parts()
    return f"{settings.SITE_URL}{path}"
