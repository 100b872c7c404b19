"""What is spent first, and what pays nothing."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from nexus.kernel.money import Money
from nexus.pricing.contracts.credit_errors import InvalidCredit
from nexus.pricing.domain.credit import Account, check_issue, share

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def account(number: int, minor: int, **facts: Any) -> Account:
    facts.setdefault("kind", "gift_card")
    return Account(id=UUID(int=number), balance=Money(minor, "EUR"), tail=f"TL{number}", **facts)


def test_what_expires_first_is_spent_first_and_store_credit_last() -> None:
    accounts = [
        account(1, 500, kind="store_credit"),
        account(2, 400),
        account(3, 300, expires_at=AT + 2 * DAY),
        account(4, 200, expires_at=AT + DAY),
    ]
    spent = share(Money(1000, "EUR"), accounts)
    assert [(part.tail, part.amount.minor) for part in spent] == [
        ("TL4", 200),
        ("TL3", 300),
        ("TL2", 400),
        ("TL1", 100),
    ]


def test_what_need_not_pay_is_left_alone() -> None:
    spent = share(Money(150, "EUR"), [account(1, 200), account(2, 200), account(3, 0)])
    assert [(part.tail, part.amount.minor) for part in spent] == [("TL1", 150)]
    assert share(Money(0, "EUR"), [account(1, 200)]) == ()


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({}, None),
        ({"expires_at": AT + timedelta(microseconds=1)}, None),
        ({"expires_at": AT}, "gift_card_expired"),
        ({"is_active": False}, "gift_card_blocked"),
    ],
)
def test_a_card_pays_until_just_before_it_expires(facts: dict[str, Any], code: str | None) -> None:
    refusal = account(1, 100, **facts).refusal(currency="EUR", at=AT)
    assert (refusal.code if refusal else None) == code


def test_empty_and_foreign_cards_say_so() -> None:
    empty = account(1, 0).refusal(currency="EUR", at=AT)
    foreign = account(1, 100).refusal(currency="USD", at=AT)
    assert empty
    assert (empty.code, empty.facts) == ("gift_card_empty", {"tail": "TL1"})
    assert foreign
    assert (foreign.code, foreign.facts["currency"]) == ("gift_card_other_currency", "EUR")


@pytest.mark.parametrize(
    ("minor", "count", "expires_at", "field"),
    [
        (0, 1, None, "amount"),
        (10**12 + 1, 1, None, "amount"),
        (1, 0, None, "count"),
        (1, 501, None, "count"),
        (1, 1, AT, "expires_at"),
    ],
)
def test_cards_that_cannot_be_are_refused_by_field(
    minor: int, count: int, expires_at: datetime | None, field: str
) -> None:
    with pytest.raises(InvalidCredit) as refused:
        check_issue(Money(minor, "EUR"), count=count, expires_at=expires_at, at=AT)
    assert list(refused.value.errors) == [field]
