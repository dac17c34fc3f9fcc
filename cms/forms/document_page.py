"""What an editor may not say of a legal document."""

from django.utils.translation import gettext as _

from cms.forms.page import PageForm


class LegalDocumentForm(PageForm):
    """Refuses what no document can do to another."""

    def clean(self):
        facts = super().clean()
        for row in self.formsets["relations"].forms:
            target = row.cleaned_data.get("target") if row.is_valid() else None
            if target and (said := self.refusal(target, facts.get("issued_on"))):
                row.add_error("target", said)
        return facts

    def refusal(self, target, issued_on) -> str:
        """Why it cannot change this one; nothing where it can."""
        if target.pk == self.instance.pk:
            return _("A document cannot change itself.")
        if issued_on and target.issued_on > issued_on:
            return _("A document cannot change one that was issued after it.")
        if target.relations.filter(target=self.instance.pk).exists():
            return _("That document already changes this one.")
        return ""
