"""An administrator changes the words of a message: at once, with every earlier wording kept."""

import pytest
from django.db import IntegrityError, transaction

from services.notifications import rewording, texts
from services.notifications.kinds import KINDS
from services.notifications.models import MessageText
from services.notifications.wording import BadWording, Wording

LAMP = KINDS["tests/lamp"]
FACTS = {"reference": "PA-7K3M-92"}
NEW = Wording("Đèn {reference} sáng rồi", "Cảm ơn bạn đã báo.", "Đèn {reference} sáng rồi")

pytestmark = pytest.mark.django_db


def said(language: str = "vi", **options) -> texts.Text:
    return texts.render("tests/lamp", FACTS, language, **options)


def test_new_words_are_in_force_at_once(lan):
    before = said().subject
    rewording.reword(LAMP, "vi", NEW, by=lan)
    assert said().subject == "Đèn PA-7K3M-92 sáng rồi" != before
    assert said().sms == "Den PA-7K3M-92 sang roi"
    assert "Cảm ơn bạn đã báo." in said().body


def test_each_language_has_its_own_words(lan):
    before = said("en")
    rewording.reword(LAMP, "vi", NEW, by=lan)
    assert said("en") == before
    assert said("km") == said("vi")


def test_the_original_words_come_back(lan):
    before = said()
    rewording.reword(LAMP, "vi", NEW, by=lan)
    rewording.restore(LAMP, "vi", by=lan)
    assert said() == before


def test_every_change_is_kept(lan):
    rewording.reword(LAMP, "vi", NEW, by=lan)
    rewording.restore(LAMP, "vi", by=lan)
    rewording.reword(LAMP, "vi", Wording("Đèn", "Đã xong."), by=lan)
    history = MessageText.objects.of("tests/lamp", "vi")
    assert [change.subject for change in history] == ["Đèn", "", NEW.subject]
    assert [change.is_current for change in history] == [True, False, False]
    assert {change.by for change in history} == {lan}


def test_what_was_said_then_can_still_be_read(lan, settings):
    rewording.reword(LAMP, "vi", NEW, by=lan)
    moment = MessageText.objects.get().at
    rewording.reword(LAMP, "vi", Wording("Đèn", "Đã xong."), by=lan)
    assert said(at=moment).subject == "Đèn PA-7K3M-92 sáng rồi"
    assert said().subject == "Đèn"


def test_words_that_ask_for_more_are_never_in_force(lan):
    with pytest.raises(BadWording):
        rewording.reword(LAMP, "vi", Wording("Đèn", "{event.__class__}"), by=lan)
    assert not MessageText.objects.exists()


def test_words_that_no_longer_fit_give_way_to_the_original(lan):
    before = said()
    MessageText.objects.create(kind="tests/lamp", language="vi", subject="Đèn", body="{gone}")
    assert said() == before


def test_only_one_wording_is_in_force(lan):
    rewording.reword(LAMP, "vi", NEW, by=lan)
    with pytest.raises(IntegrityError), transaction.atomic():
        MessageText.objects.create(kind="tests/lamp", language="vi", subject="Đèn", body="Đèn")


def test_a_wording_is_never_empty():
    with pytest.raises(IntegrityError), transaction.atomic():
        MessageText.objects.create(kind="tests/lamp", language="vi", subject="", body="Đèn")
