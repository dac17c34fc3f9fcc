"""The queue: whose it is, in which order, how much of it; and nothing of other communes."""

import re
from datetime import timedelta

import pytest

from portal.accounts.actions import join
from portal.accounts.roles import Role
from portal.common.dates import show_day
from portal.common.moments import now, today
from services.operations.queues import VIEWS
from services.reports.models import Report
from services.reports.risk import Risk
from services.reports.workflow import State
from tests.people import agency_of, commune_named, person
from tests.services.reports.factories import CategoryFactory, ReportFactory, in_state

QUEUE = "/quan-tri/phan-anh/"
RESULTS = f"{QUEUE}ket-qua/"
REFRESH = f"{QUEUE}lam-moi/"


@pytest.fixture
def desk(client, hoa):
    """A browser at which Hoa is signed in."""
    client.force_login(hoa)
    return client


@pytest.fixture
def coordinator(client, ha):
    """A browser at which Hà is signed in, who sees every commune."""
    client.force_login(ha)
    return client


def listed(client, **asked) -> list[Report]:
    """All pages of a list, one after another."""
    found, page = [], client.get(QUEUE, asked).context["page_obj"]
    for number in page.paginator.page_range:
        found += client.get(QUEUE, asked | {"p": number}).context["object_list"]
    return found


def elsewhere(**facts) -> Report:
    commune = commune_named("31510", "Phường Phú Lợi")
    return ReportFactory(commune=commune, agency=agency_of(commune, "H13.31510"), **facts)


def everywhere(*officers) -> None:
    """Reports in every state, early and late, here and next door, some of them somebody's."""
    for state in State:
        for days in (-3, 0, 1, 30):
            due_at = now() + timedelta(days=days, minutes=5)
            in_state(state, due_at=due_at)
            elsewhere(**{state: True} if state != State.SUBMITTED else {}, due_at=due_at)
    for officer, report in zip(officers * 3, Report.objects.open(), strict=False):
        report.assignee = officer
        report.save(update_fields=["assignee"])


class TestWhose:
    def test_mine_is_what_was_given_to_me(self, desk, hoa):
        mine = ReportFactory(assigned=True, assignee=hoa)
        ReportFactory(assigned=True)
        assert listed(desk, scope="mine") == [mine]

    def test_my_agency_is_where_i_serve_however_far_i_see(self, coordinator, ha):
        here, there = ReportFactory(), elsewhere()
        assert listed(coordinator, scope="agency") == []
        join(ha, there.agency, Role.REPORT_HANDLER)
        assert listed(coordinator, scope="agency") == [there]
        assert {*listed(coordinator, scope="everything")} == {here, there}

    def test_what_was_given_to_me_elsewhere_is_not_mine_to_see(self, desk, hoa):
        elsewhere(assigned=True, assignee=hoa)
        assert listed(desk, scope="mine", view="all") == []

    def test_nonsense_shows_everything_that_is_open(self, desk):
        report = ReportFactory()
        ReportFactory(resolved=True)
        assert listed(desk, scope="'--", view="x" * 900) == [report]


class TestOrder:
    def test_what_is_late_comes_first_and_what_waits_after_what_is_soon(self, desk):
        fine = ReportFactory(due_at=now() + timedelta(days=40))
        waiting = ReportFactory(waiting=True, paused_at=now() - timedelta(days=9), overdue=True)
        stopped = ReportFactory(received=True, paused_at=now(), overdue=True)
        late = ReportFactory(overdue=True)
        today_ = ReportFactory(due_at=now() + timedelta(seconds=20))
        assert listed(desk) == [late, today_, waiting, stopped, fine]

    def test_it_is_the_same_when_there_are_too_many_to_sort(self, desk, monkeypatch):
        everywhere()
        sorted_at_once = listed(desk)
        monkeypatch.setattr("services.operations.queues.A_FEW_TO_SORT", 0)
        assert listed(desk) == sorted_at_once
        assert len(sorted_at_once) == 32

    def test_each_row_says_how_near_it_is_to_being_late(self, desk):
        ReportFactory(overdue=True)
        ReportFactory(due_at=now() + timedelta(days=40))
        page = desk.get(QUEUE).content.decode()
        for words in ("Quá hạn</span>", "Đúng hạn</span>"):
            assert words in page


