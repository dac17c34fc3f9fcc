"""Personal details in free text are found however they are written, and nothing else is."""

import sys

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from portal.common.mentions import MASK, Mention, MentionKind, find_mentions, mask

PHONES = [
    "0912345678",
    "0912 345 678",
    "0912.345.678",
    "0912-345-678",
    "0912–345–678",
    "0912\u00a0345\u00a0678",
    "09 12 34 56 78",
    "0912,345,678",
    "0912 - 345 - 678",
    "(0912) 345 678",
    "+84 912 345 678",
    "+84912345678",
    "(+84) 912 345 678",
    "+84 (0) 912 345 678",
    "84912345678",
    "84 912 345 678",
    "0084 912 345 678",
    "(0299) 3 822 123",
    "02993 822 123",
    "0299.3822.123",
    "028 3822 3344",
    "079 3822 123",
    "01681234567",
    "o912345678",
    "O912 345 678",
    "Ｏ912345678",
    "0912 345 o78",
    "0 9 1 2 3 4 5 6 7 8",
    "0.9.1.2.3.4.5.6.7.8",
    "0__9__1__2__3__4__5__6__7__8",
    "không chín một hai ba bốn năm sáu bảy tám",
    "khong chin mot hai ba bon nam sau bay tam",
    "Không Chín Một Hai Ba Tư Lăm Sáu Bẩy Tám",
    "không chín một hai 345 678",
    "０９１２３４５６７８",
    "０９１２ ３４５ ６７８",
    "0912\u200b345\u200b678",
    "0️⃣9️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣",
    "٠٩١٢٣٤٥٦٧٨",
    "𝟎𝟗𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖",
]
ID_NUMBERS = [
    "094095001234",
    "094 095 001 234",
    "094.095.001.234",
    "0940 9500 1234",
    "094095 001234",
    "094 0 95 001234",
    "09 40 95 00 12 34",
    "0 9 4 0 9 5 0 0 1 2 3 4",
    "o94o95oo1234",
    "０９４０９５００１２３４",
    "không chín bốn không chín năm không không một hai ba bốn",
    "365123456",
    "365 123 456",
    "365-123-456",
]
EMAILS = [
    "lan@example.vn",
    "lan.tran+den@soctrang.gov.vn",
    "LAN@GMAIL.COM",
    "lan@gmail",
    "0912345678@gmail.com",
    "lan (a) example.vn",
    "lan(a)example.vn",
    "lan [at] example [dot] vn",
    "lan @ gmail . com",
    "lan@gmail .com",
    "lan . tran @ gmail . com . vn",
    "lan a còng gmail chấm com",
    "lan a cong gmail cham com",
    "lan chấm trần a còng gmail chấm com",
    "lan acòng gmail.com",
    "lan a vòng yahoo.com.vn",
    "lan at gmail dot com",
    "ｌａｎ＠example.vn",
]
PLATES = [
    "83-P1 123.45",
    "83P1-12345",
    "83P1 12345",
    "83P112345",
    "83p1-123.45",
    "83 P1 123 45",
    "83-P1.123.45",
    "83 H1 1234",
    "83AA-12345",
    "65A-123.45",
    "65A 12345",
    "65A12345",
    "51F-1234",
    "51LD-123.45",
    "51K 12345",
    "８３P1-12345",
]
KINDS = [
    (MentionKind.PHONE, PHONES),
    (MentionKind.ID_NUMBER, ID_NUMBERS),
    (MentionKind.EMAIL, EMAILS),
    (MentionKind.PLATE, PLATES),
]
WRITTEN = [(kind, written) for kind, examples in KINDS for written in examples]

