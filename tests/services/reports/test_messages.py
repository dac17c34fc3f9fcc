"""What Lan is told: one letter for each step that tells, with the way to her report in it."""

import pytest
from django.core import mail

from services.notifications import texts
from services.notifications.models import Message
from services.reports import actions
from services.reports.models import Category, Report
from services.reports.workflow import ASKING, OF_THEIR_OWN, STEPS
from tests.services.reports.factories import ReportFactory
from tests.services.reports.stepping import given_for, ready_for

NOTE = "Đã thay bóng đèn."
WITHOUT_NOTE = {"close_unanswered"}  # Nobody writes what happens by rule.
PERSONAL = ["Lan", "lan@example.vn", "912", "Hai Bà Trưng", "tối thui"]
TELLING = [name for name, step in STEPS.items() if step.tells_resident and name not in OF_THEIR_OWN]


def letter_after(name: str, officer, **facts) -> texts.Text:
    report = ready_for(name, **facts)
    actions.take_step(report, name, by=officer, note=NOTE, **given_for(name, report))
    message = Message.objects.get()
    return texts.render(message.kind, message.facts, message.language)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("name", TELLING)
def test_every_letter_says_what_happened_and_leads_to_the_report(ha, name, language):
    letter = letter_after(name, ha, language=language)
    report = Report.objects.get(events__step=name)
    prefix = "" if language == "vi" else "/en"
    page = "hoi" if name in ASKING else report.reference
    assert f"http://127.0.0.1:8000{prefix}/phan-anh/{page}/" in letter.body
    assert NOTE in letter.body or name in WITHOUT_NOTE
    assert report.reference in letter.body
    assert ("phản ánh" in letter.subject.lower()) == (language == "vi")


@pytest.mark.parametrize("name", TELLING)
def test_no_subject_says_anything_personal(ha, name):
    letter = letter_after(name, ha)
    assert [word for word in PERSONAL if word in letter.subject] == []


@pytest.mark.parametrize(("language", "address"), [("vi", "/tra-cuu/"), ("en", "/en/tra-cuu/")])
def test_a_private_report_is_reached_by_its_code(hoa, language, address):
    letter = letter_after("receive", hoa, private=True, language=language)
    assert f"8000{address}?ma={Report.objects.get().reference}" in letter.body
    assert "/phan-anh/" not in letter.body


def test_no_letter_holds_the_secret_code(lamps, soc_trang, lan):
    _report, code = actions.submit_report(
        category=Category.objects.get(code="CS01"),
        description="Đèn đường trước cổng chợ hư.",
        commune=soc_trang,
        reporter=lan,
    )
    message = Message.objects.get(channel="email")
    assert message.recipient == "lan@example.vn"
    assert code not in texts.render(message.kind, message.facts, message.language).body
    assert code not in str(message.facts)


def test_who_left_no_address_is_told_nothing(hoa):
    actions.take_step(ReportFactory(contact_email=""), "receive", by=hoa)
    assert not Message.objects.exists()


def test_the_worker_delivers(hoa, drain):
    report = ReportFactory()
    actions.take_step(report, "receive", by=hoa)
    assert mail.outbox == []
    drain()
    (letter,) = mail.outbox
    assert letter.to == ["lan@example.vn"]
    assert letter.subject == f"Cán bộ đã tiếp nhận phản ánh {report.reference}"
    assert report.reference in letter.body
    assert letter.body.startswith("Chào bạn,")
