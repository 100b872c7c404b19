"""Uses of promotions and coupons: whom they are counted for, and what has to be claimed for an order."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from nexus.pricing.contracts.dto import BuyerFacts

ALL_BUYERS = ""
"""The buyer of a row that counts the uses of all."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """How often a promotion or a coupon (`name`: its code) may be used, in all and by one buyer; None: as often as they like."""

    subject_id: UUID
    name: str
    total: int | None = None
    per_buyer: int | None = None


@dataclass(frozen=True, slots=True, order=True)
class Claim:
    """One use of a subject, by one buyer or among all (`buyer` empty), of at most so many. Claims are made in their order, so
    that two orders never wait for each other in a circle."""

    subject_id: UUID
    buyer: str
    limit: int


def buyer_keys(buyer: BuyerFacts, /) -> tuple[str, ...]:
    """Every name that the buyer's uses are counted under: the account and the address.

    Both count, so a guest who opens an account with the same address, and an account that buys with another one, is the same
    buyer. Empty when nobody is known yet.
    """
    found = (
        f"user:{buyer.user_id}" if buyer.user_id else "",
        f"email:{buyer.email.strip().lower()}" if buyer.email else "",
    )
    return tuple(key for key in found if key)


def redeemer_keys(buyer: str, email: str, /) -> frozenset[str]:
    """The same names, from what a redemption keeps of its buyer."""
    return frozenset(key for key in (buyer, f"email:{email}" if email else "") if key)


def claims_for(limits: Iterable[Limits], keys: Iterable[str], /) -> tuple[Claim, ...]:
    """What one order has to claim; nothing of what is not limited."""
    return tuple(sorted(_claims(limits, tuple(keys))))


def _claims(limits: Iterable[Limits], keys: tuple[str, ...]) -> Iterable[Claim]:
    for one in limits:
        if one.total is not None:
            yield Claim(one.subject_id, ALL_BUYERS, one.total)
        if one.per_buyer is not None:
            for key in keys:
                yield Claim(one.subject_id, key, one.per_buyer)
