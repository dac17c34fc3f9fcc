"""What hangs on a report and goes with it when it is merged: who follows it, photos, ratings.

All that moves is noted as keys of rows and what stood in them, so that `give_back` restores each
row to what it was. What came to the other report in the meantime stays there.
"""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from portal.common.moments import now
from portal.common.workflow import StepRefused
from services.reports.actions.photos import next_position
from services.reports.models import Follow, Merging, Photo, Rating, Report

Noted = dict[str, Any]

PLACE = ["report", "position", "origin"]  # Of a photo.
JUDGED = ["report", "origin"]  # Of a rating.
CERTAIN = ["saw_it_too", "confirmed_at"]  # Of a follow.
LAST_POSITION = 999  # More than three digits are no address of a photo.


def take_over(report: Report, into: Report) -> Noted:
    """Hang on `into` whatever hangs on `report`; gives what to note."""
    follows, kept = move_follows(report, into)
    made, known = follow_for_sender(report, into)
    return {
        "follows": follows,
        "kept": kept + known,
        "made": made,
        "photos": move_photos(report, into),
        "ratings": move_ratings(report, into),
    }


def move_follows(report: Report, into: Report) -> tuple[list[int], list[Noted]]:
    """Who follows both is one follower: her row stays behind, the other one counts for both."""
    there = {whose(follow): follow for follow in into.follows.all()}
    moving, twins, kept = [], [], []
    for follow in report.follows.all():
        if twin := there.get(whose(follow)):
            kept.append(as_it_is(twin))
            make_certain(twin, follow)
            twins.append(twin)
        else:
            moving.append(follow.pk)
    Follow.objects.bulk_update(twins, CERTAIN)
    Follow.objects.filter(pk__in=moving).update(report=into)
    return moving, kept


def whose(follow: Follow) -> tuple[int | None, str, str]:
    return follow.user_id, follow.email, follow.phone


def as_it_is(follow: Follow) -> Noted:
    confirmed_at = follow.confirmed_at.isoformat() if follow.confirmed_at else None
    return {"pk": follow.pk, "saw_it_too": follow.saw_it_too, "confirmed_at": confirmed_at}


def make_certain(follow: Follow, other: Follow) -> None:
    """What she has said once of the same thing counts for both."""
    follow.saw_it_too |= other.saw_it_too
    follow.confirmed_at = follow.confirmed_at or other.confirmed_at


def follow_for_sender(report: Report, into: Report) -> tuple[list[int], list[Noted]]:
    """Whoever sent it hears on of what becomes of it, without being named to anybody."""
    sender = sender_of(report)
    if not sender or sender == sender_of(into):
        return [], []
    facts = {"saw_it_too": True, "confirmed_at": now(), "language": report.language}
    found, is_new = Follow.objects.get_or_create(report=into, **sender, defaults=facts)
    if is_new:
        return [found.pk], []
    kept = as_it_is(found)
    make_certain(found, Follow(**facts))
    found.save(update_fields=CERTAIN)
    return [], [kept]


def sender_of(report: Report) -> Noted:
    """By what she is known as a follower: her account, else her address, else her number."""
    if report.reporter_id:
        return {"user": report.reporter, "email": "", "phone": ""}
    email, phone = report.contact_email.lower(), report.contact_phone
    if email or phone:
        return {"user": None, "email": email, "phone": "" if email else phone}
    return {}


def move_photos(report: Report, into: Report) -> list[Noted]:
    """Behind those that are there; each remembers with which report it came."""
    photos, first = list(report.photos.all()), next_position(into)
    if first + len(photos) > LAST_POSITION + 1:
        raise StepRefused(_("The other report has too many photos: choose another one."))
    noted = [
        {"pk": photo.pk, "position": photo.position, "origin_id": photo.origin_id}
        for photo in photos
    ]
    for position, photo in enumerate(photos, first):
        photo.report, photo.position = into, position
        photo.origin_id = photo.origin_id or report.pk
    Photo.objects.bulk_update(photos, PLACE)
    return noted


def move_ratings(report: Report, into: Report) -> list[Noted]:
    """They stay what was said of the report merged, and are never mixed with the other's own."""
    ratings = list(report.ratings.all())
    noted = [{"pk": rating.pk, "origin_id": rating.origin_id} for rating in ratings]
    for rating in ratings:
        rating.report, rating.origin_id = into, rating.origin_id or report.pk
    Rating.objects.bulk_update(ratings, JUDGED)
    return noted


def give_back(merging: Merging) -> None:
    """Restore each row that was moved, as far as it is still there."""
    moved, there = merging.moved, Follow.objects.filter(report=merging.into)
    for kept in reversed(moved["kept"]):
        restore_twin(there, kept)
    there.filter(pk__in=moved["made"]).delete()
    there.filter(pk__in=moved["follows"]).update(report=merging.report)
    restore(merging, Photo, moved["photos"], PLACE)
    restore(merging, Rating, moved["ratings"], JUDGED)


def restore_twin(there: Any, kept: Noted) -> None:
    confirmed_at = Follow._meta.get_field("confirmed_at").to_python(kept["confirmed_at"])
    row = there.filter(pk=kept["pk"])
    row.update(saw_it_too=kept["saw_it_too"], confirmed_at=confirmed_at)


def restore(
    merging: Merging, kind: type[Photo] | type[Rating], noted: Sequence[Noted], fields: list[str]
) -> None:
    rows: Any = kind._default_manager
    there = rows.filter(report=merging.into).in_bulk([was["pk"] for was in noted])
    for was in noted:
        if row := there.get(was["pk"]):
            row.report = merging.report
            for name, value in was.items():
                setattr(row, name, value)
    rows.bulk_update(there.values(), fields)


def rests_on(later: Merging, earlier: Merging) -> bool:
    """Whether a later merging counted followers of an earlier one as its own."""
    ours = {*earlier.moved["follows"], *earlier.moved["made"]}
    ours |= {kept["pk"] for kept in earlier.moved["kept"]}
    return not ours.isdisjoint(kept["pk"] for kept in later.moved["kept"])
