"""Alerts: written by publishers, shown while their time lasts, never a trap."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from cms.models import Alert
from portal.common.moments import now

pytestmark = pytest.mark.django_db
ADD = "/quan-tri/snippets/cms/alert/add/"


def post(client, **facts):
    facts = {"title": "Triều cường", "level": "warning", "starts_at": "22/11/2026 08:00"} | facts
    return client.post(ADD, facts)


def test_a_publisher_warns_residents(as_person, linh):
    answer = post(
        as_person(linh), title="Trie\u0302\u0300u cu\u031bo\u031b\u0300ng", url="/tin-tuc/"
    )
    assert answer.status_code == 302
    assert Alert.objects.get().title == "Triều cường"


def test_an_editor_warns_nobody(as_person, rinh):
    post(as_person(rinh))
    assert not Alert.objects.exists()


@pytest.mark.parametrize("url", ["javascript:alert(1)", "//evil.example", "data:text/html,x"])
def test_an_alert_leads_to_pages_only(url):
    with pytest.raises(ValidationError, match="Địa chỉ phải bắt đầu bằng"):
        Alert(title="Triều cường", url=url).full_clean()


def test_an_alert_cannot_end_before_it_begins():
    with pytest.raises(ValidationError, match="không thể kết thúc trước khi bắt đầu"):
        Alert(title="Triều cường", ends_at=now() - timedelta(days=1)).full_clean()


@pytest.mark.parametrize("field", ["title", "text", "url"])
def test_what_cannot_be_read_is_refused(field):
    with pytest.raises(ValidationError) as refused:
        Alert(**{"title": "Triều cường", field: "/đèn\ud83d"}).full_clean()
    assert field in refused.value.message_dict
