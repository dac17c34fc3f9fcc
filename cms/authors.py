"""Whose words a page holds: who changed them last is not the one who lets them out."""

import re

from django.db.models import QuerySet

from portal.accounts.models import User

# What Wagtail itself notes on a page; a revision that changes nothing else changes no word.
BOOKKEEPING = frozenset(
    {
        *["pk", "path", "depth", "numchild", "live", "live_revision", "has_unpublished_changes"],
        *["latest_revision", "latest_revision_created_at", "draft_title", "url_path", "owner"],
        *["first_published_at", "last_published_at", "locked", "locked_at", "locked_by"],
        *["expired", "wagtail_admin_comments", "translation_key"],
        *["go_live_at", "expire_at"],
    }
)
NAMES_OF_BLOCKS = re.compile(r'"id": "[0-9a-f-]{36}"|data-block-key=\\?"\w+\\?"')
LOOK_BACK = 50  # Revisions; whoever saved so often without a change wrote it for all we know.


def wrote_last(user: User, revision) -> bool:
    """Whether the words of this revision are the work of this person."""
    return revision is not None and author_of(revision) == user.pk


def author_of(revision) -> int | None:
    """Who wrote these words: the first to save them, not those who saved them again unchanged."""
    newest, *older = saved_until(revision)
    words, author = words_of(newest), newest.user_id
    for before in older:
        if words_of(before) != words:
            break
        author = before.user_id
    return author


def saved_until(revision) -> QuerySet:
    """This revision and those before it, as they are kept: one just made still holds objects."""
    same_page = type(revision).objects.filter(
        base_content_type=revision.base_content_type_id, object_id=revision.object_id
    )
    return same_page.filter(pk__lte=revision.pk).order_by("-pk")[:LOOK_BACK]


def words_of(revision) -> dict:
    """What a reader could notice of a revision."""
    return {
        name: NAMES_OF_BLOCKS.sub("", value) if isinstance(value, str) else value
        for name, value in revision.content.items()
        if name not in BOOKKEEPING
    }


def may_let_out(user: User, revision) -> bool:
    """Nobody lets out what they wrote themselves; whoever runs the portal alone may."""
    return user.is_superuser or not wrote_last(user, revision)


def publishers_of(page) -> QuerySet[User]:
    """Those who may publish it."""
    above = page.get_ancestors(inclusive=True)
    people = User.objects.filter(
        is_active=True,
        groups__page_permissions__permission__codename="publish_page",
        groups__page_permissions__page__in=above,
    )
    return people.distinct().order_by("pk")
