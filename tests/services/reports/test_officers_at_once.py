"""Eight officers work through the same reports at once: no step is lost, and nobody meets a fault.

`bench_officers.py` does the same with two hundred reports.
"""

from tests.officers import EIGHT, at_once, colleagues, what_went_wrong
from tests.services.reports.factories import ReportFactory

REPORTS = 10


def test_no_step_is_lost_and_nobody_meets_a_fault(web):
    reports = [ReportFactory(received=True) for _ in range(REPORTS)]
    officers = colleagues(EIGHT, reports[0].agency)
    answers = at_once(web, officers, reports)
    assert {answer.status for answer in answers} <= {200, 409}
    assert sum(answer.status == 200 for answer in answers) > REPORTS
    assert what_went_wrong(reports, answers) == []
