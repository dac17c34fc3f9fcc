"""“I see it too”: one report with more photos and more people waiting, instead of two reports."""

import pytest

from portal.common.uploads import clean_photos
from portal.common.workflow import StepRefused
from services.notifications.models import Message
from services.reports import actions
from services.reports.actions.joining import MOST_PHOTOS
from services.reports.doors import REPORTS_AN_HOUR
from services.reports.models import Follow, Photo, Report
from services.reports.workflow import OPEN, SHOWN, State
from tests.pictures import a_photo, with_gps
from tests.services.reports.factories import PhotoFactory, ReportFactory, in_state
from tests.services.reports.sending import stored, stored_files, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def report() -> Report:
    return ReportFactory(received=True, with_photos=True)


def address(report) -> str:
    return f"/phan-anh/{report.reference}/cung-viec/"


def photos(*sizes):
    return clean_photos([upload(a_photo(*size)) for size in sizes or [(64, 48)]])


class TestJoining:
    def test_minh_follows_and_his_photo_waits_for_an_officer(self, report, minh):
        follow = actions.join_report(report, user=minh, photos=photos())
        added = report.photos.get(kind=Photo.Kind.JOINED)
        assert (follow.user, follow.saw_it_too) == (minh, True)
        assert follow.confirmed_at
        assert (added.is_shown, added.position) == (False, 2)

    def test_the_desk_reads_of_it_and_nobody_else(self, report, minh):
        actions.join_report(report, user=minh, photos=photos())
        event = report.events.get()
        assert (event.step, event.state, event.by) == ("joined", State.RECEIVED, minh)
        assert not event.is_public
        assert event.note == "Có người cũng thấy việc này và gửi thêm 1 ảnh."

    def test_an_address_follows_once_it_has_said_yes(self, report):
        follow = actions.join_report(report, email="Minh@Example.vn")
        letter = Message.objects.get()
        assert (follow.email, follow.confirmed_at) == ("minh@example.vn", None)
        assert (letter.kind, letter.recipient) == ("reports/confirm_follow", "minh@example.vn")

    def test_a_number_follows_too(self, report):
        follow = actions.join_report(report, phone="+84987654321")
        assert (follow.phone, follow.confirmed_at) == ("+84987654321", None)

    def test_with_address_and_number_it_is_one_person(self, report):
        actions.join_report(report, email="minh@example.vn", phone="+84987654321")
        assert Follow.objects.get().phone == ""

    def test_without_any_contact_there_is_a_photo_only(self, report):
        assert actions.join_report(report, photos=photos()) is None
        assert report.photos.filter(kind=Photo.Kind.JOINED).count() == 1
        assert not Follow.objects.exists()

    def test_who_followed_already_has_now_seen_it_too(self, report, minh):
        actions.follow(report, user=minh)
        follow = actions.join_report(report, user=minh)
        assert follow == Follow.objects.get()
        assert follow.saw_it_too

    def test_it_is_counted(self, report, minh, lan):
        actions.follow(report, user=lan)
        actions.join_report(report, user=minh)
        actions.join_report(report, email="dao@example.vn")
        assert Report.objects.with_seen_too().get().seen_too == 2

    def test_what_nobody_saw_too_counts_nothing(self, report):
        assert Report.objects.with_seen_too().get().seen_too == 0


class TestTwice:
    @pytest.mark.parametrize("who", [{"email": "minh@example.vn"}, {"phone": "+84987654321"}])
    def test_said_twice_it_is_once(self, report, who):
        first, second = (actions.join_report(report, photos=photos(), **who) for _ in range(2))
        assert first == second
        assert report.photos.filter(kind=Photo.Kind.JOINED).count() == 1
        assert report.events.count() == 1

    def test_signed_in_as_well(self, report, minh):
        first, second = (actions.join_report(report, user=minh) for _ in range(2))
        assert first == second
        assert report.events.count() == 1

    def test_the_same_photo_from_nobody_is_one_photo(self, report):
        before = stored_files()
        for _ in range(2):
            actions.join_report(report, photos=photos())
        assert len(stored_files() - before) == 1

    def test_another_photo_is_added(self, report, minh):
        actions.join_report(report, user=minh, photos=photos((64, 48)))
        actions.join_report(report, user=minh, photos=photos((48, 64)))
        assert report.photos.filter(kind=Photo.Kind.JOINED).count() == 2

    def test_a_lost_file_is_no_hindrance(self, report):
        actions.join_report(report, photos=photos())
        lost = report.photos.get(kind=Photo.Kind.JOINED)
        lost.image.storage.delete(lost.image.name)
        actions.join_report(report, photos=photos())
        assert report.photos.filter(kind=Photo.Kind.JOINED).count() == 2


