"""Which kind of report a resident's own words are about: learnt from phrases, asked offline."""

from services.reports.suggest.kinds import suggest, suggest_categories

__all__ = ["suggest", "suggest_categories"]
