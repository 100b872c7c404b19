"""Orders for tests: each builder takes only what the test cares about."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from nexus.kernel.ids import new_id
from nexus.kernel.money import Money, total
from nexus.orders.contracts.dto import Address, Buyer, NewLine, NewOrder, Totals

VENDOR_A = UUID("0190a000-0000-7000-8000-00000000000a")
VENDOR_B = UUID("0190b000-0000-7000-8000-00000000000b")
NAMES = {VENDOR_A: "Alpha", VENDOR_B: "Beta"}


def an_address(**facts: Any) -> Address:
    return Address(
        **{
            "name": "Ada Lovelace",
            "address_line": "12 St James's Square",
            "city": "London",
            "postal_code": "SW1Y 4JH",
            "country": "GB",
            "phone": "+44 20 7946 0000",
        }
        | facts
    )


def a_line(price: str = "10.00", quantity: int = 1, *, vendor: UUID = VENDOR_A, **facts: Any) -> NewLine:
    currency = facts.pop("currency", "EUR")
    zero = Money.zero(currency)
    return NewLine(
        **{
            "product_id": new_id(),
            "variant_id": new_id(),
            "sku": "SKU-1",
            "title": "Teapot",
            "variant_title": "Blue",
            "image_url": "/media/teapot.jpg",
            "vendor_id": vendor,
            "vendor_name": NAMES.get(vendor, "Vendor"),
            "unit_price": Money.of(price, currency),
            "quantity": quantity,
            "discount": zero,
            "tax": zero,
            "explanation": ({"code": "list_price", "amount": price, "applied": True},),
        }
        | facts
    )


def totals_for(
    lines: tuple[NewLine, ...],
    *,
    discount: str = "0",
    shipping: str = "0",
    tax: str = "0",
    currency: str = "EUR",
) -> Totals:
    subtotal = total((line.unit_price * line.quantity for line in lines), currency=currency)
    less, more, levy = (Money.of(amount, currency) for amount in (discount, shipping, tax))
    return Totals(
        subtotal=subtotal,
        discount_total=less,
        shipping_total=more,
        tax_total=levy,
        total=subtotal - less + more + levy,
    )


def a_new_order(
    *lines: NewLine,
    discount: str = "0",
    shipping: str = "0",
    tax: str = "0",
    email: str = "ada@example.test",
    **facts: Any,
) -> NewOrder:
    """One line of 10.00 EUR unless said otherwise; by a registered buyer unless `user_id=None`."""
    chosen = lines or (a_line(),)
    currency = facts.pop("currency", "EUR")
    buyer = Buyer(email=email, name="Ada Lovelace", shipping_address=an_address())
    return NewOrder(
        **{
            "id": new_id(),
            "user_id": new_id(),
            "buyer": buyer,
            "currency": currency,
            "lines": chosen,
            "totals": totals_for(chosen, discount=discount, shipping=shipping, tax=tax, currency=currency),
            "payment_method": "sandbox",
            "shipping_method": "standard",
            "explanation": ({"part": "shipping", "code": "flat", "amount": shipping, "applied": True},),
        }
        | facts
    )
