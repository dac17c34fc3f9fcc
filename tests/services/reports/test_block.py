"""A sender is blocked for a time: whom it keeps away, whom it never does, and how she is heard."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.common.moments import now, today
from portal.common.workflow import StepRefused
from services.notifications import texts
from services.notifications.models import Message
from services.privacy import registry, retention
from services.reports import actions, block_links
from services.reports.models import Block, Category, Report
from services.reports.models.blocks import digest
from services.reports.reasons import BlockReason
from tests.services.reports.factories import ReportFactory
from tests.services.reports.sending import SUBMIT, WORDS, told

NOTE = "Gửi quảng cáo nhiều lần."
EMAIL, PHONE = "lan@example.vn", "+84912345678"
WHY = "Máy của tôi bị người khác dùng, tôi không gửi quảng cáo."


def in_days(days: int):
    return today() + timedelta(days=days)


def block(report, by, *, days=10, **facts) -> Block:
    asked = {"reason": BlockReason.ADVERTISING, "until": in_days(days), "note": NOTE} | facts
    return actions.block_sender(report, by=by, **asked)


def sent(client, **facts):
    before = Report.objects.count()
    answer = client.post(SUBMIT, told(**facts))
    return Report.objects.count() - before, answer


def send_by_api(api, **facts):
    asked = {"category": "CS01", "description": WORDS, "commune": "31507"} | facts
    return api.post("/api/v1/reports/", asked, format="json")


@pytest.fixture
def spam(lamps, soc_trang_office) -> Report:
    return ReportFactory(description="Cho vay tiền nhanh.", contact_email=EMAIL)


class TestWhoIsKeptAway:
    def test_by_the_form_with_a_sentence_that_says_all(self, client, ha, spam):
        block(spam, ha)
        count, answer = sent(client, contact_email=EMAIL)
        page = answer.content.decode()
        assert (count, answer.status_code) == (0, 422)
        assert f"{in_days(10):%d/%m/%Y}" in page
        assert str(BlockReason.ADVERTISING.label) in page
        assert "đề nghị xem lại qua đường dẫn" in page

    def test_by_the_queue_of_the_telephone(self, client, ha, spam):
        block(spam, ha)
        asked = told(contact_phone="0912 345 678")
        answer = client.post(SUBMIT, asked, headers={"Accept": "application/json"})
        assert answer.status_code == 422
        assert "đề nghị xem lại" in str(answer.json()["errors"][""])

    def test_by_the_api(self, api, ha, spam):
        block(spam, ha)
        answer = send_by_api(api, contact_email=EMAIL)
        assert answer.status_code == 409
        assert "đề nghị xem lại" in answer.json()["detail"]
        assert Report.objects.count() == 1

    @pytest.mark.parametrize(
        "spelled", [{"contact_email": "LAN@Example.VN"}, {"contact_phone": "0912.345.678"}]
    )
    def test_however_it_is_spelled(self, client, ha, spam, spelled):
        block(spam, ha)
        assert sent(client, **spelled)[0] == 0

    def test_by_her_account_under_another_address(self, client, ha, lan, spam):
        Report.objects.update(reporter=lan)
        block(Report.objects.get(), ha)
        client.force_login(lan)
        assert sent(client, who="named", contact_email="khac@example.vn")[0] == 0

    @pytest.mark.parametrize("is_signed_in", [True, False])
    def test_from_adding_to_a_report_of_somebody_else(self, client, ha, lan, spam, is_signed_in):
        block(spam, ha)
        seen = ReportFactory(received=True, contact_email="minh@example.vn", contact_phone="")
        if is_signed_in:
            client.force_login(lan)
        answer = client.post(f"/phan-anh/{seen.reference}/cung-viec/", {"contact_way": EMAIL})
        assert answer.status_code == 409
        assert "đề nghị xem lại" in answer.content.decode()
        assert not seen.follows.exists()


class TestWhoIsNot:
    def test_others(self, client, ha, minh, spam):
        block(spam, ha)
        assert sent(client, contact_email="minh@example.vn", contact_phone="0987654321")[0] == 1

    def test_nobody_who_says_no_name_not_even_signed_in(self, client, ha, lan, spam):
        Report.objects.update(reporter=lan)
        block(Report.objects.get(), ha)
        client.force_login(lan)
        assert sent(client, who="anonymous", contact_email=EMAIL)[0] == 1
        client.logout()
        assert sent(client)[0] == 1

    def test_nobody_who_tells_of_a_danger(self, client, api, ha, spam):
        block(spam, ha)
        Category.objects.filter(code="CS01").update(is_emergency=True)
        assert sent(client, contact_email=EMAIL)[0] == 1
        assert send_by_api(api, contact_email=EMAIL).status_code == 201

    def test_nobody_once_the_last_day_is_over(self, client, ha, spam):
        made = block(spam, ha, days=1)
        with time_machine.travel(made.ends_at - timedelta(minutes=1)):
            assert sent(client, contact_email=EMAIL)[0] == 0
        with time_machine.travel(made.ends_at + timedelta(minutes=1)):
            assert sent(client, contact_email=EMAIL)[0] == 1

    def test_nobody_once_it_is_lifted(self, client, ha, spam):
        actions.lift_block(block(spam, ha), by=ha)
        assert sent(client, contact_email=EMAIL)[0] == 1

    def test_it_costs_one_question_and_none_where_nobody_is_named(
        self, lan, lamps, django_assert_num_queries
    ):
        with django_assert_num_queries(1):
            Block.objects.against(lan, EMAIL, PHONE)
        with django_assert_num_queries(0):
            Block.objects.against(None, "", "")


class TestDeciding:
    @pytest.mark.parametrize("who", ["hoa", "dung", "kiem"])
    def test_only_a_coordinator(self, request, spam, who):
        with pytest.raises(StepRefused):
            block(spam, request.getfixturevalue(who))

    @pytest.mark.parametrize("days", [-1, 91])
    def test_at_most_ninety_days(self, ha, spam, days):
        with pytest.raises(StepRefused, match="90"):
            block(spam, ha, days=days)
        assert block(spam, ha, days=90).until == in_days(90)

    def test_nobody_can_be_blocked_for_a_report_without_a_name(self, ha, lamps):
        unknown = ReportFactory(contact_name="", contact_email="", contact_phone="")
        with pytest.raises(StepRefused, match="không rõ người gửi"):
            block(unknown, ha)

    def test_twice_is_refused_also_for_another_report_of_hers(self, ha, spam):
        block(spam, ha)
        other = ReportFactory(contact_email="", contact_phone=PHONE)
        for report in (spam, other):
            with pytest.raises(StepRefused, match="đang bị chặn"):
                block(report, ha)

    def test_no_address_and_no_number_is_kept(self, ha, spam):
        made = block(spam, ha)
        row = str(Block.objects.values().get())
        assert EMAIL not in row
        assert "912345678" not in row
        assert made.email_digest == digest(EMAIL) != digest(PHONE) == made.phone_digest

    def test_it_is_remembered_for_officers_alone(self, ha, spam):
        actions.lift_block(block(spam, ha), by=ha)
        told = [(one.step, one.is_public, one.by) for one in spam.events.order_by("pk")]
        assert told == [("block", False, ha), ("unblock", False, ha)]

    def test_lifting_twice_is_refused(self, ha, spam):
        made = block(spam, ha)
        actions.lift_block(made, by=ha)
        with pytest.raises(StepRefused):
            actions.lift_block(made, by=ha)


class TestAppeal:
    def page(self, made) -> str:
        return block_links.appeal_path(made)

    def test_her_letter_says_why_until_when_and_where_to_appeal(self, ha, spam):
        made = block(spam, ha)
        message = Message.objects.get(channel="email")
        letter = texts.render(message.kind, message.facts, "vi")
        assert message.recipient == EMAIL
        assert NOTE in letter.body
        assert str(BlockReason.ADVERTISING.label) in letter.body
        assert f"{in_days(10):%d/%m/%Y}" in letter.body
        assert self.page(made) in letter.body
        assert spam.reference not in letter.subject

    def test_in_english_the_link_leads_to_the_english_page(self, ha, spam):
        Report.objects.update(language="en")
        made = block(Report.objects.get(), ha)
        message = Message.objects.get(channel="email")
        letter = texts.render(message.kind, message.facts, "en")
        assert f"/en{self.page(made)}" in letter.body

    def test_she_writes_without_signing_in_and_the_coordinator_lifts_it(self, client, ha, spam):
        made = block(spam, ha)
        assert client.get(self.page(made)).status_code == 200
        answer = client.post(self.page(made), {"words": WHY}, follow=True)
        assert WHY in answer.content.decode()
        made.refresh_from_db()
        assert (made.appeal, made.is_standing) == (WHY, True)
        assert spam.events.last().step == "appeal"
        assert spam.events.last().note == ""
        client.force_login(ha)
        assert WHY in client.get("/quan-tri/nguoi-gui-bi-chan/").content.decode()
        client.post(f"/quan-tri/nguoi-gui-bi-chan/{made.pk}/go/")
        made.refresh_from_db()
        assert (made.is_standing, made.lifted_by) == (False, ha)
        assert Message.objects.filter(kind="reports/block_lifted").exists()

    @pytest.mark.parametrize("words", ["", "ngắn", "x" * 2001])
    def test_too_little_or_too_much_is_asked_again(self, client, ha, spam, words):
        made = block(spam, ha)
        assert client.post(self.page(made), {"words": words}).status_code == 422
        made.refresh_from_db()
        assert made.appeal == ""

    def test_afterwards_it_says_that_she_can_send_again(self, client, ha, spam):
        made = block(spam, ha)
        actions.lift_block(made, by=ha)
        assert "gửi được phản ánh trở lại" in client.get(self.page(made)).content.decode()
        client.post(self.page(made), {"words": WHY})
        made.refresh_from_db()
        assert made.appeal == ""

    def test_a_link_that_somebody_made_up_leads_nowhere(self, client, ha, spam):
        made = block(spam, ha)
        for token in (str(made.pk), f"{made.pk}:abc", "x", f"{made.pk + 1}:{'a' * 43}"):
            assert client.get(f"/phan-anh/bi-chan/{token}/").status_code == 404


class TestTheDesk:
    LIST = "/quan-tri/nguoi-gui-bi-chan/"

    def test_others_have_no_such_list(self, client, hoa, dung, ha, spam):
        made = block(spam, ha)
        for officer in (hoa, dung):
            client.force_login(officer)
            assert client.get(self.LIST).status_code in (302, 403)
            assert client.post(f"{self.LIST}{made.pk}/go/").status_code in (302, 403, 404)
        made.refresh_from_db()
        assert made.is_standing

    def test_whoever_appeals_comes_first(self, client, ha, spam):
        other = ReportFactory(contact_email="minh@example.vn", contact_phone="")
        block(other, ha, days=3)
        waits = block(spam, ha, days=30)
        actions.appeal_against(waits, words=WHY)
        client.force_login(ha)
        assert next(iter(client.get(self.LIST).context["page_obj"])) == waits

    def test_it_asks_no_more_for_many(self, client, ha, spam):
        block(spam, ha)
        client.force_login(ha)
        client.get(self.LIST)
        with CaptureQueriesContext(connection) as of_one:
            client.get(self.LIST)
        for number in range(12):
            block(ReportFactory(contact_email=f"a{number}@example.vn", contact_phone=""), ha)
        with CaptureQueriesContext(connection) as of_many:
            assert len(client.get(self.LIST).context["page_obj"]) == 13
        assert len(of_many) <= len(of_one)


class TestHowLongItStays:
    def test_the_rule_sweeps_what_ended_long_ago(self, ha, spam):
        block(spam, ha, days=1)
        other = block(ReportFactory(contact_email="minh@example.vn", contact_phone=""), ha, days=5)
        with time_machine.travel(now() + timedelta(days=33)):
            retention.apply(retention.RULES["blocks"])
        assert list(Block.objects.all()) == [other]

    def test_her_copy_tells_of_it_and_her_erasure_takes_it(self, ha, lan, minh, spam):
        block(spam, ha)
        held = registry.HOLDINGS["blocks"]
        assert [row["reference"] for row in held.rows(lan)] == [spam.reference]
        assert held.count(minh) == 0
        held.erase(lan)
        assert not Block.objects.exists()
