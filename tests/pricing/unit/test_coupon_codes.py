"""Codes have one spelling, and nobody guesses the generated ones."""

import random
from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexus.pricing.domain.coupon_codes import ALPHABET, RANDOM_SIGNS, new_code, normal_prefix, readable
from nexus.pricing.domain.coupons import normal_code


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("welcome10", "WELCOME10"),
        (" Wel come–1_0 ", "WELCOME10"),
        ("WELCOME10", "WELCOME10"),
        ("wel\u200bcome\u00ad10", "WELCOME10"),
        ("straße", "STRASSE"),
        ("ﬁn", "FIN"),
        ("Café", "CAFÉ"),
        ("Cafe\u0301", "CAFÉ"),
        ("−–—-", "−"),
        ("", ""),
    ],
)
def test_normal_form(typed: str, code: str) -> None:
    assert normal_code(typed) == code


@given(st.text(max_size=40))
def test_the_normal_form_of_a_normal_form_is_itself(text: str) -> None:
    once = normal_code(text)
    assert normal_code(once) == once
    assert normal_code(text.upper()) == normal_code(text.lower()) or not text.isascii()
    assert normal_code(f" {once}-") == once


def test_generated_codes() -> None:
    assert log2(len(ALPHABET)) * RANDOM_SIGNS > 60
    assert not set(ALPHABET) & set("0O1IL2Z5S8BUVAE") - set("258V")
    below = random.Random(3).randrange
    codes = {new_code("SPRING", below) for _ in range(2000)}
    assert len(codes) == 2000
    for code in codes:
        assert (normal_code(code), len(code), set(code[6:]) <= set(ALPHABET)) == (code, 19, True)
        assert normal_code(readable(code, "SPRING")) == code
    assert new_code("", lambda most: 0) == "2" * RANDOM_SIGNS
    assert new_code("", lambda most: most - 1) == "Y" * RANDOM_SIGNS


def test_readable_in_groups() -> None:
    assert readable("SPRING7K2M9QXDHT4WC", "SPRING") == "SPRING-7K2M-9QXD-HT4WC"
    assert readable("7K2M9QXDHT4WC", "") == "7K2M-9QXD-HT4WC"
    assert readable("WELCOME10", "") == "WELCOME10"


def test_prefixes() -> None:
    assert normal_prefix("spring-26 ") == "SPRING26"
    for wrong in ("=cmd", "a" * 21, "a+b"):
        with pytest.raises(ValueError, match="letters and digits"):
            normal_prefix(wrong)
