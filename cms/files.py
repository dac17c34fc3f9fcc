"""Pictures and documents are out when a page that shows them is, and not before.

Whoever guesses the address of a file finds nothing as long as only drafts, scheduled, withdrawn
or closed pages use it, or nothing does. Those who write pages see it all the while.
"""

import mimetypes

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from django.views.static import serve
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.models import Page, ReferenceIndex

from cms.models import ConsultationPage, PortalRendition
from cms.models.public import PublicPageQuerySet
from portal.common.middleware import keep_private
from portal.common.moments import today

mimetypes.add_type("image/avif", ".avif")  # Python itself knows it from 3.13 on.

OUTCOME = "outcome"  # What a consultation led to, which readers see from its day on.
FOLDER = "images"  # Originals lie in another, which no address leads to.


@require_safe
def picture(request, path: str):
    """One size of a picture, for those who may see it now."""
    rendition = get_object_or_404(
        PortalRendition.objects.select_related("image"), file=f"{FOLDER}/{path}"
    )
    out = is_out(rendition.image)
    if not (out or writes_pages(request.user)):
        raise Http404
    if not out:
        keep_private(request)
    return serve(request, path, document_root=settings.MEDIA_ROOT / FOLDER)


def refuse_unpublished(document, request) -> None:
    """Before a document is handed over."""
    if is_out(document):
        return
    if not writes_pages(request.user):
        raise Http404
    keep_private(request)


def is_out(file) -> bool:
    """Whether something that everyone may read uses this picture or document."""
    kind = ContentType.objects.get_for_model(Page).pk
    used = ReferenceIndex.get_references_to(file)
    used = used.values_list("base_content_type", "object_id", "model_path")
    pages = [(number, path) for where, number, path in used if where == kind]
    if len(pages) < len(used):
        return True  # Contacts and the like are no drafts: they are out as they are saved.
    told = {number for number, path in pages if path.startswith(OUTCOME)}
    shown = {number for number, path in pages if not path.startswith(OUTCOME)}
    its_day_has_come = Q(outcome_on__lte=today())
    return is_any_published(Page, shown) or is_any_published(
        ConsultationPage, told, its_day_has_come
    )


def is_any_published(model: type[Page], keys: set[str], *more: Q) -> bool:
    return bool(keys) and PublicPageQuerySet(model).published().filter(*more, pk__in=keys).exists()


def writes_pages(user) -> bool:
    return user.is_authenticated and user_has_any_page_permission(user)
