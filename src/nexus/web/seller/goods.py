"""Price and stock as a seller sees and types them."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from nexus.catalog.contracts.dto import VariantInfo, VariantOffer
from nexus.inventory.queries.levels import levels_of
from nexus.kernel.money import InvalidAmount, Money
from nexus.pricing import facade as pricing

MOST_PIECES: Final = 2_000_000_000
_LONGEST: Final = 24


@dataclass(frozen=True, kw_only=True, slots=True)
class Goods:
    """What a variant costs (None: no price yet), and the pieces there are; `reserved` of them are promised to orders."""

    price: Money | None = None
    compare_at: Money | None = None
    on_hand: int = 0
    reserved: int = 0

    @property
    def price_text(self) -> str:
        return str(self.price) if self.price is not None else ""

    @property
    def compare_at_text(self) -> str:
        return str(self.compare_at) if self.compare_at is not None else ""


NOTHING: Final = Goods()


class WrongEntry(Exception):
    """What was typed is no price or no number of pieces; the text says so in the page's language."""


def goods_of(variant_ids: Collection[UUID], /) -> dict[UUID, Goods]:
    """By variant, for any number of them. Two statements."""
    if not variant_ids:
        return {}
    prices, levels = pricing.prices(variant_ids), levels_of(variant_ids)
    return {one: _goods(prices.get(one), levels.get(one, (0, 0))) for one in variant_ids}


def _goods(price: pricing.Price | None, level: tuple[int, int]) -> Goods:
    on_hand, reserved = level
    return Goods(
        price=price.list_price if price else None,
        compare_at=price.compare_at if price else None,
        on_hand=on_hand,
        reserved=reserved,
    )


def typed_price(text: str, currency: str, /) -> Money | None:
    """`12.50` or `12,50`; None for nothing. Raises WrongEntry."""
    tidy = text.strip().replace("\u00a0", "").replace(" ", "").replace(",", ".")[:_LONGEST]
    if not tidy:
        return None
    try:
        money = Money.of(Decimal(tidy), currency)
    except (InvalidOperation, InvalidAmount):
        raise WrongEntry(_("Write a price like %(example)s.") % {"example": Money(1250, currency)}) from None
    if money.minor < 0:
        raise WrongEntry(_("A price cannot be negative."))
    return money


def typed_pieces(text: str, /) -> int | None:
    """A whole number from 0; None for nothing. Raises WrongEntry."""
    tidy = text.strip()
    if not tidy:
        return None
    if not (tidy.isascii() and tidy.isdigit() and len(tidy) <= 10 and int(tidy) <= MOST_PIECES):
        raise WrongEntry(_("Write a whole number of pieces, 0 or more."))
    return int(tidy)


def changed_offer(
    variant: VariantInfo,
    now: Goods,
    /,
    *,
    price: Money | None,
    compare_at: Money | bool | None = False,
    pieces: int | None = None,
    seen_pieces: int | None = None,
) -> VariantOffer | None:
    """What differs from `now`, or None. `compare_at` False: was not asked for. Pieces that were not touched (`pieces` equal
    to `seen_pieces`) stay as they are. Raises WrongEntry when somebody bought in between: the count would undo that.
    """
    counts = pieces is not None and pieces != seen_pieces
    if counts and seen_pieces is not None and now.on_hand not in (seen_pieces, pieces):
        raise WrongEntry(
            _("Meanwhile there are %(now)s pieces. Look and count again.") % {"now": now.on_hand}
        )
    keeps = compare_at is False
    same_price = price is None or price == now.price
    if not counts and same_price and (keeps or compare_at == now.compare_at):
        return None
    return VariantOffer(
        variant_id=variant.id,
        sku=variant.sku,
        price=None if same_price and keeps else price or now.price,
        compare_at=compare_at if isinstance(compare_at, Money) else None,
        keeps_compare_at=keeps,
        stock_quantity=pieces if counts and pieces != now.on_hand else None,
    )
