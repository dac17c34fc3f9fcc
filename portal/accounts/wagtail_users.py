"""People in Wagtail's admin: one full name, a page for each, and no password set by others."""

import django_filters
from django import forms
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import HeaderButton
from wagtail.log_actions import log
from wagtail.log_actions import registry as logs
from wagtail.users.views.users import EditView, IndexView, UserViewSet

from portal.accounts import actions
from portal.accounts.actions.people import has_confirmed_email
from portal.accounts.models import Membership, User
from portal.accounts.wagtail_pieces import FoldedSearch, PageColumn, Refusable, StepView, page_of
from portal.common.forms import LineField, PhoneField
from portal.common.masking import mask_email, mask_phone

PAGE = "wagtailusers_users:inspect"
MOST_LOGS = 20
NAME = {"label": gettext_lazy("Full name"), "max_length": 150}
CONFIRMED = gettext_lazy("Confirmed: only the person may change it, in their own account.")
OFFICERS, RESIDENTS = "officers", "residents"


class NameForm(forms.ModelForm):
    """What people may change about themselves."""

    name = LineField(**NAME)

    class Meta:
        model = User
        fields = ["name"]


class PersonForm(forms.Form):
    """How a person is called and reached; a person signs in by a code sent there."""

    name = LineField(**NAME)
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        help_text=gettext_lazy("To sign in, the person asks for a code, which is sent there."),
    )
    phone = PhoneField(label=gettext_lazy("Telephone"), required=False)

    def __init__(self, *args, instance=None, editing_self=False, **kwargs):
        known = initial_of(instance) if instance else {}
        super().__init__(*args, **kwargs | {"initial": known | kwargs.get("initial", {})})
        self.instance = instance
        if instance:
            self.keep("email", is_confirmed=has_confirmed_email(instance))
            self.keep("phone", is_confirmed=bool(instance.phone))

    def keep(self, name: str, *, is_confirmed: bool) -> None:
        if is_confirmed:
            self.fields[name].disabled = True
            self.fields[name].help_text = CONFIRMED

    def clean_email(self) -> str:
        """In small letters, as everywhere; nobody else's."""
        email = self.cleaned_data["email"].lower()
        others = User.objects.exclude(pk=self.instance.pk if self.instance else None)
        if others.filter(email__iexact=email).exists():
            raise forms.ValidationError(_("Somebody already uses this address."))
        return email


def initial_of(user: User) -> dict[str, str]:
    return {
        "name": user.name,
        "email": user.email or "",
        "phone": user.phone or user.unconfirmed_phone,
    }


class PeopleFilterSet(WagtailFilterSet):
    serving = django_filters.ChoiceFilter(
        label=gettext_lazy("Officers or residents"),
        method="who_serve",
        choices=[
            (OFFICERS, gettext_lazy("Officers of today")),
            (RESIDENTS, gettext_lazy("Residents")),
        ],
    )
    is_active = django_filters.ChoiceFilter(
        label=gettext_lazy("May sign in"),
        choices=[("True", gettext_lazy("Yes")), ("False", gettext_lazy("No"))],
    )

    class Meta:
        model = User
        fields = []

    def __init__(self, *args, is_searching=False, **kwargs):
        super().__init__(*args, **kwargs)

    def who_serve(self, queryset, name, value):
        return queryset.officers() if value == OFFICERS else queryset.residents()


class PeopleIndexView(FoldedSearch, IndexView):
    page_title = gettext_lazy("People")
    add_item_label = gettext_lazy("Add a person")
    template_name = "wagtailadmin/generic/index.html"
    results_template_name = "wagtailadmin/generic/index_results.html"
    default_ordering = "name_key"

    @cached_property
    def columns(self):
        return [
            PageColumn(
                "name",
                page_of(PAGE),
                accessor=str,
                label=gettext_lazy("Full name"),
                sort_key="name_key",
            ),
            Column("email", label=gettext_lazy("E-mail address"), accessor=address_of),
            Column("phone", label=gettext_lazy("Telephone"), accessor=telephone_of),
            Column("state", label=gettext_lazy("State"), accessor=state_of),
            DateColumn("last_login", label=gettext_lazy("Last signed in"), sort_key="last_login"),
        ]

    def order_queryset(self, queryset):
        return queryset.order_by(self.ordering or "name_key", "pk")


