"""One thing of each kind, so that every request of the matrix really meets something."""

import uuid
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.management import call_command
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    PageViewRestriction,
    Site,
    Workflow,
)
from wagtail.rich_text import RichText

from cms import actions as cms_actions
from cms.alerts.actions import publish_alert
from cms.answers.actions import send_answer
from cms.models import Alert, ArticlePage, NewsIndexPage, Official, StandardPage, Topic
from cms.setup import load_site
from portal.accounts.actions import join
from portal.accounts.models import Agency, Membership, User
from portal.accounts.roles import Role
from portal.common.moments import now
from portal.common.uploads import clean_photo
from portal.jobs.queue import enqueue, jobs
from portal.jobs.worker import Worker
from portal.search.models import Promotion, UnansweredQuestion
from portal.workdays.models import CalendarDay
from services.dossiers import actions as dossier_actions
from services.dossiers.models import Dossier, DossierCodeScheme
from services.notifications.models import Message, State
from services.privacy.actions import exports
from services.privacy.actions import requests as data_requests
from services.privacy.models import DataExport, DataRequest
from services.procedures.models import Procedure
from services.reports import actions as report_actions
from services.reports.models import (
    Category,
    Partner,
    Report,
    RoutingRule,
    StandardText,
    Team,
)
from tests.cms.pages import a_consultation, a_form, an_event
from tests.people import agency_of, commune_named, person
from tests.pictures import a_photo
from tests.portal.jobs.sample_tasks import fail
from tests.services.procedures.factories import ProcedureFactory, TimeLimitFactory
from tests.services.reports.factories import CategoryFactory

A_FILE = ContentFile(b"PK")
ANONYMOUS, OWNER, NEIGHBOUR = "anonymous", "owner", "neighbour"
ELSEWHERE, WITHOUT_FACTOR = "elsewhere", "without_factor"

# The columns of the matrix. The owner is the resident to whom the sample report, dossier, message
# and request belong; the officer elsewhere handles reports and receives dossiers next door.
COLUMNS = (ANONYMOUS, OWNER, NEIGHBOUR, *Role.values, ELSEWHERE, WITHOUT_FACTOR)


@dataclass
class World:
    people: dict[str, User] = field(default_factory=dict)
    things: dict[str, Any] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Any:
        try:
            return self.things[name]
        except KeyError:
            raise AttributeError(name) from None


def build() -> World:
    world = World()
    settle_people(world)
    print_pages(world)
    happen(world)
    keep_house(world)
    return world


def settle_people(world: World) -> None:
    """One person for each column, and the offices in which they serve."""
    here = agency_of(commune_named("31507", "Phường Sóc Trăng"), "H13.31507")
    there = agency_of(commune_named("31510", "Phường Phú Lợi"), "H13.31510")
    for column in COLUMNS[1:]:
        world.people[column] = person(f"{column}@example.vn", column.replace("_", " "))
        RecoveryCodes.activate(world.people[column])
    for role in Role:
        join(world.people[role], here, role)
    join(world.people[ELSEWHERE], there, Role.REPORT_HANDLER)
    join(world.people[ELSEWHERE], there, Role.RECEPTION)
    join(world.people[WITHOUT_FACTOR], here, Role.REPORT_HANDLER)
    join(world.people[WITHOUT_FACTOR], here, Role.RECEPTION)
    world.things["here"] = here


def showing(image, document) -> list:
    """A body that lets these files out."""
    link = RichText(f'<a linktype="document" id="{document.pk}">Biểu mẫu</a>')
    return [("image", {"image": image, "alt": ""}), ("paragraph", link)]


