"""What stands in each address, so that it leads to something and not merely nowhere."""

import uuid
from collections.abc import Callable
from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.signing import Signer
from django.urls import reverse
from wagtail.admin.models import EditingSession
from wagtail.models import UploadedFile

from cms.models import Link, Subscription
from cms.newsletter import links as newsletter_links
from cms.newsletter.links import Question
from cms.newsletter.wishes import Wish
from portal.common.moments import now, today
from services.notifications import unsubscribe
from services.operations.models import SavedFilter
from services.reports import actions as report_actions
from services.reports import block_links, follow_links, partner_links, question_links, ratings
from services.reports.models import (
    AreaFollow,
    Block,
    DraftPhoto,
    Follow,
    PartnerRequest,
    Photo,
    Report,
)
from services.reports.workflow import State
from tests.permissions.routes import Route
from tests.permissions.world import OWNER, World
from tests.pictures import a_photo
from tests.services.reports.factories import EventFactory, PhotoFactory, in_state

Sample = Callable[[World], object]
WRITERS = {"editor", "publisher", "administrator"}

# By the name of the argument, wherever it stands.
COMMON: dict[str, Sample] = {
    "page_id": lambda world: world.article.pk,
    "page_pk": lambda world: world.article.pk,
    "parent_page_id": lambda world: world.news.pk,
    "page_to_move_id": lambda world: world.article.pk,
    "destination_id": lambda world: world.home.pk,
    "revision_id": lambda world: world.revision.pk,
    "revision_id_a": lambda world: "earliest",
    "revision_id_b": lambda world: "latest",
    "action_name": lambda world: "approve",
    "task_state_id": lambda world: world.task_state.pk,
    "task_id": lambda world: world.task.pk,
    "workflow_pk": lambda world: world.workflow.pk,
    "workflow_state_id": lambda world: world.workflow_state.pk,
    "content_type_app_name": lambda world: "cms",
    "content_type_model_name": lambda world: "articlepage",
    "app_label": lambda world: "cms",
    "app_name": lambda world: "cms",
    "model_name": lambda world: "articlepage",
    "image_id": lambda world: world.image.pk,
    "filter_spec": lambda world: "width-32",
    "document_id": lambda world: world.document.pk,
    "doc_id": lambda world: world.document.pk,
    "collection_id": lambda world: world.collection.pk,
    "redirect_id": lambda world: world.redirect.pk,
    "reference": lambda world: world.report.reference,
    "position": lambda world: 0,
    "job_id": lambda world: world.failed_job.pk,
    "language": lambda world: "vi",
    "uid": lambda world: world.message.uid,
    "uidb64": lambda world: "MQ",
    "token": lambda world: unsubscribe.token(world.message),
    "restriction_id": lambda world: world.locked_collection.pk,
    "page_view_restriction_id": lambda world: world.locked_page.pk,
    "pk": lambda world: 1,
    "object_id": lambda world: world.article.pk,
}

