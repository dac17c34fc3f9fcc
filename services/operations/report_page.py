"""One report as its officers see it: words, pictures, what residents think, what may be done."""

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.common.dates import show_day, show_moment
from portal.common.workflow import Step, possible
from services.operations import moderation, partners, relatives
from services.operations.forms import ExtendForm, NoteForm, StepForm
from services.operations.given_forms import GivenForm, form_of
from services.operations.merging_forms import ApartForm
from services.operations.partner_forms import PartnerForm
from services.operations.refusing import RefuseForm, refuse_form
from services.privacy.actions.looks import REVEAL, record_look
from services.privacy.models import Look
from services.reports import details, parts, ratings, telling, why_here
from services.reports.actions.extending import may_have_more, span
from services.reports.models import Photo, Rating, Report
from services.reports.workflow import HANDLE, OF_THEIR_OWN, PAUSE, STEPS, UNPAUSE


def content(
    report: Report,
    *,
    user,
    steps: StepForm,
    more: GivenForm | None = None,
    extension: ExtendForm | None = None,
    note: NoteForm | None = None,
    partner: PartnerForm | None = None,
    apart: ApartForm | None = None,
    refusal: RefuseForm | None = None,
    moderating: forms.Form | None = None,
) -> dict:
    """All that its page shows, but for the words as they were written."""
    reveals = user.has_perm(REVEAL, report.agency)
    if reveals and report.is_somebodys:
        remember_look(report, Look.What.IDENTITY, by=user)
    return {
        "report": report,
        "facts": facts(report) + telling.contacts(report, in_full=reveals),
        "words": report.public_description,
        "answers": telling.answers(report, is_mine=False),
        "has_original": reveals and is_masked(report),
        "albums": moderation.with_tools(report, telling.albums(report), user=user),
        "moderation": moderation.section(report, user=user, sent=moderating),
        "waiting": waiting_photos(report, user=user),
        "may_decide": user.has_perm(HANDLE, report.agency),
        "ratings": [judgement(rating) for rating in report.ratings.all()],
        "is_escalated": any(event.step == "escalate" for event in report.events.all()),
        "events": timeline(report),
        "form": steps,
        "more": more_forms(user, report, sent=more),
        "relatives": relatives.panel(user, report, steps=steps_now(user, report), apart=apart),
        "extension": extension or extend_form(user, report),
        "note": note or NoteForm(),
        **partners.content(user, report, partner),
        "refusal": refusal or refuse_form(user, report),
        "way_here": why_here.way_here(report.events.all()),
    }


def original(report: Report, *, by) -> dict:
    """The words exactly as they were written; that they were read is remembered."""
    remember_look(report, Look.What.WORDS, by=by)
    return {
        "is_original": True,
        "hits": moderation.hits(report),
        "words": report.description,
        "address": report.address,
        "answers": telling.answers(report, is_mine=True),
    }


def is_masked(report: Report) -> bool:
    """Whether others see dots where the sender wrote something personal."""
    return bool(telling.hidden(report))


def remember_look(report: Report, what: str, *, by) -> None:
    about = report.reference
    record_look(about=about, what=what, by=by, subject=report.reporter, agency=report.agency)


def facts(report: Report) -> list[dict]:
    """What everyone may know, and what helps whoever goes there."""
    seen = report.follows.confirmed().filter(saw_it_too=True).count()
    awaited = telling.answer_awaited_until(report)
    rows = [
        (_("Team"), report.team.name if report.team else ""),
        (_("Came in by"), report.get_source_display()),
        (_("Entered by"), report.entered_by.name if report.entered_by else ""),
        (_("Officer"), report.assignee.name if report.assignee else ""),
        (_("Planned for"), show_day(report.scheduled_on) if report.scheduled_on else ""),
        (_("Accuracy of the place"), accuracy(report)),
        (_("Seen by others too"), ngettext("%d person", "%d people", seen) % seen if seen else ""),
        (_("Closed without an answer after"), show_day(awaited) if awaited else ""),
        (_("Clock stopped since"), show_moment(report.paused_at) if report.paused_at else ""),
    ]
    more = [{"label": label, "value": value} for label, value in rows if value]
    return telling.facts(report, in_full=True) + more


def accuracy(report: Report) -> str:
    return _("± %d m") % report.accuracy_m if report.accuracy_m is not None else ""


def waiting_photos(report: Report, *, user) -> list[dict]:
    """The pictures that others added and nobody has looked at yet."""
    waiting = [photo for photo in report.photos.all() if not photo.is_shown]
    named = [waiting_photo(report, photo, number) for number, photo in enumerate(waiting, 1)]
    return [photo | moderation.tools(report, photo, user=user) for photo in named]


def waiting_photo(report: Report, photo: Photo, number: int) -> dict:
    place = [report.reference, photo.position]
    return telling.named_picture(report, photo, number) | {
        "kind": photo.get_kind_display(),
        "show_url": reverse("desk_report_photo_show", args=place),
        "delete_url": reverse("desk_report_photo_delete", args=place),
    }


def judgement(rating: Rating) -> dict:
    """What one person thinks of it, without saying who."""
    is_reporter = rating.rater == ratings.REPORTER
    return {
        "rating": rating,
        "tone": "good" if rating.is_satisfied else "bad",
        "label": _("Satisfied") if rating.is_satisfied else _("Not satisfied"),
        "who": _("The sender") if is_reporter else _("Somebody who follows it"),
    }


def timeline(report: Report) -> list[dict]:
    """What happened, with the officers' names and what they keep to themselves."""
    return [{"event": event, "given": details.in_words(event)} for event in report.events.all()]


def steps_now(user, report: Report) -> dict[str, Step]:
    """The steps that this officer may take now, by the table and by the report's clock."""
    steps = possible(STEPS, report.state, by=user, at=report.agency)
    steps.pop(UNPAUSE if report.paused_at is None else PAUSE, None)
    return parts.offered(report, steps)


def step_form(user, report: Report, *sent) -> StepForm:
    """The form of the steps that need a note at most."""
    plain = {name: step for name, step in steps_now(user, report).items() if not step.needs}
    ours = {name: step for name, step in plain.items() if name not in OF_THEIR_OWN}
    form = StepForm(*sent, steps=ours, initial={"seen": report.head})
    if report.category.needs_pair:
        form.fields["photos"].help_text = _(
            "Up to five. This kind is resolved only with a photo of before and one of now."
        )
    return form


def given_form(user, report: Report, step: str, *sent) -> GivenForm | None:
    """The form of one step that needs more, where this officer may take it now."""
    form = form_of(step)
    if form is None or step not in steps_now(user, report):
        return None
    return form(*sent, step=step, report=report, user=user)


def more_forms(user, report: Report, *, sent: GivenForm | None = None) -> list[GivenForm]:
    """The other steps, each with its form; what was just sent keeps what was written."""
    kinds = {name: form_of(name) for name in steps_now(user, report)}
    return [
        sent if sent and sent.name == name else form(step=name, report=report, user=user)
        for name, form in kinds.items()
        if form is not None
    ]


def extend_form(user, report: Report, *sent) -> ExtendForm | None:
    """The form that asks for more time, where this officer may still give it."""
    may = user.has_perm(HANDLE, report.agency) and may_have_more(report, report.events.all())
    return ExtendForm(*sent, span=span(report)) if may else None
