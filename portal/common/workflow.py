"""A life as a table: which step leads from where to where, who may take it, what it owes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

Words = str | Promise


class StepRefused(Exception):
    """A step that may not be taken now; its text is a sentence for the person who tried."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """One row of a workflow's table."""

    label: Words
    sources: frozenset[str]
    target: str | None  # None: it stays in the state in which it is.
    permission: str | None  # None: whoever holds the thing may, as its resident.
    needs_note: bool = False
    needs: tuple[str, ...] = ()  # What else is owed, by name; the domain knows what each means.
    is_public: bool = True
    tells_resident: bool = True

    def check(self, state: str, *, by: Any, at: Any = None, note: str = "") -> None:
        """Refuse with a sentence unless `by` may take this step from `state`, at agency `at`."""
        if self.permission and not self.is_allowed(by=by, at=at):
            raise StepRefused(_("You may not take this step."))
        if state not in self.sources:
            raise StepRefused(
                _("“%(step)s” is not possible now: someone may have moved it meanwhile.")
                % {"step": self.label}
            )
        if self.needs_note and not note.strip():
            raise StepRefused(_("Write a note first: the resident will read it."))

    def leads_to(self, state: str) -> str:
        """The state after this step, taken from that one."""
        return self.target or state

    def is_allowed(self, *, by: Any, at: Any = None) -> bool:
        """Whether this person holds the step's permission at this agency."""
        return self.permission is None or (by is not None and by.has_perm(self.permission, at))


def possible(steps: Mapping[str, Step], state: str, *, by: Any, at: Any = None) -> dict[str, Step]:
    """The steps that this officer may take now, in the table's order."""
    return {
        name: step
        for name, step in steps.items()
        if step.permission and state in step.sources and step.is_allowed(by=by, at=at)
    }
