"""The demonstration: a living commune in one command, refused where residents live."""

import io

import pytest
from django.core.management import CommandError, call_command

from cms.models import ArticlePage
from cms.untranslated import OLDER, untranslated
from cms.untranslated import told as with_wants
from portal.accounts.models import User
from portal.management.demo.people import PEOPLE
from services.dossiers.models import Dossier
from services.dossiers.workflow import State as DossierState
from services.notifications.models import Message
from services.procedures.models import Procedure
from services.reports.models import Report
from services.reports.workflow import State as ReportState

ADDRESSES = ["/", "/tin-tuc/", "/phan-anh/", "/phan-anh/gui/", "/thu-tuc/1.001193/", "/tra-cuu/"]


def seed(**options) -> None:
    call_command("seed_demo", stdout=io.StringIO(), **options)


@pytest.mark.django_db
@pytest.mark.parametrize("day", ["2026-11-22T20:00+07:00", "2027-02-12T09:00+07:00"])
def test_a_living_commune_in_one_command(client, root, settings, tmp_path, time_machine, day):
    """On a Sunday evening, and on the first working day after Tết."""
    time_machine.move_to(day)
    settings.MEDIA_ROOT = tmp_path
    seed()

    assert ArticlePage.objects.live().count() >= 12
    wants = [want for page in with_wants(untranslated()) for want in page.wants]
    assert OLDER not in {want["state"] for want in wants}
    assert Report.objects.count() >= 60
    assert states_of(Report) == set(ReportState)
    whole = Report.objects.exclude(parts=None).distinct().get()
    assert whole.parts.values("agency").distinct().count() == 2
    told = Report.objects.get(source="phone")
    assert told.entered_by.email == "officer@demo.example"
    call_command("verify_history", stdout=io.StringIO())
    assert Procedure.objects.active().count() == 89
    assert Dossier.objects.count() >= 40
    assert states_of(Dossier) == set(DossierState) - {DossierState.DRAFT}
    assert Message.objects.exists()
    assert Report.objects.earliest("pk").reference == "PA-22FY-GP"
    for email, *_ in PEOPLE:
        assert client.login(email=email, password=settings.DEMO_PASSWORD), email
    client.logout()
    for address in [*ADDRESSES, *(article.url for article in ArticlePage.objects.live())]:
        assert client.get(address).status_code == 200, address
    assert client.get("/quan-tri/").status_code == 302

    before = counts()
    seed()
    assert counts() == before

    seed(reports=200, dossiers=100, articles=20)
    assert counts() == {User: before[User], Report: 200, Dossier: 100, ArticlePage: 20}


def states_of(model) -> set[str]:
    return set(model.objects.values_list("state", flat=True))


def counts() -> dict:
    return {model: model.objects.count() for model in (User, Report, Dossier, ArticlePage)}


@pytest.mark.django_db
def test_it_is_refused_where_residents_live(settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="DEMO=1"):
        seed()
    assert not User.objects.exists()
