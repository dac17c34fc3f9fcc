"""Na resets Hoa's lost second factor; Hoa is told, signed out, and sets up a new one."""

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from wagtail.models import ModelLogEntry

from portal.common.workflow import StepRefused
from services.signin.staff.actions import reset_second_factor
from tests.authenticators import factors_of, telephone_of
from tests.services.signin.staff.conftest import come_in, sign_in, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def nas(client, na, nas_telephone) -> Client:
    return come_in(client, na, nas_telephone)


def test_na_helps_hoa(nas, na, hoa, hoas_telephone, drain):
    lost = come_in(Client(), hoa, hoas_telephone)
    page = text(nas.get(f"/quan-tri/users/inspect/{hoa.pk}/"))
    address = f"/quan-tri/users/xac-thuc/{hoa.pk}/"
    assert address in page
    assert "trực tiếp gặp bạn" in text(nas.get(address))
    done = nas.post(address, follow=True)
    assert "sẽ tạo lại xác thực hai bước" in text(done)
    assert "Đã đặt lại xác thực hai bước bị mất" in text(done)
    assert factors_of(hoa) == set()
    assert lost.get("/quan-tri/").url.startswith("/tai-khoan/dang-nhap/")
    drain()
    (letter,) = [letter for letter in mail.outbox if letter.to == ["hoa@example.vn"]]
    assert letter.subject == "Xác thực hai bước của bạn đã được đặt lại"
    assert "/tai-khoan/xac-thuc/" in letter.body
    entry = ModelLogEntry.objects.get(action="signin.reset_second_factor")
    assert (entry.user, entry.object_id) == (na, str(hoa.pk))


def test_hoa_sets_up_a_new_one(nas, hoa, hoas_telephone):
    nas.post(f"/quan-tri/users/xac-thuc/{hoa.pk}/")
    hoas = Client()
    sign_in(hoas, hoa)
    assert hoas.get("/quan-tri/").url.startswith("/tai-khoan/xac-thuc/?")


def test_it_is_confirmed_first(na, hoa, hoas_telephone, clock):
    telephone, client = telephone_of(na), Client()
    come_in(client, na, telephone)
    clock.shift(15 * 60)
    asked = client.post(f"/quan-tri/users/xac-thuc/{hoa.pk}/")
    assert asked.url.startswith("/tai-khoan/xac-thuc/xac-nhan-lai/")
    assert factors_of(hoa) == {"totp"}


def test_nobody_resets_her_own(nas, na):
    page = text(nas.post(f"/quan-tri/users/xac-thuc/{na.pk}/"))
    assert "Việc này phải do một quản trị viên khác làm" in page
    assert factors_of(na) == {"totp"}


def test_who_has_none_needs_no_reset(nas, hoa):
    assert "chưa có xác thực hai bước" in text(nas.post(f"/quan-tri/users/xac-thuc/{hoa.pk}/"))


def test_officers_reset_nobody(client, hoa, dung):
    come_in(client, hoa, telephone_of(hoa))
    telephone_of(dung)
    assert client.post(f"/quan-tri/users/xac-thuc/{dung.pk}/").status_code == 302
    with pytest.raises(StepRefused):
        reset_second_factor(dung, by=hoa)
    assert Authenticator.objects.filter(user=dung).exists()
