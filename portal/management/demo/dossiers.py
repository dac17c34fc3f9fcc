"""The demonstration's dossiers, from the counter to the result."""

from portal.accounts.models import Agency, User
from portal.common.moments import travel_to
from portal.management.demo import files
from portal.management.demo.people import HOME
from services.dossiers import actions
from services.dossiers.models import Dossier
from services.dossiers.workflow import STEPS
from services.procedures.models import Procedure

DOERS = {
    "dossiers.receive_dossier": "reception",
    "dossiers.handle_dossier": "handler",
    "dossiers.approve_dossier": "approver",
}


def make_dossiers(people: dict[str, User]) -> None:
    """Every dossier of the data file, oldest first, so that codes follow the days."""
    agency = Agency.objects.get(code=HOME)
    for row in sorted(files.read("dossiers.json"), key=lambda row: -row["days_ago"]):
        make_dossier(row, agency, people)


def make_dossier(row: dict, agency: Agency, people: dict[str, User]) -> None:
    is_online = row["channel"] == "online"
    start = (files.ago if is_online else files.at_the_counter)(row["days_ago"])
    facts = {
        "procedure": Procedure.objects.get(code=row["procedure"]),
        "agency": agency,
        "holder_name": row["holder_name"],
    }
    with travel_to(start):
        if is_online:
            dossier = actions.submit_dossier(**facts)
        else:
            dossier = actions.register_dossier(**facts, by=people["reception"])
    walk(dossier, row["path"], start, people)


def walk(dossier: Dossier, path: list[dict], start, people: dict[str, User]) -> None:
    for step, moment in files.moments(start, path):
        doer = people[DOERS.get(STEPS[step["step"]].permission, "reception")]
        with travel_to(moment):
            dossier = actions.take_step(dossier, step["step"], by=doer, note=step.get("note", ""))
