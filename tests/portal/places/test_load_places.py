"""`load_places` makes the tables say what the file says, however often it runs."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from portal.places.models import Commune, OldUnit, Province
from portal.places.units import UNITS_FILE, PlacesFileError, read_units


def load(*args) -> str:
    said = StringIO()
    call_command("load_places", *args, stdout=said)
    return said.getvalue()


@pytest.fixture
def data() -> dict:
    return json.loads(UNITS_FILE.read_text("utf-8"))


@pytest.fixture
def changed_file(tmp_path, data):
    """A function that writes `data`, changed by the test, to a file."""

    def write():
        path = tmp_path / "units.json"
        path.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
        return path

    return write


@pytest.mark.django_db
def test_everything_comes_the_first_time():
    said = load()
    assert "thêm 103, sửa 0, giữ nguyên 0" in said
    assert Commune.objects.local().count() == 43
    assert Commune.objects.current().count() == 103
    assert OldUnit.objects.count() == 108


@pytest.mark.django_db
def test_nothing_changes_the_second_time():
    load()
    before = list(Commune.objects.values().order_by("pk"))
    assert "thêm 0, sửa 0, giữ nguyên 103" in load()
    assert list(Commune.objects.values().order_by("pk")) == before


def test_it_asks_a_few_questions_however_many_units_there_are(db, django_assert_max_num_queries):
    load()
    with django_assert_max_num_queries(8):
        load()


@pytest.mark.django_db
def test_a_changed_name_is_changed_and_found_by_its_new_words(data, changed_file):
    load()
    data["units"][0]["name"] = "Phường Sông Trăng"
    assert "thêm 0, sửa 1, giữ nguyên 102" in load(changed_file())
    commune = Commune.objects.get(code="31507")
    assert (commune.name, commune.folded) == ("Phường Sông Trăng", "phuong song trang")


@pytest.mark.django_db
def test_former_provinces_end_the_day_before():
    load()
    ends = dict(Province.objects.values_list("code", "valid_to"))
    assert ends == {"92": None, "93": date(2025, 6, 30), "94": date(2025, 6, 30)}


@pytest.mark.django_db
def test_units_live_on_their_own_side_of_the_merger():
    load()
    assert not Commune.objects.on(date(2025, 6, 30)).exists()
    assert Commune.objects.on(date(2025, 7, 1)).count() == 103
    assert set(OldUnit.objects.values_list("valid_to", flat=True)) == {date(2025, 6, 30)}


@pytest.mark.django_db
def test_what_the_file_does_not_name_is_left_alone(soc_trang):
    Commune.objects.filter(pk=soc_trang.pk).update(code="99999")
    load()
    assert Commune.objects.filter(code="99999").exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("spoil", "complaint"),
    [
        (lambda data: data["units"][0].update(code="3150"), "3150, code"),
        (lambda data: data["units"][0].update(name=""), "31507, name"),
        (lambda data: data["units"][0].update(type="huyen"), "31507, kind"),
        (lambda data: data["units"][0].update(lat=12.0), "31507 nằm ngoài khung"),
        (lambda data: data["units"][0].update(bbox=[105.9]), "không phải tệp"),
        (lambda data: data["units"][0].pop("name"), "không phải tệp"),
        (lambda data: data["units"].append(data["units"][0]), "31507 xuất hiện 2 lần"),
        (lambda data: data["units"][1]["formed_from"][0].update(code="31507"), "2 lần"),
        (lambda data: data.update(effective="hôm qua"), "không phải tệp"),
    ],
)
def test_a_spoilt_file_says_why_and_loads_nothing(data, changed_file, spoil, complaint):
    spoil(data)
    with pytest.raises(CommandError, match=complaint):
        load(changed_file())
    assert not Commune.objects.exists()


@pytest.mark.parametrize("words", ["", "{", "[]", "null", '{"units": 3}', "\x00", '"tệp"'])
def test_any_other_file_is_refused_in_a_sentence(tmp_path, words):
    path = tmp_path / "units.json"
    path.write_text(words, "utf-8")
    with pytest.raises(PlacesFileError, match="không phải tệp"):
        read_units(path)


def test_a_file_that_is_not_there_is_refused_in_a_sentence(tmp_path):
    with pytest.raises(PlacesFileError, match="không phải tệp"):
        read_units(tmp_path / "none.json")
