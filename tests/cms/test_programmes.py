"""A programme: its goals, and progress that follows from what was measured, late said as late."""

from datetime import date

import pytest
import time_machine
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError

from cms.blocks.indicators import IndicatorBlock
from cms.models import ProgrammeGoal, ProgrammeIndexPage, ProgrammePage
from portal.search.find import search
from tests.cms.conftest import add

pytestmark = pytest.mark.django_db
TODAY = "2026-11-27T09:00:00+07:00"


def indicator(*readings, **facts) -> dict:
    """Fibre to every household from 40 % in 2020 to 100 % in 2030; (day, value) was measured."""
    told = {
        "name": "Hộ gia đình có cáp quang",
        "unit": "%",
        "baseline": 40,
        "baseline_year": 2020,
        "target": 100,
        "year": 2030,
        "readings": [
            {"day": date.fromisoformat(day), "value": value, "evidence": "Báo cáo quý"}
            for day, value in readings
        ],
    }
    return told | facts


@pytest.fixture(autouse=True)
def a_day_in_november():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def programmes(home) -> ProgrammeIndexPage:
    return home.add_child(instance=ProgrammeIndexPage(title="Chương trình", slug="chuong-trinh"))


@pytest.fixture
def programme(programmes):
    """`programme(indicator(...))`: a resolution with one goal that is judged by these."""

    def written(*indicators, **facts) -> ProgrammePage:
        page = ProgrammePage(title="Nghị quyết 07", number="07-NQ/TU", **facts)
        measured = [("indicator", one) for one in indicators]
        page.goals = [ProgrammeGoal(title="Mạng tới mọi nhà", indicators=measured)]
        return add(programmes, page)

    return written


def value(*readings, **facts):
    return IndicatorBlock().normalize(indicator(*readings, **facts))


@pytest.mark.parametrize(
    ("measured", "percent"), [(40, 0), (78, 63), (99.99, 99), (100, 100), (112, 120), (30, 0)]
)
def test_progress_goes_from_baseline_to_target(measured, percent):
    assert value(("2026-09-30", measured)).percent == percent


def test_a_number_may_have_to_fall():
    assert value(("2026-09-30", 5), baseline=20, target=0).percent == 75


def test_the_newest_reading_counts_whatever_the_order():
    assert value(("2026-09-30", 78), ("2025-09-30", 50)).latest["value"] == 78


@pytest.mark.parametrize(
    ("facts", "standing"),
    [
        ({"readings": [("2026-09-30", 100)]}, "reached"),
        ({"readings": [("2026-09-30", 78)]}, "on-track"),
        ({"readings": [("2026-09-30", 45)]}, "behind"),
        ({"readings": []}, "unknown"),
        ({"readings": [("2025-12-31", 78)], "year": 2025}, "late"),
        ({"readings": [], "year": 2025}, "late"),
        ({"readings": [("2025-12-31", 100)], "year": 2025}, "reached"),
    ],
)
def test_how_it_stands(facts, standing):
    readings = facts.pop("readings")
    assert value(*readings, **facts).standing.name == standing


@pytest.mark.parametrize(
    ("facts", "part"),
    [
        ({"target": 40}, "target"),
        ({"year": 2020}, "year"),
        ({"readings": [{"day": date(2027, 1, 1), "value": 1, "evidence": "x"}]}, "readings"),
    ],
)
def test_what_cannot_be_is_refused_when_published(facts, part):
    block = IndicatorBlock()
    with pytest.raises(ValidationError) as refusal:
        block.clean(block.normalize(indicator() | facts))
    assert list(refusal.value.block_errors) == [part]


def test_progress_is_told_in_words_with_its_day(client, programme):
    page = client.get(programme(indicator(("2026-09-30", 78))).url).content.decode()
    assert "63 % mục tiêu" in page
    assert "số liệu ngày 30/09/2026" in page
    assert "Từ 40 % (2020) đến 100 % vào năm 2030" in page
    assert '<rect width="63" height="8"/>' in page


def test_what_is_late_is_said_to_be_late(client, programme):
    late = indicator(("2025-12-31", 78), year=2025)
    answer = client.get(programme(late, indicator(("2026-09-30", 100))).url)
    assert answer.context["counts"] == {"all": 2, "reached": 1, "late": 1}
    assert '<span class="status tone--late">Trễ hạn</span>' in answer.content.decode()


def test_a_bar_never_leaves_its_frame(client, programme):
    page = client.get(programme(indicator(("2026-09-30", 112))).url).content.decode()
    assert '<rect width="100" height="8"/>' in page
    assert "120 % mục tiêu" in page


def test_nothing_measured_is_said_and_not_drawn_as_progress(client, programme):
    page = client.get(programme(indicator()).url).content.decode()
    assert "Chưa có số liệu nào" in page
    assert '<rect width="0" height="8"/>' in page


def test_evidence_leads_to_where_one_can_look(client, programme):
    told = indicator(("2026-09-30", 78))
    told["readings"][0]["url"] = "https://soctrang.example/bao-cao"
    page = client.get(programme(told).url).content.decode()
    assert '<a href="https://soctrang.example/bao-cao">Báo cáo quý</a>' in page


def test_a_programme_without_goals_says_so(client, programmes):
    page = client.get(add(programmes, ProgrammePage(title="Mới")).url).content.decode()
    assert "Mục tiêu đang được soạn" in page


def test_it_cannot_end_before_it_begins(programme):
    with pytest.raises(ValidationError, match="kết thúc trước"):
        programme(starts_on=date(2026, 1, 1), ends_on=date(2025, 1, 1))


def test_the_newest_comes_first(client, programme, programmes):
    programme(issued_on=date(2021, 10, 27))
    add(programmes, ProgrammePage(title="Kế hoạch 2026", issued_on=date(2026, 1, 5)))
    listed = client.get(programmes.url).context["page_obj"]
    assert [one.title for one in listed] == ["Kế hoạch 2026", "Nghị quyết 07"]


def test_an_empty_list_leads_to_the_news(client, programmes):
    assert "Chưa có chương trình nào" in client.get(programmes.url).content.decode()


def test_its_number_and_its_indicators_are_found(programme):
    page = programme(indicator())
    assert [doc.url for doc in search("07-nq/tu")] == [page.url]
    assert [doc.url for doc in search("cap quang")] == [page.url]


def test_a_draft_is_nowhere(client, programme):
    assert client.get(programme(live=False).url).status_code == 404
    assert list(search("nghi quyet")) == []


@pytest.mark.parametrize("how_many", [1, 12])
def test_it_asks_no_more_for_more_indicators(
    client, programme, django_assert_max_num_queries, how_many
):
    page = programme(*[indicator(("2026-09-30", 78))] * how_many)
    ContentType.objects.get_for_model(ProgrammeIndexPage)
    with django_assert_max_num_queries(12):
        client.get(page.url)


@pytest.mark.parametrize("missing", ["baseline", "baseline_year", "target", "year"])
def test_what_a_draft_still_lacks_is_not_judged(programme, missing):
    page = programme(indicator(("2026-09-30", 78)) | {missing: None}, live=False)
    assert page.counts["all"] == 0


def test_nor_does_a_reading_without_its_day_count(programme):
    empty = {"day": None, "value": None, "evidence": "", "url": ""}
    page = programme(indicator(("2026-09-30", 78)), indicator(), live=False)
    page.goals.first().indicators[1].value["readings"] = [empty, empty]
    assert (page.counts["all"], len(page.evidence())) == (2, 1)
