"""Merging, parting and splitting at the desk: chosen from what is alike, on pages of their own."""

import pytest

from portal.accounts.actions import join
from portal.accounts.roles import Role
from services.reports import actions
from services.reports.models import Report
from services.reports.workflow import State
from tests.services.operations.test_reports import elsewhere, page_of
from tests.services.reports.factories import CategoryFactory, ReportFactory, in_state
from tests.services.reports.merging import NOTE, two, with_belongings
from tests.services.reports.test_split import some_parts, split

MERGE, PART, SPLIT = "gop/", "tach/", "chia/"


@pytest.fixture
def desk(client, hoa):
    """A browser at which Hoa is signed in."""
    client.force_login(hoa)
    return client


def state_of(report) -> str:
    return Report.objects.get(pk=report.pk).state


def rows(*parts: dict, **more) -> dict[str, str]:
    """The rows of the form as a browser sends them."""
    sent = {"note": NOTE, "rows": "3"} | more
    for number, part in enumerate(parts):
        sent |= {f"part-{number}-{name}": str(value) for name, value in part.items()}
    return sent


class TestMerging:
    def test_the_way_there_stands_on_the_reports_page(self, desk):
        report, _into = two()
        assert f'href="{page_of(report)}gop/"' in desk.get(page_of(report)).content.decode()

    def test_what_is_alike_is_offered_with_its_distance(self, desk):
        report, into = two()
        ReportFactory(received=True, lat=9.7, lon=106.0)
        answer = desk.get(f"{page_of(report)}{MERGE}")
        assert [name for name, _label in answer.context["form"]["chosen"].field.choices] == [
            into.reference
        ]
        page = answer.content.decode()
        assert "cách 0 m" in page
        assert "tối thui" in page

    def test_what_others_handle_is_not_offered(self, desk):
        report, _into = two()
        theirs = elsewhere(received=True)
        page = desk.get(f"{page_of(report)}{MERGE}").content.decode()
        assert theirs.reference not in page

    @pytest.mark.parametrize("field", ["chosen", "reference"])
    def test_ticked_or_written_it_is_merged(self, desk, field):
        report, into = two()
        sent = {field: into.reference, "note": NOTE}
        answer = desk.post(f"{page_of(report)}{MERGE}", sent)
        assert (answer.status_code, answer.url) == (302, page_of(report))
        assert state_of(report) == State.MERGED
        page = desk.get(answer.url).content.decode()
        assert f'href="{page_of(into)}"' in page
        assert f'href="{page_of(report)}"' in desk.get(page_of(into)).content.decode()

    @pytest.mark.parametrize(
        ("sent", "sentence"),
        [
            ({}, "Bạn chọn một phản ánh hoặc gõ mã"),
            ({"reference": "PA-2222-22"}, "không có phản ánh nào mang mã này"),
            ({"reference": "nonsense"}, "không có phản ánh nào mang mã này"),
            ({"chosen": "PA-2222-22"}, ""),
            ({"reference": "x" * 500}, ""),
        ],
    )
    def test_what_cannot_be_chosen_is_said_and_the_note_kept(self, desk, sent, sentence):
        report, _into = two()
        answer = desk.post(f"{page_of(report)}{MERGE}", {"note": NOTE} | sent)
        assert answer.status_code == 422
        assert sentence in answer.content.decode()
        assert NOTE in answer.content.decode()
        assert state_of(report) == State.RECEIVED

    def test_dungs_report_is_as_if_there_were_none(self, desk):
        report, theirs = two()[0], elsewhere(received=True)
        sent = {"reference": theirs.reference, "note": NOTE}
        answer = desk.post(f"{page_of(report)}{MERGE}", sent)
        assert "không có phản ánh nào mang mã này" in answer.content.decode()

    def test_a_refusal_stands_above_the_note(self, desk):
        report, into = two()[0], ReportFactory(received=True, private=True)
        sent = {"reference": into.reference, "note": NOTE}
        answer = desk.post(f"{page_of(report)}{MERGE}", sent)
        assert answer.status_code == 409
        assert "không công khai thì không gộp" in answer.content.decode()

    @pytest.mark.parametrize("page", [MERGE, SPLIT])
    def test_where_it_is_not_possible_the_page_says_why(self, desk, page):
        report = ReportFactory(resolved=True)
        assert "Chưa làm được" in desk.get(f"{page_of(report)}{page}").content.decode()

    @pytest.mark.parametrize("count", [1, 20])
    def test_its_page_asks_the_same_few_questions(self, desk, django_assert_max_num_queries, count):
        report, _into = two()
        ReportFactory.create_batch(count, received=True)
        desk.get(f"{page_of(report)}{MERGE}")
        with django_assert_max_num_queries(24):
            desk.get(f"{page_of(report)}{MERGE}")


class TestParting:
    @pytest.fixture
    def merged(self, hoa):
        report, into = two()
        with_belongings(report)
        return actions.merge(report, into, by=hoa, note=NOTE)

    def test_one_button_makes_two_of_it_again(self, desk, merged):
        assert f'action="{page_of(merged)}tach/' in desk.get(page_of(merged)).content.decode()
        answer = desk.post(f"{page_of(merged)}{PART}", {"unmerge-note": NOTE})
        assert answer.status_code == 302
        assert state_of(merged) == State.RECEIVED
        assert merged.photos.count() == 1

    def test_a_note_is_owed(self, desk, merged):
        answer = desk.post(f"{page_of(merged)}{PART}", {"unmerge-note": " "})
        assert answer.status_code == 422
        assert "Bạn ghi nội dung trước đã" in answer.content.decode()

    def test_a_refusal_is_a_sentence_and_the_note_is_kept(self, desk):
        report = in_state(State.MERGED)
        answer = desk.post(f"{page_of(report)}{PART}", {"unmerge-note": NOTE})
        assert answer.status_code == 409
        assert "không hoàn tác được" in answer.content.decode()
        assert NOTE in answer.content.decode()

    def test_it_is_never_done_by_looking(self, desk, merged):
        assert desk.get(f"{page_of(merged)}{PART}").status_code == 405


