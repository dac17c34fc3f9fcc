"""Numbers and money as people here write them: 1.234,5 and 75.000 ₫."""

from decimal import ROUND_HALF_UP, Decimal

from django.utils.formats import number_format


def show_number(number: float | Decimal, places: int | None = None) -> str:
    """A number, with as many decimal places as it has or as asked for."""
    if places is not None:
        number = Decimal(str(number)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return number_format(number, force_grouping=True)


def show_money(dong: int) -> str:
    """An amount of đồng. Nothing here says "free": zero may only mean "unknown"."""
    return f"{show_number(dong, places=0)} ₫"
