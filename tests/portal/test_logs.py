import json
import logging
import subprocess
import sys

import pytest
from django.http import HttpResponse
from django.urls import path

from portal import logs


def secret(request, key):
    return HttpResponse("ok", status=200)


def broken(request):
    raise RuntimeError("on purpose")


urlpatterns = [path("khoa/<str:key>/", secret), path("hong/", broken)]
handler500 = "django.views.defaults.server_error"


@pytest.fixture
def lines(caplog):
    """What is written about requests."""
    caplog.set_level("INFO")
    return lambda: [line.msg for line in caplog.records if line.name == "portal.requests"]


@pytest.mark.urls(__name__)
def test_a_request_is_one_line_without_anybodys_data(client, lines):
    client.get("/khoa/rat-bi-mat/?ten=Lan", REMOTE_ADDR="203.0.113.7")
    [line] = lines()
    assert (line["method"], line["route"], line["status"]) == ("GET", "khoa/<str:key>/", 200)
    assert not any(word in str(line) for word in ("rat-bi-mat", "Lan", "203.0.113.7"))


@pytest.mark.urls(__name__)
def test_a_crash_is_told_with_its_request(client, lines, caplog):
    client.raise_request_exception = False
    client.get("/hong/?ten=Lan")
    assert [line["status"] for line in lines()] == [500]
    [crash] = [line for line in caplog.records if line.name == "django.request"]
    assert crash.exc_info
    assert "Lan" not in crash.getMessage()


WRITE = """
import logging.config
from portal import logs
logging.config.dictConfig(logs.configuration("json", "INFO"))
logs.logger.info("request", status=200)
try:
    secret = "Lan"
    raise RuntimeError("on purpose")
except RuntimeError:
    logging.getLogger("django.request").exception("Phản ánh hỏng")
"""


def test_production_writes_one_json_object_a_line():
    written = subprocess.run(
        [sys.executable, "-c", WRITE], capture_output=True, text=True, check=True
    ).stderr
    request, crash = (json.loads(line) for line in written.splitlines())
    assert (request["event"], request["status"], request["level"]) == ("request", 200, "info")
    assert crash["event"] == "Phản ánh hỏng"
    assert "RuntimeError: on purpose" in crash["exception"]


@pytest.mark.parametrize("ending", logs.ENDINGS)
def test_both_endings_make_lines(ending):
    formatter = logs.configuration(ending, "INFO")["formatters"]["line"]
    line = formatter.pop("()")(**formatter).format(
        logging.LogRecord("portal", logging.INFO, "", 0, "Xin chào", (), None)
    )
    assert "Xin chào" in line
    assert "\n" not in line