def state_of(user: User) -> str:
    return "" if user.is_active else _("Shut out")


def address_of(user: User) -> str:
    """Only so much as tells two people apart; the rest stands on their pages."""
    return mask_email(user.email or "")


def telephone_of(user: User) -> str:
    return mask_phone(user.phone or user.unconfirmed_phone or "")


class PersonCreateView(Refusable, generic.CreateView):
    page_title = gettext_lazy("Add a person")
    success_message = gettext_lazy("%(object)s was added. Now give a role.")

    def save_instance(self):
        person = actions.add_person(**self.form.cleaned_data)
        log(person, "wagtail.create", user=self.request.user)
        return person

    def get_success_url(self):
        return reverse(PAGE, args=[self.object.pk])

    def get_success_buttons(self):
        return []


class PersonEditView(Refusable, EditView):
    def save_instance(self):
        person = actions.correct_person(self.object, **self.form.cleaned_data)
        log(person, "wagtail.edit", user=self.request.user)
        return person

    def get_success_url(self):
        return reverse(PAGE, args=[self.object.pk])


class PersonPageView(generic.InspectView):
    """All about one person: how to reach them, where they serve and served, what was changed."""

    template_name = "wagtailadmin/people/page.html"
    page_title = gettext_lazy("Person")
    fields = ["name"]
    header_more_buttons = []

    def get(self, request, *args, **kwargs):
        """Those upstairs who remember who looked at whom are told, as before an edit."""
        for remember in hooks.get_hooks("before_inspect_user"):
            remember(request, self.object)
        return super().get(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        index = {"url": reverse(self.index_url_name), "label": _("People")}
        return [*self.breadcrumbs_items, index, {"url": "", "label": str(self.object)}]

    @property
    def header_buttons(self):
        if not self.user_has_permission("change"):
            return []
        return [HeaderButton(_("Edit"), url=self.get_edit_url(), icon_name="edit")]

    def get_context_data(self, **kwargs):
        serving = Membership.objects.filter(user=self.object).with_people()
        changes = logs.get_logs_for_instance(self.object).select_related("user")
        return super().get_context_data(**kwargs) | {
            "person": self.object,
            "may_change": self.user_has_permission("change"),
            "is_self": self.object == self.request.user,
            "memberships": serving.order_by("-starts_on", "-pk"),
            "changes": changes.order_by("-timestamp", "-pk")[:MOST_LOGS],
        }


class ShutOutView(StepView):
    log_action = "accounts.shut_out"
    page_title = gettext_lazy("Shut out")
    submit_label = gettext_lazy("Shut out")
    question = gettext_lazy(
        "This person can sign in no more, and is signed out everywhere now. What the person did "
        "stays."
    )
    form_class = forms.Form
    is_serious = True

    def act(self, form):
        actions.shut_out(self.object, by=self.request.user)
        return _("%(person)s can sign in no more.") % {"person": self.object}


class LetInView(StepView):
    log_action = "accounts.let_in"
    page_title = gettext_lazy("Let in again")
    submit_label = gettext_lazy("Let in again")
    question = gettext_lazy("Shall this person be able to sign in again?")
    form_class = forms.Form

    def act(self, form):
        actions.let_in(self.object)
        return _("%(person)s can sign in again.") % {"person": self.object}


class PeopleViewSet(UserViewSet):
    menu_label = gettext_lazy("People")
    add_to_settings_menu = False  # It stands beside agencies and memberships.
    template_prefix = ""
    inspect_view_enabled = True
    copy_view_enabled = False
    list_per_page = 50
    ordering = "name_key"
    filterset_class = PeopleFilterSet
    index_view_class = PeopleIndexView
    add_view_class = PersonCreateView
    edit_view_class = PersonEditView
    inspect_view_class = PersonPageView

    def get_form_class(self, for_update=False):
        return PersonForm

    def get_urlpatterns(self):
        steps = {"shut_out": ShutOutView, "let_in": LetInView}
        return [
            *super().get_urlpatterns(),
            *(
                path(f"{name}/<int:pk>/", self.construct_view(view), name=name)
                for name, view in steps.items()
            ),
        ]