# By the route, or by the beginning of its name, where `pk` or another word means several things.
PARTICULAR: dict[str, dict[str, Sample]] = {
    "reports:confirm_follow": {"token": lambda world: token_to_say_yes(world)},
    "reports:stop_following": {"token": lambda world: follow_links.stop_token(a_follow(world))},
    "reports:change_area": {"pk": lambda world: an_area_of_the_owner(world)},
    "reports:stop_area": {"pk": lambda world: an_area_of_the_owner(world)},
    "reports:judge": {"token": lambda world: ratings.link(world.report, "reporter").split("/")[-2]},
    "reports:answer_by_link": {"token": lambda world: token_to_answer()},
    "reports:answer_as_partner": {"token": lambda world: partner_links.token(a_request(world))},
    "reports:draft_photo": {"token": lambda world: a_draft_photo().token},
    "sitemap_section": {"section": lambda world: "trang"},
    "cms:event_calendar": {"slug": lambda world: world.event.slug},
    "cms:newsletter_confirm": {"token": lambda world: token_to_get_news()},
    "cms:newsletter_": {"token": lambda world: newsletter_links.token(a_reader())},
    "cms:comment": {"slug": lambda world: world.consultation.slug},
    "cms:comment_sent": {"slug": lambda world: world.consultation.slug},
    "cms:form_sent": {"slug": lambda world: world.form.slug},
    "wagtailforms:": {"page_id": lambda world: world.form.pk},
    "form_answer": {
        "page_id": lambda world: world.form.pk,
        "pk": lambda world: world.answer.pk,
    },
    "official:": {"pk": lambda world: world.official.pk},
    "consultationcomment:": {"pk": lambda world: world.comment.pk},
    "api:news-detail": {"slug": lambda world: world.article.slug},
    "api:category-detail": {"code": lambda world: world.category.code},
    "api:procedure-detail": {"code": lambda world: world.procedure.code},
    "api:commune-detail": {"code": lambda world: world.here.commune.code},
    "api:track": {"code": lambda world: world.dossier.code},
    "dossiers:": {"code": lambda world: world.dossier.code},
    "desk_dossier": {"code": lambda world: world.dossier.code, "name": lambda world: "process"},
    "procedures:": {"code": lambda world: world.procedure.code},
    "desk_report_photo": {
        "position": lambda world: PhotoFactory(report=world.report, is_shown=False).position
    },
    "desk_queue_filter_forget": {"pk": lambda world: a_saved_filter(world).pk},
    "desk_report_photo_original": {"position": lambda world: blurred_photo(world).position},
    "desk_block_lift": {"pk": lambda world: a_block(world).pk},
    "reports:appeal": {"token": lambda world: block_links.appeal_token(a_block(world))},
    "desk_report_receipt": {"reference": lambda world: entered_by_the_handler(world)},
    "desk_report_slip": {"reference": lambda world: entered_by_the_handler(world)},
    "desk_data_request": {"reference": lambda world: world.data_request.reference},
    "privacy:": {
        "reference": lambda world: world.data_request.reference,
        "pk": lambda world: world.export.pk,
    },
    "links_look_again": {"pk": lambda world: a_dead_link(world).pk},
    "desk_message": {"pk": lambda world: world.message.pk},
    "desk_message_resend": {"pk": lambda world: world.failed_message.pk},
    "message_text": {"kind": lambda world: "reports/received"},
    "agency:": {"pk": lambda world: world.agency.pk},
    "membership:": {"pk": lambda world: world.membership.pk},
    "routingrule:": {"pk": lambda world: world.rule.pk},
    "team:": {"pk": lambda world: world.team.pk},
    "second_factor_reset": {"pk": lambda world: world.people["approver"].pk},
    "wagtailusers_users:": {"pk": lambda world: world.people["approver"].pk},
    "wagtailusers_groups:": {"pk": lambda world: world.group.pk},
    "wagtailsites:": {"pk": lambda world: world.site.pk},
    "wagtailadmin_api:pages:": {"pk": lambda world: world.article.pk},
    "wagtailadmin_api:pages:action": {
        "pk": lambda world: world.article.pk,
        "action_name": lambda world: "unpublish",
    },
    "wagtailadmin_pages:move_confirm": {"destination_id": lambda world: world.news.pk},
    "wagtailadmin_pages:convert_alias": {"page_id": lambda world: world.alias.pk},
    "wagtailadmin_tag_model_autocomplete": {
        "app_name": lambda world: "taggit",
        "model_name": lambda world: "tag",
    },
    "wagtailadmin_api:documents:": {"pk": lambda world: world.document.pk},
    "wagtailadmin_api:images:": {"pk": lambda world: world.image.pk},
    "wagtailadmin_pages:revisions_compare": {"pk": lambda world: world.article.pk},
    "wagtailadmin_collections:": {"pk": lambda world: world.collection.pk},
    "wagtailadmin_workflows:": {"pk": lambda world: world.workflow.pk},
    "wagtailadmin_workflows:add_task": {
        "app_label": lambda world: "wagtailcore",
        "model_name": lambda world: "groupapprovaltask",
    },
    "wagtailadmin_workflows:edit_task": {"pk": lambda world: world.task.pk},
    "wagtailadmin_workflows:disable_task": {"pk": lambda world: world.task.pk},
    "wagtailadmin_workflows:enable_task": {"pk": lambda world: world.task.pk},
    "wagtail_bulk_action": {
        "app_label": lambda world: "wagtailcore",
        "model_name": lambda world: "page",
        "action": lambda world: "publish",
    },
    "wagtaildocs_chooser:": {"pk": lambda world: world.document.pk},
    "wagtailimages_chooser:": {"pk": lambda world: world.image.pk},
    "wagtailsnippets_workdays_calendarday:": {"pk": lambda world: world.calendar_day.pk},
    "wagtailsnippetchoosers_workdays_calendarday:": {"pk": lambda world: world.calendar_day.pk},
    "wagtailsnippets_procedures_procedure:": {"pk": lambda world: world.procedure.pk},
    "wagtailsnippetchoosers_procedures_procedure:": {"pk": lambda world: world.procedure.pk},
    "wagtailsnippets_reports_category:": {"pk": lambda world: world.category.pk},
    "wagtailsnippetchoosers_reports_category:": {"pk": lambda world: world.category.pk},
    "wagtailsnippets_reports_partner:": {"pk": lambda world: world.partner.pk},
    "wagtailsnippetchoosers_reports_partner:": {"pk": lambda world: world.partner.pk},
    "standard_text": {"pk": lambda world: world.standard_text.pk},
    "wagtailsnippets_dossiers_dossiercodescheme:": {"pk": lambda world: world.code_scheme.pk},
    "wagtailsnippetchoosers_dossiers_dossiercodescheme:": {
        "pk": lambda world: world.code_scheme.pk
    },
    "wagtailsnippets_cms_alert:delete": {"pk": lambda world: world.unsaid.pk},
    "wagtailsnippets_cms_alert:publish": {"pk": lambda world: world.unsaid.pk},
    "cms:alert": {"pk": lambda world: world.alert.pk},
    "cms:alert_cap": {"identifier": lambda world: world.alert.shown.identifier},
    "wagtailsnippets_cms_alert:": {"pk": lambda world: world.alert.pk},
    "wagtailsnippetchoosers_cms_alert:": {"pk": lambda world: world.alert.pk},
    "wagtailsnippets_cms_topic:": {"pk": lambda world: world.topic.pk},
    "wagtailsnippetchoosers_cms_topic:": {"pk": lambda world: world.topic.pk},
    "wagtailsnippets_search_promotion:": {"pk": lambda world: world.promotion.pk},
    "wagtailsnippetchoosers_search_promotion:": {"pk": lambda world: world.promotion.pk},
    "wagtailsnippets_search_unansweredquestion:": {"pk": lambda world: world.unanswered.pk},
    "wagtailsnippetchoosers_search_unansweredquestion:": {"pk": lambda world: world.unanswered.pk},
}

