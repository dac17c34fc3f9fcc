"""People as the administration sees them: found without marks, shut out rather than deleted."""

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from portal.accounts.actions import add_person, correct_person, join, leave, let_in, shut_out
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.common.moments import now
from portal.common.workflow import StepRefused
from tests.people import person

pytestmark = pytest.mark.django_db
PHONE = "+84912345678"


@pytest.fixture
def ngoc() -> User:
    return add_person(email="Ngoc@Example.vn", name="Trần Thị Ngọc", phone=PHONE)


def test_a_new_officer_signs_in_by_a_code(ngoc):
    assert ngoc.email == "ngoc@example.vn"
    assert not ngoc.has_usable_password()
    address = EmailAddress.objects.get(user=ngoc)
    assert (address.email, address.primary, address.verified) == ("ngoc@example.vn", True, False)


def test_her_number_waits_for_her_to_confirm_it(ngoc):
    assert (ngoc.phone, ngoc.unconfirmed_phone) == (None, PHONE)


@pytest.mark.parametrize(
    "typed",
    ["tran thi ngoc", "NGỌC trần", "ngoc@example", "0912 345 678", "+84 912.345.678", "0912345"],
)
def test_she_is_found_however_one_asks(ngoc, lan, typed):
    assert list(User.objects.search(typed)) == [ngoc]


@pytest.mark.parametrize("typed", ["ngoc lan", "0999", "%", "_"])
def test_nobody_is_found_by_what_she_has_not(ngoc, typed):
    assert not User.objects.search(typed).exists()


@pytest.mark.parametrize(
    ("field", "value", "typed"),
    [
        ("name", "Lâm Ánh", "lam anh"),
        ("email", "moi@example.vn", "moi@"),
        ("phone", PHONE, "09123"),
    ],
)
def test_what_is_written_anew_is_found_anew(lan, field, value, typed):
    setattr(lan, field, value)
    lan.save(update_fields=[field])
    assert list(User.objects.search(typed)) == [lan]


def test_what_nobody_confirmed_may_be_corrected(ngoc):
    correct_person(ngoc, name="Trần Ngọc", email="tran.ngoc@example.vn", phone="")
    ngoc.refresh_from_db()
    assert (ngoc.name, ngoc.email, ngoc.unconfirmed_phone) == (
        "Trần Ngọc",
        "tran.ngoc@example.vn",
        "",
    )
    assert EmailAddress.objects.get(user=ngoc).email == "tran.ngoc@example.vn"


def test_what_she_confirmed_only_she_changes(lan):
    lan.phone = PHONE
    lan.save(update_fields=["phone"])
    correct_person(lan, name="Lan", email="ke-khac@example.vn", phone="+84987654321")
    lan.refresh_from_db()
    assert (lan.email, lan.phone, lan.unconfirmed_phone) == ("lan@example.vn", PHONE, "")


class TestShutOut:
    def test_every_session_of_hers_ends(self, client, lan, chief):
        client.force_login(lan, backend="portal.accounts.backends.MembershipBackend")
        session = client.session
        UserSession.objects.create(
            user=lan, session_key=session.session_key, ip="127.0.0.1", user_agent="", data={}
        )
        shut_out(lan, by=chief)
        assert not UserSession.objects.filter(user=lan).exists()
        assert not Session.objects.filter(session_key=session.session_key).exists()

    def test_let_in_again_she_signs_in_anew(self, lan, chief):
        shut_out(lan, by=chief)
        assert let_in(lan).is_active

    def test_nobody_shuts_herself_out(self, chief):
        with pytest.raises(StepRefused, match="tự khóa"):
            shut_out(chief, by=chief)

    def test_somebody_is_left_to_administer(self, chief, lan):
        with pytest.raises(StepRefused, match="không còn ai quản trị"):
            shut_out(chief, by=lan)

    def test_of_two_administrators_one_may_go(self, chief, city):
        other = person("ba@example.vn", "Ba")
        join(other, city, Role.ADMINISTRATOR)
        assert not shut_out(chief, by=other).is_active
        with pytest.raises(StepRefused, match="không còn ai quản trị"):
            leave(other.memberships.get())


def test_a_list_of_many_is_read_by_its_index(django_assert_num_queries):
    User.objects.bulk_create(
        [folded(User(email=f"{n}@example.vn", name=f"Trần Thị {n}")) for n in range(300)]
    )
    with django_assert_num_queries(2):
        assert User.objects.search("tran thi 299").count() == 1
        assert len(User.objects.order_by("name_key", "pk")[:50]) == 50


def folded(user: User) -> User:
    user.refold()
    user.created_at = now()
    return user
