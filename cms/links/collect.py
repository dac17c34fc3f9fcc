"""Keeps the rows of links as pages are now: told when one is published, and gone over at night."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from wagtail.models import Page, ReferenceIndex

from cms.links.found import links_in
from cms.links.inside import dead_in
from cms.models import Link
from portal.common.moments import now, today

KNOWN = ["state", "status", "leads_to", "first_bad_on", "bad_days", "looked_at"]
AT_A_TIME = 200


@transaction.atomic
def put(page: Page) -> None:
    """The links of a published page as they are now; what was known of one stays known."""
    found = links_in(page)
    wanted = {
        (Link.Kind.OUTSIDE, address): known_of(address)
        for address in found.outside
        if len(address) <= Link.LONGEST
    }
    for kind, address, title, state in dead_in(found):
        facts = {"title": title, "state": state, "looked_at": now(), "first_bad_on": today()}
        wanted[kind, address] = facts
    keep(page, wanted)


def keep(page: Page, wanted: dict[tuple[str, str], dict]) -> None:
    """Make the rows of a page these; the day on which one was first bad stays."""
    there = {(link.kind, link.address): link for link in Link.objects.filter(page=page.pk)}
    gone = [link.pk for key, link in there.items() if key not in wanted]
    Link.objects.filter(pk__in=gone).delete()
    for key in wanted.keys() & there.keys():
        facts, link = wanted[key], there[key]
        if key[0] != Link.Kind.OUTSIDE:
            changed = facts | {"first_bad_on": link.first_bad_on or today()}
            Link.objects.filter(pk=link.pk).update(**changed)
    Link.objects.bulk_create(
        Link(page_id=page.pk, kind=key[0], address=key[1], **wanted[key])
        for key in wanted.keys() - there.keys()
    )


def known_of(address: str) -> dict:
    """What was found of this address for another page, if anything."""
    known = Link.objects.outside().filter(address=address).exclude(looked_at=None)
    return known.values(*KNOWN).first() or {}


def put_all() -> int:
    """Go over every published page; how many."""
    Link.objects.filter(page__live=False).delete()
    pages = Page.objects.live().filter(depth__gt=1).order_by("pk").specific()
    count = 0
    for page in pages.iterator(chunk_size=AT_A_TIME):
        put(page)
        count += 1
    return count


def look_again_at(numbers: Iterable[int]) -> None:
    """Go over these pages, as far as they are published."""
    for page in Page.objects.live().filter(pk__in=numbers).specific():
        put(page)


def look_again_at_paths() -> None:
    """After much has moved in: what stood nowhere yet may stand somewhere now."""
    dead = Link.objects.filter(kind=Link.Kind.PATH)
    look_again_at(dead.values_list("page", flat=True).distinct())


def forget(page: Page) -> None:
    Link.objects.filter(page=page.pk).delete()


def tell_those_who_link_to(target: Model) -> None:
    """Once this change is done, look again at every page that leads to what has changed."""
    numbers = pages_leading_to(target)
    if numbers:
        transaction.on_commit(lambda: look_again_at(numbers), robust=True)


def pages_leading_to(target: Model) -> set[int]:
    """By Wagtail's index of references; and those whose link to it is known to be dead."""
    kind = ContentType.objects.get_for_model(Page).pk
    references = ReferenceIndex.get_references_to(target).filter(base_content_type=kind)
    leading = {int(number) for number in references.values_list("object_id", flat=True)}
    if isinstance(target, Page):
        dead = Link.objects.filter(kind=Link.Kind.PAGE, address=str(target.pk))
        leading |= set(dead.values_list("page", flat=True))
        by_path = Link.objects.filter(kind=Link.Kind.PATH, address=target.url or "")
        leading |= set(by_path.values_list("page", flat=True))
    return leading - {target.pk if isinstance(target, Page) else None}
