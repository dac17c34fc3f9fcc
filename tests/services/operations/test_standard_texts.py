"""Standard texts: who writes which, what they may name, how they fill a note and are counted."""

import pytest

from portal.common.dates import show_day
from services.reports import standard_texts
from services.reports.models import Report, StandardText
from services.reports.workflow import State
from tests.services.reports.factories import CategoryFactory, ReportFactory
from tests.services.reports.stepping import other_kind

LIST = "/quan-tri/mau-van-ban/"
BODY = "Phản ánh {reference} sẽ xong trước {due}."
PERSONAL = ("Trần Thị Lan", "lan@example.vn", "0912")

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, hoa):
    """A browser at which Hoa is signed in."""
    client.force_login(hoa)
    return client


def text(**facts) -> StandardText:
    return StandardText.objects.create(**{"name": "Hẹn ngày", "body": BODY} | facts)


def told(**facts) -> dict:
    return {"name": "Hẹn ngày", "body": BODY, "is_active": "on"} | facts


def page_of(report) -> str:
    return f"/quan-tri/phan-anh/{report.reference}/"


def said_of(report: Report) -> str:
    return f"Phản ánh {report.reference} sẽ xong trước {show_day(report.due_at)}."


def offered(client, report) -> list[str]:
    answer = client.get(page_of(report))
    return [one["text"].name for one in answer.context["texts"]]


class TestWriting:
    def test_hoa_writes_her_agencys_own(self, desk, soc_trang_office):
        assert desk.post(f"{LIST}moi/", told(agency=soc_trang_office.pk)).url == LIST
        assert StandardText.objects.get().agency == soc_trang_office
        assert "Hẹn ngày" in desk.get(LIST).content.decode()

    def test_they_stand_as_in_a_dictionary_those_used_most_first(self, desk):
        for name, uses in (("Hỏi vị trí", 0), ("Đã làm xong", 0), ("Tiếp nhận", 3)):
            text(name=name, uses=uses)
        found = [row["text"].name for row in desk.get(LIST).context["rows"]]
        assert found == ["Tiếp nhận", "Đã làm xong", "Hỏi vị trí"]

    def test_hoa_writes_none_for_everyone_nor_for_others(self, desk, phu_loi_office):
        for agency in ("", phu_loi_office.pk):
            assert desk.post(f"{LIST}moi/", told(agency=agency)).status_code == 422
        assert not StandardText.objects.exists()

    def test_ha_writes_for_everyone(self, client, ha):
        client.force_login(ha)
        kind = CategoryFactory()
        client.post(f"{LIST}moi/", told(steps=["resolve", "decline"], categories=[kind.pk]))
        kept = StandardText.objects.get()
        assert (kept.agency, kept.steps) == (None, ["resolve", "decline"])
        assert [*kept.categories.all()] == [kind]

    def test_everyones_is_read_by_hoa_and_changed_by_ha(self, client, hoa, ha):
        common = text()
        client.force_login(hoa)
        assert "Hẹn ngày" in client.get(LIST).content.decode()
        assert client.post(f"{LIST}{common.pk}/", told(body="Khác.")).status_code == 404
        client.force_login(ha)
        client.post(f"{LIST}{common.pk}/", told(body="Khác."))
        common.refresh_from_db()
        assert common.body == "Khác."

    def test_what_is_hoas_does_not_exist_for_dung(self, client, dung, soc_trang_office):
        hers = text(agency=soc_trang_office)
        client.force_login(dung)
        assert "Hẹn ngày" not in client.get(LIST).content.decode()
        assert client.get(f"{LIST}{hers.pk}/").status_code == 404

    @pytest.mark.parametrize(
        ("body", "sentence"),
        [
            ("Chào {name}", "{name}"),
            ("{report.contact_phone}", "{report.contact_phone}"),
            ("{reference.__class__}", "{reference.__class__}"),
            ("{0}", "{0}"),
            ("{reference", "dấu ngoặc"),
            ("{portal}", "{portal}"),
        ],
    )
    def test_only_known_names_may_stand_in_braces(self, desk, soc_trang_office, body, sentence):
        answer = desk.post(f"{LIST}moi/", told(body=body, agency=soc_trang_office.pk))
        assert answer.status_code == 422
        assert sentence in answer.content.decode()
        assert not StandardText.objects.exists()

    def test_a_name_is_given_once(self, desk, soc_trang_office):
        text(agency=soc_trang_office)
        answer = desk.post(f"{LIST}moi/", told(agency=soc_trang_office.pk))
        assert answer.status_code == 422
        assert "Đã có mẫu tên này rồi" in answer.content.decode()

    def test_the_preview_fills_in_an_invented_report(self, desk):
        answer = desk.post(f"{LIST}xem-thu/", told()).content.decode()
        assert "Phản ánh PA-7K3M-92 sẽ xong trước 02/12/2026." in answer
        assert not StandardText.objects.exists()

    def test_the_preview_says_what_is_wrong(self, desk):
        assert "{name}" in desk.post(f"{LIST}xem-thu/", told(body="{name}")).content.decode()

    def test_an_auditor_or_a_counter_has_no_such_list(self, client, tam):
        client.force_login(tam)
        assert client.get(LIST).status_code in {302, 403}

    @pytest.mark.parametrize("count", [2, 30])
    def test_the_list_asks_the_same_few_questions(self, desk, django_assert_max_num_queries, count):
        for number in range(count):
            text(name=f"Mẫu {number}").categories.add(CategoryFactory())
        desk.get(LIST)
        with django_assert_max_num_queries(14):
            desk.get(LIST)


