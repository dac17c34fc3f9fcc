"""The editor's tree: what stands below a page, as far as it is hers."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import GroupPagePermission

from cms.page_tree import PER_SCREEN, TreeView

pytestmark = pytest.mark.django_db


def listed(client, page, number: int) -> list[str]:
    answer = client.get(f"/quan-tri/pages/{page.pk}/", {"p": number})
    return [one.title for one in answer.context["object_list"]]


def test_a_long_list_is_turned(as_person, rinh, write, news):
    for number in range(PER_SCREEN + 1):
        write(f"Tin {number}")
    first, second = (listed(as_person(rinh), news, number) for number in (1, 2))
    assert (len(first), len(second)) == (PER_SCREEN, 1)


def test_how_many_there_are_is_read_at_the_page(as_person, rinh, write, news):
    for number in range(3):
        write(f"Tin {number}")
    table = connection.ops.quote_name("wagtailcore_page")
    with CaptureQueriesContext(connection) as asked:
        shown = as_person(rinh).get(f"/quan-tri/pages/{news.pk}/").context["page_obj"]
    assert shown.paginator.count == 3
    assert not [one for one in asked if "COUNT(" in one["sql"] and table in one["sql"]]


def test_among_others_only_what_is_looked_for_is_counted(as_person, rinh, write, news):
    for number in range(3):
        write(f"Tin {number}")
    found = as_person(rinh).get(f"/quan-tri/pages/{news.pk}/", {"has_child_pages": "true"})
    assert found.context["page_obj"].paginator.count == 0


def test_by_kind_it_is_narrowed_where_there_are_several(as_person, rinh, home, news):
    def offered(page, **asked) -> set[str]:
        answer = as_person(rinh).get(f"/quan-tri/pages/{page.pk}/", asked)
        return set(answer.context["filters"].form.fields)

    assert "content_type" in offered(home)
    assert "content_type" not in offered(news)
    assert "content_type" in offered(news, q="tin", search_all="1")
    assert {"owner", "has_child_pages"} <= offered(news)


def test_whose_right_is_to_one_page_sees_no_other(rf, home, article, write, minh):
    write("Chuyện khác")
    group = Group.objects.create(name="Một trang")
    change = Permission.objects.get(content_type__app_label="wagtailcore", codename="change_page")
    GroupPagePermission.objects.create(group=group, page=article, permission=change)
    minh.groups.add(group)
    view = TreeView(parent_page=article.get_parent())
    view.setup(rf.get("/"))
    view.request.user = minh
    assert [page.title for page in view.get_base_queryset()] == [article.title]


def test_no_row_asks_by_itself_what_may_be_done_with_it(as_person, rinh, news, write):
    desk, tree = as_person(rinh), f"/quan-tri/pages/{news.pk}/"
    write("Tin đầu")
    desk.get(tree)
    asked = []
    for number in range(6):
        write(f"Tin {number}")
        with CaptureQueriesContext(connection) as questions:
            desk.get(tree)
        asked.append(len(questions))
    assert asked[-1] <= asked[0]


def test_a_technician_is_led_to_the_root_without_a_look_at_every_page(as_person, alone, news):
    with CaptureQueriesContext(connection) as asked:
        as_person(alone).get(f"/quan-tri/pages/{news.pk}/")
    roots = [one["sql"] for one in asked if '"depth" = 1' in one["sql"]]
    assert roots
    assert all("LIMIT 1" in sql for sql in roots)


@pytest.mark.usefixtures("fragments_kept")
def test_to_whom_pages_belong_is_looked_up_once(as_person, rinh, news, write, linh):
    desk, tree = as_person(rinh), f"/quan-tri/pages/{news.pk}/"
    write("Tin của Linh", owner=linh)
    for looks in (1, 0):
        with CaptureQueriesContext(connection) as asked:
            answer = desk.get(tree)
        assert answer.context["filters"].form.fields["owner"].queryset.get() == linh
        assert sum("DISTINCT" in one["sql"] and "owner_id" in one["sql"] for one in asked) == looks


def test_it_is_narrowed_to_what_belongs_to_somebody(as_person, rinh, news, write, linh):
    write("Tin của Linh", owner=linh)
    write("Tin không của ai")
    found = as_person(rinh).get(f"/quan-tri/pages/{news.pk}/", {"owner": linh.pk})
    assert [page.title for page in found.context["object_list"]] == ["Tin của Linh"]


def test_what_is_out_is_deleted_and_moved_by_publishers_only(rinh, linh, write):
    out, draft = write("Đã đăng"), write("Còn nháp", live=False)
    assert not out.permissions_for_user(rinh).can_delete()
    assert not out.permissions_for_user(rinh).can_move()
    assert draft.permissions_for_user(rinh).can_delete()
    assert out.permissions_for_user(linh).can_delete()