def print_pages(world: World) -> None:
    """A site, an article that waits for approval, and what articles are made of."""
    home = load_site()
    editor = world.people[Role.EDITOR]
    news = NewsIndexPage.objects.in_first_language().get()
    article = news.add_child(
        instance=ArticlePage(
            title="Đèn đường",
            slug="den-duong",
            introduction="Đã sáng lại.",
            topic=Topic.objects.first(),
            body=[("paragraph", "<p>Bà con rất vui.</p>")],
        )
    )
    article.save_revision().publish()
    revision = article.save_revision(user=editor)
    alias = article.create_alias(parent=news, update_slug="den-duong-hai")
    workflow = Workflow.objects.first()
    state = workflow.start(article, editor)
    image = get_image_model().objects.create(
        title="Đèn", file=ContentFile(a_photo(64, 48), "den.jpg"), uploaded_by_user=editor
    )
    document = get_document_model().objects.create(
        title="Biểu mẫu", file=ContentFile(b"%PDF-1.4", "mau.pdf"), uploaded_by_user=editor
    )
    home.add_child(instance=StandardPage(title="Tệp", slug="tep", body=showing(image, document)))
    Redirect.objects.create(old_path="/cu", redirect_link="/moi")
    consultation = a_consultation(home)
    form = a_form(home, world.here)
    locked = home.add_child(instance=StandardPage(title="Riêng", slug="rieng"))
    secret = {"restriction_type": "password", "password": "mo-ra"}
    world.things |= {
        "home": home,
        "event": an_event(home),
        "consultation": consultation,
        "form": form,
        "answer": send_answer(form, key=uuid.uuid4(), said={}),
        "official": Official.objects.create(
            agency=world.here, name="Trần Văn Út", post="Chủ tịch UBND"
        ),
        "comment": cms_actions.send_comment(consultation, text="Nên thêm điều về người già."),
        "news": news,
        "article": article,
        "alias": alias,
        "revision": revision,
        "workflow": workflow,
        "workflow_state": state,
        "task_state": state.current_task_state,
        "task": workflow.tasks.first(),
        "image": image,
        "document": document,
        "locked_page": PageViewRestriction.objects.create(page=locked, **secret),
        "locked_collection": CollectionViewRestriction.objects.create(
            collection=Collection.get_first_root_node().add_child(name="Riêng"), **secret
        ),
        "collection": Collection.get_first_root_node().add_child(name="Ảnh"),
        "unsaid": Alert.objects.create(title="Chưa ai nghe"),
        "alert": an_alert(world.people[Role.PUBLISHER]),
        "topic": Topic.objects.last(),  # Of no article: one that is used stays.
        "promotion": Promotion.objects.create(words="sổ đỏ", title="Đất đai", url="/thu-tuc/"),
        "unanswered": UnansweredQuestion.objects.create(words="máy bay", folded="may bay"),
        "redirect": Redirect.objects.get(),
        "site": Site.objects.get(),
        "group": Group.objects.first(),
    }


def an_alert(publisher: User) -> Alert:
    """Told already, and with a word that nobody was told yet."""
    alert = Alert.objects.create(title="Triều cường")
    publish_alert(alert, by=publisher)
    Alert.objects.filter(pk=alert.pk).update(title="Triều cường lên cao")
    return Alert.objects.get(pk=alert.pk)


def happen(world: World) -> None:
    """A report, a dossier, and what their resident is told and asks."""
    owner, here = world.people[OWNER], world.here
    photo = clean_photo(ContentFile(a_photo(64, 48), "den.jpg"))
    report, _code = report_actions.submit_report(
        category=CategoryFactory(),
        description="Đèn đường trước cổng chợ hư ba đêm nay.",
        commune=here.commune,
        photos=[photo],
        reporter=owner,
    )
    report_actions.take_step(report, "receive", by=world.people[Role.REPORT_HANDLER])
    procedure = ProcedureFactory(birth=True)
    TimeLimitFactory(procedure=procedure, quantity=2)
    DossierCodeScheme.objects.create(
        agency=here, pattern="{agency}-{date}-{sequence}", valid_from=date(2025, 7, 1)
    )
    dossier = dossier_actions.register_dossier(
        procedure=procedure,
        agency=here,
        by=world.people[Role.RECEPTION],
        holder_name=owner.name,
        holder=owner,
    )
    request = data_requests.ask(owner, "delete", "Tôi không dùng nữa.")
    export = exports.order_export(owner)
    export.file.save("ban-sao.zip", A_FILE)
    export.ready_at = now()
    export.save(update_fields=["ready_at"])
    world.things |= {
        "report": Report.objects.get(pk=report.pk),
        "category": Category.objects.get(),
        "partner": Partner.objects.create(name="Điện lực Sóc Trăng", email="dl@example.vn"),
        "standard_text": StandardText.objects.create(name="Cảm ơn", body="Cảm ơn.", agency=here),
        "procedure": Procedure.objects.get(),
        "dossier": Dossier.objects.get(pk=dossier.pk),
        "message": Message.objects.filter(user=owner, channel="inbox").first(),
        "failed_message": fail_to_deliver(
            Message.objects.filter(user=owner, channel="email").last()
        ),
        "data_request": DataRequest.objects.get(pk=request.pk),
        "export": DataExport.objects.get(pk=export.pk),
    }


def lay_out(export: DataExport) -> None:
    """Put the file back that somebody who may erase has taken: no transaction does that."""
    if not export.file.storage.exists(export.file.name):
        export.file.storage.save(export.file.name, A_FILE)


def fail_to_deliver(message: Message) -> Message:
    """What has become of a letter whose address does not exist."""
    message.state, message.attempts, message.error = State.FAILED, 1, "Refused 550"
    message.save(update_fields=["state", "attempts", "error"])
    return message


def keep_house(world: World) -> None:
    """What officers look after besides."""
    call_command("load_calendar", verbosity=0)
    enqueue(fail)
    Worker("matrix").drain()
    world.things |= {
        "failed_job": jobs().failed().get(),
        "calendar_day": CalendarDay.objects.first(),
        "code_scheme": DossierCodeScheme.objects.first(),
        "membership": Membership.objects.filter(user=world.people[Role.EDITOR]).get(),
        "agency": Agency.objects.get(code="H13.31510"),
        "rule": RoutingRule.objects.create(name="Đèn về phường"),
        "team": Team.objects.create(name="Tổ điện", agency=world.here),
    }
