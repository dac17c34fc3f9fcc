"""Reports in the situations stories need: ReportFactory(in_progress=True, overdue=True)."""

from datetime import timedelta

import factory

from portal.common.moments import now
from portal.common.references import claim_digest, new_reference
from services.reports.models import (
    Category,
    CategoryGroup,
    Photo,
    Rating,
    Report,
    ReportEvent,
)
from services.reports.workflow import State
from tests.people import agency_of, commune_named
from tests.pictures import a_photo

SECRET = "7K3M-92QX-4D"  # What Lan wrote down from her receipt.


def ago(**span):
    return factory.LazyFunction(lambda: now() - timedelta(**span))


def home():
    return commune_named("31507", "Phường Sóc Trăng")


def office():
    return agency_of(home(), "H13.31507")


class CategoryGroupFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CategoryGroup
        django_get_or_create = ["code"]

    code = "CS"
    name = "Chiếu sáng - điện"


class CategoryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Category
        django_get_or_create = ["code"]

    class Params:
        private = factory.Trait(code="AN02", name="Nghi tệ nạn, cờ bạc", is_private=True)

    group = factory.SubFactory(CategoryGroupFactory)
    code = "CS01"
    name = "Đèn đường không sáng"
    keywords = "den duong, bong den"
    target_days = 5


class ReportFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Report
        skip_postgeneration_save = True

    class Params:
        private = factory.Trait(
            category=factory.SubFactory(CategoryFactory, private=True), is_private=True
        )
        overdue = factory.Trait(created_at=ago(days=20), due_at=ago(days=2))
        received = factory.Trait(state=State.RECEIVED)
        assigned = factory.Trait(state=State.ASSIGNED)
        in_progress = factory.Trait(state=State.IN_PROGRESS)
        waiting = factory.Trait(state=State.WAITING)
        partner = factory.Trait(state=State.PARTNER)
        scheduled = factory.Trait(state=State.SCHEDULED, scheduled_on=ago(days=-1))
        reopened = factory.Trait(state=State.REOPENED)
        resolved = factory.Trait(state=State.RESOLVED, closed_at=ago(hours=1))
        declined = factory.Trait(state=State.DECLINED, closed_at=ago(hours=1))
        merged = factory.Trait(state=State.MERGED, closed_at=ago(hours=1))
        withdrawn = factory.Trait(state=State.WITHDRAWN, closed_at=ago(hours=1))
        spam = factory.Trait(state=State.SPAM, closed_at=ago(hours=1))
        with_photos = factory.Trait(
            photos=factory.RelatedFactoryList(
                "tests.services.reports.factories.PhotoFactory", "report", size=2
            )
        )

    reference = factory.LazyFunction(lambda: new_reference("PA"))
    claim_digest = factory.LazyAttribute(lambda report: claim_digest(SECRET, report.reference))
    category = factory.SubFactory(CategoryFactory)
    description = "Đèn đường trước cổng chợ hư ba đêm nay, tối thui."
    commune = factory.LazyFunction(home)
    address = "Đường Hai Bà Trưng"
    lat, lon = 9.6029, 105.9739
    contact_name = "Trần Thị Lan"
    contact_email = "lan@example.vn"
    contact_phone = "+84912345678"
    agency = factory.LazyFunction(office)
    state = State.SUBMITTED
    created_at = ago(days=1)
    due_at = ago(days=-4)


class PhotoFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Photo

    report = factory.SubFactory(ReportFactory)
    image = factory.django.FileField(data=a_photo(64, 48), filename="den.jpg")
    width, height = 64, 48

    @factory.lazy_attribute
    def position(self):
        return self.report.photos.count()


class EventFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ReportEvent

    report = factory.SubFactory(ReportFactory)
    step = "submit"
    state = State.SUBMITTED


class RatingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Rating

    report = factory.SubFactory(ReportFactory, resolved=True)
    round = 1
    rater = factory.Sequence(lambda number: f"follow-{number}")
    is_satisfied = True


def in_state(state: str, **facts) -> Report:
    """A report in a state, with what belongs to it."""
    return ReportFactory(**{state: True} if state != State.SUBMITTED else {}, **facts)
