"""Spam explains itself: examples, counter-examples, and an officer who decides."""

import pytest

from services.reports import spam
from services.reports.actions import submit_report
from services.reports.models import Category, Report
from services.reports.spam import LIKELY, Facts, score
from services.reports.weighing import weigh
from services.reports.workflow import State
from tests.services.reports.factories import ReportFactory

LOAN = "Cho vay tiền lãi suất thấp, giải ngân trong ngày, liên hệ 0912 345 678"

SPAM = [
    Facts(LOAN),
    Facts("Nhà cái uy tín, cá độ bóng đá, nổ hũ: https://a.top https://b.top www.c.vip"),
    Facts("Buy cheap watches now http://shop.xyz http://shop2.xyz best quality replica brands"),
    Facts("KHUYẾN MÃI GIẢM GIÁ SỐC GỌI NGAY 0987654321 ĐẶT HÀNG HÔM NAY"),
    Facts("Đèn đường hư trước cổng chợ.", same_words=4),
    Facts("Đèn đường hư trước cổng chợ.", same_words=1, same_sender=7, in_a_row=1),
    Facts("Việc nhẹ lương cao, tuyển cộng tác viên, kiếm tiền online, zalo 0912345678"),
]

NO_SPAM = [
    Facts("Đèn đường trước cổng chợ hư ba đêm nay, tối thui."),
    Facts("den duong truoc cong cho hu 3 dem nay, toi thui, ai di qua cung so"),
    Facts("Tờ rơi cho vay dán đầy cột điện, trên đó ghi số 0912 345 678, xin gỡ giúp."),
    Facts("TRỤ ĐIỆN TRƯỚC NHÀ TÔI NGHIÊNG SẮP ĐỔ RẤT NGUY HIỂM XIN XỬ LÝ GẤP"),
    Facts("Ổ gà lớn ở đây: https://maps.example.vn/abc, xe máy té hoài."),
    Facts("The street lamp in front of my guest house has been broken for three nights."),
    Facts("ភ្លើងតាមផ្លូវនៅមុខផ្សារខូចបីយប់ហើយ ងងឹតណាស់"),
    Facts("Rác không ai gom cả tuần nay, hôi lắm.", same_sender=3),
    Facts("Cống nghẹt, nước ngập.", same_words=1, in_a_row=1),
    Facts("Bạn tôi bán nước ở đây nói nắp cống mất từ tuần trước, gọi tôi 0912345678."),
    Facts("Quán karaoke mở nhạc quá to sau 22 giờ, không ai ngủ được."),
    Facts(""),
    Facts("."),
]


@pytest.mark.parametrize("facts", SPAM, ids=lambda facts: facts.words[:20])
def test_this_looks_like_spam(facts):
    points, signs = score(facts)
    assert points >= LIKELY, signs
    assert spam.explained([sign.as_row() for sign in signs])


@pytest.mark.parametrize("facts", NO_SPAM, ids=lambda facts: facts.words[:20])
def test_this_does_not(facts):
    points, signs = score(facts)
    assert points < LIKELY, signs


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        (Facts("Xem www.mot.com www.hai.com"), "Có 2 đường dẫn. (40 điểm)"),
        (
            Facts("x", same_words=2),
            "Cùng một nội dung được gửi thêm 2 lần trong vòng một tuần. (30 điểm)",
        ),
        (Facts(LOAN), "Giống lời mời chào, kèm số điện thoại. (65 điểm)"),
        (Facts("x", same_sender=5), "Người gửi còn gửi 5 phản ánh khác trong một giờ. (25 điểm)"),
    ],
)
def test_every_sign_is_a_sentence_with_its_points(facts, sentence):
    _points, signs = score(facts)
    assert sentence in spam.explained([sign.as_row() for sign in signs])


def test_points_end_at_a_hundred():
    assert score(Facts(LOAN + " www.a.com" * 9, 9, 9, 9))[0] == 100


def test_a_sign_no_longer_known_is_passed_over():
    assert spam.explained([{"code": "gone", "points": 9, "count": 1}]) == []


def test_long_words_take_no_time():
    score(Facts("a" * 4000))
    score(Facts("http://" * 600))


def submit(soc_trang, words, **facts) -> Report:
    kind = Category.objects.get(code="CS01")
    report, _code = submit_report(category=kind, description=words, commune=soc_trang, **facts)
    return report


def test_the_worker_weighs_what_came_in_and_hides_nothing(lamps, soc_trang, drain):
    report = submit(soc_trang, LOAN)
    drain()
    weighed = Report.objects.get(pk=report.pk)
    assert weighed.spam_points >= LIKELY
    assert weighed.may_be_spam
    assert list(Report.objects.perhaps_spam()) == [weighed]
    assert (weighed.state, weighed.is_private) == (State.SUBMITTED, False)


def test_an_officer_who_has_read_it_knows_better(db):
    read = ReportFactory(received=True, spam_points=90)
    assert not read.may_be_spam
    assert not Report.objects.perhaps_spam().exists()


def test_the_same_words_are_known_whatever_marks_and_numbers_they_carry(lamps, soc_trang, drain):
    for words in ("Vay nóng lãi thấp 24/7!!!", "VAY NONG lai thap 12", "vay nóng, lãi thấp"):
        submit(soc_trang, words)
    submit(soc_trang, "Đèn đường trước cổng chợ hư.")
    drain()
    counts = [
        [sign["count"] for sign in report.spam_why if sign["code"] == "same_words"]
        for report in Report.objects.order_by("pk")
    ]
    assert counts == [[], [1], [2], []]


def test_a_sender_is_compared_with_herself_alone(lamps, soc_trang, lan, drain):
    for number in range(6):
        submit(soc_trang, f"Đèn {'a' * number} hư.", contact_phone="+84912345678")
    submit(soc_trang, "Cống nghẹt trước nhà.", reporter=lan)
    submit(soc_trang, "Rác nhiều quá.")
    drain()
    codes = [{sign["code"] for sign in report.spam_why} for report in Report.objects.order_by("pk")]
    assert "flurry" in codes[5]
    assert codes[6] == codes[7] == set()


def test_weighing_asks_little_however_much_there_is(db, django_assert_max_num_queries):
    ReportFactory.create_batch(12)
    with django_assert_max_num_queries(6):
        weigh(Report.objects.first().pk)


def test_what_is_gone_is_not_weighed(db):
    assert weigh(0) == 0
