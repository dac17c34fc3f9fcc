"""What waits on a device without network: the page says so, the device alone knows what."""

from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def waiting(request):
    return render(request, "reports/waiting.html")
