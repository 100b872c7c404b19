"""Gift cards and store credit. What spends and returns runs in the caller's transaction: it counts when that commits."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from nexus.kernel import clock
from nexus.kernel.money import Money
from nexus.pricing import wiring
from nexus.pricing.application.credit_ports import Wanted
from nexus.pricing.application.issue_credit import CardsToIssue
from nexus.pricing.contracts.credit import CreditPlan, CreditSpent, GiftCard, IssuedGiftCard, StoreCredit
from nexus.pricing.contracts.credit_errors import GiftCardUnknown, NoSuchGiftCard
from nexus.pricing.domain import gift_codes
from nexus.pricing.infrastructure.credit_book import PostgresCreditBook, hashed
from nexus.pricing.queries import credit as queries

_MISTYPED = "There is no gift card with this code: look for a wrong or swapped character."


def issue_gift_cards(
    amount: Money,
    /,
    *,
    count: int = 1,
    code: str | None = None,
    expires_at: datetime | None = None,
    note: str = "",
) -> tuple[IssuedGiftCard, ...]:
    """New gift cards with their secret codes, which are told here and nowhere else. Two statements and an event.

    `code`: of one's own, for a card that comes from another system. Raises InvalidCredit, GiftCardCodeTaken.
    """
    return wiring.issue_gift_cards(
        CardsToIssue(amount=amount, count=count, code=code, expires_at=expires_at, note=note)
    )


def gift_card(code: str, /, *, currency: str | None = None) -> GiftCard:
    """The card with this code, however it is typed. One statement.

    With a `currency` it has to be good for paying in it now: raises GiftCardBlocked, GiftCardExpired, GiftCardEmpty,
    GiftCardOtherCurrency. Raises GiftCardUnknown.
    """
    plain = gift_codes.plain(code)[: gift_codes.LONGEST + 1]
    found = PostgresCreditBook().find(Wanted(currency=currency or "", hashes={hashed(plain): plain[-4:]}))
    if not found.accounts:
        told = _MISTYPED if gift_codes.looks_mistyped(plain) else GiftCardUnknown.title
        raise GiftCardUnknown(told, errors={"code": [told]})
    account = found.accounts[0]
    refusal = account.refusal(currency=currency, at=clock.now()) if currency else None
    if refusal is not None:
        refusal.errors = {"code": [refusal.detail]}
        raise refusal
    return GiftCard(
        id=account.id,
        tail=account.tail,
        balance=account.balance,
        is_active=account.is_active,
        expires_at=account.expires_at,
    )


def gift_cards(card_ids: Collection[UUID], /) -> dict[UUID, GiftCard]:
    """Cards by id; absent ones are missing. One statement, none without ids."""
    return queries.gift_cards(card_ids)


def grant_credit(user_id: UUID, amount: Money, /, *, reason: str) -> StoreCredit:
    """The shop owes a buyer so much more; the buyer reads the reason. Raises InvalidCredit, NoSuchBuyer."""
    return wiring.grant_credit(user_id, amount, reason=reason)


def store_credit(user_id: UUID, /) -> tuple[StoreCredit, ...]:
    """What the shop owes a buyer, by currency. One statement."""
    return queries.store_credit(user_id)


def plan_credit(
    upto: Money,
    /,
    *,
    account_ids: Collection[UUID] = (),
    user_id: UUID | None = None,
    use_store_credit: bool = False,
) -> CreditPlan:
    """What would pay how much of an amount: these gift cards, then the buyer's store credit. One statement, none if neither is
    wanted; nothing is locked.

    Cards that pay nothing are in `refused` with the reason. `store_credit` is what the buyer has, where it is wanted.
    """
    return wiring.plan_credit(_wanted(upto, (), account_ids, user_id, use_store_credit), upto=upto)


def spend_credit(
    order_id: UUID,
    /,
    *,
    upto: Money,
    codes: Collection[str] = (),
    account_ids: Collection[UUID] = (),
    user_id: UUID | None = None,
    use_store_credit: bool = False,
) -> tuple[CreditSpent, ...]:
    """Pay an order, up to an amount: gift cards first, the one that expires first before the others, then store credit.

    Three statements and an event; none if nothing is wanted. The accounts stay locked until it commits, so do this late.
    An order spends once. Raises GiftCardUnknown, GiftCardBlocked, GiftCardExpired, GiftCardEmpty, GiftCardOtherCurrency, Busy.
    """
    wanted = _wanted(upto, codes, account_ids, user_id, use_store_credit)
    return wiring.spend_credit(wanted, order_id=order_id, upto=upto)


def return_credit(order_id: UUID, /) -> tuple[CreditSpent, ...]:
    """Give back what gift cards and store credit paid of an order, to where it came from; a second time nothing. Raises Busy.

    A card that expired meanwhile is good for 30 more days.
    """
    return wiring.return_credit(order_id)


def adjust_credit(account_id: UUID, amount: Money, /, *, reason: str) -> Money:
    """Put more on a gift card or store credit, or take some off (negative): the new balance. Raises NoSuchGiftCard, CreditTooLow,
    InvalidCredit, Busy."""
    return wiring.adjust_credit(account_id, amount, reason=reason)


def block_gift_card(card_id: UUID, /, *, is_active: bool = False) -> GiftCard:
    """Take a gift card out of use, or into use again. Raises NoSuchGiftCard."""
    found = queries.card(card_id)
    if found is None:
        raise NoSuchGiftCard(id=str(card_id))
    wiring.block_gift_card(found, is_active=is_active)
    return queries.card(card_id) or found


def expire_gift_cards() -> int:
    """What is left on some hundred cards whose time is over is gone; how many cards."""
    return wiring.expire_gift_cards()


def _wanted(
    upto: Money,
    codes: Collection[str],
    account_ids: Collection[UUID],
    user_id: UUID | None,
    use_store_credit: bool,
) -> Wanted:
    plain = (gift_codes.plain(code) for code in codes)
    return Wanted(
        currency=upto.currency,
        hashes={hashed(code): code[-4:] for code in plain},
        account_ids=frozenset(account_ids),
        user_id=user_id if use_store_credit else None,
    )
