"""Codes survive the telephone: typed anyhow they are read, mistaken they are refused."""

import random
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.common.references import (
    ALPHABET,
    claim_code_for,
    claim_digest,
    claim_matches,
    loaded_dice,
    new_claim_code,
    new_reference,
    read_reference,
    unused_reference,
)

LAMP = "PA-7K3M-92"


def spelled(symbols):
    return f"{symbols[:2]}-{symbols[2:6]}-{symbols[6:]}"


def test_no_symbol_is_mistaken_for_another():
    assert len(set(ALPHABET)) == 31
    assert not set(ALPHABET) & set("01ILO")


@given(st.integers())
def test_every_new_reference_can_be_read_back(seed):
    with loaded_dice(random.Random(seed)):
        reference = new_reference("PA")
    assert read_reference(reference) == reference


@pytest.mark.parametrize(
    "typed",
    [
        "PA-7K3M-92",
        "pa-7k3m-92",
        "pa7k3m92",
        "PA 7K3M 92",
        "P A 7 K 3 M 9 2",
        " PA – 7K3M — 92\n",
        "ＰＡ－７Ｋ３Ｍ－９２",
        "mã số: PA-7K3M-92.",
        "(pa-7k3m-92)",
        "ma PA-7K3M-92",
    ],
)
def test_it_is_read_however_it_is_typed(typed):
    assert read_reference(typed) == LAMP


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "PA",
        "PA-7K3M-9",
        "PA-7K3M-922",
        "PA-7K3M-93",
        "TN-7K3M-92",
        "xin chào",
        "\x00",
        "\ud800",
        f"{LAMP}{' ' * 40}",
        LAMP * 1000,
        "000.00.12.H51-250630-0001",
    ],
)
def test_what_is_not_a_reference_is_refused(typed):
    assert read_reference(typed) is None


@given(st.text())
def test_any_text_is_read_or_refused_without_a_fuss(text):
    reference = read_reference(text)
    assert reference is None or read_reference(reference) == reference


@pytest.mark.parametrize("seed", range(20))
def test_one_wrong_symbol_is_always_noticed(seed):
    with loaded_dice(random.Random(seed)):
        symbols = new_reference("PA").replace("-", "")
    for place, right in enumerate(symbols):
        for wrong in set(ALPHABET) - {right}:
            mistaken = symbols[:place] + wrong + symbols[place + 1 :]
            assert read_reference(spelled(mistaken)) is None


@pytest.mark.parametrize("seed", range(30))
def test_two_exchanged_symbols_are_always_noticed(seed):
    with loaded_dice(random.Random(seed)):
        symbols = new_reference("HS").replace("-", "")
    for first in range(len(symbols)):
        for second in range(first):
            swapped = list(symbols)
            swapped[first], swapped[second] = swapped[second], swapped[first]
            if swapped != list(symbols):
                assert read_reference(spelled("".join(swapped))) is None


def test_loaded_dice_fall_the_same_way_twice_and_only_inside():
    def thrown():
        with loaded_dice(random.Random(94)):
            return new_reference("PA"), new_claim_code()

    assert thrown() == thrown()
    assert len({new_reference("PA") for _ in range(100)}) > 95


def test_a_claim_code_proves_its_own_reference_only():
    code = new_claim_code()
    digest = claim_digest(code, LAMP)
    assert code.replace("-", "") not in digest
    assert claim_matches(code, LAMP, digest)
    assert not claim_matches(code, "PA-2222-22", digest)
    assert not claim_matches(new_claim_code(), LAMP, digest)
    assert not claim_matches(code, LAMP, "")
    assert not claim_matches("", LAMP, digest)


@pytest.mark.parametrize(
    "typed", ["7k3m-92qx-4d", "7K3M92QX4D", " 7K3M 92QX 4D ", "７Ｋ３Ｍ92QX4D"]
)
def test_a_claim_code_may_be_typed_anyhow(typed):
    assert claim_matches(typed, LAMP, claim_digest("7K3M-92QX-4D", LAMP))


def test_a_claim_code_has_ten_symbols_to_guess():
    code = new_claim_code()
    assert [len(group) for group in code.split("-")] == [4, 4, 2]
    assert set(code) <= {*ALPHABET, "-"}


def test_a_taken_reference_is_not_given_again():
    with loaded_dice(random.Random(94)):
        taken = {new_reference("PA"), new_reference("PA")}
    with loaded_dice(random.Random(94)):
        assert unused_reference("PA", taken.__contains__) not in taken


FORM, OTHER_FORM = UUID(int=1), UUID(int=2)


def test_a_form_sent_twice_has_one_secret():
    code = claim_code_for(FORM)
    assert code == claim_code_for(FORM)
    assert claim_matches(code, LAMP, claim_digest(code, LAMP))


def test_another_form_or_another_portal_has_another_secret(settings):
    code = claim_code_for(FORM)
    assert code != claim_code_for(OTHER_FORM)
    settings.SECRET_KEY = "of another portal"
    assert code != claim_code_for(FORM)


@given(st.uuids())
def test_the_secret_of_a_form_looks_like_every_other(key):
    assert [len(part) for part in claim_code_for(key).split("-")] == [4, 4, 2]
    assert set(claim_code_for(key)) <= {*ALPHABET, "-"}
