"""The links in letters: one that says yes to the news, one to change one's mind.

They name nobody, and nobody can make one up.
"""

from dataclasses import asdict, dataclass
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.core.signing import BadSignature, SignatureExpired, Signer
from django.urls import reverse

from cms.models import Subscription
from cms.newsletter.wishes import Wish

LIVES = timedelta(days=3)
SALT = "cms.newsletter.links"

__all__ = ["LIVES", "BadSignature", "Question", "SignatureExpired"]


@dataclass(frozen=True, kw_only=True)
class Question:
    """What a link asks: whether this address wants this news, in this language."""

    subscription: Subscription
    wish: Wish
    language: str


def confirm_path(question: Question) -> str:
    """Where somebody says once more that she wants it; it holds for three days."""
    said = asdict(question.wish) | {"s": question.subscription.pk, "language": question.language}
    token = signing.dumps(said, salt=f"{SALT}.confirm", compress=True)
    return reverse("cms:newsletter_confirm", args=[token])


def question_of(token: str) -> Question | None:
    """What this link asks, if whom it asks is still there.

    Raises SignatureExpired when it is too old, BadSignature when it is none of ours.
    """
    said = signing.loads(token, salt=f"{SALT}.confirm", max_age=LIVES)
    subscription = Subscription.objects.filter(pk=said["s"]).first()
    if subscription is None:
        return None
    topics, communes = tuple(said["topics"]), tuple(said["communes"])
    wish = Wish(rhythm=said["rhythm"], topics=topics, communes=communes)
    return Question(subscription=subscription, wish=wish, language=said["language"])


def token(subscription: Subscription) -> str:
    """Of its settings and its way out; it holds as long as we keep the address."""
    return own().sign(str(subscription.pk))


def subscription_of(token: str) -> Subscription | None:
    """Whose link this is, if we keep it still; raises BadSignature when it is none of ours."""
    return Subscription.objects.filter(pk=int(own().unsign(token))).first()


def settings_url(subscription: Subscription) -> str:
    return settings.SITE_URL + reverse("cms:newsletter_settings", args=[token(subscription)])


def stop_url(subscription: Subscription) -> str:
    return settings.SITE_URL + reverse("cms:newsletter_stop", args=[token(subscription)])


def own() -> Signer:
    return Signer(salt=f"{SALT}.own")
