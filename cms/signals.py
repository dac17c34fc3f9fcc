"""The one place that listens to Wagtail and allauth, which tell what was done there by signals."""

from allauth.account.signals import email_changed
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.dispatch import receiver
from wagtail.documents.models import Document
from wagtail.models import PageViewRestriction, Site, Task
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from cms import findable, tasks
from cms.links import collect
from cms.models import ApprovalTask, ConsultationComment, Official, PortalImage, Topic
from cms.models.approval import send_back_from
from cms.newsletter import actions
from portal.jobs.queue import enqueue
from portal.pages_cache.edition import forget_pages

SHOWN = (ConsultationComment, Official, Topic, PortalImage, Document, PageViewRestriction, Site)


@receiver(page_published)
def when_published(sender, instance, **kwargs) -> None:
    """Found from now on; Wagtail tells of it also when it is only to come out at some hour."""
    if isinstance(instance, findable.FINDABLE):
        findable.put(instance)


@receiver(page_unpublished)
def when_unpublished(sender, instance, **kwargs) -> None:
    """Also told of each page that is deleted, and of those below it."""
    findable.remove(instance)


@receiver(page_published)
def when_links_are_out(sender, instance, **kwargs) -> None:
    if not instance.live:
        return
    collect.put(instance)
    collect.tell_those_who_link_to(instance)


@receiver(page_unpublished)
def when_links_lead_nowhere(sender, instance, **kwargs) -> None:
    collect.forget(instance)
    collect.tell_those_who_link_to(instance)


@receiver(pre_delete, sender=Document)
@receiver(pre_delete, sender=PortalImage)
def when_a_file_goes(sender, instance, **kwargs) -> None:
    """Before it is gone: afterwards nobody knows who showed it."""
    collect.tell_those_who_link_to(instance)


@receiver(pre_delete, sender=Topic)
def when_a_topic_goes(sender, instance, **kwargs) -> None:
    """Before it is gone: afterwards nobody knows who wanted it."""
    actions.stop_with(instance)


@receiver(email_changed)
def when_an_address_changed(sender, from_email_address, to_email_address, **kwargs) -> None:
    if from_email_address:
        actions.follow(from_email_address.email, to_email_address.email)


@receiver([post_page_move, page_slug_changed])
def when_elsewhere(sender, instance, **kwargs) -> None:
    """Pages below take their addresses from those above."""
    findable.put_branch(instance)


@receiver([post_save, post_delete], sender=PageViewRestriction)
def when_closed_or_opened(sender, instance, origin=None, **kwargs) -> None:
    """One that goes with its page opens nothing: that page is half gone by then."""
    if origin is not None and getattr(origin, "model", type(origin)) is not PageViewRestriction:
        return
    for page in (instance.page, *instance.page.aliases.all()):
        findable.put_branch(page)


@receiver(pre_save, sender=Topic)
def when_a_topic_is_renamed(sender, instance, **kwargs) -> None:
    before = Topic.objects.filter(pk=instance.pk).first()
    if before:
        findable.rename_topic(before, instance)


@receiver(pre_save, sender=ApprovalTask)
@receiver(pre_save, sender=Task)
def when_a_task_is_switched_off(sender, instance, **kwargs) -> None:
    if instance.pk and not instance.active:
        send_back_from(instance)


@receiver(post_save, sender=PortalImage)
def when_a_picture_changed(sender, instance, **kwargs) -> None:
    """New, or in another file, or with another point that matters: readers wait for no size."""
    enqueue(tasks.make_sizes, instance.pk)


@receiver([page_published, page_unpublished, post_page_move, page_slug_changed])
def when_a_page_changed(sender, **kwargs) -> None:
    forget_pages()


def when_pages_show_it(sender, **kwargs) -> None:
    forget_pages()


for model in SHOWN:
    post_save.connect(when_pages_show_it, sender=model)
    post_delete.connect(when_pages_show_it, sender=model)
