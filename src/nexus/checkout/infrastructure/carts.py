"""Carts in PostgreSQL. Every function runs inside the caller's tenant scope."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from psycopg.errors import UniqueViolation

from nexus.checkout.application.placing_ports import ClaimedCart
from nexus.checkout.domain.cart import MAX_QUANTITY, NO_TERMS, Cart, CartKey, CartLine, OpenCart
from nexus.checkout.infrastructure.cart_terms import TERMS, columns_of, keep_terms, terms_of
from nexus.kernel.ids import new_id
from nexus.platform import db
from nexus.platform.locking import lock_errors
from nexus.platform.tenancy import current_tenant

__all__ = [
    "add", "cart", "claim", "clear", "close_as_merged", "keep_terms", "last_order", "lines", "lock_open", "open_for_change",
    "order_of", "remove", "reopen", "replace_lines", "set_quantity",
]  # fmt: skip

_REOPEN = (
    "UPDATE checkout_cart c SET status = 'open', order_id = NULL, updated_at = %s "
    "WHERE c.tenant_id = %s AND c.id = %s AND c.status = 'ordered' AND NOT EXISTS ("
    "  SELECT 1 FROM checkout_cart o WHERE o.tenant_id = %s AND o.status = 'open' "
    "  AND (o.user_id = c.user_id OR o.token_hash = c.token_hash))"
)


def open_for_change(key: CartKey, /, *, now: datetime) -> OpenCart:
    """The open cart, made when there is none, locked until the transaction ends."""
    target = "user_id" if key.user_id else "token_hash"
    with lock_errors():
        found = db.row(
            f"INSERT INTO checkout_cart (id, tenant_id, user_id, token_hash, status, {TERMS}, created_at, updated_at) "  # noqa: S608
            "VALUES (%s, %s, %s, %s, 'open', %s, %s, %s, %s, %s, %s) "
            f"ON CONFLICT (tenant_id, {target}) WHERE status = 'open' DO UPDATE SET updated_at = EXCLUDED.updated_at "
            f"RETURNING id, {TERMS}, created_at = updated_at AND xmax = 0 AS is_new",
            [new_id(), current_tenant(), key.user_id, key.token_hash, *columns_of(NO_TERMS), now, now],
        )
    return OpenCart(id=found.id, terms=terms_of(found), is_new=found.is_new)


def lock_open(key: CartKey, /) -> OpenCart | None:
    """The open cart, locked until the transaction ends."""
    with lock_errors():
        found = db.row(
            f"SELECT id, {TERMS} FROM checkout_cart WHERE {_mine(key)} FOR NO KEY UPDATE",  # noqa: S608
            _owner(key),
        )
    return found and OpenCart(id=found.id, terms=terms_of(found))


def lines(cart_id: UUID, /) -> tuple[CartLine, ...]:
    """Lines of a cart in the order in which they were added."""
    found = db.rows(
        "SELECT id, product_id, variant_id, quantity FROM checkout_cart_line WHERE tenant_id = %s AND cart_id = %s "
        "ORDER BY id",
        [current_tenant(), cart_id],
    )
    return tuple(_line(entry) for entry in found)


def cart(key: CartKey, /) -> Cart:
    """The open cart with its lines in one statement; an empty one when there is none."""
    found = db.rows(
        f"SELECT c.id AS cart_id, {TERMS}, l.id, l.product_id, l.variant_id, l.quantity FROM checkout_cart c "  # noqa: S608
        "LEFT JOIN checkout_cart_line l ON l.tenant_id = c.tenant_id AND l.cart_id = c.id AND l.tenant_id = %s "
        f"WHERE c.{_mine(key, 'c.')} ORDER BY l.id",
        [current_tenant(), *_owner(key)],
    )
    if not found:
        return Cart(id=None)
    return Cart(
        id=found[0].cart_id,
        lines=tuple(_line(entry) for entry in found if entry.id is not None),
        terms=terms_of(found[0]),
    )


def add(
    cart_id: UUID, /, *, product_id: UUID, variant_id: UUID, quantity: int, now: datetime
) -> CartLine | None:
    """Put pieces in; the same variant again adds up. None when the sum would pass MAX_QUANTITY."""
    found = db.row(
        "INSERT INTO checkout_cart_line (id, tenant_id, cart_id, product_id, variant_id, quantity, added_at) "
        "VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT (tenant_id, cart_id, variant_id) "
        "DO UPDATE SET quantity = checkout_cart_line.quantity + EXCLUDED.quantity "
        "WHERE checkout_cart_line.quantity + EXCLUDED.quantity <= %s RETURNING id, product_id, variant_id, quantity",
        [new_id(), current_tenant(), cart_id, product_id, variant_id, quantity, now, MAX_QUANTITY],
    )
    return found and _line(found)


def set_quantity(cart_id: UUID, line_id: UUID, /, *, quantity: int) -> bool:
    """Whether the cart holds this line."""
    return bool(
        db.execute(
            "UPDATE checkout_cart_line SET quantity = %s WHERE tenant_id = %s AND cart_id = %s AND id = %s",
            [quantity, current_tenant(), cart_id, line_id],
        )
    )


def remove(cart_id: UUID, line_id: UUID, /) -> bool:
    """Whether the cart held this line."""
    return bool(
        db.execute(
            "DELETE FROM checkout_cart_line WHERE tenant_id = %s AND cart_id = %s AND id = %s",
            [current_tenant(), cart_id, line_id],
        )
    )


def clear(cart_id: UUID, /) -> None:
    """Take everything out."""
    db.execute(
        "DELETE FROM checkout_cart_line WHERE tenant_id = %s AND cart_id = %s", [current_tenant(), cart_id]
    )


def close_as_merged(cart_id: UUID, /, *, now: datetime) -> None:
    """The guest's cart has gone into the user's."""
    db.execute(
        "UPDATE checkout_cart SET status = 'merged', updated_at = %s WHERE tenant_id = %s AND id = %s",
        [now, current_tenant(), cart_id],
    )


def replace_lines(cart_id: UUID, quantities: dict[UUID, tuple[UUID, int]], /, *, now: datetime) -> None:
    """Write merged quantities: variant -> (product, quantity)."""
    columns = ("id", "tenant_id", "cart_id", "product_id", "variant_id", "quantity", "added_at")
    tenant = current_tenant()
    db.insert_many(
        "checkout_cart_line",
        columns,
        [
            (new_id(), tenant, cart_id, product, variant, count, now)
            for variant, (product, count) in quantities.items()
        ],
        on_conflict="ON CONFLICT (tenant_id, cart_id, variant_id) DO UPDATE SET quantity = EXCLUDED.quantity",
    )


def claim(key: CartKey, /, *, order_id: UUID, now: datetime) -> ClaimedCart | None:
    """Close the open cart for an order. Two statements on purpose: the second one sees what was added while we waited."""
    with lock_errors():
        found = db.row(
            f"UPDATE checkout_cart SET status = 'ordered', order_id = %s, updated_at = %s WHERE {_mine(key)} "  # noqa: S608
            f"RETURNING id, {TERMS}",
            [order_id, now, *_owner(key)],
        )
    return found and ClaimedCart(id=found.id, lines=lines(found.id), terms=terms_of(found))


def last_order(key: CartKey, /) -> UUID | None:
    """The order that the holder of this token made of the cart; users have no token that could be stale."""
    if key.token_hash is None:
        return None
    found = db.row(
        "SELECT order_id FROM checkout_cart WHERE tenant_id = %s AND token_hash = %s AND status = 'ordered' "
        "ORDER BY updated_at DESC LIMIT 1",
        [current_tenant(), key.token_hash],
    )
    return found and found.order_id


def order_of(key: CartKey, cart_id: UUID, /) -> UUID | None:
    """The order that was made of this very cart, if it was this owner's."""
    column = "user_id" if key.user_id else "token_hash"
    found = db.row(
        f"SELECT order_id FROM checkout_cart WHERE tenant_id = %s AND id = %s AND {column} = %s AND status = 'ordered'",  # noqa: S608
        [current_tenant(), cart_id, key.user_id or key.token_hash],
    )
    return found and found.order_id


def reopen(cart_id: UUID, /, *, now: datetime) -> None:
    """Make an ordered cart orderable again, unless its owner has begun another one."""
    try:
        with lock_errors(), transaction.atomic():
            db.execute(_REOPEN, [now, current_tenant(), cart_id, current_tenant()])
    except IntegrityError as error:
        # The other one was begun in this very moment, unseen by the statement; the index knows, and it stays.
        if not isinstance(error.__cause__, UniqueViolation):
            raise


def _mine(key: CartKey, alias: str = "") -> str:
    """The open cart of this owner, by the one index that knows it; parameters as in `_owner`."""
    column = "user_id" if key.user_id else "token_hash"
    return f"tenant_id = %s AND {alias}status = 'open' AND {alias}{column} = %s"


def _owner(key: CartKey) -> list[Any]:
    return [current_tenant(), key.user_id or key.token_hash]


def _line(entry: Any) -> CartLine:
    return CartLine(
        id=entry.id, product_id=entry.product_id, variant_id=entry.variant_id, quantity=entry.quantity
    )
