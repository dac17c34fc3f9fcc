"""What a resident asks first, answered in short: five facts, and three steps to apply."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from services.procedures.models import Procedure

NATIONAL_PORTAL = "https://dichvucong.gov.vn"

Mode = Procedure.SubmissionMode


def in_short(procedure: Procedure) -> list[dict[str, str]]:
    """Who, with what, how long, how much, and what for; unanswered questions are left out."""
    answers = [
        ("users", _("Who"), procedure.who_in_words),
        ("file-text", _("What to bring"), procedure.papers_in_words),
        ("clock", _("How long"), procedure.time_limit_in_words),
        ("banknote", _("How much"), procedure.fee_in_words),
        ("badge-check", _("What you receive"), procedure.result_in_words),
    ]
    return [
        {"icon": icon, "label": label, "value": value} for icon, label, value in answers if value
    ]


def limits_table(limits) -> dict:
    """Time limits, and which columns they need."""
    return {
        "lines": limits,
        "has_cases": any(limit.case for limit in limits),
        "has_channels": any(limit.channel for limit in limits),
    }


def steps(procedure: Procedure) -> list[dict[str, str]]:
    """What to do first, then, and at the end."""
    return [prepare(), SUBMIT[procedure.submission_mode](procedure), follow()]


def prepare() -> dict[str, str]:
    return {
        "title": _("Prepare the papers"),
        "text": _("Go through the list of papers on this page and tick off what you have."),
    }


def submit_nationally(procedure: Procedure) -> dict[str, str]:
    return {
        "title": _("Submit on the national public service portal"),
        "text": _(
            "Sign in there with your VNeID account, look for the code %(code)s and follow the "
            "instructions. If that is difficult, take your papers to the one-stop desk of your "
            "commune: an officer helps you submit them."
        )
        % {"code": procedure.code},
    }


def submit_locally(procedure: Procedure) -> dict[str, str]:
    return {
        "title": _("Bring the papers to the one-stop desk"),
        "text": _("An officer of your commune checks them with you and receives your dossier."),
    }


def submit_on_paper(procedure: Procedure) -> dict[str, str]:
    return {
        "title": _("Bring the papers to the one-stop desk"),
        "text": _("This procedure is only possible on paper: please come in person, or by post."),
    }


def follow() -> dict[str, str]:
    return {
        "title": _("Keep your dossier code"),
        "text": _("With it you can see at any time how far your dossier has come."),
    }


SUBMIT: dict[str, Callable[[Procedure], dict[str, str]]] = {
    Mode.NATIONAL_PORTAL: submit_nationally,
    Mode.LOCAL: submit_locally,
    Mode.PAPER_ONLY: submit_on_paper,
}
