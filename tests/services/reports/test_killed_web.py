"""The web server dies while residents send: what was acknowledged is there, whole and once."""

from services.reports.models import Report
from tests.pictures import a_photo
from tests.web import a_letter, missing_of, send_through_deaths

KILLS, SENDERS, SHARE = 3, 8, 3  # bench_submit.py kills it fifty times.
REPORTS = KILLS * SHARE + SENDERS


def test_what_was_acknowledged_is_there_whole_and_once(web):
    letters = [a_letter(number, [a_photo(64, 48)] * (number % 2)) for number in range(REPORTS)]
    told = send_through_deaths(web, letters, kills=KILLS, share=SHARE, senders=SENDERS)
    missing = [missing_of(receipt, n % 2, web.media) for n, receipt in enumerate(told)]
    assert missing == [[]] * REPORTS
    assert len(set(told)) == Report.objects.count() == REPORTS
