"""The only place that writes subscriptions: asked for, confirmed, changed, stopped, taken up."""

from django.db import transaction
from django.db.models import Count
from django.utils.translation import override

from cms.models import Subscription, Topic
from cms.newsletter import consents, links
from cms.newsletter.links import Question
from cms.newsletter.wishes import Wish
from portal.common.moments import now
from portal.places.models import Commune
from services.notifications import outbox
from services.notifications.contacts import Contact

CONFIRM = "newsletter/confirm"


@transaction.atomic
def ask(*, email: str, wish: Wish, language: str) -> Subscription:
    """Ask at this address whether somebody there wants this; the link keeps the wish until then.

    So nobody changes by somebody else's address what she reads, nor learns that she reads it.
    """
    contact = Contact(email=email, language=language)
    found, _is_new = Subscription.objects.get_or_create(
        email=contact.address, defaults={"language": language}
    )
    if not found.is_running:
        found.created_at = now()  # It is kept until the new link is too old, not the one before.
        found.save(update_fields=["created_at"])
    question = Question(subscription=found, wish=wish, language=language)
    with override(language):
        path = links.confirm_path(question)
    key = f"newsletter-{found.pk}-ask-{now():%Y%m%d%H%M}"  # Pressed twice, it is one letter.
    outbox.post(contact, CONFIRM, key=key, path=path)
    return found


@transaction.atomic
def confirm(question: Question) -> Subscription:
    """The address has said yes: what is published from now on reaches it."""
    found = locked(question.subscription)
    if not found.is_running:
        found.begin()
    found.language, found.confirmed_at = question.language, now()
    found.save(update_fields=["language", "confirmed_at"])
    return wish_for(found, question.wish)


@transaction.atomic
def change(subscription: Subscription, wish: Wish) -> Subscription:
    """She wants other news, or at other times; whatever is not told yet still comes."""
    return wish_for(locked(subscription), wish)


@transaction.atomic
def stop(subscription: Subscription) -> Subscription:
    """No more letters; for some days there is a way back, then nothing of her is kept."""
    found = locked(subscription)
    if found.is_running:
        found.stopped_at = now()
        found.save(update_fields=["stopped_at"])
        consents.take_back(found)
    return found


@transaction.atomic
def stop_with(topic: Topic) -> None:
    """A topic goes: whoever wanted nothing else gets nothing more, rather than everything."""
    wanted = Subscription.objects.running().annotate(wanted=Count("topics")).filter(wanted=1)
    for subscription in wanted.filter(topics=topic):
        stop(subscription)


@transaction.atomic
def take_up(subscription: Subscription) -> Subscription:
    """It was stopped by mistake: it goes on from here."""
    found = locked(subscription)
    if found.stopped_at:
        found.begin()
    return found


@transaction.atomic
def follow(before: str, after: str) -> None:
    """Somebody has another address now: her news goes there, unless it has its own already."""
    found = Subscription.objects.running().filter(email=before.lower()).first()
    if found is None:
        return
    if Subscription.objects.filter(email=after.lower()).exists():
        found.stopped_at = now()  # She said no to nothing: what she agreed to stands.
    else:
        found.email = after.lower()
    found.save(update_fields=["email", "stopped_at"])


def wish_for(found: Subscription, wish: Wish) -> Subscription:
    """Write down what it brings; what no longer exists is left out, and all of it ends it."""
    found.rhythm = wish.rhythm
    found.save(update_fields=["rhythm"])
    topics = Topic.objects.filter(pk__in=wish.topics)
    found.topics.set(topics)
    found.communes.set(Commune.objects.filter(pk__in=wish.communes))
    return stop(found) if wish.topics and not topics else found


def locked(subscription: Subscription) -> Subscription:
    return Subscription.objects.select_for_update(of=("self",)).get(pk=subscription.pk)
