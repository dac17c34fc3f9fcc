"""The only place that takes a colleague's second factor away."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.log_actions import log

from portal.accounts.models import User
from portal.common.workflow import StepRefused
from services.signin.addresses import addresses_of
from services.signin.letters import post_letter

MAY_RESET = "accounts.manage_people"
RESET = "signin.reset_second_factor"  # As the history of a person names it.


@transaction.atomic
def reset_second_factor(person: User, *, by: User) -> None:
    """Take away a colleague's lost second factor, end her sessions, remember who did it, tell her.

    She sets a new one up the next time she comes in.
    """
    if by == person or not by.has_perm(MAY_RESET):
        raise StepRefused(_("Another administrator has to do this."))
    held = Authenticator.objects.select_for_update().filter(user=person)
    if not held:
        raise StepRefused(_("This person has no second factor."))
    held.delete()
    for session in UserSession.objects.filter(user=person):
        session.end()
    log(instance=person, action=RESET, user=by)
    tell(person)


def tell(person: User) -> None:
    """Warn her wherever she is reached: it may not have been her wish."""
    with override(person.language):
        for address in addresses_of(person):
            path = reverse("mfa_index")
            post_letter("account/second_factor_reset", address, user=person, path=path)
