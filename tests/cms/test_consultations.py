"""Public consultations: everyone may comment, nobody is exposed, and an outcome is owed."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.timezone import localtime
from wagtail.models import PageViewRestriction
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from cms import actions, outcomes
from cms.models import ConsultationComment, ConsultationIndexPage, ConsultationPage
from cms.models.consultations import State
from cms.personal import answered, hidden
from cms.tasks import find_outcomes
from portal.common.moments import now, today
from portal.common.workflow import StepRefused
from portal.search.find import search
from services.notifications.models import Message
from services.privacy.registry import HOLDINGS
from services.privacy.retention import RULES
from tests.cms.bodies import FILM
from tests.cms.pages import a_consultation, list_of

pytestmark = pytest.mark.django_db
LIST = "/gop-y-du-thao/"
ONE_DAY = timedelta(days=1)
WORDS = "Điều 1 nên nói rõ ai trả phí chuyển khoản."
PHONE = "Gọi tôi số 0912 345 678 nhé."
OUTCOME = [("paragraph", "<p>Đã tiếp thu phần phí.</p>")]
CLOSED = {"opens_on": today() - 30 * ONE_DAY, "closes_on": today() - 2 * ONE_DAY}
ANSWERED = CLOSED | {"outcome_on": today() - ONE_DAY, "outcome": OUTCOME}
A_MONDAY = localtime(now()).replace(year=2026, month=12, day=7, hour=8)


@pytest.fixture
def draft(home):
    """`draft("Dự thảo", closes_on=…)`: one that is open to comments."""
    return lambda *args, **facts: a_consultation(home, *args, **facts)


def post(client, page, **said):
    return client.post(page.comment_url, {"text": WORDS} | said)


def edit_url(comment) -> str:
    return reverse("consultationcomment:edit", args=[comment.pk])


@pytest.mark.parametrize(
    ("dates", "state"),
    [
        ({"opens_on": today() + ONE_DAY}, State.UPCOMING),
        ({"opens_on": today(), "closes_on": today()}, State.OPEN),
        (CLOSED, State.CLOSED),
        (ANSWERED, State.ANSWERED),
        (ANSWERED | {"outcome_on": today() + ONE_DAY}, State.CLOSED),
    ],
)
def test_its_days_tell_how_far_it_is(client, draft, dates, state):
    page = draft(**dates)
    assert page.state == state
    shown = client.get(page.url).content.decode()
    assert ("Đã tiếp thu phần phí." in shown) == (state == State.ANSWERED)
    assert (page.comment_url in shown) == (state == State.OPEN)


def test_what_is_open_stands_first(client, draft):
    draft("Đã xong", **ANSWERED)
    draft("Còn lâu", closes_on=today() + 20 * ONE_DAY)
    draft("Sắp hết", closes_on=today() + ONE_DAY)
    page = client.get(LIST).context["page_obj"]
    assert [one.title for one in page] == ["Sắp hết", "Còn lâu", "Đã xong"]


def test_an_empty_list_says_so(client, home):
    list_of(ConsultationIndexPage, home)
    assert "empty__title" in client.get(LIST).content.decode()


def test_anyone_comments_and_is_thanked(client, draft):
    page = draft()
    assert "csrfmiddlewaretoken" in client.get(page.comment_url).content.decode()
    answer = post(client, page, name="Bà Tư", phone="0912 345 678")
    assert client.get(answer.url).status_code == 200
    comment = ConsultationComment.objects.get()
    assert (comment.state, comment.phone) == ("waiting", "+84912345678")


def test_nothing_is_shown_before_somebody_read_it(client, draft, linh):
    page = draft()
    comment = actions.send_comment(page, text=WORDS, name="Bà Tư")
    assert WORDS not in client.get(page.url).content.decode()
    actions.decide_comment(comment, state="shown", by=linh)
    shown = client.get(page.url).content.decode()
    assert WORDS in shown
    assert "Bà Tư" in shown


def test_no_number_and_no_address_is_shown(client, draft, linh):
    page = draft()
    comment = actions.send_comment(page, text=PHONE, email="tu@example.vn", phone="+84912345678")
    actions.decide_comment(comment, state="shown", by=linh)
    shown = client.get(page.url).content.decode()
    for private in ("0912", "tu@example.vn", "345 678"):
        assert private not in shown


def test_what_is_typed_is_words_not_code(client, draft, linh):
    page = draft()
    comment = actions.send_comment(page, text="<script>alert(1)</script> nên bỏ", name="<b>Tư</b>")
    actions.decide_comment(comment, state="shown", by=linh)
    shown = client.get(page.url).content.decode()
    assert "<script>alert" not in shown
    assert "<b>Tư</b>" not in shown


@pytest.mark.parametrize(
    "said", [{"text": ""}, {"text": "ngắn"}, {"email": "x"}, {"phone": "12"}, {"website": "x"}]
)
def test_what_is_missing_is_asked_for_and_nothing_lost(client, draft, said):
    answer = post(client, draft(), name="Bà Tư", **said)
    assert answer.status_code == 422
    assert 'value="Bà Tư"' in answer.content.decode()
    assert not ConsultationComment.objects.exists()


def test_nobody_writes_a_comment_in_a_moment(client, draft):
    page = draft()
    stamp = client.get(page.comment_url).context["form"].initial["opened"]
    assert post(client, page, opened=stamp).status_code == 422


def test_a_flood_is_stopped(client, draft):
    page = draft()
    assert [post(client, page).status_code for _ in range(11)][-1] == 429


@pytest.mark.parametrize("dates", [CLOSED, {"opens_on": today() + ONE_DAY}])
def test_comments_come_only_while_they_are_welcome(client, draft, dates):
    page = draft(**dates)
    assert post(client, page).status_code == 302
    assert not ConsultationComment.objects.exists()
    with pytest.raises(StepRefused):
        actions.send_comment(page, text=WORDS)


def test_drafts_and_closed_pages_take_no_comments_and_are_nowhere(client, draft):
    unpublished = draft("Chưa đăng", live=False)
    private = draft("Nội bộ")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    for page in (unpublished, private):
        assert client.get(page.comment_url).status_code == 404
        assert post(client, page).status_code == 404
    assert list(client.get(LIST).context["page_obj"]) == []
    assert list(search("noi bo")) == []


def test_an_outcome_is_found_from_its_day_on(draft):
    draft(**ANSWERED | {"outcome_on": today() + ONE_DAY})
    assert len(search("quay nao cung nhan")) == 1
    find_outcomes.call()
    assert list(search("tiep thu phan phi")) == []
    with time_machine.travel(now() + ONE_DAY, tick=False):
        assert find_outcomes.call() == 1
        assert len(search("tiep thu phan phi")) == 1


def test_one_told_at_once_is_found_at_once(draft):
    draft(**ANSWERED)
    assert len(search("tiep thu phan phi")) == 1


def test_linh_shows_a_comment(as_person, linh, draft):
    comment = actions.send_comment(draft(), text=PHONE)
    desk = as_person(linh)
    page = desk.get(edit_url(comment)).content.decode()
    assert "<mark>0912 345 678</mark>" in page
    desk.post(edit_url(comment), {"state": "shown", "reason": ""})
    comment.refresh_from_db()
    assert (comment.state, comment.decided_by) == ("shown", linh)


def test_linh_hides_one_only_for_a_reason(as_person, linh, draft):
    comment = actions.send_comment(draft(), text=WORDS)
    desk = as_person(linh)
    desk.post(edit_url(comment), {"state": "hidden", "reason": ""})
    comment.refresh_from_db()
    assert comment.state == "waiting"
    desk.post(edit_url(comment), {"state": "hidden", "reason": "Quảng cáo"})
    comment.refresh_from_db()
    assert (comment.state, comment.reason) == ("hidden", "Quảng cáo")
    with pytest.raises(StepRefused):
        actions.decide_comment(comment, state="hidden", by=linh)


def test_linh_does_not_read_how_to_reach_people(as_person, linh, draft):
    comment = actions.send_comment(draft(), text=WORDS, email="tu@example.vn", phone="+84912345678")
    desk = as_person(linh)
    for address in (edit_url(comment), reverse("consultationcomment:index")):
        page = desk.get(address).content.decode()
        assert "tu@example.vn" not in page
        assert "0912 345" not in page


def test_rinh_decides_nothing(as_person, rinh, draft):
    comment = actions.send_comment(draft(), text=WORDS)
    as_person(rinh).post(edit_url(comment), {"state": "shown", "reason": ""})
    comment.refresh_from_db()
    assert comment.state == "waiting"


def test_publishers_are_reminded_every_week_until_the_outcome_is_there(newsroom, linh, draft):
    with time_machine.travel(A_MONDAY, tick=False):
        page = draft(opens_on=today() - 20 * ONE_DAY, closes_on=today() - ONE_DAY)
        assert (outcomes.remind_publishers(), outcomes.remind_publishers()) == (1, 0)
        message = Message.objects.filter(kind=outcomes.DUE, channel="email").get()
        assert message.recipient == linh.email
    with time_machine.travel(A_MONDAY + 7 * ONE_DAY, tick=False):
        assert outcomes.remind_publishers() == 1
        page.refresh_from_db()
        page.outcome_on, page.outcome = today(), OUTCOME
        page.save_revision().publish()
    with time_machine.travel(A_MONDAY + 14 * ONE_DAY, tick=False):
        assert outcomes.remind_publishers() == 0


def test_whoever_left_an_address_hears_of_the_outcome_once(draft):
    page = draft(**CLOSED)
    for email in ("tu@example.vn", ""):
        ConsultationComment.objects.create(page=page, text=WORDS, email=email)
    assert outcomes.tell_commenters() == 0
    page.refresh_from_db()
    page.outcome_on, page.outcome = today(), OUTCOME
    page.save_revision().publish()
    assert (outcomes.tell_commenters(), outcomes.tell_commenters()) == (1, 0)
    assert Message.objects.get(kind=outcomes.POSTED).recipient == "tu@example.vn"


def test_contacts_go_thirty_days_after_the_outcome(draft):
    page = draft(**ANSWERED)
    comment = ConsultationComment.objects.create(page=page, text=WORDS, phone="+84912345678")
    rule = RULES["comment_contacts"]
    assert rule.rows().count() == 0
    assert rule.erase(answered(now() + 2 * ONE_DAY)) == 1
    comment.refresh_from_db()
    assert (comment.phone, comment.text) == ("", WORDS)


def test_what_is_not_shown_goes_in_time(draft, linh):
    comment = actions.send_comment(draft(), text=WORDS)
    actions.decide_comment(comment, state="hidden", reason="Quảng cáo", by=linh)
    assert RULES["hidden_comments"].erase(hidden(now() + ONE_DAY)) == 1


def test_a_person_reads_and_erases_her_own(draft, lan, linh):
    page = draft()
    shown = actions.send_comment(page, text=WORDS, user=lan, name="Lan")
    actions.decide_comment(shown, state="shown", by=linh)
    actions.send_comment(page, text=WORDS, email=lan.email)
    actions.send_comment(page, text=WORDS, email="minh@example.vn")
    holding = HOLDINGS["consultation_comments"]
    assert holding.count(lan) == len(list(holding.rows(lan))) == 2
    holding.erase(lan)
    assert holding.count(lan) == 0
    shown.refresh_from_db()
    assert (shown.text, shown.name) == (WORDS, "")
    assert ConsultationComment.objects.count() == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"closes_on": today() - 9 * ONE_DAY},
        {"outcome_on": today(), "closes_on": today() + ONE_DAY},
    ],
)
def test_its_days_make_sense(draft, wrong):
    with pytest.raises(ValidationError):
        draft(**wrong)


def test_an_outcome_needs_words(newsroom, as_person, alone):
    parent = list_of(ConsultationIndexPage, newsroom)
    words = rich_text("<p>Điều 1.</p>", features=["bold"])
    form = {
        "title": "Dự thảo",
        "slug": "du-thao",
        "introduction": "",
        "agency": "",
        "opens_on": "01/10/2026",
        "closes_on": "01/11/2026",
        "body": streamfield([("paragraph", words)]),
        "file": "",
        "topic": "",
        "outcome_on": "02/11/2026",
        "outcome": streamfield([]),
        "points": inline_formset([]),
        "corrections": inline_formset([]),
        "comments": inline_formset([]),
        "review_by": "",
        "seo_title": "",
        "search_description": "",
        "action-publish": "1",
    }
    address = reverse("wagtailadmin_pages:add", args=["cms", "consultationpage", parent.pk])
    as_person(alone).post(address, nested_form_data(form))
    assert not ConsultationPage.objects.exists()
    as_person(alone).post(address, nested_form_data(form | {"outcome_on": ""}))
    assert ConsultationPage.objects.get().title == "Dự thảo"


def test_no_draft_is_deleted_over_the_heads_of_who_commented(client, as_person, alone, draft):
    page = draft()
    post(client, page)
    desk = as_person(alone)
    for one in (page, page.get_parent()):
        delete = reverse("wagtailadmin_pages:delete", args=[one.pk])
        assert "Đã có người góp ý" in desk.post(delete, follow=True).content.decode()
    assert ConsultationComment.objects.get().page == page


def test_a_film_in_the_outcome_may_be_played(client, draft):
    film = [("embed", {"url": FILM, "title": "Buổi công bố"})]
    page = draft(**ANSWERED | {"outcome": film})
    assert "youtube-nocookie.com" in client.get(page.url)["Content-Security-Policy"]
