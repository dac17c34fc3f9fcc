"""A portal in use: something on every page."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from cms.alerts import current
from cms.alerts.actions import cancel_alert, publish_alert
from cms.models import Alert, AlertMessage
from portal.common.moments import now
from portal.common.uploads import clean_photos
from portal.pages_cache.edition import begin_edition
from services.dossiers.actions import register_dossier
from services.procedures.models import Procedure
from services.reports import actions, partner_links, question_links
from services.reports.follow_links import stop_token
from services.reports.models import Category, Follow
from tests.journeys.html_validate import validator
from tests.journeys.slow_line import as_deployed  # noqa: F401 - a fixture.
from tests.people import person
from tests.pictures import a_photo
from tests.services.reports.asking import ask
from tests.services.reports.factories import ReportFactory


@pytest.fixture(scope="session")
def html_faults(chromium):
    """What html-validate says of an answer: `html_faults(client.get("/")) == []`."""
    return validator(chromium)


@pytest.fixture
def lamp_report(home, soc_trang, soc_trang_office, categories, lan, hoa):
    """Lan's report about a lamp, with a photo, being handled by Hoa."""
    photo = SimpleUploadedFile("den.jpg", a_photo(), "image/jpeg")
    report, code = actions.submit_report(
        category=Category.objects.get(code="CS01"),
        description="Đèn đường trước cổng chợ hư ba đêm nay.",
        commune=soc_trang,
        address="Đường Hai Bà Trưng",
        lat=9.6029,
        lon=105.9739,
        photos=clean_photos([photo]),
        reporter=lan,
    )
    report.claim_code = code
    for step in ("receive", "start"):
        actions.take_step(report, step, by=hoa)
    return report


@pytest.fixture
def birth_dossier(soc_trang_office, tam):
    """A birth registration that Tâm took at the counter."""
    call_command("load_procedures", verbosity=0)
    return register_dossier(
        procedure=Procedure.objects.get(code="1.001193"),
        agency=soc_trang_office,
        holder_name="Trần Thị Lan",
        by=tam,
    )


@pytest.fixture
def question(lamp_report, hoa):
    """What Hoa asks about another lamp, by the link that its sender was sent."""
    report = ReportFactory(in_progress=True)
    actions.take_step(report, "ask", by=hoa, note="Trụ đèn số mấy?")
    return question_links.path(question_links.last_question(report))


@pytest.fixture
def partner_request(lamp_report, hoa):
    """What the power company is asked about a third, by the link that it was sent."""
    return partner_links.path(ask(hoa, ReportFactory(in_progress=True, with_photos=True)))


@pytest.fixture
def alerts(db, soc_trang) -> dict[str, AlertMessage]:
    """An emergency, which stands above every page, and a tide that was taken back."""
    publisher = person("linh@example.vn", "Trương Mỹ Linh")
    publisher.is_superuser = True
    until = now() + timedelta(days=1)
    facts = {"level": "emergency", "ends_at": until, "instruction": "Rời nhà.\nGọi 114."}
    bank = publish_alert(Alert.objects.create(title="Bờ sông đang sạt", **facts), by=publisher)
    tide = Alert(title="Triều cường" * 9, level="warning", ends_at=until)
    tide.areas = [soc_trang]
    tide.save()
    publish_alert(tide, by=publisher)
    cancelled = cancel_alert(tide, by=publisher, note="Nước đã rút.")
    begin_edition()  # As when it is committed.
    current.showing()  # Some page has just looked.
    return {"emergency": bank, "cancelled": cancelled}


@pytest.fixture
def portal_in_use(article, about, lamp_report, birth_dossier, question, partner_request, alerts):
    """Every public address of the slice that should answer 200, by name."""
    followed = Follow.objects.create(report=lamp_report, email="minh@example.vn")
    return {
        "home": "/",
        "home in English": "/en/",
        "news": "/tin-tuc/",
        "article": article.url,
        "page": about.url,
        "newsletter": "/ban-tin/?xa=31507",
        "newsletter, look into your mail": "/ban-tin/da-gui/",
        "alerts": "/canh-bao/",
        "alerts of a commune": "/canh-bao/?xa=31507",
        "emergency": alerts["emergency"].get_absolute_url(),
        "cancelled alert": alerts["cancelled"].get_absolute_url(),
        "reports": "/phan-anh/",
        "reports of a commune": "/phan-anh/?commune=31507",
        "no report": "/phan-anh/?q=khong-co-gi",
        "send a report": "/phan-anh/gui/",
        "report": f"/phan-anh/{lamp_report.reference}/",
        "follow the report": f"/phan-anh/{lamp_report.reference}/theo-doi/",
        "follow an area": "/phan-anh/theo-doi/",
        "answer a question": question,
        "answer as a partner": partner_request,
        "stop following": f"/phan-anh/theo-doi/thoi/{stop_token(followed)}/",
        "procedures": "/thu-tuc/",
        "procedure": "/thu-tuc/1.001193/",
        "track": "/tra-cuu/",
        "dossier": f"/ho-so/{birth_dossier.code}/",
        "search": "/tim-kiem/?q=den+duong",
        "search for nothing": "/tim-kiem/",
        "sign in": "/tai-khoan/dang-nhap/",
        "sign up": "/tai-khoan/dang-ky/",
        "forgot": "/tai-khoan/mat-khau/quen/",
    }
