"""The address on this machine at which the portal is served."""

import http.client
import socket
import sys

from django.utils.translation import gettext as _

HOST = "127.0.0.1"

# In both languages: whoever starts the portal may not be who reads it.
BUSY = (
    "Cổng %(port)s đang bận hoặc không được phép dùng: hãy chọn cổng khác, ví dụ "
    "PORT=%(other)s make demo (port %(port)s is taken: choose another, for example "
    "PORT=%(other)s make demo)."
)


def refuse_port(port: str) -> None:
    """End with one sentence when the portal cannot be served on this port."""
    if not port.isdecimal() or not 1 <= int(port) <= 65535:
        sys.exit(_("PORT must be a number from 1 to 65535, not “%s”.") % port)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, int(port)))
        except OSError:
            sys.exit(BUSY % {"port": port, "other": suggested(int(port))})


def suggested(port: int) -> int:
    """Another port, which anybody may use."""
    return port + 1 if 1024 <= port < 65535 else 8001


def answers(port: int) -> bool:
    """Whether a web server answers there yet."""
    connection = http.client.HTTPConnection(HOST, port, timeout=1)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status > 0
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
