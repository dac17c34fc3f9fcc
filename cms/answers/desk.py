"""Where the editors of an agency read what was answered to its forms. What is not theirs is 404."""

from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.contrib.forms.views import SubmissionsListView
from wagtail.log_actions import log

from cms.answers.actions import erase_answers
from cms.answers.export import TAKEN, AnswersExport
from cms.answers.showing import rows_of, shown
from cms.answers.tallies import MOST, tallies
from cms.models import FormPage

ERASED = "cms.erase_answers"
CHOSEN = "selected-submissions"  # As Wagtail's list calls them.
MOST_AT_ONCE = 200
MOST_COLUMNS = 3  # Of what was chosen; words that people wrote stand on the answer's own page.
ANSWERS = pgettext_lazy("to a form", "Answers")


class OneForm:
    """A screen about one form, for those who may read its answers."""

    @cached_property
    def form_page(self) -> FormPage:
        mine = FormPage.objects.readable_by(self.request.user)
        return get_object_or_404(mine, pk=self.kwargs["page_id"])

    @cached_property
    def questions(self) -> list:
        return list(self.form_page.form_fields.all())


class AnswerList(OneForm, AnswersExport, SubmissionsListView):
    template_name = "cms/answers/desk_list.html"
    results_template_name = "cms/answers/desk_rows.html"
    page_title = ANSWERS
    default_ordering = ("-submit_time", "-id")
    ordering_csv = ("submit_time", "id")
    index_url_name = "form_answers"
    index_results_url_name = "form_answers_results"

    def dispatch(self, request, *args, **kwargs):
        return super().dispatch(request, *args, **kwargs | {"form_page": self.form_page})

    def get_header_buttons(self):
        url = reverse("form_answers_tally", args=[self.form_page.pk])
        tally = HeaderButton(_("Add up"), url=url, icon_name="order")
        return [tally, *super().get_header_buttons()]

    def get_context_data(self, **kwargs):
        if self.is_export:
            return {"submissions": self.object_list}  # Not read as a whole, as a list would be.
        context = super().get_context_data(**kwargs)
        columns = [one for one in self.questions if one.is_counted][:MOST_COLUMNS]
        rows = [row(one, columns) for one in context["submissions"]]
        return context | {"columns": columns, "rows": rows}


def row(answer, columns) -> dict:
    said = answer.said
    cells = [shown(one, said.get(one.clean_name)) for one in columns]
    return {"answer": answer, "cells": cells}


class FormScreen(OneForm, WagtailAdminTemplateMixin, TemplateView):
    """A page beside the list, which leads back to it."""

    header_icon = "form"

    def get_page_subtitle(self):
        return self.form_page.title

    def get_breadcrumbs_items(self):
        answers = reverse("form_answers", args=[self.form_page.pk])
        return [
            *self.breadcrumbs_items,
            {"url": answers, "label": ANSWERS, "sublabel": self.form_page.title},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"form_page": self.form_page}


class OneAnswer(FormScreen):
    template_name = "cms/answers/desk_answer.html"
    page_title = pgettext_lazy("to a form", "Answer")

    def get_context_data(self, **kwargs):
        answer = get_object_or_404(self.form_page.answers, pk=self.kwargs["pk"])
        rows = rows_of(answer, self.questions)
        return super().get_context_data(**kwargs) | {"answer": answer, "rows": rows}


class AnswersTally(FormScreen):
    template_name = "cms/answers/desk_tally.html"
    page_title = _("Added up")

    def get_context_data(self, **kwargs):
        answers = self.form_page.answers.all()
        count = answers.count()
        facts = {
            "count": count,
            "most": MOST if count > MOST else None,
            "tallies": tallies(self.questions, answers),
        }
        return super().get_context_data(**kwargs) | facts


class DeleteAnswers(FormScreen):
    """Asks once more, erases for good, and remembers who did and how many."""

    template_name = "cms/answers/desk_delete.html"
    page_title = _("Delete answers")

    @cached_property
    def chosen(self):
        asked = self.request.GET.getlist(CHOSEN)
        numbers = [one for one in asked if one.isascii() and one.isdigit() and len(one) < 18]
        return self.form_page.answers.filter(pk__in=numbers[:MOST_AT_ONCE])

    def post(self, request, *args, **kwargs):
        count = erase_answers(self.chosen)
        log(self.form_page, ERASED, user=request.user, data={"count": count})
        said = ngettext("%(count)d answer was deleted.", "%(count)d answers were deleted.", count)
        messages.success(request, said % {"count": count})
        return redirect("form_answers", page_id=self.form_page.pk)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"count": self.chosen.count()}


BELOW = "forms/submissions/<int:page_id>/"  # Where Wagtail has its own screens: ours stand before.
urlpatterns = [
    path(BELOW, AnswerList.as_view(), name="form_answers"),
    path(f"{BELOW}results/", AnswerList.as_view(results_only=True), name="form_answers_results"),
    path(f"{BELOW}delete/", DeleteAnswers.as_view(), name="form_answers_delete"),
    path(f"{BELOW}tally/", AnswersTally.as_view(), name="form_answers_tally"),
    path(f"{BELOW}<int:pk>/", OneAnswer.as_view(), name="form_answer"),
]


@hooks.register("register_admin_urls", order=-1)
def before_wagtails():
    return urlpatterns


@hooks.register("filter_form_submissions_for_user")
def of_her_agency(user, forms):
    """Whoever may change a page may not therefore read what residents answered to it."""
    return forms.filter(pk__in=FormPage.objects.readable_by(user).values("pk"))


@hooks.register("register_page_header_buttons")
def to_the_answers(page, user, view_name, next_url=None):
    mine = FormPage.objects.readable_by(user)
    if page.pk and page.specific_class is FormPage and mine.filter(pk=page.pk).exists():
        url = reverse("form_answers", args=[page.pk])
        yield Button(ANSWERS, url, icon_name="form", priority=5)


@hooks.register("register_log_actions")
def what_is_remembered(log_actions):
    for name, label in {
        TAKEN: _("Took the answers along as a file"),
        ERASED: _("Deleted answers"),
    }.items():
        log_actions.register_action(name, label, label)
