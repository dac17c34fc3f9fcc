"""The whole portal on this machine: the web server and the worker, until Ctrl-C."""

import os
import sys
import time
from argparse import ArgumentParser
from contextlib import suppress

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.management.children import ChildDied, Children, Stopped
from portal.management.ports import HOST, answers, refuse_port

ADDRESSES = {
    "": gettext_lazy("The residents' portal"),
    "quan-tri/": gettext_lazy("For officers and editors"),
    "api/v1/docs/": gettext_lazy("For other systems (API)"),
    "readyz": gettext_lazy("Is everything working?"),
}
SIGN_INS = {
    "resident": gettext_lazy("a resident"),
    "resident2": gettext_lazy("another resident"),
    "officer": gettext_lazy("handles reports, Phường Sóc Trăng"),
    "officer2": gettext_lazy("handles reports of another commune"),
    "reception": gettext_lazy("receives dossiers, Phường Sóc Trăng"),
    "handler": gettext_lazy("handles dossiers, Phường Sóc Trăng"),
    "approver": gettext_lazy("approves results of dossiers, Phường Sóc Trăng"),
    "coordinator": gettext_lazy("sees every commune, sends reports to agencies"),
    "editor": gettext_lazy("writes news"),
    "publisher": gettext_lazy("approves news"),
    "auditor": gettext_lazy("looks at everything, changes nothing"),
    "admin": gettext_lazy("may do everything"),
}


class Command(BaseCommand):
    help = "Serve the whole portal with its background worker, until Ctrl-C."
    requires_system_checks: list[str] = []  # The web process checks; start at once.

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", default=os.environ.get("PORT") or "8000")

    def handle(self, *, port: str, **options) -> None:
        started = time.monotonic()
        refuse_port(port)
        address = f"http://{HOST}:{port}/"
        env = {"SITE_URL": address, "LOG_LEVEL": "WARNING", **os.environ}
        try:
            with Children(settings.BASE_DIR, env) as children:
                children.start("web", web(port))
                children.start("worker", [sys.executable, "manage.py", "work"])
                children.wait_until(lambda: answers(int(port)))
                self.welcome(address, time.monotonic() - started)
                children.watch()
        except Stopped:
            self.say("\n  " + _("Stopped. Run it again: everything is still there."))
        except ChildDied as death:
            sys.exit(_("“%s” ended by itself, so everything was stopped.") % death)

    def welcome(self, address: str, seconds: float) -> None:
        """Say where everything is and how to sign in."""
        ready = _("Sóc Trăng Số is running (ready in %s s).") % number_format(seconds, 1)
        self.say("\n  " + self.style.SUCCESS(ready) + "\n")
        for path, label in ADDRESSES.items():
            self.say(f"  {label!s:<30}{self.style.HTTP_INFO(address + path)}")
        if settings.EMAIL_CONFIG.get("EMAIL_FILE_PATH"):
            letters = _("Letters it sends")
            self.say(f"  {letters:<30}{settings.EMAIL_CONFIG['EMAIL_FILE_PATH']}")
        if settings.DEMO:
            self.sign_ins()
        self.say("\n  " + _("Press Ctrl-C to stop.") + "\n")

    def sign_ins(self) -> None:
        password = self.style.WARNING(settings.DEMO_PASSWORD)
        self.say("\n  " + _("Sign in to try it; the password of all is %s") % password + "\n")
        for name, role in SIGN_INS.items():
            self.say(f"    {name + '@demo.example':<28}{role}")

    def say(self, line: str) -> None:
        """Print a line, unless nobody is left to read it."""
        with suppress(OSError):
            self.stdout.write(line)
            self.stdout.flush()


def web(port: str) -> list[str]:
    """The production server, sized for one machine."""
    options = f"--bind {HOST}:{port} --workers 2 --threads 4 --worker-class gthread --preload"
    quiet = "--no-control-socket --log-level warning --graceful-timeout 3"
    return [sys.executable, "-m", "gunicorn", *options.split(), *quiet.split(), "portal.wsgi"]
