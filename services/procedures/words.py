"""Time limits and fees as a person would say them."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.common.amounts import show_money, show_number


def quantity(number: int, unit: str) -> str:
    """3, "working_day" -> "3 working days"."""
    sentence = {
        "working_day": ngettext("%(n)s working day", "%(n)s working days", number),
        "day": ngettext("%(n)s day", "%(n)s days", number),
        "hour": ngettext("%(n)s hour", "%(n)s hours", number),
        "month": ngettext("%(n)s month", "%(n)s months", number),
    }[unit]
    return sentence % {"n": show_number(number)}


def time_limit(limit) -> str:
    if limit.unit == "other":
        return limit.text
    return quantity(limit.quantity, limit.unit)


def time_limits(limits: list) -> str:
    """The whole of a sheet's limits in a few words: the ordinary one, or where they begin."""
    if not limits:
        return _("Not published yet")
    first = min(limits, key=lambda limit: limit.rank)
    if len(limits) > 1 and (first.case or first.channel):
        return _("From %(limit)s, depending on the case") % {"limit": first.in_words}
    return with_others(first.in_words, limits)


def fee(line) -> str:
    """One fee: an amount, or the honest reason why there is none."""
    if line.status == "amount":
        return show_money(line.amount)
    return line.get_status_display()


def fees(lines: list) -> str:
    """All the fees of a sheet in a few words; never free because nobody wrote a number."""
    amounts = {line.amount for line in lines if line.status == "amount"}
    if len(amounts) > 1:
        least, most = show_money(min(amounts)), show_money(max(amounts))
        return _("From %(least)s to %(most)s, depending on the case") % {
            "least": least,
            "most": most,
        }
    if not lines or lines[0].status == "unknown":
        return _("Not known yet: please ask at the one-stop desk")
    return with_others(fee(lines[0]), lines)


def with_others(first: str, lines: list) -> str:
    """The first of several, admitting that there are more."""
    if len(lines) == 1:
        return first
    return _("%(first)s; other cases differ") % {"first": first}


def papers(components: list) -> str:
    """How many papers, and how many of them an agency can look up itself."""
    if not components:
        return _("No papers are listed: please ask at the one-stop desk")
    count = len(components)
    told = ngettext("%(n)s paper", "%(n)s papers", count) % {"n": count}
    if any(one.case for one in components):
        told = _("%(papers)s, some only in certain cases") % {"papers": told}
    spared = sum(one.is_replaceable_by_data is True for one in components)
    if spared:
        told = _("%(papers)s; %(n)s need not be handed in") % {"papers": told, "n": spared}
    return told


def sets(component) -> str:
    """2 originals and 1 copy, as the sheet counts them."""
    originals, copies = component.originals, component.copies
    parts = []
    if originals:
        parts.append(ngettext("%(n)s original", "%(n)s originals", originals) % {"n": originals})
    if copies:
        parts.append(ngettext("%(n)s copy", "%(n)s copies", copies) % {"n": copies})
    return ", ".join(parts)