AFTER_ITS_NAME = [
    (MentionKind.PHONE, "Gọi em 912 345 678 nhé", "912 345 678"),
    (MentionKind.PHONE, "zalo: 912345678", "912345678"),
    (MentionKind.PHONE, "Điện thoại 3 822 123", "3 822 123"),
    (MentionKind.PHONE, "ĐT: 299 3822 123", "299 3822 123"),
    (MentionKind.PHONE, "sdt0912345678", "0912345678"),
    (MentionKind.PHONE, "sđt: 0912345678, cảm ơn", "0912345678"),
    (MentionKind.PHONE, "Gọi 0912 345 678 đồng chí Hoa", "0912 345 678"),
    (MentionKind.PHONE, "nhà ở 0912345678", "0912345678"),
    (MentionKind.ID_NUMBER, "CMND 3 6 5 1 2 3 4 5 6", "3 6 5 1 2 3 4 5 6"),
    (MentionKind.ID_NUMBER, "CMND số 365.123.456", "365.123.456"),
    (MentionKind.ID_NUMBER, "Căn cước công dân: 94 095 001234 5", "94 095 001234 5"),
    (MentionKind.ID_NUMBER, "chứng minh nhân dân 365123000", "365123000"),
    (MentionKind.PLATE, "biển số 83P1 2026", "83P1 2026"),
    (MentionKind.PLATE, "Biển số xe: 83P1-123.45", "83P1-123.45"),
    (MentionKind.PLATE, "xe ô tô 83A-1234 đậu chắn lối", "83A-1234"),
    (MentionKind.PLATE, "BKS83P1-12345", "83P1-12345"),
]

NOT_PERSONAL = [
    "",
    "Đèn đường hư ba đêm nay, cần người sửa.",
    "Gọi 113, 114, 115 hoặc 1022",
    "113 114 115",
    "113-114-115",
    "Tổng đài 19001234",
    "Tổng đài 1900 1234",
    "1900 636 336",
    "1800 1091",
    "Gọi 1900 545 415",
    "75.000",
    "75.000 đồng một ký",
    "1.234.567 đồng",
    "123.456.789 đồng",
    "123456789 đồng",
    "1 200 000 000",
    "120 000 000",
    "215.000.000.000 đồng",
    "200 000 000 000",
    "84.912.345.678 đồng",
    "1.034.567.890 đ",
    "22/11/2026",
    "22.11.2026",
    "22-11-2026 1234",
    "09.12.2026 07h30",
    "2026-11-22 08:30",
    "ngày 09/12/2026 07:30",
    "07:30 - 17:00",
    "07h30 đến 11h30",
    "123/45/6 đường Lê Hồng Phong",
    "Số nhà 45B, hẻm 12, khóm 3",
    "QL1A",
    "QL1A 2127",
    "QL 60",
    "QL 61B 1234",
    "tỉnh lộ 934",
    "ĐT 934",
    "Km 2127+300",
    "PA-7K3M-92",
    "PA-2393-92",
    "H13.31507-261122-0001",
    "000.12.34.H51-250630-0001",
    "H51.34.12-250630-0001",
    "trụ 12A-345",
    "trụ điện 12A-3456",
    "cột số 24B 1234",
    "lớp 12A1 2025",
    "tổ 22B 2026",
    "85 m2 1500 viên gạch",
    "lúc 20h 1234",
    "50kg 12345",
    "từ 2010 2011 2012",
    "năm 1990 1991 1992",
    "2019-2020",
    "các tổ 03, 05, 07, 09, 11",
    "9.60331, 105.97395",
    "9.602517,105.973908",
    "một hai ba bốn năm sáu bảy tám chín",
    "năm sáu nhà, bảy tám con",
    "ba má em năm nay tám mươi",
    "1 2 3 4 5 6 7 8 9",
    "123456",
    "12345678",
    "999999999999",
    "094995001234 là số của người sinh năm 2199",
    "1" * 40,
    "@",
    "gặp @ nhà. Con đợi",
    "@lan123",
    "giá 5@ một ký",
    "mục 3(a) quyết định 12",
    "xem tại soctrang.gov.vn",
    "look at soctrang.gov.vn",
    "anh A Công đi chợ",
]


@pytest.mark.parametrize(("kind", "written"), WRITTEN)
def test_a_detail_is_found_however_it_is_written(kind, written):
    text = f"Nhà em gần chợ; {written}; mong sớm có người sửa."
    start = text.index(written)
    assert find_mentions(text) == [Mention(kind, start, start + len(written), written)]
    assert mask(text) == f"Nhà em gần chợ; {MASK}; mong sớm có người sửa."


