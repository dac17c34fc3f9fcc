"""Moderating at the desk: Hoa blurs, masks and hides; Hà blocks; others find nothing to press."""

import json

import pytest

from portal.common.moments import today
from services.privacy.models import Look
from services.reports import actions
from services.reports.actions.blocking import LONGEST
from services.reports.models import Block, Photo, Report
from tests.people import agency_of, commune_named
from tests.services.reports.factories import PhotoFactory, ReportFactory

NOTE = "Nêu tên hàng xóm."
WORDS = "Ông Bảy gọi 0987 654 321, đèn hư ba đêm nay."
FACE = [25, 25, 50, 50]


@pytest.fixture
def report(db, hoa) -> Report:
    return ReportFactory(received=True, description=WORDS, with_photos=True)


@pytest.fixture
def desk(client, hoa):
    client.force_login(hoa)
    return client


def at(report, *parts) -> str:
    return "/".join(["/quan-tri/phan-anh", report.reference, *map(str, parts), ""])


def html(answer) -> str:
    return answer.content.decode()


def blur_by_hand(client, report, **more):
    told = {"left_1": "25", "top_1": "25", "width_1": "50", "height_1": "50", "seen": ""}
    return client.post(at(report, "anh", 0, "lam-mo"), told | more)


class TestBlurring:
    def test_each_photo_has_its_tool(self, desk, report):
        page = html(desk.get(at(report)))
        for position in (0, 1):
            assert f'href="{at(report, "anh", position, "lam-mo")}"' in page
        assert "Xem ảnh gốc" not in page

    def test_also_a_photo_that_waits(self, desk, report):
        waits = PhotoFactory(report=report, is_shown=False)
        assert at(report, "anh", waits.position, "lam-mo") in html(desk.get(at(report)))

    def test_numbers_do_without_a_script(self, desk, report):
        assert blur_by_hand(desk, report).url == at(report)
        photo = Photo.objects.get(position=0)
        assert photo.blurred == [[25, 25, 50, 50]]
        page = html(desk.get(at(report, "anh", 0, "lam-mo")))
        assert 'name="left_1" value="25' in page
        assert f'value="{photo.version}"' in page

    def test_a_script_sends_what_was_drawn(self, desk, report):
        drawn = json.dumps([FACE, [0, 0, 12.5, 8.25]])
        desk.post(at(report, "anh", 1, "lam-mo"), {"drawn": drawn, "seen": ""})
        assert Photo.objects.get(position=1).blurred == [FACE, [0, 0, 12.5, 8.25]]

    @pytest.mark.parametrize(
        "drawn",
        [
            "[]",
            "{}",
            "null",
            "[[1,2,3]]",
            "[[1,2,3,400]]",
            "[[1,2,3,NaN]]",
            "[[1,2,3,Infinity]]",
            '[["a",2,3,4]]',
            "[" * 1900,
            json.dumps([FACE] * 21),
            "x" * 2001,
        ],
    )
    def test_anything_else_is_refused_with_a_sentence(self, desk, report, drawn):
        answer = desk.post(at(report, "anh", 0, "lam-mo"), {"drawn": drawn, "seen": ""})
        assert answer.status_code == 422
        assert not Photo.objects.filter(blurred_at__isnull=False).exists()

    @pytest.mark.parametrize("more", [{"height_1": ""}, {"height_1": "101"}, {"left_1": "x"}])
    def test_half_a_rectangle_is_asked_for(self, desk, report, more):
        assert blur_by_hand(desk, report, **more).status_code == 422

    def test_whoever_comes_second_reads_so(self, desk, report):
        blur_by_hand(desk, report)
        answer = blur_by_hand(desk, report)
        assert answer.status_code == 409
        assert "vừa thay đổi ảnh" in html(answer)

    def test_it_is_taken_away_again(self, desk, report):
        blur_by_hand(desk, report)
        seen = Photo.objects.get(position=0).version
        desk.post(at(report, "anh", 0, "lam-mo"), {"restore": "1", "seen": seen})
        assert not Photo.objects.get(position=0).is_blurred


class TestTheOriginal:
    def open(self, client, report, position=0):
        return client.post(at(report, "anh", position, "nguyen-ban"))

    def test_whoever_may_reveal_opens_it_and_is_remembered(self, desk, hoa, lan, report):
        Report.objects.update(reporter=lan)
        with Photo.objects.get(position=0).image.open() as file:
            sent = file.read()
        blur_by_hand(desk, report)
        assert "Xem ảnh gốc" in html(desk.get(at(report)))
        answer = self.open(desk, report)
        assert answer.getvalue() == sent
        assert "no-store" in answer["Cache-Control"]
        look = Look.objects.get(what=Look.What.PHOTO)
        assert (look.by, look.subject, look.about) == (hoa, lan, report.reference)

    def test_the_auditor_may_not_and_no_look_is_made_up(self, client, hoa, kiem, report):
        actions.blur_photo(report, 0, by=hoa, rectangles=[FACE], seen="")
        client.force_login(kiem)
        assert "Xem ảnh gốc" not in html(client.get(at(report)))
        assert self.open(client, report).status_code in (302, 403)
        assert not Look.objects.exists()

    def test_looking_takes_a_press(self, desk, report):
        blur_by_hand(desk, report)
        assert desk.get(at(report, "anh", 0, "nguyen-ban")).status_code == 405

    def test_where_nothing_is_blurred_there_is_none(self, desk, report):
        assert self.open(desk, report).status_code == 404


