"""Rinh writes, Linh approves; Linh's own words wait for Thu, and nobody approves their own."""

import json

import pytest
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Workflow

from cms.approval_desk import WROTE_LAST
from cms.models import ApprovalTask, ArticlePage
from cms.newsroom import open_newsroom
from portal.accounts.models import User
from tests.cms.test_editors import add, edit, typed

pytestmark = pytest.mark.django_db
APPROVE = {"action-workflow-action": "1", "workflow-action-name": "approve"}
PUBLISH = {"action-publish": "1"}
SUBMIT = {"action-submit": "1"}


@pytest.fixture
def from_rinh(as_person, rinh, linh, news) -> ArticlePage:
    """What Rinh wrote and sent for approval."""
    add(as_person(rinh), news, **typed(), **SUBMIT)
    return ArticlePage.objects.get()


@pytest.fixture
def from_linh(as_person, linh, news) -> ArticlePage:
    """What Linh wrote, as a draft."""
    add(as_person(linh), news, **typed())
    return ArticlePage.objects.get()


def is_live(page) -> bool:
    return ArticlePage.objects.get(pk=page.pk).live


def test_linh_approves_what_rinh_wrote(as_person, linh, from_rinh):
    edit(as_person(linh), from_rinh, **APPROVE)
    assert is_live(from_rinh)


def test_linh_publishes_at_once_what_rinh_wrote(as_person, linh, from_rinh):
    edit(as_person(linh), from_rinh, **PUBLISH)
    assert is_live(from_rinh)


def test_linh_hears_that_everyone_can_read_it(as_person, linh, from_rinh):
    address = reverse("wagtailadmin_pages:edit", args=[from_rinh.pk])
    said = as_person(linh).post(address, typed() | APPROVE, follow=True).content.decode()
    assert "Bây giờ ai cũng đọc được" in said
    assert f'href="{ArticlePage.objects.get().get_url()}"' in said


@pytest.mark.parametrize("view", ["workflow_action", "collect_workflow_action_data"])
def test_nothing_goes_back_without_a_word(as_person, linh, from_rinh, view):
    waiting = from_rinh.current_workflow_task_state
    address = reverse(f"wagtailadmin_pages:{view}", args=[from_rinh.pk, "reject", waiting.pk])
    asked = {"x-requested-with": "XMLHttpRequest"}
    answer = as_person(linh).post(address, {"comment": " "}, headers=asked)
    assert "Cần sửa gì" in answer.json()["html"]
    assert from_rinh.current_workflow_task_state.status == "in_progress"


def test_linh_sends_it_back_with_a_word_and_hears_so(as_person, linh, from_rinh):
    address = reverse("wagtailadmin_pages:edit", args=[from_rinh.pk])
    data = json.dumps({"comment": "Thêm ảnh."})
    reject = {"action-workflow-action": "1", "workflow-action-name": "reject"}
    sent = typed() | reject | {"workflow-action-extra-data": data}
    said = as_person(linh).post(address, sent, follow=True).content.decode()
    assert "Đã trả bài cho người viết" in said
    [state] = from_rinh.current_workflow_state.task_states.all()
    assert (state.status, state.comment) == ("rejected", "Thêm ảnh.")


def test_a_new_page_is_ones_own(as_person, linh, news):
    browser = as_person(linh)
    answer = add(browser, news, **typed(), **PUBLISH)
    page = ArticlePage.objects.get()
    assert not page.live
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert str(WROTE_LAST) in browser.get(answer.url).content.decode()


def test_linh_does_not_publish_her_own(as_person, linh, from_linh):
    browser = as_person(linh)
    answer = browser.post(
        reverse("wagtailadmin_pages:edit", args=[from_linh.pk]), typed() | PUBLISH, follow=True
    )
    assert not is_live(from_linh)
    assert str(WROTE_LAST) in answer.content.decode()
    assert 'name="action-publish"' not in answer.content.decode()


def test_thu_publishes_it(as_person, thu, from_linh):
    edit(as_person(thu), from_linh, **PUBLISH)
    assert is_live(from_linh)


def test_who_mends_and_publishes_in_one_go_wrote_last(as_person, linh, thu, from_rinh):
    edit(as_person(linh), from_rinh, **PUBLISH | {"title": "Đèn đường lại sáng"})
    assert not is_live(from_rinh)
    edit(as_person(thu), from_rinh, **PUBLISH | {"title": "Đèn đường lại sáng"})
    assert is_live(from_rinh)