class TestBesideTheNote:
    def test_it_says_the_facts_of_this_report_and_nothing_of_lan(self, hoa):
        report = ReportFactory(description="Gọi tôi 0912345678.", address="Nhà 0912345678")
        every = "\n".join(f"{{{name}}}" for name in standard_texts.SAMPLE)
        words = standard_texts.filled(text(body=every), report, hoa.name)
        assert report.reference in words
        assert hoa.name in words
        assert [word for word in PERSONAL if word in words] == []

    def test_those_of_its_kind_agency_and_steps_most_used_first(
        self, desk, soc_trang_office, phu_loi_office
    ):
        report = ReportFactory(in_progress=True)
        for facts in (
            {"name": "ít dùng", "uses": 1},
            {"name": "hay dùng", "uses": 9, "agency": soc_trang_office, "steps": ["resolve"]},
            {"name": "thôi dùng", "is_active": False},
            {"name": "nơi khác", "agency": phu_loi_office},
            {"name": "bước khác", "steps": ["receive"]},
        ):
            text(**facts)
        text(name="loại khác").categories.add(other_kind())
        text(name="đúng loại").categories.add(report.category)
        assert offered(desk, report) == ["hay dùng", "ít dùng", "đúng loại"]

    def test_without_javascript_it_fills_the_note(self, desk):
        report, chosen = ReportFactory(), text(steps=["receive"])
        answer = desk.get(page_of(report), {"mau": chosen.pk})
        page = answer.content.decode()
        assert f">\n{said_of(report)}</textarea>" in page
        assert f'name="text" value="{chosen.pk}"' in page

    def test_what_serves_a_step_with_a_form_of_its_own_opens_it(self, desk):
        report, chosen = ReportFactory(), text(steps=["decline"])
        page = desk.get(page_of(report), {"mau": chosen.pk}).content.decode()
        form = page.split('data-note-for="decline"')[1].split("</form>")[0]
        assert said_of(report) in form
        others = page.split('data-note-for="decline"')[0]
        assert f">\n{said_of(report)}</textarea>" not in others

    @pytest.mark.parametrize("typed", ["0", "x", "9" * 30, "-1", "²"])
    def test_nonsense_fills_nothing(self, desk, typed):
        text()
        answer = desk.get(page_of(ReportFactory()), {"mau": typed})
        assert answer.status_code == 200
        assert answer.context["chosen_text"] is None


class TestCounting:
    def step(self, client, report, used, name="receive"):
        sent = {"step": name, "note": "Đã nhận.", "text": used}
        return client.post(f"{page_of(report)}buoc/", sent)

    def test_a_step_taken_with_it_is_a_use(self, desk):
        chosen = text()
        self.step(desk, ReportFactory(), chosen.pk)
        chosen.refresh_from_db()
        assert chosen.uses == 1
        assert chosen.last_used_at is not None

    def test_a_refused_step_is_none_and_keeps_the_choice(self, desk):
        chosen = text()
        answer = self.step(desk, ReportFactory(resolved=True), chosen.pk)
        assert answer.status_code == 422
        assert f'name="text" value="{chosen.pk}"' in answer.content.decode()
        chosen.refresh_from_db()
        assert chosen.uses == 0

    @pytest.mark.parametrize("typed", ["", "x", "999999", "9" * 30, "²", "-1"])
    def test_nonsense_counts_nothing_and_stops_no_step(self, desk, typed):
        chosen, report = text(), ReportFactory()
        assert self.step(desk, report, typed).status_code == 302
        report.refresh_from_db()
        chosen.refresh_from_db()
        assert (report.state, chosen.uses) == (State.RECEIVED, 0)

    def test_another_agencys_is_not_counted(self, desk, phu_loi_office):
        theirs = text(agency=phu_loi_office)
        self.step(desk, ReportFactory(), theirs.pk)
        theirs.refresh_from_db()
        assert theirs.uses == 0
