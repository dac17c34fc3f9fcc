"""Those who write see how many read the newsletter, and nobody's address."""

import pytest
from django.urls import reverse

from portal.common.moments import now
from tests.cms.newsletter.reading import MAIL, reader
from tests.site import topic_called

pytestmark = pytest.mark.django_db


def test_rinh_sees_how_many_read_each_topic(rinh, as_person, django_assert_max_num_queries):
    guides, alerts = topic_called("huong-dan"), topic_called("chuyen-doi-so")
    reader(topics=[guides, alerts])
    reader("minh@example.vn", rhythm="weekly")
    reader("hoa@example.vn", topics=[guides], stopped_at=now())
    desk = as_person(rinh)
    answer = desk.get(reverse("desk_newsletter"))
    rows = {row.pop("label"): row for row in answer.context["rows"]}
    assert rows["Mọi chủ đề"] == {"daily": 0, "weekly": 1}
    assert rows[guides.name] == rows[alerts.name] == {"daily": 1, "weekly": 0}
    assert answer.context["whole"] == {"daily": 1, "weekly": 1}
    assert MAIL not in answer.content.decode()


def test_hoa_who_writes_no_news_does_not(hoa, newsroom, as_person):
    assert as_person(hoa).get(reverse("desk_newsletter")).status_code in {302, 403}