class TestCounts:
    @pytest.mark.parametrize(
        ("scope", "few_to_sort", "filters"),
        [
            ("everything", 0, {}),
            ("everything", 2_000, {"q": "den duong"}),
            ("agency", 0, {"state": "in_progress"}),
            ("mine", 2_000, {}),
        ],
    )
    def test_each_count_is_the_length_of_its_list(
        self, coordinator, ha, hoa, monkeypatch, few_to_sort, scope, filters
    ):
        monkeypatch.setattr("services.operations.queues.A_FEW_TO_SORT", few_to_sort)
        everywhere(ha, hoa)
        join(ha, Report.objects.first().agency, Role.REPORT_HANDLER)
        asked = filters | {"scope": scope}
        shown = coordinator.get(QUEUE, asked).context
        links = {one["label"]: one["count"] for one in shown["buckets"] + shown["other_views"]}
        for view in ("open", *Risk, "submitted"):
            assert links[VIEWS[view]] == len(listed(coordinator, **asked, view=view)), view
        tab = next(tab for tab in shown["tabs"] if tab["is_chosen"])
        assert tab["count"] == links[VIEWS["open"]]

    def test_the_tabs_count_under_the_same_filters(self, coordinator):
        ReportFactory()
        elsewhere(description="Rác chưa gom.")
        tabs = coordinator.get(QUEUE, {"q": "rac"}).context["tabs"]
        assert [tab["count"] for tab in tabs] == [0, 0, 1]

    def test_a_count_leads_to_its_list_with_the_filters_kept(self, desk):
        ReportFactory(overdue=True)
        page = desk.get(QUEUE, {"q": "den", "scope": "agency", "p": "1"}).content.decode()
        assert f'href="{QUEUE}?q=den&amp;scope=agency&amp;view=overdue"' in page

    def test_the_head_says_the_totals(self, desk):
        ReportFactory(overdue=True)
        ReportFactory()
        page = desk.get(QUEUE).content.decode()
        assert "2 phản ánh đang mở, trong đó 1 quá hạn và 0 đến hạn hôm nay" in page

    def test_what_lies_behind_is_counted_only_so_far(self, desk, monkeypatch):
        monkeypatch.setattr("services.operations.queues.MOST", 2)
        monkeypatch.setattr("services.operations.queue.MOST", 2)
        ReportFactory.create_batch(4, resolved=True)
        answer = desk.get(QUEUE, {"view": "closed"})
        assert answer.context["page_obj"].paginator.count == 3
        assert "Hơn 2 phản ánh" in answer.content.decode()
        assert "Chỉ xem và tải về được 2 phản ánh đầu" in answer.content.decode()


