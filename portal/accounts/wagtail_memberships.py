"""Who serves where, in Wagtail's admin: those of today, of before and to come."""

from datetime import date

import django_filters
from django import forms
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import log

from portal.accounts import actions
from portal.accounts.actions.memberships import overlap_in_words
from portal.accounts.models import Membership, User
from portal.accounts.roles import Role
from portal.accounts.wagtail_pieces import (
    AgencyField,
    DayColumn,
    DayField,
    FoldedSearch,
    PageColumn,
    Refusable,
    StepView,
    offered_agencies,
    page_of,
)
from portal.common.dates import show_day
from portal.common.moments import today

PERSON = "wagtailusers_users:inspect"
PRESENT = "present"
WHEN = {
    PRESENT: (gettext_lazy("Serves today"), lambda rows: rows.active()),
    "upcoming": (gettext_lazy("To come"), lambda rows: rows.upcoming()),
    "past": (gettext_lazy("Over"), lambda rows: rows.ended()),
    "all": (gettext_lazy("All"), lambda rows: rows),
}


class MembershipFilterSet(WagtailFilterSet):
    when = django_filters.ChoiceFilter(
        label=pgettext_lazy("of a membership", "When"),
        method="as_it_is",
        empty_label=WHEN[PRESENT][0],
        choices=[(name, label) for name, (label, _rows) in WHEN.items() if name != PRESENT],
    )

    class Meta:
        model = Membership
        fields = ["role"]

    def as_it_is(self, queryset, name, value):
        return queryset

    def filter_queryset(self, queryset):
        _label, rows = WHEN[self.form.cleaned_data.get("when") or PRESENT]
        return super().filter_queryset(rows(queryset))


class MembershipIndexView(FoldedSearch, generic.IndexView):
    """Those who serve today, unless others are asked for."""

    def get_base_queryset(self):
        return Membership.objects.with_people().order_by("agency__tree_key", "user__name_key", "pk")

    @cached_property
    def columns(self):
        title = self._get_title_column_class(PageColumn)  # With buttons beside the name.
        person = page_of(PERSON, lambda row: row.user)
        return [
            title("user", person, label=gettext_lazy("Person")),
            Column("role", label=gettext_lazy("Role"), accessor="get_role_display"),
            Column("agency", label=gettext_lazy("Agency")),
            DayColumn("starts_on", label=gettext_lazy("From")),
            DayColumn("ends_on", label=gettext_lazy("Until")),
            Column("given_by", label=gettext_lazy("Given by")),
        ]

    def get_list_more_buttons(self, instance):
        if instance.is_over or not self.user_has_permission("delete"):
            return []
        return [
            MenuItem(
                pgettext("a membership", "End"),
                url=self.get_delete_url(instance),
                icon_name="cross",
            )
        ]


class MembershipForm(forms.Form):
    """Who, named by e-mail address: there may be a hundred thousand people to choose from."""

    email = forms.EmailField(
        label=gettext_lazy("Person's e-mail address"),
        help_text=gettext_lazy("The person signs up first, or you add them under People."),
    )
    agency = AgencyField(label=gettext_lazy("Agency"))
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=[("", "—"), *Role.choices])
    starts_on = DayField(label=gettext_lazy("From"), initial=today)
    ends_on = DayField(
        label=gettext_lazy("Until"),
        required=False,
        help_text=gettext_lazy("The last day. Empty: until somebody ends it."),
    )

    def __init__(self, *args, instance=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance = instance
        self.fields["agency"].queryset = offered_agencies()

    def clean_email(self) -> str:
        email = self.cleaned_data["email"]
        self.person = User.objects.filter(email__iexact=email, is_active=True).first()
        if self.person is None:
            raise forms.ValidationError(_("Nobody here has this address."))
        return email

    def clean(self):
        facts = self.cleaned_data
        if not self.errors and (other := self.overlapping(**facts)):
            raise forms.ValidationError(overlap_in_words(other))
        return facts

    def overlapping(self, *, agency, role: str, starts_on: date, ends_on: date | None, **_rest):
        there = Membership.objects.filter(user=self.person, agency=agency, role=role)
        return there.between(starts_on, ends_on).first()


class MembershipCreateView(Refusable, generic.CreateView):
    success_message = gettext_lazy("%(object)s: from %(day)s.")

    def get_initial(self):
        """Who and where may be known already; the address itself never stands in a URL."""
        asked = self.request.GET
        person = User.objects.filter(pk=number(asked.get("person"))).first()
        email = {"email": person.email} if person else {}
        return super().get_initial() | email | {"agency": number(asked.get("agency"))}

    def save_instance(self):
        facts = {name: self.form.cleaned_data[name] for name in ("agency", "role")}
        days = {name: self.form.cleaned_data[name] for name in ("starts_on", "ends_on")}
        membership = actions.join(self.form.person, **facts, **days, by=self.request.user)
        log(membership.user, "accounts.join", user=self.request.user, data=told(membership))
        return membership

    def get_success_message(self, instance):
        return self.success_message % {"object": instance, "day": show_day(instance.starts_on)}

    def get_success_buttons(self):
        page = reverse(PERSON, args=[self.object.user_id])
        return [messages.button(page, _("This person's page"))]


class EndForm(forms.Form):
    last_day = DayField(label=gettext_lazy("Last day"))
    understood = forms.BooleanField(
        label=gettext_lazy("I understand that I can administer nothing myself after this day."),
        error_messages={"required": gettext_lazy("This is your own role: tick that you mean it.")},
    )

    def __init__(self, *args, is_own: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_own:
            del self.fields["understood"]


class MembershipEndView(StepView):
    """Ask for the last day; of one's own role as an administrator, ask whether it is meant."""

    permission_required = "delete"
    page_title = pgettext_lazy("a membership", "End")
    submit_label = gettext_lazy("End on this day")
    question = gettext_lazy("Which day shall be the last? What the person did stays.")
    form_class = EndForm
    is_serious = True

    def get_initial(self):
        return {"last_day": max(today(), self.object.starts_on)}

    def get_form_kwargs(self):
        is_own = self.object.user == self.request.user
        is_own_key = is_own and self.object.role == Role.ADMINISTRATOR
        return super().get_form_kwargs() | {"is_own": is_own_key}

    def act(self, form):
        day = form.cleaned_data["last_day"]
        row = actions.leave(self.object, last_day=day, by=self.request.user)
        log(row.user, "accounts.leave", user=self.request.user, data=told(row))
        return _("%(membership)s: until %(day)s.") % {"membership": row, "day": show_day(day)}

    def get_success_url(self):
        return reverse(PERSON, args=[self.object.user_id])


class MembershipViewSet(ModelViewSet):
    model = Membership
    icon = "group"
    menu_label = gettext_lazy("Memberships")
    copy_view_enabled = False
    add_to_reference_index = False
    index_view_class = MembershipIndexView
    add_view_class = MembershipCreateView
    delete_view_class = MembershipEndView
    filterset_class = MembershipFilterSet
    list_per_page = 50

    def get_form_class(self, for_update=False):
        return MembershipForm


def told(membership: Membership) -> dict[str, str]:
    """A membership as the history of its person keeps it."""
    return {
        "role": membership.role,
        "agency": str(membership.agency),
        "first": show_day(membership.starts_on),
        "last": show_day(membership.ends_on) if membership.ends_on else "",
    }


def number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) < 18 else None
