"""The lists and pages that tests of one kind need."""

from datetime import date, timedelta

from wagtail.models import Locale

from cms.models import (
    AlbumIndexPage,
    AlbumPage,
    AlbumPicture,
    ConsultationIndexPage,
    ConsultationPage,
    EventIndexPage,
    EventPage,
    FilmIndexPage,
    FilmPage,
    FormField,
    FormIndexPage,
    FormPage,
    LegalDocumentIndexPage,
    LegalDocumentPage,
    PortalImage,
    QuestionIndexPage,
    QuestionPage,
)
from cms.setup import LISTS, make_lists
from portal.common.moments import now, today
from tests.cms.bodies import document


def list_of(kind, home):
    """The list below which this kind stands."""
    make_lists(home, [facts for facts in LISTS if facts[0] is kind])
    return kind.objects.in_first_language().get()


def add(parent, page):
    """Put a page below another, and publish it unless it is a draft."""
    live = page.live
    parent.add_child(instance=page)
    if live:
        page.save_revision().publish()
    return page


def a_document(home, number: str = "12/2026/QĐ-UBND", **facts) -> LegalDocumentPage:
    """A decision everyone may read, unless told otherwise."""
    relations = facts.pop("relations", [])
    standard = {
        "title": f"Quy định {number}",
        "kind": "decision",
        "issuer": "UBND thành phố Cần Thơ",
        "issued_on": date(2026, 3, 2),
        "body": [("paragraph", "<p>Điều 1. Phạm vi điều chỉnh.</p>")],
    }
    page = LegalDocumentPage(number=number, **standard | facts)
    for act, target in relations:
        page.relations.create(act=act, target=target)
    return add(list_of(LegalDocumentIndexPage, home), page)


def an_event(home, title: str = "Ngày hội số", **facts) -> EventPage:
    """An event everyone may read of, next week unless told otherwise."""
    standard = {"starts_at": now() + timedelta(days=7), "place": "Nhà văn hóa khóm 5"}
    page = EventPage(title=title, **standard | facts)
    return add(list_of(EventIndexPage, home), page)


def a_consultation(home, title: str = "Dự thảo về chợ số", **facts) -> ConsultationPage:
    """A draft that is open to comments, unless told otherwise."""
    standard = {
        "opens_on": today() - timedelta(days=3),
        "closes_on": today() + timedelta(days=10),
        "body": [("paragraph", "<p>Điều 1. Quầy nào cũng nhận chuyển khoản.</p>")],
    }
    page = ConsultationPage(title=title, **standard | facts)
    return add(list_of(ConsultationIndexPage, home), page)


def a_question(home, agency, title: str = "Nộp hồ sơ qua mạng có mất phí không?", **facts):
    """A question an agency has answered."""
    standard = {"body": [("paragraph", "<p>Nhiều thủ tục được giảm phí.</p>")]}
    page = QuestionPage(title=title, agency=agency, **standard | facts)
    return add(list_of(QuestionIndexPage, home), page)


def a_form(home, agency, title: str = "Lớp dạy dùng điện thoại", **facts) -> FormPage:
    """A form that is open, with these `questions`: (label, kind, further facts)."""
    questions = facts.pop("questions", [("Bạn tên gì?", "singleline", {"required": True})])
    standard = {
        "opens_at": now() - timedelta(days=3),
        "closes_at": now() + timedelta(days=10),
        "purpose": "Xếp lớp và báo giờ học.",
        "keep_until": today() + timedelta(days=60),
    }
    page = FormPage(title=title, agency=agency, **standard | facts)
    for place, (label, kind, more) in enumerate(questions):
        field = FormField(label=label, field_type=kind, sort_order=place, **more)
        page.form_fields.add(field)
    return add(list_of(FormIndexPage, home), page)


def in_english(page, **words):
    """The translation an editor writes; `live=False` leaves it a draft."""
    live = words.pop("live", True)
    translation = page.copy_for_translation(Locale.objects.get(language_code="en"))
    for name, value in words.items():
        setattr(translation, name, value)
    revision = translation.save_revision()
    if live:
        revision.publish()
    return translation


def an_album(home, pictures: list[PortalImage], title: str = "Ngày hội số", **facts) -> AlbumPage:
    """These pictures in an album everyone may see, each described by its number."""
    shown = [
        AlbumPicture(image=picture, alt=f"Bà con xem ảnh {place}", sort_order=place)
        for place, picture in enumerate(pictures, start=1)
    ]
    page = AlbumPage(title=title, entries=shown, **facts)
    return add(list_of(AlbumIndexPage, home), page)


def a_film(home, poster: PortalImage, title: str = "Gửi phản ánh", **facts) -> FilmPage:
    """A film with its captions and its words, unless told otherwise."""
    standard = {
        "file": document("phim.mp4"),
        "captions": document("phim.vtt"),
        "transcript": "<p>Chào bà con Mỹ Xuyên.</p>",
    }
    page = FilmPage(title=title, poster=poster, **standard | facts)
    return add(list_of(FilmIndexPage, home), page)
