"""Codes of gift cards."""

from itertools import combinations, product
from math import log2

import pytest

from nexus.pricing.domain.gift_codes import ALPHABET, LENGTH, grouped, looks_mistyped, new_code, plain


def test_a_code_has_more_than_eighty_random_bits_and_no_look_alikes() -> None:
    assert (LENGTH - 2) * log2(len(ALPHABET)) > 87
    assert not set(ALPHABET) & set("01OILUQ")
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(len(code) == LENGTH and set(code) <= set(ALPHABET) for code in codes)


def test_every_code_is_a_right_one() -> None:
    assert not any(looks_mistyped(new_code()) for _ in range(200))


def test_one_wrong_character_is_seen_wherever_it_is() -> None:
    code = new_code()
    for place, wrong in product(range(LENGTH), ALPHABET):
        typed = code[:place] + wrong + code[place + 1 :]
        assert looks_mistyped(typed) is (wrong != code[place])


def test_two_swapped_characters_are_seen_wherever_they_are() -> None:
    code = new_code()
    for one, other in combinations(range(LENGTH), 2):
        swapped = list(code)
        swapped[one], swapped[other] = code[other], code[one]
        assert looks_mistyped("".join(swapped)) is (code[one] != code[other])


@pytest.mark.parametrize("typed", ["", "ABC", "0" * 20, "ABCDE-FGHJK-MNPRS-TVWXYZ"])
def test_what_is_no_code_is_seen(typed: str) -> None:
    assert looks_mistyped(plain(typed))


def test_it_may_be_typed_as_people_type() -> None:
    code = new_code()
    assert len(grouped(code)) == LENGTH + 3
    assert plain(f"  {grouped(code).lower()} ") == code
    assert plain(" ".join(code)) == code
