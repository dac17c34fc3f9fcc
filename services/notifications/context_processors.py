"""How many messages wait to be read: known to every page, asked for only by those that say it."""

from functools import partial

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from services.notifications.models import Message


def unread(request: HttpRequest) -> dict[str, SimpleLazyObject]:
    return {"unread_messages": SimpleLazyObject(partial(count_unread, request))}


def count_unread(request: HttpRequest) -> int:
    user = getattr(request, "user", None)  # None where a request failed before it was known.
    if user is None or not user.is_authenticated:
        return 0
    return Message.objects.inbox_of(user).unread().count()
