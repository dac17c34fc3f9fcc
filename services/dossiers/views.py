"""What everyone who knows a dossier's code sees."""

from datetime import timedelta

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from portal.common.limits import spend
from services.dossiers.masked import mask
from services.dossiers.models import Dossier

MISSES_AN_HOUR = 200  # Enough for an office behind one address, too few to try out codes.


@never_cache
def track(request, code):
    """How far a dossier is; spelled otherwise, a code leads to its proper address."""
    dossier = Dossier.objects.track(code).with_facts().with_timeline().first()
    if dossier is None:
        spend(request, "dossiers.missed", allowed=MISSES_AN_HOUR, per=timedelta(hours=1))
        raise Http404
    if code != dossier.public_code:
        return redirect(dossier)
    response = render(request, "dossiers/track.html", {"dossier": mask(dossier)})
    response["X-Robots-Tag"] = "noindex"
    return response