# Routes that cannot be named, as somebody would type them.
TYPED: dict[str, Callable[[World], str]] = {
    "quan-tri/login/": lambda world: "/quan-tri/login/",
    "quan-tri/failwhale/": lambda world: "/quan-tri/failwhale/",
    "_util/login/": lambda world: "/_util/login/",
    "quan-tri/test404/": lambda world: "/quan-tri/test404/",
    "quan-tri/^.*/$": lambda world: "/quan-tri/khong-co/",
    "wagtaildocs_serve": lambda world: world.document.url,
    "media/images/<path:path>": lambda world: (
        f"/media/{world.image.get_rendition('width-32').file}"
    ),
    "wagtail_serve": lambda world: world.article.url,
}

# What stands behind the address.
QUERIES: dict[str, Sample] = {
    "wagtail_bulk_action": lambda world: f"?id={world.article.pk}&next=/quan-tri/",
    "wagtailadmin_api:pages:find": lambda world: "?html_path=/tin-tuc/den-duong/",
    "wagtailadmin_api:documents:find": lambda world: f"?id={world.document.pk}",
    "wagtailadmin_api:images:find": lambda world: f"?id={world.image.pk}",
    "staff_fetch": lambda world: "?file=/quan-tri/users/?export=csv",
}

# What is sent, where an empty form would not even be read; CSRF is not asked for here.
BODIES: dict[str, Callable[[World], dict]] = {
    "wagtailadmin_pages:add": lambda world: {"body-count": 0},
    "wagtailadmin_pages:edit": lambda world: {"body-count": 0},
    "wagtailadmin_pages:revisions_revert": lambda world: {"body-count": 0},
    "wagtailadmin_pages:copy": lambda world: {"new_parent_page": world.news.pk},
    "wagtailadmin_choose_page_external_link": lambda world: {
        "external-link-chooser-url": "https://example.org/"
    },
    "wagtailredirects:process_import": lambda world: {
        "import_file_name": Signer().sign("x.csv"),
        "input_format": Signer().sign("0"),
    },
    "desk_report_unmask": lambda world: {"words": hidden_words(world)},
    "privacy:consent": lambda world: {"purpose": "newsletter", "agrees": "on"},
}


def blurred_photo(world: World) -> Photo:
    """A photo of the sample report in which something is blurred."""
    photo = PhotoFactory(report=world.report)
    Photo.objects.filter(pk=photo.pk).update(original=photo.image.name, blurred_at=now())
    return photo


def a_block(world: World) -> Block:
    """A block of the resident who sent the sample report."""
    return Block.objects.create(
        report=world.report,
        user=world.people[OWNER],
        reason="advertising",
        ends_at=now() + timedelta(days=9),
        by=world.people["coordinator"],
    )


def a_dead_link(world: World) -> Link:
    """A link of the sample article to a page that was deleted."""
    facts = {"kind": Link.Kind.PAGE, "address": "999999", "state": Link.State.MISSING}
    return Link.objects.get_or_create(page=world.article, **facts)[0]


def hidden_words(world: World) -> str:
    """Words of the sample report that an officer has hidden."""
    Report.objects.filter(pk=world.report.pk).update(more_masked=["cổng chợ"])
    return "cổng chợ"


