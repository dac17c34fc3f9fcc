"""Commenting on a draft: the form, on a page that is never cached; thanks, also for answers."""

from datetime import timedelta

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cms import actions
from cms.forms.comments import CommentForm
from cms.models import ConsultationPage, FormPage
from portal.common.limits import spend
from portal.common.workflow import StepRefused
from services.reports.doors import opened_now

AN_HOUR = {"allowed": 10, "per": timedelta(hours=1)}  # From one address.


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def comment(request, slug: str):
    page = get_object_or_404(drafts(), slug=slug)
    if not page.is_open:
        return redirect(page.url)
    if request.method != "POST":
        return show(request, page, CommentForm(initial=known_of(request.user)))
    spend(request, "cms.comment", **AN_HOUR)
    form = CommentForm(request.POST)
    return keep(request, page, form) if form.is_valid() else show(request, page, form, status=422)


def drafts():
    """Those on which everyone may comment; what is said of a translation is said of its page."""
    return ConsultationPage.objects.published().in_first_language()


def keep(request, page: ConsultationPage, form: CommentForm):
    user = request.user if request.user.is_authenticated else None
    try:
        actions.send_comment(page, user=user, language=get_language(), **form.facts)
    except StepRefused as refusal:
        form.add_error(None, str(refusal))
        return show(request, page, form, status=422)
    return redirect("cms:comment_sent", slug=page.slug)


def known_of(user) -> dict[str, str]:
    return {"opened": opened_now(user)}


def show(request, page: ConsultationPage, form: CommentForm, *, status: int = 200):
    above = [page.get_parent(), page]
    trail = [{"label": one.title, "url": one.get_url(request)} for one in above]
    context = {"consultation": page, "form": form, "trail": trail}
    return render(request, "cms/consultations/comment.html", context, status=status)


@never_cache
@require_safe
def comment_sent(request, slug: str):
    page = get_object_or_404(drafts(), slug=slug)
    return render(request, "cms/consultations/sent.html", {"consultation": page})


@never_cache
@require_safe
def form_sent(request, slug: str):
    page = FormPage.objects.live().filter(slug=slug).nearest().first()
    if page is None or not page.lets_in(request):
        raise Http404
    return render(request, "cms/answers/sent.html", {"form_page": page})
