"""The only place that opens accounts and changes how people are known and reached."""

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from services.signin.addresses import Address
from services.signin.letters import post_warning


@transaction.atomic
def open_account(address: Address, *, name: str, password: str, language: str) -> User:
    """A new account for whoever has just confirmed this address; `password` is hashed or empty."""
    user = User(name=name, language=language, password=password)
    if not password:
        user.set_unusable_password()
    if address.is_phone:
        user.phone = address.value
    else:
        user.email = address.value
    user.save()
    if user.email:
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


@transaction.atomic
def change_phone(user: User, phone: str) -> None:
    """Let a confirmed number be this person's, and tell where she was reached until now."""
    user = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    if user.phone == phone:
        return
    before = [Address(user.phone)] if user.phone else []
    user.phone = phone
    user.unconfirmed_phone = ""
    user.save(update_fields=["phone", "unconfirmed_phone"])
    post_warning(user, _("The phone number of your account was changed."), also=before)


@transaction.atomic
def correct_profile(user: User, *, name: str, language: str) -> None:
    """What people call her, and the language in which to write to her."""
    user.name = name
    user.language = language
    user.save(update_fields=["name", "language"])
