"""The demonstration's people: everyone who may sign in, and where they serve."""

from allauth.account.models import EmailAddress
from django.conf import settings

from portal.accounts.actions import join
from portal.accounts.models import Agency, User
from portal.accounts.roles import Role

HOME = "H13.31507"  # UBND Phường Sóc Trăng
ELSEWHERE = "H13.31510"  # UBND Phường Phú Lợi
CITY = "H13"

PEOPLE = [
    ("resident@demo.example", "Trần Thị Lan", None, None),
    ("resident2@demo.example", "Lý Thanh Minh", None, None),
    ("officer@demo.example", "Nguyễn Thị Hoa", HOME, Role.REPORT_HANDLER),
    ("officer2@demo.example", "Lê Văn Dũng", ELSEWHERE, Role.REPORT_HANDLER),
    ("reception@demo.example", "Thạch Thị Tâm", HOME, Role.RECEPTION),
    ("handler@demo.example", "Sơn Minh Sang", HOME, Role.DOSSIER_HANDLER),
    ("approver@demo.example", "Huỳnh Văn Phước", HOME, Role.APPROVER),
    ("coordinator@demo.example", "Phạm Thu Hà", CITY, Role.COORDINATOR),
    ("editor@demo.example", "Kim Sa Rinh", CITY, Role.EDITOR),
    ("publisher@demo.example", "Trương Mỹ Linh", CITY, Role.PUBLISHER),
    ("auditor@demo.example", "Đặng Thị Thu", CITY, Role.AUDITOR),
    ("admin@demo.example", "Quản trị viên", CITY, Role.ADMINISTRATOR),
]


def make_people() -> dict[str, User]:
    """Everybody by the first part of the address: `people["officer"]`."""
    return {email.split("@")[0]: make(email, *facts) for email, *facts in PEOPLE}


def make(email: str, name: str, agency: str | None, role: Role | None) -> User:
    user = User.objects.filter(email=email).first() or User.objects.create_user(
        email, settings.DEMO_PASSWORD, name=name
    )
    EmailAddress.objects.get_or_create(
        user=user, email=email, defaults={"verified": True, "primary": True}
    )
    if agency and role:
        join(user, Agency.objects.get(code=agency), role)
    return user
