"""One procedure, told so that a grandmother can prepare her papers."""

import pytest

from services.procedures.models import Fee
from tests.services.procedures.factories import (
    ComponentFactory,
    FeeFactory,
    ProcedureFactory,
    ResultFactory,
    TimeLimitFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def read(client):
    def read(procedure) -> str:
        response = client.get(procedure.get_absolute_url())
        assert response.status_code == 200
        return response.content.decode()

    return read


def test_birth_stands_at_its_address():
    assert ProcedureFactory(birth=True).get_absolute_url() == "/thu-tuc/1.001193/"


def test_the_box_in_short_answers_five_questions(read):
    birth = ProcedureFactory(birth=True, with_facts=True)
    page = read(birth)
    for words in [
        "Nói ngắn gọn",
        "Bạn làm thủ tục này để con có giấy khai sinh.",
        "Ai làm được",
        "Công dân Việt Nam",
        "1 loại giấy tờ",
        "3 ngày làm việc",
        "Chưa rõ, bạn hỏi bộ phận một cửa",
        "Giấy khai sinh",
    ]:
        assert words in page


def test_papers_are_grouped_and_the_spared_ones_marked(read):
    birth = ProcedureFactory(birth=True)
    ComponentFactory(procedure=birth, name="Giấy chứng sinh", is_replaceable_by_data=True)
    ComponentFactory(procedure=birth, name="Biên bản", case="Trẻ bị bỏ rơi", copies=2)
    page = read(birth)
    papers = page[page.index('id="papers"') : page.index('id="time-limits"')]
    assert papers.index("Mọi trường hợp") < papers.index("Giấy chứng sinh")
    assert papers.index("Trẻ bị bỏ rơi") < papers.index("Biên bản")
    assert "1 bản chính, 2 bản sao" in papers
    assert papers.count(">Không phải nộp<") == 1


def test_a_paper_of_which_nobody_knows_is_not_promised_away(read):
    birth = ProcedureFactory(birth=True)
    ComponentFactory(procedure=birth, is_replaceable_by_data=None)
    assert "Không phải nộp" not in read(birth)


def test_limits_of_several_cases_are_a_table(read):
    birth = ProcedureFactory(birth=True)
    TimeLimitFactory(procedure=birth, quantity=1)
    TimeLimitFactory(procedure=birth, quantity=15, case="Phải xác minh", channel="postal")
    page = read(birth)
    for words in ["Trường hợp thông thường", "Phải xác minh", "15 ngày làm việc", "Qua bưu chính"]:
        assert words in page


def test_fees_say_how_sure_they_are(read):
    birth = ProcedureFactory(birth=True)
    FeeFactory(procedure=birth, status=Fee.Status.SET_LOCALLY, text="Miễn cho hộ nghèo")
    FeeFactory(procedure=birth, costing=True, channel="online")
    page = read(birth)
    for words in ["Do Hội đồng nhân dân quy định", "Miễn cho hộ nghèo", "8.000 ₫", "Trực tuyến"]:
        assert words in page


def test_nothing_is_free_unless_confirmed(read):
    assert "Miễn phí" not in read(ProcedureFactory(with_facts=True))
    free = ProcedureFactory()
    FeeFactory(procedure=free, free=True)
    assert "Miễn phí" in read(free)


def test_the_national_portal_is_explained_and_linked(read):
    page = read(ProcedureFactory(birth=True))
    assert 'href="https://dichvucong.gov.vn"' in page
    assert "VNeID" in page
    assert "tìm mã 1.001193" in page


@pytest.mark.parametrize(
    ("trait", "words"), [("local", "tiếp nhận hồ sơ"), ("on_paper", "chỉ nhận hồ sơ giấy")]
)
def test_other_ways_lead_to_the_one_stop_desk(read, trait, words):
    page = read(ProcedureFactory(**{trait: True}))
    assert words in page
    assert "Mang giấy tờ đến bộ phận một cửa" in page
    assert "https://dichvucong.gov.vn" not in page


def test_facts_nobody_verified_say_so(read):
    assert "Chưa được xác minh" in read(ProcedureFactory())
    assert "Chưa được xác minh" not in read(ProcedureFactory(verified=True))


def test_legal_basis_source_and_decision_are_named(read):
    page = read(ProcedureFactory(decision_number="163/QĐ-BTP", notes=["Đi trong 60 ngày."]))
    for words in ["60/2014/QH13", "163/QĐ-BTP", "Cổng Dịch vụ công quốc gia", "Đi trong 60 ngày."]:
        assert words in page


def test_words_of_a_sheet_are_never_markup(read):
    procedure = ProcedureFactory(name="<b>Khai</b>", summary="<script>alert(1)</script>")
    ResultFactory(procedure=procedure, name="<i>Giấy</i>")
    page = read(procedure)
    for markup in ["<b>Khai", "<script>alert", "<i>Giấy"]:
        assert markup not in page


@pytest.mark.parametrize("code", ["9.999999", "khong-co", "1.001193.01", "%00", "%F0%9F%90%9F"])
def test_an_unknown_code_is_not_found(client, code):
    ProcedureFactory(birth=True)
    assert client.get(f"/thu-tuc/{code}/").status_code in (400, 404)


def test_a_retired_procedure_is_not_found(client):
    procedure = ProcedureFactory(retired=True)
    assert client.get(procedure.get_absolute_url()).status_code == 404


def test_one_procedure_asks_few_questions(client, django_assert_max_num_queries):
    procedure = ProcedureFactory(with_facts=True)
    ComponentFactory.create_batch(20, procedure=procedure)
    with django_assert_max_num_queries(12):
        client.get(procedure.get_absolute_url())
