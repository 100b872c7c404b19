"""Carts: who they belong to, what may be in them, how two become one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Final
from uuid import UUID

MAX_QUANTITY: Final = 10_000
MAX_LINES: Final = 200
MAX_COUPONS: Final = 10
MAX_GIFT_CARDS: Final = 10


@dataclass(frozen=True, kw_only=True, slots=True)
class CartKey:
    """Whose cart: a user's, or that of whoever knows the token (then only its hash is stored)."""

    user_id: UUID | None = None
    token: str | None = None

    @property
    def token_hash(self) -> str | None:
        """SHA-256 in hex; None for a user's cart."""
        return sha256(self.token.encode()).hexdigest() if self.token and self.user_id is None else None


@dataclass(frozen=True, kw_only=True, slots=True)
class CartLine:
    """Pieces of a variant in a cart."""

    id: UUID
    product_id: UUID
    variant_id: UUID
    quantity: int


@dataclass(frozen=True, kw_only=True, slots=True)
class CartTerms:
    """What the buyer has said besides goods.

    `coupons`: codes in the order in which they were given; `currency`: empty for the shop's own; `gift_cards`: accounts that pay
    first, in the order given; `use_credit`: the buyer's store credit pays, too.
    """

    coupons: tuple[str, ...] = ()
    currency: str = ""
    gift_cards: tuple[UUID, ...] = ()
    use_credit: bool = False


NO_TERMS: Final = CartTerms()


@dataclass(frozen=True, kw_only=True, slots=True)
class Cart:
    """A cart and its lines in the order in which they were added. `id` None: nothing was ever put in."""

    id: UUID | None
    lines: tuple[CartLine, ...] = ()
    terms: CartTerms = NO_TERMS


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenCart:
    """An open cart that is locked until the transaction ends; its lines are read apart."""

    id: UUID
    terms: CartTerms = NO_TERMS
    is_new: bool = False


def with_line(lines: tuple[CartLine, ...], changed: CartLine, /) -> tuple[CartLine, ...]:
    """The lines after one was changed, or added at the end."""
    if all(line.id != changed.id for line in lines):
        return (*lines, changed)
    return tuple(changed if line.id == changed.id else line for line in lines)


def merged_quantities(
    mine: Mapping[UUID, int], theirs: Mapping[UUID, int], available: Mapping[UUID, int], /
) -> dict[UUID, int]:
    """Quantities after a guest cart (`theirs`) joins a user's: sums, up to what is available, never less than either had."""
    return {
        variant: _merged(mine.get(variant, 0), theirs.get(variant, 0), available.get(variant, 0))
        for variant in (*mine, *(variant for variant in theirs if variant not in mine))
    }


def _merged(mine: int, theirs: int, available: int) -> int:
    return min(max(min(mine + theirs, available), mine, theirs), MAX_QUANTITY)


def merged_terms(mine: CartTerms, theirs: CartTerms, /) -> CartTerms:
    """What holds after a guest cart (`theirs`) joins a user's: what the user said counts, each coupon and card once."""
    return CartTerms(
        coupons=_joined(mine.coupons, theirs.coupons, most=MAX_COUPONS),
        currency=mine.currency or theirs.currency,
        gift_cards=_joined(mine.gift_cards, theirs.gift_cards, most=MAX_GIFT_CARDS),
        use_credit=mine.use_credit or theirs.use_credit,
    )


def _joined[T](mine: tuple[T, ...], theirs: tuple[T, ...], *, most: int) -> tuple[T, ...]:
    return tuple(dict.fromkeys((*mine, *theirs)))[:most]


def demand(lines: Iterable[CartLine], /) -> dict[UUID, int]:
    """Pieces wanted per variant."""
    wanted: dict[UUID, int] = {}
    for line in lines:
        wanted[line.variant_id] = wanted.get(line.variant_id, 0) + line.quantity
    return wanted