class TestFilters:
    def test_kinds_and_states_narrow_together(self, desk):
        holes = CategoryFactory(code="GT01", name="Ổ gà")
        hole = ReportFactory(category=holes, received=True)
        ReportFactory(category=holes)
        ReportFactory(received=True)
        assert listed(desk, category=holes.pk, state="received") == [hole]

    def test_several_of_a_kind_are_any_of_them(self, desk):
        ReportFactory()
        some = {ReportFactory(received=True), ReportFactory(in_progress=True)}
        assert {*listed(desk, state=["received", "in_progress"])} == some

    def test_by_officer_and_by_nobody(self, desk, hoa):
        hers, nobodys = ReportFactory(assigned=True, assignee=hoa), ReportFactory()
        assert listed(desk, assignee=hoa.pk) == [hers]
        assert listed(desk, assignee="none") == [nobodys]
        page = desk.get(RESULTS, {"assignee": "none"}).content.decode()
        assert "Chưa giao cho ai" in page

    def test_by_the_days_on_which_they_were_sent(self, desk):
        ReportFactory(created_at=now() - timedelta(days=40))
        lately = ReportFactory(created_at=now() - timedelta(days=3))
        week = show_day(today() - timedelta(days=7))
        assert listed(desk, created_at_from=week) == [lately]

    def test_an_address_may_be_shared(self, desk):
        report = ReportFactory(received=True)
        ReportFactory()
        page = desk.get(f"{QUEUE}?state=received&view=open&q=tối").content.decode()
        assert report.reference in page
        assert 'value="received" id="id_state_1" checked' in page

    def test_nonsense_narrows_nothing(self, desk):
        report = ReportFactory()
        asked = {"category": "x' OR 1", "state": "gone", "assignee": "9", "created_at_from": "no"}
        assert listed(desk, **asked) == [report]

    def test_only_ones_own_communes_and_officers_can_be_chosen(self, desk, hoa, dung):
        elsewhere()
        page = desk.get(QUEUE).content.decode()
        assert "Nguyễn Thị Hoa" in page
        assert "Phường Sóc Trăng" in page
        for theirs in ("Lê Văn Dũng", "Phường Phú Lợi"):
            assert theirs not in page

    def test_the_officers_of_others_are_not_guessed_by_a_filter(self, desk, dung):
        elsewhere(assigned=True, assignee=dung)
        ReportFactory()
        context = desk.get(QUEUE, {"assignee": dung.pk}).context
        assert "Lê Văn Dũng" not in str(context["filters"].form)

    def test_the_coordinator_chooses_among_all(self, coordinator, hoa, dung):
        page = coordinator.get(QUEUE).content.decode()
        assert all(name in page for name in ("Nguyễn Thị Hoa", "Lê Văn Dũng", "Phường Phú Lợi"))


class TestPieces:
    """What Wagtail fetches while one types, and the page itself once a minute."""

    def test_they_are_the_list_without_the_frame(self, desk):
        report = ReportFactory()
        for address in (RESULTS, REFRESH):
            page = desk.get(address).content.decode()
            assert report.reference in page
            assert "<html" not in page

    def test_their_links_lead_to_the_page(self, desk):
        ReportFactory.create_batch(41)
        page = desk.get(REFRESH).content.decode()
        assert f'href="{QUEUE}?view=overdue"' in page
        assert not re.search(r'href="[^"]*(lam-moi|ket-qua)', page)

    def test_searching_keeps_the_tab_and_the_view(self, desk):
        page = desk.get(QUEUE, {"scope": "mine", "view": "overdue"}).content.decode()
        assert '<input type="hidden" name="scope" value="mine">' in page
        assert '<input type="hidden" name="view" value="overdue">' in page

    def test_they_show_nothing_of_others(self, client, dung):
        ReportFactory()
        client.force_login(dung)
        for address in (QUEUE, RESULTS, REFRESH):
            context = client.get(address, {"view": "all"}).context
            assert list(context["object_list"]) == []
            assert all(tab["count"] == 0 for tab in context["tabs"])


class TestAuditor:
    def test_who_may_not_act_is_offered_no_step(self, client, soc_trang_office):
        auditor = person("audit@example.vn", "Kiểm Tra")
        join(auditor, soc_trang_office, Role.AUDITOR)
        client.force_login(auditor)
        ReportFactory()
        page = client.get(QUEUE).content.decode()
        assert "data-bulk-action" not in page


@pytest.mark.parametrize("count", [3, 45])
def test_it_asks_at_most_fifteen_questions(coordinator, django_assert_max_num_queries, count):
    ReportFactory.create_batch(count, overdue=True)
    coordinator.get(QUEUE)
    with django_assert_max_num_queries(15):
        coordinator.get(QUEUE)


def test_what_perhaps_is_no_report_can_be_looked_through(desk):
    doubtful = ReportFactory(spam_points=60)
    ReportFactory(spam_points=10)
    ReportFactory(received=True, spam_points=60)  # Somebody has read it, and knows better.
    elsewhere(spam_points=60)
    assert listed(desk, spam="1") == [doubtful]
    page = desk.get(QUEUE, {"spam": "1"})
    assert page.context["totals"].startswith("1 ")
    assert "spam=1" in page.context["present"]
