"""The API reads as forms read, gives lists in pages, and says in words what is wrong."""

import io
import json

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.core.exceptions import ValidationError as ModelRefusal
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from PIL import Image
from rest_framework import exceptions, serializers
from rest_framework.response import Response
from rest_framework.test import APIRequestFactory
from rest_framework.views import APIView

from portal.common.api import (
    AddressThrottle,
    JSONParser,
    LineField,
    MultiPartParser,
    PagedBy,
    ParagraphsField,
    PhoneField,
    PhotosField,
    SlugRelatedField,
    problem_details,
)
from portal.common.limits import TooMany, who
from portal.common.workflow import StepRefused

STRANGE = "Nội dung có ký tự lạ mà hệ thống không đọc được. Bạn hãy xóa rồi gõ lại."
GOOD = {"place": " Chợ   Sóc Trăng ", "body": "Đèn hỏng.\r\n\r\n\r\n\r\nBa đêm."}


class LampSerializer(serializers.Serializer):
    place = LineField(max_length=20)
    body = ParagraphsField()
    phone = PhoneField(required=False)
    kind = serializers.ChoiceField(["den", "rac"], required=False)
    photos = PhotosField(required=False)


class LampView(APIView):
    authentication_classes = ()
    throttle_classes = ()
    parser_classes = (JSONParser, MultiPartParser)

    def get_exception_handler(self):
        return problem_details

    def post(self, request):
        lamp = LampSerializer(data=request.data)
        lamp.is_valid(raise_exception=True)
        words = lamp.validated_data
        return Response(words | {"photos": [photo.width for photo in words.get("photos", [])]})


def post(data, form="json", **extra):
    request = APIRequestFactory().post("/", data, format=form, **extra)
    return answer(LampView, request)


def post_raw(body, content_type="application/json"):
    return answer(LampView, APIRequestFactory().post("/", body, content_type=content_type))


def answer(view, request):
    response = view.as_view()(request).render()
    return response, json.loads(response.content)


def fail_with(error):
    class FailingView(LampView):
        def get(self, request):
            raise error

    return answer(FailingView, APIRequestFactory().get("/"))


def photo(content=None):
    file = io.BytesIO()
    Image.new("RGB", (30, 20)).save(file, "PNG")
    return SimpleUploadedFile("a.png", content or file.getvalue(), "image/png")


def test_words_are_read_as_forms_read_them():
    _, lamp = post(GOOD | {"phone": "0912.345.678"})
    assert lamp == {
        "place": "Chợ Sóc Trăng",
        "body": "Đèn hỏng.\n\nBa đêm.",
        "phone": "+84912345678",
        "photos": [],
    }


def test_a_problem_names_every_field_in_vietnamese():
    response, problem = post({"place": "ậ" * 21, "body": "\u202a", "phone": "12345"})
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert {key: problem[key] for key in ("type", "title", "status")} == {
        "type": "about:blank",
        "title": "Yêu cầu chưa đúng",
        "status": 400,
    }
    assert [error["field"] for error in problem["errors"]] == ["place", "body", "phone"]
    assert problem["errors"][2]["detail"] == "Số điện thoại này chưa đúng. Ví dụ: 0912 345 678."


@pytest.mark.parametrize("escape", [r"\u0000", r"\ud800"])
@pytest.mark.parametrize("field", ["place", "body", "phone", "kind"])
def test_what_cannot_be_stored_is_refused_by_name(field, escape):
    response, problem = post_raw(f'{{"place": "a", "{field}": "a{escape}"}}')
    assert response.status_code == 400
    assert problem["errors"] == [{"field": field, "detail": STRANGE}]


def test_a_nested_field_is_named_by_its_path():
    _, problem = post_raw(r'{"photos": [{"note": "\u0000"}], "a\ud800": 1}')
    assert [error["field"] for error in problem["errors"]] == ["photos.note", ""]


def test_nul_in_a_multipart_field_is_refused_by_name():
    response, problem = post(GOOD | {"kind": "den\x00"}, form="multipart")
    assert response.status_code == 400
    assert problem["errors"] == [{"field": "kind", "detail": STRANGE}]


def test_photos_are_cleaned_on_the_way_in():
    _, lamp = post(GOOD | {"photos": [photo(), photo()]}, form="multipart")
    assert lamp["photos"] == [30, 30]


@pytest.mark.parametrize(
    ("photos", "sentence"),
    [
        ([photo(), photo(b"<html>")], "Ảnh thứ 2: Tệp này không phải là ảnh."),
        ([photo() for _ in range(6)], "Bạn gửi tối đa 5 ảnh."),
    ],
)
def test_bad_photos_are_refused_in_words(photos, sentence):
    response, problem = post(GOOD | {"photos": photos}, form="multipart")
    assert response.status_code == 400
    assert problem["errors"][0]["field"] == "photos"
    assert problem["errors"][0]["detail"].startswith(sentence)


