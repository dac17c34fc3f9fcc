import pytest

from services.dossiers.codes import read_code

OLD = "H513412-250630-0001"
NEW = "H1331507-261122-0001"


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("000.12.34.H51-250630-0001", OLD),
        ("H51.34.12-250630-0001", OLD),  # The same agency, province first.
        ("000.12.34.h51-250630-0001", OLD),
        ("000 12 34 H51 250630 0001", OLD),
        ("0001234H512506300001", OLD),
        ("000.12.34.H51–250630–0001", OLD),
        ("12.34.H51-250630-0001", OLD),
        ("000.00.34.H51-250630-0001", "H5134-250630-0001"),
        ("H51.34-250630-0001", "H5134-250630-0001"),
        ("H13.31507-261122-0001", NEW),
        ("h1331507-261122-0001", NEW),
        ("  H13 . 31507 - 261122 - 0001  ", NEW),
        ("H13315072611220001", NEW),
        ("Ｈ１３.31507-261122-0001", NEW),
        ("31507.H13-261122-0001", NEW),
        ("Mã hồ sơ: H13.31507-261122-0001.", NEW),
        ("H13-261122-0001", "H13-261122-0001"),
    ],
)
def test_a_code_is_read_however_it_is_typed(typed, key):
    assert read_code(typed) == key


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "PA-7K3M-92",
        "0912345678",
        "H13.31507",
        "H13.31507-261122-001",
        "H13.31507-261322-0001",  # No thirteenth month.
        "H13.31507-260230-0001",
        "31507-261122-0001",
        "\x00",
        "\ud800",
        "H13.31507-261122-0001" * 500,
        "٠٠٠.12.34.H51-250630-00٠1x",
        "khai sinh",
    ],
)
def test_anything_else_is_no_code(typed):
    assert read_code(typed) is None
