"""Who writes, who approves, and the way from the one to the other.

Wagtail's migrations leave two groups and a workflow with English names: ours take their places;
what is missing is made; what people have arranged since then stays.
"""

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from cms.models import ApprovalTask
from portal.accounts.roles import GROUPS, Role

WAGTAILS_GROUPS = {Role.EDITOR: "Editors", Role.PUBLISHER: "Moderators"}
WAGTAILS_APPROVAL = "Moderators approval"
APPROVAL = "Duyệt trước khi đăng"

WRITE = ["wagtailcore.add_page", "wagtailcore.change_page"]
PUBLISH = ["wagtailcore.publish_page", "wagtailcore.lock_page", "wagtailcore.unlock_page"]
PAGE_RIGHTS = {Role.EDITOR: WRITE, Role.PUBLISHER: WRITE + PUBLISH}

# Who may add a picture may also change his own.
USE_FILES = [
    *["wagtailimages.add_image", "wagtailimages.choose_image"],
    *["wagtaildocs.add_document", "wagtaildocs.choose_document"],
]
TIDY_FILES = ["wagtailimages.change_image", "wagtaildocs.change_document"]
FILE_RIGHTS = {Role.EDITOR: USE_FILES, Role.PUBLISHER: USE_FILES + TIDY_FILES}

ENTER = ["wagtailadmin.access_admin", "procedures.change_procedure"]
ARRANGE = ["cms.add_topic", "cms.change_topic", "cms.delete_topic"]
WARN = ["cms.add_alert", "cms.change_alert", "cms.delete_alert"]
LISTEN = ["search.view_unansweredquestion", "search.delete_unansweredquestion"]
LISTEN += ["search.add_promotion", "search.change_promotion", "search.delete_promotion"]
COUNT = ["cms.view_subscription"]
MODERATE = ["cms.change_consultationcomment"]
NAME = ["cms.add_official", "cms.change_official", "cms.delete_official"]
LEAD_ON = ["wagtailredirects.add_redirect", "wagtailredirects.change_redirect"]
LEAD_ON += ["wagtailredirects.delete_redirect"]
LEAD = WARN + ARRANGE + MODERATE + NAME + LEAD_ON
WRITE_FOR = ENTER + LISTEN + COUNT
OTHER_RIGHTS = {Role.EDITOR: WRITE_FOR, Role.PUBLISHER: WRITE_FOR + LEAD}


def open_newsroom(home: Page) -> None:
    """Let editors write and publishers approve, from this page downwards."""
    for role in GROUPS:
        group = group_of(role)
        if not group.page_permissions.exists():
            grant(group, role, home)
    set_up_approval(home)


def group_of(role: Role) -> Group:
    """The group that comes with a role, in place of Wagtail's own."""
    group, _ = Group.objects.get_or_create(name=GROUPS[role])
    for wagtails in Group.objects.filter(name=WAGTAILS_GROUPS[role]):
        group.user_set.add(*wagtails.user_set.all())
        wagtails.delete()
    return group


def grant(group: Group, role: Role, home: Page) -> None:
    group.permissions.add(*permissions(OTHER_RIGHTS[role]))
    everywhere = Collection.get_first_root_node()
    for permission in permissions(PAGE_RIGHTS[role]):
        GroupPagePermission.objects.create(group=group, page=home, permission=permission)
    for permission in permissions(FILE_RIGHTS[role]):
        GroupCollectionPermission.objects.create(
            group=group, collection=everywhere, permission=permission
        )


def permissions(names: list[str]) -> QuerySet[Permission]:
    """Permissions by their full names: "wagtailcore.add_page"."""
    wanted = Q()
    for name in names:
        app, codename = name.split(".")
        wanted |= Q(content_type__app_label=app, codename=codename)
    return Permission.objects.filter(wanted)


def set_up_approval(home: Page) -> None:
    """An article an editor hands in waits for a publisher who did not write it."""
    publishers = Group.objects.get(name=GROUPS[Role.PUBLISHER])
    Workflow.objects.filter(name=WAGTAILS_APPROVAL).update(name=APPROVAL)
    for task in GroupApprovalTask.objects.all():
        ours = take_over(task)
        if ours.name == WAGTAILS_APPROVAL:
            ours.name = APPROVAL
            ours.save(update_fields=["name"])
            ours.groups.add(publishers)
    if WorkflowPage.objects.exists():
        return
    workflow = Workflow.objects.create(name=APPROVAL)
    task = ApprovalTask.objects.create(name=APPROVAL)
    task.groups.add(publishers)
    WorkflowTask.objects.create(workflow=workflow, task=task)
    WorkflowPage.objects.create(workflow=workflow, page=home)


def take_over(task: GroupApprovalTask) -> ApprovalTask:
    """The same task with the rule of two pairs of eyes; what waits at it goes on waiting."""
    groups = list(task.groups.all())
    kind = ContentType.objects.get_for_model(ApprovalTask)
    ours = ApprovalTask(task_ptr_id=task.pk, name=task.name, active=task.active, content_type=kind)
    ours.save()
    ours.groups.set(groups)
    task.delete(keep_parents=True)
    return ours
