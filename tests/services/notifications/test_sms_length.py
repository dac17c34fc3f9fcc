"""An SMS is counted as telephone networks count it."""

import pytest

from services.notifications.sms_length import Count, Encoding, sms_parts, without_marks

GSM, UCS = Encoding.GSM_7, Encoding.UCS_2


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", Count(GSM, 0, 0, 160)),
        ("a" * 160, Count(GSM, 160, 1, 0)),
        ("a" * 161, Count(GSM, 161, 2, 145)),
        ("a" * 306, Count(GSM, 306, 2, 0)),
        ("a" * 307, Count(GSM, 307, 3, 152)),
        ("€" * 80, Count(GSM, 160, 1, 0)),
        ("[" * 81, Count(GSM, 162, 2, 143)),
        ("đ" * 70, Count(UCS, 70, 1, 0)),
        ("đ" * 71, Count(UCS, 71, 2, 63)),
        ("đ" * 134, Count(UCS, 134, 2, 0)),
        ("đ" * 135, Count(UCS, 135, 3, 66)),
        ("😀" * 35, Count(UCS, 70, 1, 0)),
        ("à é ù ü ñ Ö", Count(GSM, 11, 1, 149)),
        ("`", Count(UCS, 1, 1, 69)),
    ],
)
def test_a_text_is_counted(text, count):
    assert sms_parts(text) == count


def test_a_sign_of_two_is_not_cut_in_half():
    assert sms_parts("a" * 152 + "€" + "a" * 152) == Count(GSM, 306, 3, 152)
    assert sms_parts("a" * 66 + "😀" + "a" * 66) == Count(UCS, 134, 3, 66)


@pytest.mark.parametrize(
    ("said", "bare"),
    [
        ("Sóc Trăng: ĐÃ nhận phản ánh PA-7K3M-92.", "Soc Trang: DA nhan phan anh PA-7K3M-92."),
        ("hẻm 5, đường Hai Bà Trưng – 75.000 ₫…", "hem 5, duong Hai Ba Trung - 75.000 d..."),
        ("“Đã xong”", '"Da xong"'),
        ("ខ 😀", "? ?"),
        ("Đã nhận", "Da nhan"),
    ],
)
def test_marks_are_folded_and_nothing_else(said, bare):
    assert without_marks(said) == bare
    assert sms_parts(without_marks(said)).encoding == GSM