class TestRefused:
    @pytest.mark.parametrize("state", State)
    def test_only_what_is_open_and_shown_is_joined(self, minh, state):
        report = in_state(state)
        if state in OPEN and state in SHOWN:
            assert actions.join_report(report, user=minh)
            return
        with pytest.raises(StepRefused, match="không còn mở"):
            actions.join_report(report, user=minh, photos=photos())
        assert not Follow.objects.exists()
        assert not report.photos.exists()

    def test_never_what_is_private(self, minh):
        with pytest.raises(StepRefused):
            actions.join_report(ReportFactory(private=True, received=True), user=minh)

    def test_enough_photos_are_enough(self, minh):
        report = ReportFactory(received=True)
        PhotoFactory.create_batch(MOST_PHOTOS - 1, report=report)
        before = stored_files()
        with pytest.raises(StepRefused, match="đủ ảnh"):
            actions.join_report(report, user=minh, photos=photos((64, 48), (48, 64)))
        assert stored_files() == before
        assert actions.join_report(report, user=minh, photos=photos())
        assert actions.join_report(report, email="dao@example.vn")


class TestThePage:
    def test_it_shows_what_one_would_join(self, client, report):
        page = client.get(address(report)).content.decode()
        assert report.public_description[:20] in page
        assert report.reference in page
        assert "data-privacy-notice" in page
        assert "lan@example.vn" not in page

    def test_it_says_how_many_saw_it_too(self, client, report, minh):
        actions.join_report(report, user=minh)
        assert "Đã có thêm 1 người thấy việc này." in client.get(address(report)).content.decode()

    def test_signed_in_one_press_is_enough(self, client, report, minh):
        client.force_login(minh)
        answer = client.post(address(report), follow=True)
        assert answer.redirect_chain == [(report.get_absolute_url(), 302)]
        assert Follow.objects.get().user == minh

    def test_with_an_address_a_link_is_sent(self, client, report):
        answer = client.post(address(report), {"contact_way": "minh@example.vn"}, follow=True)
        assert "Để được báo tin từng bước" in answer.content.decode()
        assert Follow.objects.get().email == "minh@example.vn"

    def test_a_photo_alone_is_enough(self, client, report):
        client.post(address(report), {"photos": [upload(with_gps())]})
        added = report.photos.get(kind=Photo.Kind.JOINED)
        assert b"GPS" not in stored(added)
        assert not Follow.objects.exists()

    def test_nothing_at_all_is_asked_for_again(self, client, report):
        answer = client.post(address(report))
        assert answer.status_code == 422
        assert "Thêm một ảnh" in answer.content.decode()

    def test_what_was_closed_meanwhile_is_said(self, client):
        report = ReportFactory(resolved=True)
        answer = client.post(address(report), {"contact_way": "minh@example.vn"})
        assert answer.status_code == 409
        assert "không còn mở" in answer.content.decode()

    @pytest.mark.parametrize("facts", [{}, {"private": True, "received": True}])
    def test_what_is_not_for_everyone_does_not_exist(self, client, facts, minh):
        report = ReportFactory(**facts)
        client.force_login(minh)
        assert client.get(address(report)).status_code == 404
        assert client.post(address(report)).status_code == 404

    def test_it_shares_the_allowance_of_reports(self, client, report, minh):
        client.force_login(minh)
        for _ in range(REPORTS_AN_HOUR):
            client.post("/phan-anh/gui/", {})
        assert client.post(address(report)).status_code == 429
        assert not Follow.objects.exists()


class TestTheReportItself:
    def test_it_says_how_many_and_leads_there(self, client, report, minh):
        actions.join_report(report, user=minh)
        page = client.get(report.get_absolute_url()).content.decode()
        assert "Đã có thêm 1 người thấy việc này." in page
        assert f'href="{address(report)}"' in page

    @pytest.mark.parametrize("facts", [{}, {"resolved": True}, {"declined": True}])
    def test_what_cannot_be_joined_leads_nowhere(self, client, facts):
        report = ReportFactory(**facts)
        assert address(report) not in client.get(report.get_absolute_url()).content.decode()

    def test_its_sender_need_not_see_it_too(self, client, lan):
        report = ReportFactory(received=True, reporter=lan)
        client.force_login(lan)
        assert address(report) not in client.get(report.get_absolute_url()).content.decode()


class TestTheirPhotos:
    @pytest.mark.parametrize(("who", "status"), [("minh", 404), ("lan", 404), ("hoa", 200)])
    def test_until_an_officer_has_looked_only_the_desk_sees_them(
        self, client, request, lan, who, status
    ):
        report = ReportFactory(received=True, reporter=lan)
        actions.join_report(report, photos=photos())
        client.force_login(request.getfixturevalue(who))
        answer = client.get(f"/phan-anh/{report.reference}/anh/0/")
        answer.close()
        assert answer.status_code == status

    def test_then_everyone_does(self, client, report):
        actions.join_report(report, photos=photos())
        report.photos.update(is_shown=True)
        answer = client.get(f"/phan-anh/{report.reference}/anh/2/")
        answer.close()
        assert answer.status_code == 200

    def test_the_thirtieth_has_an_address_too(self, client, report):
        PhotoFactory(report=report, position=MOST_PHOTOS - 1)
        answer = client.get(f"/phan-anh/{report.reference}/anh/{MOST_PHOTOS - 1}/")
        answer.close()
        assert answer.status_code == 200
