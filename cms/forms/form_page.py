"""What an editor may not do with a form: give its answers to others, or break a word it gave."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.forms.forms import WagtailAdminFormPageForm

from cms.answers import promises
from cms.forms.page import ScheduledForm
from portal.accounts.models import Agency, Membership
from portal.accounts.roles import READ_ANSWERS
from portal.common.text import read_paragraphs


class FormPageForm(ScheduledForm, WagtailAdminFormPageForm):
    """Offers the agencies where the editor serves, and keeps what residents were promised."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if "agency" in self.fields:
            self.fields["agency"].queryset = self.agencies().in_tree_order()
            self.fields["agency"].empty_label = _("Choose one")

    def agencies(self):
        own = Agency.objects.filter(pk=self.instance.agency_id)
        if self.for_user is None or self.for_user.is_superuser:
            return Agency.objects.open() | own
        serving = Membership.objects.of(self.for_user).granting(READ_ANSWERS).values("agency")
        return Agency.objects.filter(pk__in=serving) | own

    def clean(self):
        said = super().clean()
        given = promises.given_by(self.instance)
        if given:
            for field, sentence in promises.broken(given, self.promise(said)):
                self.add_error(field, sentence)
        return said

    def promise(self, said) -> promises.Promise:
        """What the form would say once it is saved; a field that is wrong by itself stays."""
        agency = said.get("agency")
        return promises.Promise(
            agency.pk if agency else self.instance.agency_id,
            self.purpose(said),
            said.get("keep_until"),
            self.kinds(),
        )

    def purpose(self, said) -> str:
        """In the spelling in which it is kept; a browser ends its lines in another way."""
        try:
            return read_paragraphs(said.get("purpose", self.instance.purpose))
        except ValidationError:  # It is refused by itself.
            return self.instance.purpose

    def kinds(self) -> dict[str, str]:
        rows = [row for row in self.formsets["form_fields"].forms if row.is_valid()]
        kept = [row for row in rows if not row.cleaned_data.get("DELETE")]
        return {row.instance.clean_name: row.cleaned_data.get("field_type") for row in kept}
