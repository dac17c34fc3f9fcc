"""An address that no database could be asked about is refused at the door."""

import pytest
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.test import RequestFactory

from portal.common.middleware import RefuseUnreadable

door = RefuseUnreadable(lambda request: HttpResponse("come in"))


@pytest.mark.parametrize("address", ["/phan-anh/%00/", "/tim-kiem/?q=%00", "/?a=b&c%00=d"])
def test_nul_in_an_address_is_refused(address):
    with pytest.raises(BadRequest):
        door(RequestFactory().get(address))


def test_nul_in_a_cookie_is_refused():
    request = RequestFactory().get("/", HTTP_COOKIE='sessionid="abcdefgh\\000"')
    with pytest.raises(BadRequest):
        door(request)


@pytest.mark.parametrize(
    "address", ["/", "/tim-kiem/?q=100%2500", "/tim-kiem/?q=%ED%A0%80", "/ấp/"]
)
def test_everything_else_comes_in(address):
    assert door(RequestFactory().get(address)).content == b"come in"
