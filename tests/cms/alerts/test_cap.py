"""What other systems receive: valid by the schema of OASIS, whatever an editor typed."""

from datetime import timedelta
from pathlib import Path

import pytest
from lxml import etree

from cms.alerts import cap
from cms.models import AlertMessage
from portal.common.moments import now

pytestmark = pytest.mark.django_db
SCHEMAS = Path(__file__).with_name("schemas")
SCHEMA = etree.XMLSchema(etree.parse(SCHEMAS / "CAP-v1.2.xsd"))
IN_CAP = {"cap": cap.NAMESPACE}

HOSTILE = {
    "markup": "</description><info>&amp; <![CDATA[x]]> ]]> <?php ?> <!-- -->",
    "control": "Nước\x00 lên\x08 \x1b[31m\x7f\ufffe cao",
    "khmer": "ទឹកជំនន់ខ្ពស់ សូមប្រុងប្រយ័ត្ន",
    "right to left": "\u202eتحذير\u202c ⚠️🌊",
    "long": "Nướclêncao" * 500,
    "empty": "",
    "lines": "một\r\n\r\nhai\tba",
}


def document(message: AlertMessage) -> etree._Element:
    root = etree.fromstring(cap.write(message))
    SCHEMA.assertValid(root)
    return root


def text(root, path: str) -> str:
    return root.findtext("/".join(f"cap:{part}" for part in path.split("/")), namespaces=IN_CAP)


def test_the_whole_of_it(told, soc_trang, settings, time_machine):
    settings.SITE_URL, settings.DEMO = "https://soctrang.example", False
    time_machine.move_to("2026-11-22T08:00+07:00", tick=False)
    message = told(
        "Triều cường",
        level="warning",
        category="Met",
        event="Triều cường",
        text="Ngập 40 cm.",
        instruction="Kê cao đồ điện.",
        areas=[soc_trang],
        contact="Ban chỉ huy",
        phone="1022",
    )
    root = document(message)
    assert text(root, "identifier") == message.identifier
    assert text(root, "sender") == "canh-bao@soctrang.example"
    assert text(root, "sent") == "2026-11-22T08:00:00+07:00"
    assert text(root, "status") == "Actual"
    assert text(root, "msgType") == "Alert"
    assert text(root, "info/severity") == "Severe"
    assert text(root, "info/urgency") == "Expected"
    assert text(root, "info/certainty") == "Likely"
    assert text(root, "info/expires") == "2026-11-22T14:00:00+07:00"
    assert text(root, "info/contact") == "Ban chỉ huy · 1022"
    assert text(root, "info/web") == f"https://soctrang.example/canh-bao/{message.alert.pk}/"
    assert text(root, "info/area/areaDesc") == "Phường Sóc Trăng"
    assert text(root, "info/area/geocode/value") == "31507"
    corners = text(root, "info/area/polygon").split()
    assert corners[0] == corners[-1] == "9.599,105.9393"
    assert len(corners) == 5


def test_what_an_editor_says_of_urgency_counts(told):
    root = document(told(urgency="Immediate", certainty="Observed"))
    assert text(root, "info/urgency") == "Immediate"
    assert text(root, "info/certainty") == "Observed"


def test_for_all_it_names_every_commune_of_ours(told, soc_trang, phu_loi):
    root = document(told())
    assert text(root, "info/area/areaDesc") == "Toàn địa bàn Sóc Trăng"
    codes = [one.text for one in root.iterfind(".//cap:geocode/cap:value", IN_CAP)]
    assert sorted(codes) == ["31507", "31510"]


def test_a_chain_refers_to_all_before(told, retell, take_back, time_machine):
    time_machine.move_to("2026-11-22T08:00+07:00", tick=False)
    first = told()
    time_machine.shift(timedelta(hours=1))
    second = retell(first.alert, title="Triều cường lên cao")
    time_machine.shift(timedelta(hours=1))
    third = take_back(first.alert)
    root = document(third)
    assert text(root, "msgType") == "Cancel"
    assert text(root, "note") == "Nước đã rút."
    assert text(root, "info/responseType") == "AllClear"
    assert text(root, "references").split() == [
        f"{first.sender},{first.identifier},2026-11-22T08:00:00+07:00",
        f"{second.sender},{second.identifier},2026-11-22T09:00:00+07:00",
    ]
    assert text(document(first), "references") is None
    assert text(document(second), "msgType") == "Update"


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_valid_whatever_stands_in_it(told, words):
    """Also what the door would refuse today: older rows and imports may hold it."""
    message = told()
    names = ("title", "text", "instruction", "event", "source", "contact", "phone", "url", "note")
    for name in names:
        setattr(message, name, words)
    root = document(message)
    assert not any("\x00" in (one.text or "") for one in root.iter())


def test_the_document_has_its_address(client, told):
    message = told(starts_at=now())
    answer = client.get(f"/canh-bao/cap/{message.identifier}.xml")
    assert answer["Content-Type"] == "application/cap+xml; charset=utf-8"
    SCHEMA.assertValid(etree.fromstring(answer.content))
    assert client.get("/canh-bao/cap/vn.soctrang.x.1.1.xml").status_code == 404


def test_the_same_in_english(client, told):
    path = f"/canh-bao/cap/{told().identifier}.xml"
    assert client.get(f"/en{path}").content == client.get(path).content


def test_a_demonstration_says_that_it_is_a_test(told, settings):
    settings.DEMO = True
    assert text(document(told()), "status") == "Test"
