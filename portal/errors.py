"""Pages for when something went wrong, in words and with a way forward."""

from django.shortcuts import render


def csrf_failure(request, reason=""):
    """The form was open too long or cookies are off: say so, and offer to try again."""
    return render(request, "403_csrf.html", status=403)
