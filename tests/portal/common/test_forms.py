"""Forms read kindly, refuse in words, and ask to be drawn by our design."""

import io
import unicodedata

import pytest
from django import forms
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.utils.datastructures import MultiValueDict
from PIL import Image

from portal.common.forms import (
    LineField,
    ModelChoiceField,
    ParagraphsField,
    PhoneField,
    PhotosField,
    PortalForm,
    PortalModelForm,
    our_formfield,
)

STRANGE = "Nội dung có ký tự lạ mà hệ thống không đọc được. Bạn hãy xóa rồi gõ lại."


class LampForm(PortalForm):
    place = LineField(label="Nơi xảy ra", max_length=20, help_text="Gần chợ?")
    body = ParagraphsField(label="Mô tả", min_length=5, max_length=60)
    phone = PhoneField(label="Điện thoại", required=False)
    photos = PhotosField(label="Ảnh", required=False)
    kind = forms.ChoiceField(label="Loại", choices=[("", "–"), ("den", "Đèn")])
    agreed = forms.BooleanField(label="Tôi đã đọc")


GOOD = {"place": "Đường Hai Bà Trưng", "body": "Đèn hỏng.", "kind": "den", "agreed": "on"}


def lamp(photos=(), **answers):
    return LampForm({**GOOD, **answers}, MultiValueDict({"photos": list(photos)}))


def photo(content=None):
    file = io.BytesIO()
    Image.new("RGB", (30, 20)).save(file, "PNG")
    return SimpleUploadedFile("a.png", content or file.getvalue(), "image/png")


def test_words_come_out_tidy():
    form = lamp(
        place=unicodedata.normalize("NFD", "  Chợ   Sóc Trăng "),
        body="Đèn hỏng.\r\n\r\n\r\n\r\nBa đêm. ",
        phone="+84 (0) 912.345.678",
    )
    assert form.is_valid()
    assert form.cleaned_data["place"] == "Chợ Sóc Trăng"
    assert form.cleaned_data["body"] == "Đèn hỏng.\n\nBa đêm."
    assert form.cleaned_data["phone"] == "+84912345678"
    assert form.cleaned_data["photos"] == []


@pytest.mark.parametrize("field", ["place", "body", "phone"])
@pytest.mark.parametrize("stranger", ["\x00", "\ud800"])
def test_what_cannot_be_read_is_refused_with_a_sentence(field, stranger):
    form = lamp(**{field: f"0912{stranger}345678"})
    assert form.errors == {field: [STRANGE]}


def test_length_is_counted_as_people_count_letters():
    assert lamp(place=unicodedata.normalize("NFD", "ậ" * 20)).is_valid()
    assert lamp(place="ậ" * 21).errors == {
        "place": ["Bạn hãy viết gọn lại, tối đa 20 ký tự; hiện có 21 ký tự."]
    }
    assert lamp(body="Hỏng").errors == {"body": ["Bạn hãy viết rõ hơn một chút, ít nhất 5 ký tự."]}


def test_megabytes_of_words_are_refused_in_one_sentence():
    (error,) = lamp(body="chữ " * 2_500_000).errors["body"]
    assert len(error) < 100


@pytest.mark.parametrize(
    ("field", "sentence"),
    [
        ("place", "Bạn hãy điền “Nơi xảy ra”."),
        ("kind", "Bạn hãy chọn “Loại”."),
        ("agreed", "Bạn hãy đánh dấu “Tôi đã đọc” để tiếp tục."),
    ],
)
def test_what_is_missing_is_asked_for_by_name(field, sentence):
    assert lamp(**{field: ""}).errors == {field: [sentence]}


def test_a_sentence_of_the_form_s_own_is_kept():
    class OwnWords(PortalForm):
        name = LineField(max_length=9, error_messages={"required": "Bạn tên gì?"})

    assert OwnWords({}).errors == {"name": ["Bạn tên gì?"]}


def test_a_wrong_number_is_given_back_as_it_was_typed():
    form = lamp(phone="12345")
    assert form.errors == {"phone": ["Số điện thoại này chưa đúng. Ví dụ: 0912 345 678."]}
    assert 'value="12345"' in str(form["phone"])
    assert 'value="0912 345 678"' in str(LampForm(initial={"phone": "+84912345678"})["phone"])


def test_photos_are_cleaned():
    form = lamp(photos=[photo(), photo()])
    assert form.is_valid()
    assert [(p.width, p.height) for p in form.cleaned_data["photos"]] == [(30, 20), (30, 20)]


def test_a_bad_photo_is_named_and_loses_no_words():
    form = lamp(photos=[photo(), photo(b"<html>")])
    assert form.errors == {
        "photos": [
            "Ảnh thứ 2: Tệp này không phải là ảnh. Bạn hãy chọn ảnh JPG, PNG, WebP hoặc HEIC."
        ]
    }
    assert form.cleaned_data["body"] == "Đèn hỏng."
    assert "Đèn hỏng." in str(form["body"])


def test_six_photos_are_too_many():
    assert lamp(photos=[photo()] * 6).errors == {"photos": ["Bạn gửi tối đa 5 ảnh."]}


def test_photos_may_be_required():
    class PhotoForm(PortalForm):
        photos = PhotosField(label="Ảnh")

    assert PhotoForm({}, MultiValueDict()).errors == {"photos": ["Bạn hãy chọn “Ảnh”."]}


def test_widgets_wear_the_design_s_classes():
    form = LampForm()
    assert 'class="govuk-input"' in str(form["place"])
    assert 'class="govuk-textarea"' in str(form["body"])
    assert 'class="govuk-select"' in str(form["kind"])
    assert 'class="govuk-file-upload"' in str(form["photos"])
    assert "class" not in str(form["agreed"])
    for field in form:
        assert "maxlength" not in str(field)
        assert "required" not in str(field)


def test_photos_are_chosen_several_at_a_time():
    widget = str(LampForm()["photos"])
    assert " multiple" in widget
    assert 'accept="image/jpeg,image/png,image/webp,image/heic"' in widget


def test_an_error_is_seen_and_heard():
    widget = str(lamp(place="")["place"])
    assert 'class="govuk-input govuk-input--error"' in widget
    assert 'aria-invalid="true"' in widget
    assert 'aria-describedby="id_place_helptext id_place_error"' in widget


def test_model_forms_read_words_by_our_fields():
    class GroupForm(PortalModelForm):
        class Meta:
            model = Group
            fields = ["name"]

    assert isinstance(GroupForm().fields["name"], LineField)
    assert GroupForm({"name": "a\x00"}).errors == {"name": [STRANGE]}


def test_an_unreadable_choice_never_reaches_the_database():
    field = ModelChoiceField(Group.objects.all(), to_field_name="name")
    with pytest.raises(forms.ValidationError) as caught:
        field.clean("den\x00")
    assert caught.value.code == "invalid_choice"


def test_other_kinds_of_field_stay_as_django_makes_them():
    assert type(our_formfield(models.EmailField())) is forms.EmailField
    assert type(our_formfield(models.CharField(choices=[("a", "A")]))) is forms.TypedChoiceField
    assert type(our_formfield(models.TextField())) is ParagraphsField
