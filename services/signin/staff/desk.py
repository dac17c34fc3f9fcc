"""Where an administrator helps a colleague whose telephone is lost."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.permissions import policy_registry

from portal.accounts.models import User
from portal.accounts.wagtail_pieces import StepView
from services.signin.staff.actions import reset_second_factor


class ResetView(StepView):
    """Asks once more; whoever asks has just confirmed herself."""

    model = User
    index_url_name = "wagtailusers_users:index"
    inspect_url_name = "wagtailusers_users:inspect"
    form_class = forms.Form
    is_serious = True
    page_title = gettext_lazy("Reset the second factor")
    submit_label = gettext_lazy("Yes, reset it")

    @property
    def question(self) -> str:
        return _(
            "Do this only when %(person)s has told you in person, or from a number you know, that "
            "the telephone or passkey is lost. Every device is signed out; a new second factor is "
            "set up at the next sign-in, and a letter says that it was reset."
        ) % {"person": self.object}

    @property
    def permission_policy(self):
        return policy_registry.get_by_type(User)

    def act(self, form):
        reset_second_factor(self.object, by=self.request.user)
        done = _("%(person)s sets up a new second factor at the next sign-in.")
        return done % {"person": self.object}
