from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from services.procedures import actions
from services.procedures.readers import Rotten
from services.procedures.sheets import RottenRow, read_file

OURS = Path(__file__).resolve().parents[2] / "data" / "procedures.json"
WIDEST_REASON = 100


class Command(BaseCommand):
    help = (
        "Load the catalogue of procedures from a JSON file. Can be run again: official facts are "
        "replaced, editors' words are kept, rotten rows are set aside."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", type=Path, default=OURS, help="a JSON list")
        parser.add_argument(
            "--retire",
            action="store_true",
            help="take out of force the procedures that the file no longer names",
        )

    def handle(self, *, file: Path, retire: bool, **options):
        try:
            sheets = read_file(file)
        except Rotten as reason:
            raise CommandError(str(reason)) from reason
        if retire and not sheets.good:
            raise CommandError(_("Not one good row: nothing was loaded and nothing retired."))
        self.report(actions.load_sheets(sheets, source=file.name[:200], retire=retire))
        self.show(sheets.rotten)

    def report(self, counts) -> None:
        if counts["created"] or counts["changed"] or counts["retired"]:
            sentence = _(
                "%(created)s procedures new, %(changed)s changed, %(unchanged)s unchanged, "
                "%(retired)s retired, %(quarantined)s rows set aside."
            )
        else:
            sentence = _("Unchanged: %(unchanged)s procedures, %(quarantined)s rows set aside.")
        names = ("created", "changed", "unchanged", "retired", "quarantined")
        self.stdout.write(sentence % {name: counts[name] for name in names})

    def show(self, rotten: list[RottenRow]) -> None:
        """One line for each row that was set aside."""
        if not rotten:
            return
        self.stdout.write(f"{_('row'):>6}  {_('reason')}")
        for row in rotten:
            reason = row.reason
            if len(reason) > WIDEST_REASON:
                reason = reason[: WIDEST_REASON - 1] + "…"
            self.stdout.write(f"{row.position:>6}  {reason}")