@pytest.mark.parametrize(("kind", "text", "detail"), AFTER_ITS_NAME)
def test_a_doubtful_one_is_told_by_the_word_before_it(kind, text, detail):
    assert [(found.kind, found.text) for found in find_mentions(text)] == [(kind, detail)]


@pytest.mark.parametrize("text", NOT_PERSONAL)
def test_what_belongs_to_no_person_stays(text):
    assert find_mentions(text) == []
    assert mask(text) == text


def test_several_are_found_in_their_order():
    text = "Em Lan 0912345678 / 0987 654 321, lan@example.vn, xe 83-P1 123.45, CCCD 094095001234."
    kinds = [mention.kind for mention in find_mentions(text)]
    phone, id_number, email, plate = MentionKind
    assert kinds == [phone, phone, email, plate, id_number]
    assert mask(text) == f"Em Lan {MASK} / {MASK}, {MASK}, xe {MASK}, CCCD {MASK}."


def test_letters_typed_in_pieces_keep_their_places():
    text = "Điện thoa\u0323i của me\u0323: 0912345678\u0301 a\u0300"
    [mention] = find_mentions(text)
    assert text[mention.start : mention.end] == mention.text
    assert mention.text.startswith("0912345678")


def test_a_line_ends_a_number():
    assert find_mentions("0912\n345\n678") == []


@pytest.mark.parametrize(
    ("kind", "english", "vietnamese"),
    [
        (MentionKind.PHONE, "a telephone number", "số điện thoại"),
        (MentionKind.ID_NUMBER, "an ID number", "số định danh"),
        (MentionKind.EMAIL, "an e-mail address", "địa chỉ email"),
        (MentionKind.PLATE, "a vehicle plate", "biển số xe"),
    ],
)
def test_each_kind_has_a_name_for_the_writer(kind, english, vietnamese):
    with override("en"):
        assert str(kind.label) == english
    with override("vi"):
        assert str(kind.label) == vietnamese


PIECES = [
    *(written for _kind, written in WRITTEN),
    *(text for _kind, text, _detail in AFTER_ITS_NAME),
    *NOT_PERSONAL,
    *"0123456789oO@.,-+()/: \nađ•",
    *[" cham", " a cong ", "đồng", "xe ", "QL", "gmail.com", "không ", "tám", "m2", "+y@c.vn"],
    *["sdt", " sđt", "CMND ", "chi", "biển số", "ô tô", "trụ ", "(a)", "0 9 1", "84", "\u0301"],
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=8).map("".join) | st.text()


@given(TEXTS)
def test_nothing_that_was_found_is_left(text):
    shown = mask(text)
    assert find_mentions(shown) == []
    assert mask(shown) == shown


@given(TEXTS)
def test_mentions_stand_in_order_and_apart(text):
    end = 0
    for mention in find_mentions(text):
        assert end <= mention.start < mention.end
        assert mention.text == text[mention.start : mention.end]
        end = mention.end


@given(
    st.text(st.characters(exclude_categories=["Nd", "No", "So"], exclude_characters="@＠﹫oOｏＯ"))
)
def test_words_alone_are_left_alone(text):
    assert mask(text) == text


HOSTILE = [
    *["0", "0 ", "09 ", "1.", "84", "+84", "0912345678", "khong ", "(", "\u0301"],
    *["a@", "a@b.", "a@b.vn", "a.", "a-", "a . ", "a cham ", "a a cong ", "(a)"],
    *["83p1 ", "83-P1 1234 ", "bien so ", "113 ", "H13.1.1-"],
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_twice_the_text_is_at_most_about_twice_the_work(piece):
    def work(length):
        return _steps(lambda: find_mentions((piece * length)[:length]))

    assert work(4000) <= 2.5 * work(2000) + 1000


def _steps(call):
    """How many functions a call enters, Python's and C's: work counted without a clock."""
    count = 0

    def tick(_frame, event, _argument):
        nonlocal count
        count += event.endswith("call")

    before = sys.getprofile()
    sys.setprofile(tick)
    try:
        call()
    finally:
        sys.setprofile(before)
    return count
