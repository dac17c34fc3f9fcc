"""The whole way in a real browser: over VNeID's own page and back, with a keyboard alone too."""

import pytest

from portal.accounts.models import User
from tests.journeys.axe import faults
from tests.services.signin.vneid.walk import LINK, SIGN_IN, SUB

pytestmark = pytest.mark.browser


@pytest.fixture
def portal(vneid, settings, live_server, home):
    """The portal where the browser finds it, and where VNeID sends it back to."""
    settings.SITE_URL = live_server.url
    return live_server.url


def test_lan_comes_in_with_vneid(open_phone, portal):
    page = open_phone()
    page.route("**/*jsdelivr*/**", lambda route: route.abort())  # What VNeID's page looks like.
    page.goto(SIGN_IN)
    page.get_by_role("button", name="Đăng nhập bằng VNeID").click()
    assert faults(page) == []
    page.get_by_role("button", name="Sang VNeID").click()
    page.get_by_placeholder("sub").fill(SUB)
    page.get_by_role("button", name="Authorize", exact=True).click()
    page.wait_for_url(f"{portal}/**")
    assert faults(page) == []
    page.get_by_role("button", name="Đúng, mở tài khoản cho tôi").click()
    page.get_by_role("heading", name="Chào Lan").wait_for()
    page.goto(LINK)
    assert faults(page) == []
    assert User.objects.get().verified_identity.subject == SUB


def test_without_javascript_and_without_a_mouse(open_phone, portal):
    page = open_phone(javascript=False)
    page.route("**/*jsdelivr*/**", lambda route: route.abort())
    page.goto(SIGN_IN)
    page.get_by_role("button", name="Đăng nhập bằng VNeID").press("Enter")
    page.get_by_role("button", name="Sang VNeID").press("Enter")
    page.get_by_placeholder("sub").fill(SUB)
    page.get_by_placeholder("sub").press("Enter")
    page.get_by_role("button", name="Không, quay lại").press("Enter")
    page.get_by_text("Chưa có gì thay đổi").wait_for()
    assert not User.objects.exists()
