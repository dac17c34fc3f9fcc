"""The least that Django needs to answer: what our pages are measured against."""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

settings.configure(
    ALLOWED_HOSTS=["*"], MIDDLEWARE=[], ROOT_URLCONF=__name__, SECRET_KEY="bare" * 16
)


def bare(request):
    words = "Chào bà con".encode()
    return HttpResponse(words, headers={"Content-Length": str(len(words))})


urlpatterns = [path("", bare)]
application = get_wsgi_application()