def a_draft_photo() -> DraftPhoto:
    """A photo that waits for its report."""
    picture = ContentFile(a_photo(), name="1.jpg")
    return DraftPhoto.objects.create(image=picture, width=8, height=8)


def address_of(key: str, route: Route, world: World, column: str) -> str:
    """An address of this route that leads to a thing of the world."""
    if key in TYPED:
        return TYPED[key](world)
    values = {name: value_of(key, name, world, column) for name in route.arguments}
    return reverse(route.name, kwargs=values) + query_of(key, world)


def query_of(key: str, world: World) -> str:
    return str(QUERIES[key](world)) if key in QUERIES else ""


def body_of(key: str, world: World) -> dict:
    return BODIES[key](world) if key in BODIES else {}


def value_of(key: str, name: str, world: World, column: str) -> object:
    if name in OWN:
        return OWN[name](key, world, column)
    if key in OWN_KEYS:
        return key_of(key, world, column)
    beginnings = [start for start in PARTICULAR if key.startswith(start)]
    for start in sorted(beginnings, key=len, reverse=True):
        if name in PARTICULAR[start]:
            return PARTICULAR[start][name](world)
    return COMMON[name](world)


def a_reader() -> Subscription:
    """An address that gets the newsletter."""
    return Subscription.objects.get_or_create(
        email="doc-gia@example.vn", defaults={"confirmed_at": now()}
    )[0]


def token_to_get_news() -> str:
    question = Question(subscription=a_reader(), wish=Wish(), language="vi")
    return newsletter_links.confirm_path(question).split("/")[-2]


def a_follow(world: World) -> Follow:
    return Follow.objects.create(report=world.report, email="ai-do@example.vn")


def token_to_say_yes(world: World) -> str:
    question = follow_links.Question(a_follow(world))
    return follow_links.confirm_path(question).split("/")[-2]


def token_to_answer() -> str:
    asked = EventFactory(report=in_state(State.WAITING), step="ask", state=State.WAITING)
    return question_links.path(asked).split("/")[-2]


def a_request(world: World) -> PartnerRequest:
    facts = {"name": "Điện lực", "email": "dien-luc@example.vn", "question": "Thay dây."}
    who = {"by": world.people["report_handler"], "due_on": today()}
    return PartnerRequest.objects.create(report=in_state(State.PARTNER), **facts, **who)


def an_area_of_the_owner(world: World) -> int:
    whose = {"user": world.people[OWNER], "confirmed_at": now()}
    return AreaFollow.objects.create(commune=world.here.commune, **whose).pk


def upload_of(key: str, world: World, column: str) -> int:
    """A file half uploaded by whoever asks; by the editor, where nobody may upload."""
    kind = type(world.image if key.startswith("wagtailimages") else world.document)
    writer = column if column in WRITERS else "editor"
    upload = UploadedFile(uploaded_by_user=world.people[writer])
    upload.for_content_type = ContentType.objects.get_for_model(kind)
    upload.file.save("nua-chung.jpg", ContentFile(a_photo(8, 8)))
    return upload.pk


def session_of(key: str, world: World, column: str) -> int:
    """An editor's page left open by whoever asks; by the editor, where nobody does."""
    editor = world.people.get(column) or world.people["editor"]
    facts = {"content_object": world.article, "last_seen_at": now()}
    return EditingSession.objects.create(user=editor, **facts).pk


def key_of(key: str, world: World, column: str) -> int:
    """A passkey of whoever asks; the owner's, where nobody does."""
    person = world.people.get(column) or world.people["owner"]
    facts = {"type": Authenticator.Type.WEBAUTHN, "data": {"name": "Khóa", "credential": {}}}
    return Authenticator.objects.create(user=person, **facts).pk


# What everyone has only of her own.
OWN: dict[str, Callable[[str, World, str], object]] = {
    "uploaded_file_id": upload_of,
    "session_id": session_of,
}
OWN_KEYS = {"mfa_remove_webauthn", "mfa_edit_webauthn"}


def a_saved_filter(world: World) -> SavedFilter:
    """Of the officer who handles reports, and nobody else's."""
    officer = world.people["report_handler"]
    return SavedFilter.objects.get_or_create(owner=officer, name="Đèn đường", query="q=den")[0]


def entered_by_the_handler(world: World) -> str:
    """A report that the officer of the desk wrote down for a caller just now."""
    report, _code = report_actions.submit_report(
        category=world.category,
        description="Đèn đường trước nhà văn hóa không sáng.",
        commune=world.here.commune,
        submission_key=uuid.uuid4(),
        source="phone",
        entered_by=world.people["report_handler"],
    )
    return report.reference
