"""What the resident is told of an event; the words stand in templates/messages/reports/."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.common.dates import show_day
from services.reports import details, follow_links, question_links, ratings
from services.reports.models import AreaFollow, Follow, Report, ReportEvent
from services.reports.workflow import ASKING, RESOLVING

NOT_PUBLIC = _("This report is not public: to read it, write its secret code there, or sign in.")


def facts_of(event: ReportEvent) -> dict[str, str]:
    """The facts of a letter about this event, in the language now spoken."""
    asked = question_of(event.report, ratings.REPORTER) if event.step in RESOLVING else {}
    asked |= question_to_sender(event) if event.step in ASKING else {}
    given = "\n".join(details.in_words(event))
    return facts_about(event.report) | {"note": event.note, "given": given} | asked


def question_to_sender(event: ReportEvent) -> dict[str, str]:
    """Where she answers what an officer asked, and until when; the link asks for no code."""
    day = question_links.until(event)
    until = show_day(day) if day else ""
    return {"path": question_links.path(event), "how_to_read": "", "until": until}


def facts_about(report: Report) -> dict[str, str]:
    """Which report it is, and how its sender reads it."""
    return {
        "reference": report.reference,
        "path": path_of(report),
        "how_to_read": str(NOT_PUBLIC) if report.is_private else "",
    }


def date_of(report: Report) -> dict[str, str]:
    """By when it is promised, and by whom."""
    return {"due": show_day(report.due_at), "agency": report.agency.name}


def path_of(report: Report) -> str:
    """Where its sender reads it: a report that is not public has no page of its own."""
    if report.is_private:
        return f"{reverse('tracking:track')}?{urlencode({'ma': report.reference})}"
    return report.get_absolute_url()


def public_facts_of(event: ReportEvent) -> dict[str, str]:
    """What a follower is told of an event: nothing that the report's page does not say."""
    state = {"state": str(event.get_state_display()), "note": event.public_note}
    return news_of(event.report) | state


def question_of(report: Report, rater: str) -> dict[str, str]:
    """Where somebody says whether she is satisfied with what was done."""
    return {"judge": ratings.link_in_letter(report, rater)}


def news_of(report: Report) -> dict[str, str]:
    """What somebody who follows an area is told of a new report."""
    return {
        "reference": report.reference,
        "title": report.title,
        "path": report.get_absolute_url(),
    }


def question_to_follow(follow: Follow) -> dict[str, str]:
    """What somebody is asked before she is told of a report."""
    return {
        "reference": follow.report.reference,
        "title": follow.report.title,
        "path": follow_links.confirm_path(follow_links.Question(follow)),
    }


def question_about_area(question: follow_links.Question) -> dict[str, str]:
    """What somebody is asked before she is told of an area."""
    path = follow_links.confirm_path(question)
    return {"commune": question.follow.commune.name, "path": path}


def way_out(follow: Follow | AreaFollow) -> dict[str, str]:
    """Where a follower stops following this, and nothing else."""
    return {"stop": follow_links.stop_url(follow)}
