"""The only place that ties an account to VNeID, and unties it."""

from allauth.socialaccount.models import SocialAccount
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.common.moments import now
from portal.common.workflow import StepRefused
from services.signin.addresses import present_address
from services.signin.letters import post_warning
from services.signin.models import VerifiedIdentity
from services.signin.vneid.app import PROVIDER
from services.signin.vneid.identities import Identity
from services.signin.warnings import what_happened


@transaction.atomic
def open_account(identity: Identity, *, language: str) -> SocialAccount:
    """A new account for a person who confirmed what VNeID says of her."""
    user = User(name=identity.name, language=language)
    user.set_unusable_password()
    user.save()
    return tie(user, identity)


@transaction.atomic
def link(user: User, identity: Identity) -> None:
    """From now on this person also comes in with VNeID."""
    User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    known = VerifiedIdentity.objects.filter(user=user).select_related("account").first()
    if known is None:
        tie(user, identity)
        post_warning(user, what_happened("socialaccount/email/account_connected"))
    elif known.subject == identity.subject:
        see_again(known.account, identity)
    else:
        raise StepRefused(_("Your account already has another VNeID. Unlink that one first."))


def tie(user: User, identity: Identity) -> SocialAccount:
    """One VNeID, one account: whoever comes second is refused."""
    try:
        with transaction.atomic():
            account = SocialAccount.objects.create(
                user=user, provider=PROVIDER, uid=identity.subject
            )
    except IntegrityError:
        raise StepRefused(_("This VNeID already opens another account here.")) from None
    VerifiedIdentity.objects.create(user=user, account=account, **facts_of(identity))
    return account


def see_again(account: SocialAccount, identity: Identity) -> None:
    """VNeID has just vouched for this person once more."""
    VerifiedIdentity.objects.update_or_create(
        account=account, defaults={"user": account.user, **facts_of(identity)}
    )


def facts_of(identity: Identity) -> dict:
    """What is kept; the rest of what VNeID says is shown once and forgotten."""
    return {
        "name": identity.name,
        "personal_id": identity.personal_id,
        "level": identity.level,
        "verified_at": now(),
    }


@transaction.atomic
def unlink(user: User) -> None:
    """From now on this person comes in by another way, which there has to be."""
    user = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    if present_address(user) is None:
        raise StepRefused(
            _("VNeID is your only way in. Add an e-mail address or a telephone number first.")
        )
    removed, _rows = SocialAccount.objects.filter(user=user, provider=PROVIDER).delete()
    if removed:
        post_warning(user, what_happened("socialaccount/email/account_disconnected"))
