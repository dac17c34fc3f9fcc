"""Time limits and fees as a person would say them."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

NOT_KNOWN = ""


def quantity(number: int, unit: str) -> str:
    """3, "working_day" -> "3 working days"."""
    sentence = {
        "working_day": ngettext("%(n)s working day", "%(n)s working days", number),
        "day": ngettext("%(n)s day", "%(n)s days", number),
        "hour": ngettext("%(n)s hour", "%(n)s hours", number),
        "month": ngettext("%(n)s month", "%(n)s months", number),
    }[unit]
    return sentence % {"n": number_format(number)}


def time_limit(limit) -> str:
    if limit.unit == "other":
        return limit.text
    return quantity(limit.quantity, limit.unit)


def time_limits(limits: list) -> str:
    """The whole of a sheet's limits in a few words: the ordinary one, or where they begin."""
    if not limits:
        return _("Not published yet")
    first = min(limits, key=lambda limit: limit.rank)
    if len(limits) == 1:
        return first.in_words
    if first.case or first.channel:
        return _("From %(limit)s, depending on the case") % {"limit": first.in_words}
    return _("%(limit)s; other cases differ") % {"limit": first.in_words}


def money(amount: int) -> str:
    """75000 -> "75.000 ₫"."""
    return _("%(amount)s ₫") % {"amount": number_format(amount, force_grouping=True)}


def fee(line) -> str:
    """One fee: an amount, or the honest reason why there is none."""
    if line.status == "amount":
        return money(line.amount)
    return line.get_status_display()


def fees(lines: list) -> str:
    """All the fees of a sheet in a few words; never free because nobody wrote a number."""
    if not lines:
        return _("Not known yet: please ask at the one-stop desk")
    amounts = sorted(line.amount for line in lines if line.status == "amount")
    if amounts and len(set(amounts)) > 1:
        return _("From %(least)s to %(most)s") % {
            "least": money(amounts[0]),
            "most": money(amounts[-1]),
        }
    if amounts:
        return money(amounts[0])
    statuses = [line.status for line in lines]
    if statuses[0] == "unknown":
        return _("Not known yet: please ask at the one-stop desk")
    return fee(lines[0])
