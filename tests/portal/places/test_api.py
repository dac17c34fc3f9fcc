"""Other systems ask for communes by the same stairs."""

import pytest
from rest_framework.test import APIRequestFactory

from portal.places.api import CommuneViewSet
from portal.places.models import Commune

pytestmark = pytest.mark.usefixtures("units")
LIST = CommuneViewSet.as_view({"get": "list"})
ONE = CommuneViewSet.as_view({"get": "retrieve"})


def asked(**query):
    return LIST(APIRequestFactory().get("/api/v1/communes/", query))


def names(**query) -> list[str]:
    return [commune["name"] for commune in asked(**query).data["results"]]


def test_the_list_is_paged_and_begins_with_ours():
    answer = asked().data
    assert answer["count"] == 103
    assert len(answer["results"]) == 20
    assert all(commune["is_local"] for commune in answer["results"])


def test_only_ours():
    assert asked(local="1").data["count"] == 43


def test_a_commune_tells_where_it_came_from():
    answer = ONE(APIRequestFactory().get("/"), code="31507").data
    assert answer["name"] == "Phường Sóc Trăng"
    assert (answer["kind"], answer["province"], answer["valid_to"]) == ("phuong", "92", None)
    assert {
        "code": "31507",
        "name": "Phường 6",
        "old_district": "Thành phố Sóc Trăng",
    } in answer["formed_from"]


def test_an_unknown_code_is_not_found():
    assert ONE(APIRequestFactory().get("/"), code="00000").status_code == 404


def test_a_commune_that_has_ended_is_still_found_by_its_code():
    Commune.objects.filter(code="31507").update(valid_to="2025-12-31")
    assert ONE(APIRequestFactory().get("/"), code="31507").status_code == 200
    assert asked().data["count"] == 102


def test_typing_finds_and_says_by_which_old_name():
    (found,) = asked(q="phuong 6 soc trang").data["results"]
    assert found["code"] == "31507"
    assert found["because"] == "Phường 6, Thành phố Sóc Trăng (tên cũ)"
    assert asked(q="Sóc Trăng").data["results"][0]["because"] == ""


def test_typing_may_be_kept_to_ours():
    assert names(q="Ninh Kiều") == ["Phường Ninh Kiều"]
    assert names(q="Ninh Kiều", local="1") == []


@pytest.mark.parametrize("query", [{"near": "9.627,105.991"}, {"lat": "9.627", "lon": "105.991"}])
def test_a_point_finds_the_nearest(query):
    assert names(**query) == ["Phường Sóc Trăng"]


def test_a_point_far_away_finds_none():
    assert names(near="21.03,105.85") == []


@pytest.mark.parametrize(
    "query",
    [
        {"near": "ở đây"},
        {"near": "9.6"},
        {"near": "91,105"},
        {"near": "9,181"},
        {"near": "nan,nan"},
        {"near": "1e3,5"},
        {"near": "9" * 5000 + ",1"},
        {"lat": "9.6"},
        {"lon": "105.9"},
        {"lat": "chín", "lon": "105.9"},
        {"q": "x" * 101},
        {"local": "có lẽ"},
    ],
)
def test_nonsense_is_a_problem_in_words(query):
    answer = asked(**query)
    assert answer.status_code == 400
    assert answer.data["errors"]


def test_the_list_does_not_ask_once_per_commune(django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        asked(page_size=100)
    with django_assert_max_num_queries(3):
        asked(q="xa", page_size=100)
