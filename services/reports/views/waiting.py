"""What waits on a device without network: the page says so, the device alone knows what."""

from django.shortcuts import render
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe


@gzip_page
@require_safe
def waiting(request):
    return render(request, "reports/waiting.html")
