"""Answers go by themselves, and a person finds and erases those that name her."""

from datetime import timedelta

import pytest
import time_machine
from django.utils.timezone import localtime

from cms.models import FormAnswer
from cms.models.form_answers import AnswerContact
from portal.common.moments import now, today
from services.privacy.registry import HOLDINGS
from services.privacy.retention import RULES, apply
from tests.cms.answers.conftest import answer

pytestmark = pytest.mark.django_db
ONE_DAY = timedelta(days=1)
CONTACTS = [("Thư điện tử", "email", {}), ("Số điện thoại", "phone", {})]


@pytest.fixture
def sign_up(form_page):
    return form_page(questions=CONTACTS)


def test_answers_go_the_night_after_their_last_day(form_page):
    page = form_page(closes_at=now() + ONE_DAY, keep_until=today() + 2 * ONE_DAY)
    answer(page, said={"Bạn tên gì?": "Bà Tư"})
    answer(form_page("Giữ lâu hơn"), said={"Bạn tên gì?": "Bà Tư"})
    night = localtime(now()).replace(hour=2)
    for days, left in ((2, 2), (3, 1)):
        with time_machine.travel(night + days * ONE_DAY, tick=False):
            apply(RULES["form_answers"])
        assert FormAnswer.objects.count() == left


def test_whoever_proves_an_address_reads_and_erases_what_names_it(sign_up, lan, minh):
    answer(sign_up, said={"Thư điện tử": "Lan@Example.vn"})
    answer(sign_up, said={"Thư điện tử": "minh@example.vn", "Số điện thoại": "+84912345678"})
    holding = HOLDINGS["form_answers"]
    assert [row["words"] for row in holding.rows(lan)] == ["Thư điện tử: Lan@Example.vn"]
    lan.phone = "+84912345678"
    assert holding.count(lan) == 2
    assert holding.erase(lan) == []
    assert (holding.count(minh), FormAnswer.objects.count()) == (0, 0)
    assert not AnswerContact.objects.exists()


def test_a_survey_without_contact_belongs_to_nobody(form_page, lan):
    answer(form_page(), said={"Bạn tên gì?": lan.email})
    assert HOLDINGS["form_answers"].count(lan) == 0