@pytest.mark.parametrize("body", ["{", "[" * 100_000, '"\xff', "NaN", "1" * 5000])
def test_what_is_not_json_is_a_bad_request(body):
    response, problem = post_raw(body)
    assert response.status_code == 400
    assert problem["title"] == "Yêu cầu chưa đúng"


@pytest.mark.parametrize("form", ["json", "multipart"])
def test_megabytes_of_words_are_too_much(form):
    response, problem = post(GOOD | {"body": "chữ " * 2_500_000}, form=form)
    assert response.status_code == 413
    assert problem["title"] == "Dữ liệu quá lớn"


def test_a_body_of_sixty_megabytes_is_not_even_read():
    response, _ = post(GOOD, form="multipart", CONTENT_LENGTH=str(60 * 1024 * 1024))
    assert response.status_code == 413


@pytest.mark.parametrize(
    ("error", "status", "title"),
    [
        (Http404("No Report matches"), 404, "Không tìm thấy"),
        (exceptions.NotAuthenticated(), 403, "Không được phép"),
        (PermissionDenied(), 403, "Không được phép"),
        (exceptions.MethodNotAllowed("PUT"), 405, "Địa chỉ này không nhận cách gọi đó"),
        (exceptions.NotAcceptable(), 406, "Không có định dạng này"),
        (StepRefused("Đã có người xử lý."), 409, "Lúc này chưa làm được"),
        (RequestDataTooBig(), 413, "Dữ liệu quá lớn"),
        (exceptions.UnsupportedMediaType("text/x"), 415, "Chưa hỗ trợ định dạng này"),
        (exceptions.Throttled(wait=7), 429, "Yêu cầu quá nhiều lần"),
        (TooMany(7), 429, "Yêu cầu quá nhiều lần"),
        (ModelRefusal("Không được."), 400, "Yêu cầu chưa đúng"),
        (SuspiciousOperation(), 400, "Yêu cầu chưa đúng"),
    ],
)
def test_every_refusal_is_a_problem_in_vietnamese(error, status, title):
    response, problem = fail_with(error)
    assert (response.status_code, problem["status"], problem["title"]) == (status, status, title)
    assert response["Content-Type"] == "application/problem+json"
    assert problem["detail"]
    assert "matches" not in problem["detail"]


def test_who_came_too_often_is_told_when_to_come_back():
    response, problem = fail_with(TooMany(7))
    assert response["Retry-After"] == "7"
    assert "7" in problem["detail"]


def test_a_refused_step_says_why():
    _, problem = fail_with(StepRefused("Đã có người xử lý."))
    assert problem["detail"] == "Đã có người xử lý."


def test_what_concerns_everything_names_no_field():
    _, problem = fail_with(exceptions.ValidationError({"non_field_errors": ["Sai."]}))
    assert problem["errors"] == [{"field": "", "detail": "Sai."}]


def test_our_own_mistakes_are_not_explained_away():
    with pytest.raises(ZeroDivisionError):
        fail_with(ZeroDivisionError())


def test_who_must_sign_in_is_told_how():
    error = exceptions.NotAuthenticated()
    error.auth_header = "Bearer"
    response = problem_details(error, {"request": APIRequestFactory().get("/")})
    assert response.status_code == 401
    assert response["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize(
    ("query", "size", "pages"),
    [("", 20, 13), ("page_size=100", 100, 3), ("page_size=1000", 100, 3), ("page_size=x", 20, 13)],
)
def test_lists_come_in_pages(query, size, pages):
    request = APIView().initialize_request(APIRequestFactory().get(f"/?{query}"))
    pager = PagedBy()
    assert len(pager.paginate_queryset(range(250), request)) == size
    assert pager.page.paginator.num_pages == pages


def test_a_page_that_does_not_exist_is_not_found():
    request = APIView().initialize_request(APIRequestFactory().get("/?page=99"))
    with pytest.raises(exceptions.NotFound):
        PagedBy().paginate_queryset(range(10), request)


def test_an_unreadable_code_never_reaches_the_database():
    field = SlugRelatedField(slug_field="name", queryset=Group.objects.all())
    with pytest.raises(exceptions.ValidationError):
        field.run_validation("den\x00")


def test_the_throttle_counts_by_the_address_our_proxies_vouch_for(settings):
    settings.TRUSTED_PROXIES = []
    request = APIRequestFactory().get("/", HTTP_X_FORWARDED_FOR="6.6.6.6")
    assert AddressThrottle().get_ident(request) == who(request)
