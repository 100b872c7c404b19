"""What a buyer said besides goods, as columns of the cart."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from nexus.checkout.domain.cart import CartTerms
from nexus.platform import db
from nexus.platform.tenancy import current_tenant

TERMS: Final = "coupons, currency, gift_cards, use_credit"
"""The columns, in the order of `columns_of`."""
_KEEP: Final = (
    "UPDATE checkout_cart SET coupons = %s, currency = %s, gift_cards = %s, use_credit = %s, updated_at = %s "
    "WHERE tenant_id = %s AND id = %s"
)


def terms_of(entry: Any, /) -> CartTerms:
    """From a row that has the columns."""
    return CartTerms(
        coupons=tuple(entry.coupons),
        currency=entry.currency,
        gift_cards=tuple(UUID(account) for account in entry.gift_cards),
        use_credit=entry.use_credit,
    )


def columns_of(terms: CartTerms, /) -> list[Any]:
    """Values for TERMS."""
    cards = [str(account) for account in terms.gift_cards]
    return [db.jsonb(list(terms.coupons)), terms.currency, db.jsonb(cards), terms.use_credit]


def keep_terms(cart_id: UUID, terms: CartTerms, /, *, now: datetime) -> None:
    """Write them down. One statement."""
    db.execute(_KEEP, [*columns_of(terms), now, current_tenant(), cart_id])
