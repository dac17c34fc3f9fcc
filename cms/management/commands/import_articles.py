from collections import Counter
from itertools import islice
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from cms.links import collect
from cms.models import NewsIndexPage, Topic
from cms.moving.articles import Moved, Mover, Outcome
from cms.moving.exports import Rotten, read
from cms.moving.pictures import Pictures
from portal.pages_cache.edition import forgotten_once

SAID = {
    Outcome.MADE: pgettext_lazy("of an article", "Moved in"),
    Outcome.UPDATED: pgettext_lazy("of an article", "Changed"),
    Outcome.UNCHANGED: pgettext_lazy("of an article", "Unchanged"),
    Outcome.SKIPPED: pgettext_lazy("of an article", "Left out"),
}
NO_NEWS = gettext_lazy("There is no place for news yet: run load_site first.")


class Command(BaseCommand):
    help = (
        "Move articles in from a WordPress export (WXR), or from RSS or Atom with whole articles. "
        "Can be run again: nothing is made twice, and what was edited here stays."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--topic", help="slug of the topic for articles whose own is unknown")
        parser.add_argument("--media", type=Path, help="a copy of the old uploads folder")
        parser.add_argument("--no-fetch", action="store_true", help="fetch no pictures")
        parser.add_argument("--limit", type=int, help="so many articles and no more")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done")
        parser.add_argument(
            "--allow-private",
            action="store_true",
            help="fetch pictures also from machines that only this one can reach",
        )

    def handle(self, *, file, topic, media, no_fetch, limit, dry_run, allow_private, **options):
        self.check(file, media)
        folder, may_fetch = (None, False) if dry_run else (media, not no_fetch)
        pictures = Pictures(folder, may_fetch=may_fetch, private=allow_private)
        mover = Mover(pictures, topic=topic and topic_called(topic), dry_run=dry_run)
        counts, left_out = Counter(), []
        with forgotten_once():
            for one in islice(read(file), limit):
                moved = left_behind(one) if isinstance(one, Rotten) else mover.move(one)
                counts[moved.outcome] += 1
                self.tell(moved, dry_run)
                if moved.outcome == Outcome.SKIPPED:
                    left_out.append(moved)
            collect.look_again_at_paths()
        self.sum_up(counts, left_out, dry_run)

    def check(self, file: Path, media: Path | None) -> None:
        if not file.is_file():
            raise CommandError(_("There is no file %(file)s.") % {"file": file})
        if media and not media.is_dir():
            raise CommandError(_("There is no folder %(folder)s.") % {"folder": media})
        if not NewsIndexPage.objects.exists():
            raise CommandError(str(NO_NEWS))

    def tell(self, moved: Moved, dry_run: bool) -> None:
        if moved.outcome != Outcome.UNCHANGED:
            reason = f" ({moved.reason})" if moved.reason else ""
            self.stdout.write(f"{SAID[moved.outcome]}: {moved.title}{reason}")
        for note in [] if dry_run else moved.notes:
            self.stdout.write(f"    {note}")

    def sum_up(self, counts: Counter, left_out: list[Moved], dry_run: bool) -> None:
        if dry_run:
            self.stdout.write(_("This was a rehearsal: nothing was changed."))
        said = _(
            "%(made)d moved in, %(updated)d changed, %(unchanged)d unchanged, %(skipped)d left out."
        )
        self.stdout.write(said % {outcome.value: counts[outcome] for outcome in Outcome})
        if left_out:
            heading = ngettext(
                "%(count)d article to look at:", "%(count)d articles to look at:", len(left_out)
            )
            self.stdout.write(heading % {"count": len(left_out)})
        for moved in left_out:
            self.stdout.write(f"  – {moved.title or '–'}: {moved.reason}")


def left_behind(rotten: Rotten) -> Moved:
    return Moved(Outcome.SKIPPED, rotten.title, rotten.reason)


def topic_called(slug: str) -> Topic:
    topics = {topic.slug: topic for topic in Topic.objects.all()}
    if slug not in topics:
        said = _("There is no topic “%(slug)s”; there are: %(topics)s.")
        raise CommandError(said % {"slug": slug, "topics": ", ".join(topics)})
    return topics[slug]
