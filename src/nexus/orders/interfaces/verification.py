"""What `nexus verify` looks at here: every order is the fold of its history, and its parts add up."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from nexus.orders.contracts.dto import OrderInfo
from nexus.orders.queries.replay import replayed_and_stored
from nexus.platform.verification import Check, Finding


def projection_differences() -> Iterator[Finding]:
    """The first difference of each order whose rows are not what its history folds to."""
    for order_id, folded, stored in replayed_and_stored():
        ids = {"order": str(order_id)}
        if folded is None:
            yield Finding("order without history", ids, "there are rows and no event")
        elif stored is None:
            yield Finding("order history without row", ids, f"version {folded.version} and no row")
        elif difference := first_difference(folded, stored):
            yield Finding("order row differs from its history", ids | {"number": folded.number}, difference)


def parts_that_do_not_add_up() -> Iterator[Finding]:
    """Orders whose sellers' shares are not the order's totals to the last minor unit."""
    for order_id, _, stored in replayed_and_stored():
        if stored is not None and (difference := _share_difference(stored)):
            yield Finding("parts do not add up to the order", {"order": str(order_id)}, difference)


def first_difference(folded: Any, stored: Any, /, *, path: str = "") -> str:
    """Where two values of the same shape differ first, with both values; empty when they are equal."""
    if folded == stored:
        return ""
    if is_dataclass(folded) and type(folded) is type(stored):
        names = [field.name for field in fields(folded)]
        pairs = [(f"{path}.{name}", getattr(folded, name), getattr(stored, name)) for name in names]
        return _first_of(pairs)
    if isinstance(folded, tuple) and isinstance(stored, tuple) and len(folded) == len(stored):
        return _first_of(
            [(f"{path}[{i}]", a, b) for i, (a, b) in enumerate(zip(folded, stored, strict=True))]
        )
    return f"{path.lstrip('.')}: history {folded!r}, row {stored!r}"


def _first_of(pairs: list[tuple[str, Any, Any]], /) -> str:
    return next(filter(None, (first_difference(a, b, path=path) for path, a, b in pairs)), "")


def _share_difference(order: OrderInfo, /) -> str:
    for name in ("subtotal", "discount_total", "shipping_total", "tax_total", "total"):
        whole = getattr(order.totals, name)
        shares = sum(getattr(part.totals, name).minor for part in order.vendor_orders)
        if shares != whole.minor:
            return f"{name}: order {whole.minor}, parts {shares}"
    return ""


CHECKS = (
    Check("orders: each row equals its re-folded history", projection_differences),
    Check("orders: the sellers' parts add up to the order", parts_that_do_not_add_up),
)
