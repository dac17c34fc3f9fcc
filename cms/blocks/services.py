"""Doors from a page into the services."""

from django import forms
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import ChoiceBlock, ChooserBlock, EmailBlock, StructValue
from wagtail.snippets.blocks import SnippetChooserBlock

from cms.blocks.chosen import FetchedTogether
from cms.blocks.links import CallBlock
from cms.blocks.words import FittingBlock, LineBlock, PartsBlock
from portal.accounts.hours import week_in_words
from portal.accounts.models import Agency
from services.procedures import guide
from services.reports.models import Category

SERVICES = _("Services")
REGISTERING_A_BIRTH = "1.001193"


class ProcedureChooserBlock(FetchedTogether, SnippetChooserBlock):
    """Fetches the time limits of all its procedures at once, however many a page has."""

    def __init__(self, **options):
        super().__init__("procedures.Procedure", **options)

    def rows(self):
        return self.model_class.objects.prefetch_related("time_limits")

    def well_known(self):
        """A procedure everyone knows, or else any."""
        procedures = self.model_class.objects.active()
        return procedures.filter(code=REGISTERING_A_BIRTH).first() or procedures.first()

    def get_api_representation(self, value, context=None):
        return value and value.code


class ProcedureLinkBlock(PartsBlock):
    """A link to one procedure, with how long it takes."""

    procedure = ProcedureChooserBlock(label=_("Procedure"))
    label = LineBlock(
        label=_("Label"),
        required=False,
        max_length=150,
        help_text=_("Leave empty to use the procedure's own name."),
    )

    class Meta:
        icon = "doc-full"
        group = SERVICES
        label = _("Procedure")
        description = _("A link to one procedure.")
        template = "cms/blocks/procedure_link.html"

    def get_preview_value(self):
        return self.normalize({"procedure": self.child_blocks["procedure"].well_known()})


class ProcedureStepsValue(StructValue):
    @property
    def steps(self) -> list[dict[str, str]]:
        """As the procedure's own page tells them; its list of papers is a page away from here."""
        if not self["procedure"]:
            return []
        prepare, *others = guide.steps(self["procedure"])
        look = gettext("Open the procedure, look through its papers and tick off what you have.")
        return [{**prepare, "text": look}, *others]


class ProcedureStepsBlock(PartsBlock):
    """How to apply, told by the catalogue itself and right for as long as that is."""

    procedure = ProcedureChooserBlock(label=_("Procedure"))

    class Meta:
        icon = "list-ol"
        group = SERVICES
        label = _("Steps of a procedure")
        description = _("How to apply, step by step, as the catalogue of procedures has it.")
        template = "cms/blocks/procedure_steps.html"
        value_class = ProcedureStepsValue

    def get_preview_value(self):
        return self.normalize({"procedure": self.child_blocks["procedure"].well_known()})


class KindBlock(ChoiceBlock):
    """A kind of report by its code; the form looks it up, the page need not."""

    def __init__(self, **options):
        super().__init__(choices=kinds, search_index=False, **options)

    def to_python(self, value):
        return value if isinstance(value, str) else ""

    def normalize(self, value):
        return self.to_python(value)


def kinds() -> list[tuple[str, str]]:
    return list(Category.objects.active().values_list("code", "name"))


class ReportValue(StructValue):
    @property
    def url(self) -> str:
        query = f"?{urlencode({'loai': self['kind']})}" if self["kind"] else ""
        return f"{reverse('reports:submit')}{query}"


class ReportBlock(PartsBlock):
    """The way to the form for a report, its kind already chosen."""

    kind = KindBlock(label=_("Kind of report"), required=False)
    label = LineBlock(
        label=_("Words on the button"),
        max_length=60,
        required=False,
        help_text=_("Leave empty for “Send a report”."),
    )
    text = LineBlock(label=_("Sentence before it"), max_length=300, required=False)

    class Meta:
        icon = "comment-add"
        group = SERVICES
        label = _("Report button")
        description = _("Opens the form for a report, its kind already chosen.")
        template = "cms/blocks/report.html"
        value_class = ReportValue
        preview_value = {"kind": "", "label": "", "text": "Thấy đèn hư, đường hỏng, rác đổ bậy?"}


class AgencyField(forms.ModelChoiceField):
    """The agencies that work today, as a tree."""

    def label_from_instance(self, obj):
        return obj.name_in_tree


class AgencyBlock(FetchedTogether, ChooserBlock):
    """An agency from a plain list."""

    target_model = Agency

    @cached_property
    def widget(self):
        return forms.Select()

    @cached_property
    def field(self):
        offered = Agency.objects.open().in_tree_order()
        return AgencyField(queryset=offered, widget=self.widget, required=self._required)

    def rows(self):
        return Agency.objects.open().with_hours()

    def get_form_state(self, value):
        return self.widget.format_value(value and value.pk)

    def get_api_representation(self, value, context=None):
        return value and value.name


class ContactValue(StructValue):
    """What is typed here wins over what the agency says."""

    @property
    def number(self) -> str:
        agency = self["agency"]
        return self["phone"] or (agency.hotline if agency else "")

    @property
    def where(self) -> str:
        agency = self["agency"]
        return self["address"] or (agency.address if agency else "")

    @property
    def week(self) -> list[dict[str, str]]:
        if self["hours"]:
            return [{"days": "", "hours": self["hours"]}]
        return week_in_words(self["agency"].week) if self["agency"] else []

    @property
    def is_unconfirmed(self) -> bool:
        """Whether an agency's own address or hours are shown, and nobody has vouched for them."""
        agency = self["agency"]
        typed = self["address"] and self["hours"]
        return bool(agency) and not agency.are_hours_confirmed and not typed


class ContactBlock(FittingBlock):
    """Whom to ask: an agency, a person, or a person of an agency."""

    agency = AgencyBlock(label=_("Agency"), required=False)
    name = LineBlock(label=_("Person"), max_length=150, required=False)
    role = LineBlock(label=_("What they do"), max_length=150, required=False)
    phone = CallBlock(
        label=_("Telephone"), required=False, help_text=_("Leave empty for the agency's own.")
    )
    email = EmailBlock(label=_("E-mail"), required=False, default="")
    address = LineBlock(label=_("Address"), max_length=200, required=False)
    hours = LineBlock(label=_("Opening hours"), max_length=200, required=False)

    class Meta:
        icon = "user"
        group = SERVICES
        label = _("Contact")
        description = _("Whom to ask: an agency or a person, with telephone and hours.")
        template = "cms/blocks/contact.html"
        value_class = ContactValue
        preview_value = {
            "name": "Bộ phận một cửa Phường Sóc Trăng",
            "phone": "1022",
            "address": "93 Phú Lợi",
            "hours": "Thứ Hai – Thứ Sáu: 7:00–11:00, 13:00–17:00",
        }

    def misfits(self, value):
        if value["agency"] or value["name"]:
            return {}
        return {"name": _("Say whom to ask: choose an agency or name a person.")}
