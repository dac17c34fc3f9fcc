"""Whom to turn to: the agencies as the portal knows them, and the people who answer for them."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Prefetch, Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from cms.forms.contacts import ContactFilterForm
from cms.models.lists import ListPage
from cms.models.typed import Typed
from portal.accounts.models import Agency
from portal.common.models import Dated
from portal.common.phones import NOT_A_PHONE, read_phone, show_phone
from portal.common.vietnamese import fold, given_name_key
from portal.places.models import Commune
from portal.search.words import asked
from services.procedures.where import with_hours


class OfficialQuerySet(models.QuerySet):
    def in_order(self) -> "OfficialQuerySet":
        """As their agency ranks them, then by their given names."""
        return self.order_by("position", "name_key", "pk")

    def search(self, text: str) -> "OfficialQuerySet":
        """Those of whom every word names the person, the post or the agency, without marks."""
        words = (
            Q(folded__contains=word) | Q(agency__folded__contains=word)
            for word in fold(text).split()
        )
        return self.filter(*words)


class Official(Typed, Dated):
    """Somebody who answers for an agency in public: name, post, office telephone."""

    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="officials", verbose_name=_("agency")
    )
    name = models.CharField(_("full name"), max_length=150)
    post = models.CharField(_("post"), max_length=150, help_text=_("For example: Chủ tịch UBND"))
    phone = models.CharField(
        _("office telephone"),
        max_length=20,
        blank=True,
        help_text=_("Everyone reads it: never a private number."),
    )
    position = models.PositiveSmallIntegerField(
        _("position"), default=0, help_text=_("The smallest comes first.")
    )
    name_key = models.CharField(max_length=300, editable=False, default="")
    folded = models.CharField(max_length=400, editable=False, default="")

    objects = OfficialQuerySet.as_manager()

    typed_lines = ("name", "post")

    panels = [
        FieldPanel("agency"),
        FieldRowPanel([FieldPanel("name"), FieldPanel("post")]),
        FieldRowPanel([FieldPanel("phone"), FieldPanel("position")]),
    ]

    class Meta:
        verbose_name = _("person in charge")
        verbose_name_plural = _("people in charge")
        ordering = ["agency__tree_key", "position", "name_key", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def shown_phone(self) -> str:
        return show_phone(self.phone)

    def clean(self):
        super().clean()
        if self.phone:
            number = read_phone(self.phone)
            if number is None:
                raise ValidationError({"phone": NOT_A_PHONE})
            self.phone = number

    def save(self, *args, **kwargs):
        self.name_key = given_name_key(self.name)
        self.folded = fold(f"{self.name} {self.post}")[:400]
        super().save(*args, **kwargs)


class ContactIndexPage(ListPage):
    """Every agency that works today: where, when, and who answers for it."""

    template = "cms/pages/contact_index_page.html"
    subpage_types: list[str] = []
    reads = ("q", "page")

    class Meta:
        verbose_name = _("contacts of agencies")
        verbose_name_plural = _("lists of contacts")

    def found(self, request) -> dict:
        form = ContactFilterForm(request.GET)
        agencies = Agency.objects.none()
        if form.is_valid():
            agencies = narrowed(Agency.objects.open(), form.cleaned_data["q"])
        return {"form": form, "rows": agencies.in_tree_order()}

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return context | {"points": with_hours(context["page_obj"])}


def narrowed(agencies, text: str):
    """Agencies with their places, hours and people, of which every word names something."""
    found = agencies.with_places().with_hours()
    found = found.prefetch_related(Prefetch("officials", Official.objects.in_order()))
    return found.filter(*(named(fold(word)) for word in asked(text)))


def named(word: str) -> Q:
    """Where a word stands: in the agency's name, its commune's of today or before, its people's."""
    communes = Commune.objects.filter(
        Q(folded__contains=word) | Q(formed_from__folded__contains=word)
    )
    people = Official.objects.filter(folded__contains=word)
    return (
        Q(folded__contains=word)
        | Q(commune__in=communes.values("pk"))
        | Q(pk__in=people.values("agency"))
    )
