"""One front door: what Wagtail leaves open beside it is walled up."""

import pytest

from tests.people import PASSWORD


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["", "/en"])
def test_nobody_guesses_passwords_at_wagtails_own_door(client, lan, language):
    door = f"{language}/_util/login/"
    for method in (client.get, client.post):
        answer = method(door, {"username": lan.email, "password": PASSWORD})
        assert answer.status_code == 302
        assert answer.url.startswith(f"{language}/tai-khoan/dang-nhap/")
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db
def test_nobody_makes_the_portal_fail_on_purpose(client, hoa):
    client.force_login(hoa)
    assert client.get("/quan-tri/failwhale/").url == "/quan-tri/"
