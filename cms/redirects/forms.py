"""The form in which redirects are made: what would lead in circles is refused in words."""

from django import forms
from django.utils.translation import gettext as _
from wagtail.contrib.redirects import views
from wagtail.contrib.redirects.forms import RedirectForm
from wagtail.contrib.redirects.models import Redirect

from cms.redirects.find import leads_round

OLD_PATH = "old_path"


class SoundRedirectForm(RedirectForm):
    """Wagtail's, asking also whether the way ends somewhere."""

    def clean(self):
        super().clean()
        facts = self.cleaned_data
        page, link = facts.get("redirect_page"), facts.get("redirect_link")
        redirect = Redirect(
            pk=self.instance.pk, old_path=Redirect.normalise_path(facts.get(OLD_PATH) or "")
        )
        if not (page or link) and not self.errors:
            raise forms.ValidationError(_("Say where it leads: choose a page or write an address."))
        if page is None and link and leads_round(redirect, link):
            raise forms.ValidationError(
                _("This way leads in circles: it comes back to an address it started from.")
            )
        return facts


def first_words(view) -> dict:
    """The old address is filled in already where somebody came from a list of them."""
    return {OLD_PATH: view.request.GET.get(OLD_PATH, "")[:255]}


def use_our_form() -> None:
    """Wagtail has no setting for it."""
    views.CreateView.form_class = views.EditView.form_class = SoundRedirectForm
    views.CreateView.get_initial = first_words
