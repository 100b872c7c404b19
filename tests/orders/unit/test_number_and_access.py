"""Order numbers and the guest's secret."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexus.orders.domain.access import hash_of, opens, token_of
from nexus.orders.domain.number import CROCKFORD, crockford, order_number

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def test_number_is_the_day_and_six_letters_of_chance() -> None:
    assert order_number(NOON, entropy=0) == "NX-261121-000000"
    assert order_number(NOON, entropy=2**30 - 1) == "NX-261121-ZZZZZZ"
    assert order_number(NOON, entropy=1 << 25 | 31) == "NX-261121-10000Z"


def test_the_day_is_the_utc_day() -> None:
    late = datetime(2026, 11, 21, 23, 30, tzinfo=timezone(timedelta(hours=-5)))
    assert order_number(late, entropy=0) == "NX-261122-000000"


def test_the_alphabet_has_nothing_to_confuse() -> None:
    assert len(set(CROCKFORD)) == 32
    assert set("ILOU").isdisjoint(CROCKFORD)


@given(st.integers(0, 2**30 - 1), st.integers(0, 2**30 - 1))
def test_different_chance_gives_different_numbers(one: int, other: int) -> None:
    assert (crockford(one, digits=6) == crockford(other, digits=6)) is (one == other)


def test_token_carries_256_bits_and_survives_a_url() -> None:
    assert token_of(bytes(32)) == "A" * 43
    assert token_of(b"\xff" * 32) == "_" * 42 + "8"


@pytest.mark.parametrize("length", [0, 16, 31, 33])
def test_a_short_or_long_secret_is_refused(length: int) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        token_of(bytes(length))


def test_only_the_token_itself_opens() -> None:
    token = token_of(bytes(range(32)))
    assert opens(token, token_hash=hash_of(token)) is True
    for wrong in (None, "", token[:-1], token + "A", token.lower(), hash_of(token)):
        assert opens(wrong, token_hash=hash_of(token)) is False


def test_an_order_without_token_opens_to_nothing() -> None:
    for text in (None, "", "x"):
        assert opens(text, token_hash="") is False
