"""A portal in use: something on every page."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from portal.common.uploads import clean_photos
from services.dossiers.actions import register_dossier
from services.procedures.models import Procedure
from services.reports import actions
from services.reports.follow_links import stop_token
from services.reports.models import Category, Follow
from tests.pictures import a_photo


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
def portal_in_use(article, about, lamp_report, birth_dossier):
    """Every public address of the slice that should answer 200, by name."""
    followed = Follow.objects.create(report=lamp_report, email="minh@example.vn")
    return {
        "home": "/",
        "home in English": "/en/",
        "news": "/tin-tuc/",
        "article": article.url,
        "page": about.url,
        "reports": "/phan-anh/",
        "no report": "/phan-anh/?q=khong-co-gi",
        "send a report": "/phan-anh/gui/",
        "report": f"/phan-anh/{lamp_report.reference}/",
        "follow the report": f"/phan-anh/{lamp_report.reference}/theo-doi/",
        "follow an area": "/phan-anh/theo-doi/",
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