class TestWords:
    def test_the_page_tells_kinds_and_the_original_tells_words(self, desk, report):
        page = html(desk.get(at(report)))
        assert "số điện thoại (1)" in page
        assert "0987 654 321" not in page
        original = html(desk.post(at(report, "nguyen-van")))
        assert "<strong>0987 654 321</strong>" in original
        assert "Không phải riêng tư" in original

    def test_more_is_hidden_and_a_false_hit_is_shown(self, desk, report):
        desk.post(at(report, "che"), {"mask-words": "Ông Bảy"})
        desk.post(at(report, "thoi-che"), {"words": "0987 654 321"})
        now = Report.objects.get()
        assert now.public_description == "••••• gọi 0987 654 321, đèn hư ba đêm nay."
        assert "Ông Bảy" not in str(list(now.events.values()))

    def test_what_does_not_stand_there_is_said_in_the_form(self, desk, report):
        answer = desk.post(at(report, "che"), {"mask-words": "Bà Tám"})
        assert answer.status_code == 409
        assert "hãy chép thật đúng" in html(answer)
        assert 'value="Bà Tám"' in html(answer)


class TestHiding:
    def test_hidden_and_shown_again(self, desk, report):
        desk.post(at(report, "an"), {"hide-reason": "personal", "hide-note": NOTE})
        page = html(desk.get(at(report)))
        assert Report.objects.get().hidden_because == "personal"
        assert "Đã ẩn" in page
        assert "Có thông tin riêng tư của người khác" in page
        desk.post(at(report, "hien"), {"unhide-note": "Đã bỏ tên."})
        assert not Report.objects.get().is_private

    @pytest.mark.parametrize("told", [{}, {"hide-reason": "personal"}, {"hide-note": NOTE}])
    def test_a_reason_and_a_note_are_owed(self, desk, report, told):
        assert desk.post(at(report, "an"), told).status_code == 422
        assert not Report.objects.get().is_private

    def test_whoever_comes_second_reads_so(self, desk, ha, report):
        told = {"hide-reason": "personal", "hide-note": NOTE}
        desk.post(at(report, "an"), told)
        answer = desk.post(at(report, "an"), told)
        assert answer.status_code == 409
        assert "vốn đã không công khai" in html(answer)

    def test_what_its_kind_makes_private_has_no_button(self, desk, hoa):
        private = ReportFactory(private=True, received=True)
        page = html(desk.get(at(private)))
        assert at(private, "an") not in page
        assert at(private, "hien") not in page


class TestBlocking:
    TOLD = {"block-reason": "advertising", "block-note": NOTE}

    def test_the_coordinator_blocks_from_the_page(self, client, ha, report):
        client.force_login(ha)
        assert at(report, "chan") in html(client.get(at(report)))
        until = (today() + LONGEST).isoformat()
        assert (
            client.post(at(report, "chan"), self.TOLD | {"block-until": until}).status_code == 302
        )
        page = html(client.get(at(report)))
        assert "Gỡ chặn" in page
        assert at(report, "chan") not in page

    def test_a_day_too_far_is_said_in_the_form(self, client, ha, report):
        client.force_login(ha)
        answer = client.post(at(report, "chan"), self.TOLD | {"block-until": "2099-01-01"})
        assert answer.status_code == 409
        assert "90 ngày" in html(answer)
        assert not Block.objects.exists()

    def test_a_handler_has_no_such_button(self, desk, report):
        assert at(report, "chan") not in html(desk.get(at(report)))
        assert desk.post(at(report, "chan"), self.TOLD).status_code in (302, 403)
        assert not Block.objects.exists()

    def test_where_nobody_is_known_the_page_says_so(self, client, ha, hoa):
        client.force_login(ha)
        unknown = ReportFactory(contact_name="", contact_email="", contact_phone="")
        assert "không chặn được ai" in html(client.get(at(unknown)))


class TestSpam:
    WHY = [{"code": "links", "points": 60, "count": 3}]

    def test_a_new_one_is_marked_and_says_why(self, desk, hoa):
        spam = ReportFactory(spam_points=60, spam_why=self.WHY)
        page = html(desk.get(at(spam)))
        assert "Có thể là tin rác" in page
        assert "Có 3 đường dẫn. (60 điểm)" in page

    def test_one_that_was_read_is_not(self, desk, hoa):
        read = ReportFactory(received=True, spam_points=60, spam_why=self.WHY)
        assert "Có thể là tin rác" not in html(desk.get(at(read)))


class TestElsewhere:
    @pytest.mark.parametrize(
        ("parts", "told"),
        [
            (("anh", 0, "lam-mo"), None),
            (("anh", 0, "lam-mo"), {"drawn": json.dumps([FACE])}),
            (("anh", 0, "nguyen-ban"), {}),
            (("che",), {"mask-words": "Ông Bảy"}),
            (("thoi-che",), {"words": "0987 654 321"}),
            (("an",), {"hide-reason": "personal", "hide-note": NOTE}),
            (("hien",), {"unhide-note": NOTE}),
            (("chan",), {}),
        ],
    )
    def test_dung_finds_nothing_of_hoas(self, client, dung, report, parts, told):
        client.force_login(dung)
        address = at(report, *parts)
        answer = client.get(address) if told is None else client.post(address, told)
        assert answer.status_code == 404
        assert not report.events.exists()

    def test_a_photo_of_another_report_is_not_there(self, desk, report):
        commune = commune_named("31510", "Phường Phú Lợi")
        agency = agency_of(commune, "H13.31510")
        other = ReportFactory(commune=commune, agency=agency, with_photos=True)
        assert desk.get(at(report, "anh", 7, "lam-mo")).status_code == 404
        assert desk.get(at(other, "anh", 0, "lam-mo")).status_code == 404
