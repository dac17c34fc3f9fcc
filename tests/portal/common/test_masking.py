"""What lists show of people: enough to tell two apart."""

import pytest

from portal.common.masking import mask_email, mask_name, mask_phone


@pytest.mark.parametrize(
    ("mask", "whole", "shown"),
    [
        (mask_name, "Trần Thị Lan", "T• T• Lan"),
        (mask_name, "", ""),
        (mask_email, "lan@example.vn", "l••@example.vn"),
        (mask_email, "", ""),
        (mask_phone, "+84912345678", "09•• ••• 678"),
        (mask_phone, "", ""),
    ],
)
def test_only_so_much_is_shown(mask, whole, shown):
    assert mask(whole) == shown
