"""What no database could be asked about, and no page could show, is refused at the door."""

from contextlib import nullcontext

import pytest
from django.core.exceptions import BadRequest, RequestDataTooBig
from django.http import HttpResponse
from django.test import RequestFactory

from portal.common.middleware import (
    LARGEST_BODY,
    KeepPrivate,
    RefuseTooMuch,
    RefuseUnreadable,
)

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


FORM = "multipart/form-data; boundary=x"


@pytest.mark.parametrize("charset", ["utf-7", "utf-16", "cp1258", "unicode_escape", "none-such"])
def test_a_form_in_another_charset_is_refused(charset):
    with pytest.raises(BadRequest):
        door(RequestFactory().generic("POST", "/", b"x", f"{FORM}; charset={charset}"))


@pytest.mark.parametrize("kind", [FORM, f"{FORM}; charset=UTF-8", "text/plain;charset=utf8", ""])
def test_a_form_in_ours_comes_in(kind):
    assert door(RequestFactory().generic("POST", "/", b"x", kind)).content == b"come in"


@pytest.mark.parametrize(
    ("announced", "comes_in"),
    [("", True), ("0", True), (str(LARGEST_BODY), True), ("nonsense", True), ("9" * 30, False)],
)
def test_a_body_that_would_fill_a_disk_is_not_even_read(announced, comes_in):
    door = RefuseTooMuch(lambda request: HttpResponse("come in"))
    request = RequestFactory().generic("POST", "/", b"", FORM, CONTENT_LENGTH=announced)
    with nullcontext() if comes_in else pytest.raises(RequestDataTooBig):
        assert door(request).content == b"come in"


@pytest.mark.parametrize(
    ("cookies", "said", "kept"),
    [
        ({"sessionid": "hers"}, {}, "private, no-store"),
        ({"sessionid": "hers"}, {"Cache-Control": "max-age=60"}, "max-age=60"),
        ({"sessionid": "hers"}, {"Content-Type": "image/webp"}, None),
        ({}, {}, None),
    ],
)
def test_pages_of_somebody_with_a_session_stay_in_no_cache(cookies, said, kept):
    request = RequestFactory().get("/phan-anh/")
    request.COOKIES.update(cookies)
    answer = KeepPrivate(lambda request: HttpResponse("hers", headers=said))(request)
    assert answer.get("Cache-Control") == kept
