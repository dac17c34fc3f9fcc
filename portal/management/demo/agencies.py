"""The demonstration's offices: one desk that has told everything, and two of the city."""

from datetime import time

from portal.accounts.actions import open_agency, save_agency, set_hours
from portal.accounts.models import Agency
from services.procedures.models import Procedure
from services.reports.models import Category

HOME_DESK = "H13.31507.01"
CITY = "H13"
MORNING, AFTERNOON = (time(7), time(11)), (time(13), time(17))
WEEK = {day: [MORNING, AFTERNOON] for day in range(5)} | {5: [(time(7, 30), time(11))]}
SAMPLE = "(ví dụ)"  # Their names and codes are made up, and say so.


def make_agencies() -> None:
    """What `load_agencies` cannot know: hours somebody confirmed, and who handles what."""
    tell_everything(Agency.objects.get(code=HOME_DESK))
    builders = sample("H13.901", f"Sở Xây dựng {SAMPLE}", Agency.Kind.DEPARTMENT)
    centre = sample("H13.902", f"Trung tâm Phục vụ hành chính công {SAMPLE}", Agency.Kind.DESK)
    centre.address = "Phường Ninh Kiều, thành phố Cần Thơ"
    save_agency(centre)
    set_hours(centre, WEEK)
    Category.objects.get(code="XD01").agencies.set([builders])
    for procedure in Procedure.objects.filter(level=Procedure.Level.PROVINCE):
        procedure.agencies.set([centre])


def tell_everything(desk: Agency) -> None:
    desk.hotline = "+842993822333"
    desk.hours_note = "Lấy số thứ tự đến 10:30 buổi sáng và 16:30 buổi chiều."
    desk.are_hours_confirmed = True
    save_agency(desk)
    set_hours(desk, WEEK)


def sample(code: str, name: str, kind: str) -> Agency:
    city = Agency.objects.get(code=CITY)
    return Agency.objects.filter(code=code).first() or open_agency(
        Agency(code=code, name=name, kind=kind, parent=city)
    )
