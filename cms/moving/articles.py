"""Moving an article in: made once, changed when its old home changed it, never over our edits."""

import json
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.blocks import StreamBlockValidationError
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from cms.models import ArticlePage, MovedIn, NewsIndexPage, Topic
from cms.moving.body import Body
from cms.moving.html import Links, readable, text_of
from cms.moving.old import Old, Unfit
from cms.moving.pictures import Pictures
from portal.common.moments import now
from portal.common.vietnamese import fold, slug

TAKEN = {"rss", "atom"}  # Addresses below the news that are no articles.
LONGEST_PATH, LONGEST_TITLE, LONGEST_INTRODUCTION, LONGEST_ALT = 255, 255, 300, 250


class Outcome(StrEnum):
    MADE = "made"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"


@dataclass
class Moved:
    """What became of one article."""

    outcome: Outcome
    title: str
    reason: str = ""
    notes: list[str] = field(default_factory=list)


class Mover:
    """Takes one article after the other."""

    def __init__(self, pictures: Pictures, *, topic: Topic | None = None, dry_run: bool = False):
        self.pictures, self.topic, self.dry_run = pictures, topic, dry_run
        self.news = NewsIndexPage.objects.in_first_language().get()
        self.site = Site.objects.get(is_default_site=True)
        self.topics = {name: one for one in Topic.objects.all() for name in names_of(one)}

    def move(self, old: Old) -> Moved:
        """One that cannot move in is left behind with the reason, and the next one's turn comes."""
        title = old.title or old.address
        try:
            with self.pictures.of_one_article(), transaction.atomic():
                outcome = self.take(old)
        except Unfit as reason:
            return Moved(Outcome.SKIPPED, title, str(reason))
        except StreamBlockValidationError as refusal:
            said = _("Its body has parts that do not fit here: %(parts)s.")
            parts = ", ".join(str(place + 1) for place in sorted(refusal.block_errors))
            return Moved(Outcome.SKIPPED, title, said % {"parts": parts})
        except ValidationError as refusal:
            return Moved(Outcome.SKIPPED, title, " ".join(refusal.messages))
        except Exception as fault:  # One rotten article in ten thousand stops nobody's move.
            said = _("It could not be read (%(fault)s).")
            return Moved(Outcome.SKIPPED, title, said % {"fault": type(fault).__name__})
        return Moved(outcome, title, notes=self.pictures.notes)

    def take(self, old: Old) -> Outcome:
        known = MovedIn.objects.filter(key=key_of(old)).select_related("page").first()
        if known and known.digest == old.digest:
            return Outcome.UNCHANGED
        if known and known.was_edited_here:
            raise Unfit(_("It was changed at its old home and here: ours stays."))
        page = known.page.specific if known else ArticlePage(live=False)
        self.fill(page, old)
        if not self.dry_run:
            self.keep(page, old, known)
        return Outcome.UPDATED if known else Outcome.MADE

    def fill(self, page: ArticlePage, old: Old) -> None:
        title = text_of(old.title)[:LONGEST_TITLE]
        if not title:
            raise Unfit(_("It has no title."))
        if old.written_at is None and old.is_published:
            raise Unfit(_("It does not say when it was published."))
        page.title = page.draft_title = title
        page.introduction = Truncator(old.introduction).chars(LONGEST_INTRODUCTION, truncate="…")
        page.topic = self.topic_of(old)
        page.published_on = old.written_at or now()
        page.slug = page.slug or self.free_slug(slug(readable(old.slug)) or slug(title))
        page.picture_id = self.picture_of(old)
        page.body = json.dumps(without_twin(self.body_of(old, title), page.picture_id))
        page.body.stream_block.clean(page.body)
        page.picture_alt = old.picture.alt[:LONGEST_ALT] if page.picture_id else ""

    def body_of(self, old: Old, title: str) -> list[dict]:
        def find(picture):
            return self.pictures.take_in(picture, old.address)

        blocks = Body(title, Links(old.address), find, old.gallery).read(old.html)
        if not blocks:
            raise Unfit(_("Nothing of its words can be shown here."))
        return blocks

    def picture_of(self, old: Old) -> int | None:
        return self.pictures.take_in(old.picture, old.address) if old.picture else None

    def topic_of(self, old: Old) -> Topic:
        for name in old.topics:
            if fold(name) in self.topics:
                return self.topics[fold(name)]
        if self.topic:
            return self.topic
        said = _("None of its topics is one of ours (%(topics)s); name one with --topic.")
        raise Unfit(said % {"topics": ", ".join(old.topics) or "–"})

    def free_slug(self, wish: str) -> str:
        """The old one as far as nobody has it."""
        wish = f"{wish}-tin" if wish in TAKEN else wish or "bai-viet"
        children = self.news.get_children().filter(slug__startswith=wish)
        taken, number = set(children.values_list("slug", flat=True)), 2
        free = wish
        while free in taken:
            free, number = f"{wish}-{number}", number + 1
        return free

    def keep(self, page: ArticlePage, old: Old, known: MovedIn | None) -> None:
        if known is None:
            self.news.add_child(instance=page)
        revision = page.save_revision()
        if old.is_published:
            revision.publish()
        self.keep_dates(page, old)
        facts = {"digest": old.digest, "address": old.address[:1_000], "revision": revision.pk}
        MovedIn.objects.update_or_create(page_id=page.pk, defaults=facts | {"key": key_of(old)})
        self.lead_on(page, old)

    def keep_dates(self, page: ArticlePage, old: Old) -> None:
        """Readers, feeds and search engines are told when it was published first, not today."""
        if old.is_published:
            first = old.written_at
            changed = max(first, old.changed_at or first)
            dates = {"first_published_at": first, "last_published_at": changed}
            ArticlePage.objects.filter(pk=page.pk).update(**dates)

    def lead_on(self, page: ArticlePage, old: Old) -> None:
        """From every old address, unless somebody leads elsewhere from there already."""
        here = Redirect.normalise_path(urlsplit(page.get_full_url() or "").path)
        for address in [old.address, *old.more_addresses]:
            parts = urlsplit(address)
            path = Redirect.normalise_path(parts._replace(scheme="", netloc="").geturl())
            is_address = parts.scheme in {"http", "https"} and path not in {"/", here}
            if is_address and len(path) <= LONGEST_PATH:
                facts = {"redirect_page_id": page.pk, "automatically_created": True}
                Redirect.objects.get_or_create(old_path=path, site=self.site, defaults=facts)


def names_of(topic: Topic) -> set[str]:
    return {fold(topic.name), fold(topic.slug), fold(topic.slug.replace("-", " "))}


def without_twin(blocks: list[dict], picture: int | None) -> list[dict]:
    """Many articles begin with the picture that stands above them here already."""
    first, *others = blocks
    is_twin = first["type"] == "image" and first["value"]["image"] == picture
    return others if is_twin and others else blocks


def key_of(old: Old) -> str:
    return old.key[: MovedIn.LONGEST]
