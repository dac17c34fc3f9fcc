"""What residents were told when they answered, and what therefore stays as it is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Promise:
    """Who reads the answers, what for, until when, and what was asked."""

    agency: int | None
    purpose: str
    keep_until: date | None
    kinds: Mapping[str, str]  # How each question is answered, by its name.


def promise_of(page) -> Promise:
    kinds = {one.clean_name: one.field_type for one in page.form_fields.all()}
    return Promise(page.agency_id, page.purpose, page.keep_until, kinds)


def given_by(page) -> Promise | None:
    """What those were promised who answered already; nothing while nobody did."""
    published = type(page).objects.filter(pk=page.pk).first() if page.pk else None
    return promise_of(published) if published and published.answers.exists() else None


def broken(given: Promise, now: Promise) -> Iterator[tuple[str | None, str]]:
    """Each word that would be broken: of which field, and why it stays."""
    if now.agency != given.agency:
        yield "agency", _("There are answers already: nobody else may come to read them.")
    if now.purpose != given.purpose:
        yield "purpose", _("There are answers already, given for this purpose and no other.")
    if now.keep_until and given.keep_until and now.keep_until > given.keep_until:
        yield (
            "keep_until",
            _("There are answers already, given until this day: erase them earlier, never later."),
        )
    if any(now.kinds.get(name) != kind for name, kind in given.kinds.items()):
        yield (
            None,
            _(
                "There are answers already: a question can be worded better, but not removed"
                " or answered in another way. Make a new form instead."
            ),
        )