class TestSplitting:
    def test_empty_rows_count_for_nothing(self, desk):
        report, kind = ReportFactory(received=True), CategoryFactory()
        told = [
            {"category": kind.pk, "description": "Thay bóng đèn."},
            {},
            {"category": kind.pk, "description": "Sơn lại trụ đèn.", "agency": report.agency_id},
        ]
        answer = desk.post(f"{page_of(report)}{SPLIT}", rows(*told))
        assert (answer.status_code, answer.url) == (302, page_of(report))
        page = desk.get(answer.url).content.decode()
        for part in report.parts.all():
            assert f'href="{page_of(part)}"' in page
            assert f'href="{page_of(report)}"' in desk.get(page_of(part)).content.decode()
        assert report.parts.count() == 2

    def test_more_rows_keep_what_was_written(self, desk):
        report = ReportFactory(received=True)
        told = rows({"description": "Thay"}, more="1")
        answer = desk.post(f"{page_of(report)}{SPLIT}", told)
        page = answer.content.decode()
        assert answer.status_code == 200
        assert len(answer.context["form"].parts) == 6
        assert "Thay</textarea>" in page
        assert "Bạn ghi" not in page.split("<main")[1]
        assert not report.parts.exists()

    @pytest.mark.parametrize("typed", ["", "-4", "999999", "x", "٣", "0"])
    def test_nonsense_makes_no_more_than_ten_rows(self, desk, typed):
        report = ReportFactory(received=True)
        answer = desk.post(f"{page_of(report)}{SPLIT}", rows(rows=typed, more="1"))
        assert 1 <= len(answer.context["form"].parts) <= 10

    def test_what_is_half_filled_in_is_said(self, desk):
        report = ReportFactory(received=True)
        answer = desk.post(f"{page_of(report)}{SPLIT}", rows({"description": "Thay bóng đèn."}))
        assert answer.status_code == 422
        assert not report.parts.exists()

    def test_one_part_is_too_few(self, desk):
        report, kind = ReportFactory(received=True), CategoryFactory()
        told = rows({"category": kind.pk, "description": "Thay bóng đèn."})
        answer = desk.post(f"{page_of(report)}{SPLIT}", told)
        assert answer.status_code == 409
        assert "ít nhất hai phần" in answer.content.decode()

    def test_hoa_is_offered_her_own_agency_and_the_coordinator_all(self, client, desk, hoa, ha):
        report, theirs = ReportFactory(received=True), elsewhere().agency
        assert theirs.name not in desk.get(f"{page_of(report)}{SPLIT}").content.decode()
        client.force_login(ha)
        assert theirs.name in client.get(f"{page_of(report)}{SPLIT}").content.decode()

    def test_what_the_parts_forbid_is_not_offered(self, desk, hoa):
        report = ReportFactory(received=True)
        part = split(report, hoa)[0]
        of_whole, of_part = (desk.get(page_of(one)).context for one in (report, part))
        assert "resolve" not in of_whole["form"].steps
        assert "ask" not in of_part["form"].steps
        assert "start" in of_part["form"].steps
        assert of_part["relatives"]["ways"] == []

    def test_its_page_says_for_how_many_parts_it_waits(self, desk, hoa):
        report = ReportFactory(received=True)
        split(report, hoa)
        assert "Còn 2 phần" in desk.get(f"{page_of(report)}{SPLIT}").content.decode()

    def test_what_another_agency_does_is_named_and_not_opened(self, client, hoa, dung, ha):
        report, theirs = ReportFactory(received=True), elsewhere().agency
        told = some_parts(2)
        told[1] = type(told[1])(CategoryFactory(), "Vá đường.", theirs)
        actions.split(report, told, by=ha, note=NOTE)
        there = report.parts.get(agency=theirs)
        client.force_login(hoa)
        page = client.get(page_of(report)).content.decode()
        assert there.reference in page
        assert f'href="{page_of(there)}"' not in page
        assert client.get(page_of(there)).status_code == 404
        client.force_login(dung)
        assert client.get(page_of(there)).status_code == 200
        assert f'href="{page_of(report)}"' not in client.get(page_of(there)).content.decode()

    @pytest.mark.parametrize("count", [2, 10])
    def test_the_pages_ask_the_same_few_questions(
        self, desk, hoa, django_assert_max_num_queries, count
    ):
        report = ReportFactory(received=True)
        split(report, hoa, count)
        desk.get(page_of(report))
        with django_assert_max_num_queries(30):
            desk.get(page_of(report))


@pytest.mark.parametrize("page", [MERGE, PART, SPLIT])
@pytest.mark.parametrize("method", ["get", "post"])
class TestWhoMayNot:
    def test_dung_finds_nothing(self, client, dung, page, method):
        client.force_login(dung)
        report, _into = two()
        answer = getattr(client, method)(f"{page_of(report)}{page}")
        assert answer.status_code in ({405} if (page, method) == (PART, "get") else {404})

    def test_an_auditor_changes_nothing(self, client, minh, soc_trang_office, page, method):
        join(minh, soc_trang_office, Role.AUDITOR)
        client.force_login(minh)
        report, _into = two()
        answer = getattr(client, method)(f"{page_of(report)}{page}")
        assert answer.status_code in {302, 403, 405}
        assert not Report.objects.filter(state=State.MERGED).exists()
