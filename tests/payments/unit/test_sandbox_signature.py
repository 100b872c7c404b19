"""Only the holder of a secret, these very bytes, and lately."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexus.payments.domain.errors import BadSignature
from nexus.payments.infrastructure.gateways.sandbox.signature import sign, verify

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
BODY = '{"id": "evt_1", "data": {"name": "Zoë – 東京", "amount": "12.50"}}'.encode()
SECRET, OLD = "current-secret", "old-secret"


def _refused(body: bytes, header: str, *, at: datetime = AT, secrets: tuple[str, ...] = (SECRET,)) -> str:
    with pytest.raises(BadSignature) as refusal:
        verify(body, header, secrets=secrets, at=at)
    return str(refusal.value.facts["reason"])


def test_the_known_vector() -> None:
    """HMAC-SHA256("s", "1772366400.{}"), computed with openssl."""
    assert sign(b"{}", secret="s", at=AT) == (
        "t=1772366400,v1=a0ea1130890278ad0eab9244fb4c1c648ac2c39a4742b36f984ac0609fd9252f"
    )


def test_what_was_signed_is_accepted() -> None:
    verify(BODY, sign(BODY, secret=SECRET, at=AT), secrets=(SECRET,), at=AT)


@pytest.mark.parametrize(
    "changed",
    [
        BODY + b"\n",
        BODY.replace(b": ", b":"),
        BODY.replace("ë".encode(), "e\u0308".encode()),
        BODY.replace("東京".encode(), rb"\u6771\u4eac"),
        '{"data": {"name": "Zoë – 東京", "amount": "12.50"}, "id": "evt_1"}'.encode(),
        BODY.replace(b"12.50", b"12.51"),
    ],
    ids=["newline", "whitespace", "unicode-form", "unicode-escape", "key-order", "amount"],
)
def test_equal_meaning_in_other_bytes_is_refused(changed: bytes) -> None:
    assert changed != BODY
    assert _refused(changed, sign(BODY, secret=SECRET, at=AT)) == "mismatch"


@pytest.mark.parametrize("seconds", [-300, 0, 300])
def test_within_five_minutes_it_is_fresh(seconds: int) -> None:
    verify(BODY, sign(BODY, secret=SECRET, at=AT + timedelta(seconds=seconds)), secrets=(SECRET,), at=AT)


@pytest.mark.parametrize("seconds", [-301, 301, 86_400])
def test_a_stale_or_future_timestamp_is_refused(seconds: int) -> None:
    header = sign(BODY, secret=SECRET, at=AT + timedelta(seconds=seconds))
    assert _refused(BODY, header) == "stale"


def test_a_new_timestamp_on_an_old_signature_is_refused() -> None:
    old = sign(BODY, secret=SECRET, at=AT - timedelta(hours=1))
    renewed = f"t={int(AT.timestamp())},{old.partition(',')[2]}"
    assert _refused(BODY, renewed) == "mismatch"


def test_while_a_secret_is_rotated_both_are_accepted_and_afterwards_only_the_new() -> None:
    by_old = sign(BODY, secret=OLD, at=AT)
    verify(BODY, by_old, secrets=(SECRET, OLD), at=AT)
    assert _refused(BODY, by_old, secrets=(SECRET,)) == "mismatch"


def test_a_sender_that_rotates_may_sign_with_both() -> None:
    both = f"{sign(BODY, secret=OLD, at=AT)},{sign(BODY, secret=SECRET, at=AT).partition(',')[2]}"
    verify(BODY, both, secrets=(SECRET,), at=AT)


@pytest.mark.parametrize(
    "header",
    [
        "",
        "v1=abc",
        "t=1",
        "t=x,v1=a",
        "t=1,t=2,v1=a",
        "t=٣,v1=a",
        "t=9999999999999999,v1=a",
        "t=-1,v1=a",
        ",,,=,",
    ],
)
def test_a_header_of_another_form_is_refused(header: str) -> None:
    assert _refused(BODY, header) == "malformed_header"


@given(body=st.binary(max_size=200), header=st.text(max_size=200))
def test_no_header_that_was_not_signed_is_accepted(body: bytes, header: str) -> None:
    with pytest.raises(BadSignature):
        verify(body, header, secrets=(SECRET,), at=AT)
