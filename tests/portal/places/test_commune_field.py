"""One box asks for a commune, with or without JavaScript."""

import pytest
from django.utils.datastructures import MultiValueDict

from portal.common.forms import PortalForm
from portal.places.forms import CommuneField
from portal.places.models import Commune

pytestmark = pytest.mark.usefixtures("units")


class PlaceForm(PortalForm):
    commune = CommuneField(label="Ở đâu?")


class AnywhereForm(PortalForm):
    commune = CommuneField(label="Ở đâu?", local_only=False, required=False)


def asked(form_class=PlaceForm, **data) -> PortalForm:
    return form_class(MultiValueDict({name: [value] for name, value in data.items()}))


@pytest.mark.parametrize(
    "typed", ["31507", "Phường Sóc Trăng", "soc trang", "phuong 6 soc trang", " P.6 "]
)
def test_a_name_or_a_code_becomes_a_commune(typed):
    form = asked(commune=typed)
    assert form.is_valid()
    assert form.cleaned_data["commune"].code == "31507"
    assert form["commune"].field.candidates == ()


def test_a_doubtful_name_offers_its_candidates_as_radios():
    form = asked(commune="Phường 1")
    assert form.errors["commune"] == ["Có nhiều nơi tên “Phường 1”: chọn một."]
    html = str(form["commune"])
    assert html.count('type="radio"') == 3
    assert "Phường 1, Thị xã Vĩnh Châu (tên cũ)" in html
    assert 'value="Phường 1"' in html


def test_lan_picks_one_without_javascript():
    form = asked(commune="Phường 1", commune_for="Phường 1", commune_pick="31783")
    assert form.is_valid()
    assert form.cleaned_data["commune"].name == "Phường Vĩnh Châu"


def test_her_pick_is_shown_by_name_when_something_else_was_wrong():
    form = asked(commune="Phường 1", commune_for="Phường 1", commune_pick="31783")
    html = str(form["commune"])
    assert 'value="Phường Vĩnh Châu"' in html
    assert "radio" not in html


def test_a_pick_no_longer_counts_once_she_types_another_place():
    form = asked(commune="Kế Sách", commune_for="Phường 1", commune_pick="31783")
    assert form.is_valid()
    assert form.cleaned_data["commune"].name == "Xã Kế Sách"


def test_a_beginning_is_asked_about():
    form = asked(commune="ke tha")
    assert form.errors["commune"] == [
        "Có phải bạn muốn nói Xã Kế Sách? Hãy chọn nơi này, hoặc gõ tên khác."
    ]
    assert 'value="31528"' in str(form["commune"])


@pytest.mark.parametrize("typed", ["Hà Nội", "00000", "31120' OR 1=1", "<b>Huế</b>"])
def test_an_unknown_name_is_answered_kindly(typed):
    form = asked(commune=typed)
    assert "Không có phường, xã nào tên" in form.errors["commune"][0]
    assert "<b>Huế" not in str(form["commune"])


def test_a_place_elsewhere_is_named():
    assert asked(commune="Ninh Kiều").errors["commune"] == [
        "Phường Ninh Kiều nằm ngoài địa bàn mà cổng này phục vụ."
    ]
    assert asked(AnywhereForm, commune="Ninh Kiều").is_valid()


def test_nothing_typed_is_asked_for_or_left_out():
    assert "commune" in asked(commune="  ").errors
    form = asked(AnywhereForm, commune="")
    assert form.is_valid()
    assert form.cleaned_data["commune"] is None


@pytest.mark.parametrize(
    "typed", ["x" * 200, "Phường\x00 6", "Phường \ud800", "phường " * 1_000_000]
)
def test_bad_input_is_refused_in_a_sentence(typed):
    form = asked(commune=typed)
    assert not form.is_valid()
    assert form.errors["commune"]


def test_the_box_knows_the_names_and_wakes_place_js():
    html = str(PlaceForm()["commune"])
    assert html.count("<option") == 43
    assert 'list="id_commune_names"' in html
    assert '<datalist id="id_commune_names">' in html
    assert "data-place" in html


@pytest.mark.parametrize("given", ["commune", "key", "code"])
def test_what_was_known_before_is_shown_by_name(given):
    commune = Commune.objects.get(code="31507")
    value = {"commune": commune, "key": commune.pk, "code": commune.code}[given]
    form = PlaceForm(initial={"commune": value})
    assert 'value="Phường Sóc Trăng"' in str(form["commune"])


def test_the_same_place_in_other_words_is_no_change():
    field = PlaceForm().fields["commune"]
    commune = Commune.objects.get(code="31507")
    assert not field.has_changed(commune, "Phường Sóc Trăng")
    assert not field.has_changed(commune, "31507")
    assert field.has_changed(commune, "Xã Kế Sách")


def test_one_form_does_not_remember_the_doubts_of_another():
    assert not asked(commune="Phường 1").is_valid()
    assert "radio" not in str(PlaceForm()["commune"])
