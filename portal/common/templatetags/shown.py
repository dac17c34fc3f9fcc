"""How facts are shown: `{{ report.created_at|moment }}`, `{{ fee|money }}`; nothing as nothing."""

from datetime import date, datetime
from decimal import Decimal

from django import template

from portal.common.amounts import show_money, show_number
from portal.common.dates import show_day, show_moment, show_time
from portal.common.phones import show_phone

register = template.Library()


@register.filter
def day(value: date | None) -> str:
    """22/11/2026"""
    return show_day(value) if value else ""


@register.filter
def clock(value: datetime | None) -> str:
    """15:30"""
    return show_time(value) if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """15:30 22/11/2026"""
    return show_moment(value) if value else ""


@register.filter
def number(value: float | Decimal | None, places: int | None = None) -> str:
    """1.234,5"""
    return "" if value in (None, "") else show_number(value, places)


@register.filter
def money(value: int | None) -> str:
    """75.000 ₫"""
    return "" if value in (None, "") else show_money(value)


@register.filter
def phone(value: str | None) -> str:
    """0912 345 678"""
    return show_phone(value) if value else ""