def test_who_mends_and_approves_in_one_go_wrote_last(as_person, linh, thu, from_rinh):
    mended = APPROVE | {"title": "Đèn đường lại sáng"}
    answer = as_person(linh).post(
        reverse("wagtailadmin_pages:edit", args=[from_rinh.pk]), typed() | mended, follow=True
    )
    assert str(WROTE_LAST) in answer.content.decode()
    assert not is_live(from_rinh)
    edit(as_person(thu), from_rinh, **mended)
    assert is_live(from_rinh)
    assert ArticlePage.objects.get().title == "Đèn đường lại sáng"


def test_linh_does_not_approve_her_own_by_any_door(as_person, linh, from_linh):
    browser = as_person(linh)
    edit(browser, from_linh, **SUBMIT)
    from_linh.refresh_from_db()
    waiting = from_linh.current_workflow_task_state
    edit(browser, from_linh, **APPROVE)
    door = reverse("wagtailadmin_pages:workflow_action", args=[from_linh.pk, "approve", waiting.pk])
    browser.post(door)
    assert not is_live(from_linh)


def test_nor_by_publishing_many_at_once(as_person, linh, thu, from_linh):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    many = f"{address}?id={from_linh.pk}"
    as_person(linh).post(many, {"include_descendants": ""})
    assert not is_live(from_linh)
    as_person(thu).post(many, {"include_descendants": ""})
    assert is_live(from_linh)


def test_nor_by_publishing_all_below(as_person, linh, thu, news, from_linh):
    news.save_revision(user=thu)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    as_person(linh).post(f"{address}?id={news.pk}", {"include_descendants": "on"})
    assert not is_live(from_linh)


def test_saving_again_unchanged_makes_nobody_an_author(as_person, linh, from_rinh):
    edit(as_person(linh), from_rinh)
    edit(as_person(linh), from_rinh, **PUBLISH)
    assert is_live(from_rinh)


def test_what_no_person_wrote_anybody_publishes(as_person, linh, write):
    page = write("Đèn đường sáng", slug="den-duong-sang", live=False)
    page.save_revision()
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    as_person(linh).post(f"{address}?id={page.pk}", {"include_descendants": ""})
    assert is_live(page)


def test_who_runs_the_portal_alone_publishes(as_person, linh, from_linh):
    User.objects.filter(pk=linh.pk).update(is_superuser=True)
    edit(as_person(linh), from_linh, **PUBLISH)
    assert is_live(from_linh)


def test_linh_still_withdraws_what_she_wrote(as_person, linh, thu, from_linh):
    edit(as_person(thu), from_linh, **PUBLISH)
    as_person(linh).post(reverse("wagtailadmin_pages:unpublish", args=[from_linh.pk]))
    assert not is_live(from_linh)


def test_her_own_does_not_stand_among_what_waits_for_her(as_person, linh, thu, from_linh):
    edit(as_person(linh), from_linh, **SUBMIT)
    waits = "Đang chờ bạn duyệt"
    assert waits not in as_person(linh).get("/quan-tri/").content.decode()
    assert waits in as_person(thu).get("/quan-tri/").content.decode()


def test_where_the_task_is_switched_off_nothing_goes_out_unread(as_person, alone, from_rinh):
    task = ApprovalTask.objects.get()
    as_person(alone).post(reverse("wagtailadmin_workflows:disable_task", args=[task.pk]))
    assert not ApprovalTask.objects.get().active
    assert not is_live(from_rinh)
    assert ArticlePage.objects.get().current_workflow_state is None


def test_wagtails_own_task_becomes_ours_with_what_waits_at_it(home, newsroom):
    ours = ApprovalTask.objects.get()
    old = GroupApprovalTask(task_ptr_id=ours.pk, name=ours.name)
    groups = list(ours.groups.all())
    ours.delete(keep_parents=True)
    old.save()
    old.groups.set(groups)
    open_newsroom(home)
    assert [list(task.specific.groups.all()) for task in Workflow.objects.get().tasks] == [groups]
    assert ApprovalTask.objects.get().pk == old.pk
    assert not GroupApprovalTask.objects.exists()
