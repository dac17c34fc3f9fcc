"""Pressed twice, by impatience or a bad signal, at the very same moment: one report, one code."""

from concurrent.futures import ThreadPoolExecutor

from services.notifications.models import Message
from services.reports.models import Report, ReportEvent
from tests.web import a_letter, press_twice

PAIRS, AT_ONCE = 60, 4  # bench_submit.py sends five hundred pairs.


def test_of_two_at_once_one_is_stored_and_both_are_told_of_it(web):
    with ThreadPoolExecutor(AT_ONCE) as people:
        told = list(people.map(lambda n: press_twice(web, a_letter(n)), range(PAIRS)))
    assert [pair for pair in told if len(set(pair)) != 1] == []
    assert len({first for first, _second in told}) == Report.objects.count() == PAIRS
    assert ReportEvent.objects.count() == Message.objects.count() == PAIRS
