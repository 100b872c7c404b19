"""Changing a cart. A cart is locked while it changes, so placing the order sees all of a change or nothing of it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from nexus.catalog.contracts.dto import Sellable
from nexus.checkout.contracts.errors import CartFull, CartItemNotFound, ProductNotFound, QuantityTooLarge
from nexus.checkout.domain.cart import (
    MAX_LINES,
    MAX_QUANTITY,
    NO_TERMS,
    Cart,
    CartKey,
    CartLine,
    CartTerms,
    OpenCart,
    merged_quantities,
    merged_terms,
    with_line,
)


class Carts(Protocol):
    """Carts of the tenant."""

    def open_for_change(self, key: CartKey, /, *, now: datetime) -> OpenCart: ...
    def lock_open(self, key: CartKey, /) -> OpenCart | None: ...
    def keep_terms(self, cart_id: UUID, terms: CartTerms, /, *, now: datetime) -> None: ...
    def lines(self, cart_id: UUID, /) -> tuple[CartLine, ...]: ...
    def add(
        self, cart_id: UUID, /, *, product_id: UUID, variant_id: UUID, quantity: int, now: datetime
    ) -> CartLine | None: ...
    def set_quantity(self, cart_id: UUID, line_id: UUID, /, *, quantity: int) -> bool: ...
    def remove(self, cart_id: UUID, line_id: UUID, /) -> bool: ...
    def clear(self, cart_id: UUID, /) -> None: ...
    def close_as_merged(self, cart_id: UUID, /, *, now: datetime) -> None: ...
    def replace_lines(
        self, cart_id: UUID, quantities: dict[UUID, tuple[UUID, int]], /, *, now: datetime
    ) -> None: ...


def check_quantity(quantity: int, /) -> None:
    """Raises QuantityTooLarge; ValueError for less than one piece, which no edge lets through."""
    if quantity < 1:
        raise ValueError(f"a line has at least one piece, not {quantity}")
    if quantity > MAX_QUANTITY:
        raise QuantityTooLarge(limit=MAX_QUANTITY)


@dataclass(frozen=True, kw_only=True, slots=True)
class AddToCart:
    """Put pieces of a variant in; the cart is made when there is none."""

    carts: Carts
    sellables: Callable[[Collection[UUID]], dict[UUID, Sellable]]
    now: Callable[[], datetime]

    def __call__(
        self, key: CartKey, /, *, variant_id: UUID, quantity: int
    ) -> tuple[Cart, CartLine, dict[UUID, Sellable]]:
        """Returns the whole cart, the line and what the cart holds. Raises ProductNotFound, QuantityTooLarge, CartFull."""
        check_quantity(quantity)
        opened = self.carts.open_for_change(key, now=self.now())
        before = () if opened.is_new else self.carts.lines(opened.id)
        goods = self.sellables({variant_id, *(line.variant_id for line in before)})
        wanted = goods.get(variant_id)
        if wanted is None or not wanted.is_sellable:
            raise ProductNotFound()
        line = self.carts.add(
            opened.id, product_id=wanted.product_id, variant_id=variant_id, quantity=quantity, now=self.now()
        )
        if line is None:
            raise QuantityTooLarge(limit=MAX_QUANTITY)
        lines = with_line(before, line)
        if len(lines) > MAX_LINES:
            raise CartFull(limit=MAX_LINES)
        return Cart(id=opened.id, lines=lines, terms=opened.terms), line, goods


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangeLine:
    """Set a line's quantity, or take the line out."""

    carts: Carts

    def set_quantity(self, key: CartKey, line_id: UUID, /, *, quantity: int) -> tuple[Cart, CartLine]:
        """Raises CartItemNotFound, QuantityTooLarge."""
        check_quantity(quantity)
        opened = self._locked(key)
        if not self.carts.set_quantity(opened.id, line_id, quantity=quantity):
            raise CartItemNotFound()
        lines = self.carts.lines(opened.id)
        changed = next(line for line in lines if line.id == line_id)
        return Cart(id=opened.id, lines=lines, terms=opened.terms), changed

    def remove(self, key: CartKey, line_id: UUID, /) -> None:
        """Raises CartItemNotFound."""
        if not self.carts.remove(self._locked(key).id, line_id):
            raise CartItemNotFound()

    def clear(self, key: CartKey, /) -> None:
        """Take everything out; an empty cart stays empty. Coupons, cards and the currency stay: they are not goods."""
        opened = self.carts.lock_open(key)
        if opened is not None:
            self.carts.clear(opened.id)

    def _locked(self, key: CartKey) -> OpenCart:
        opened = self.carts.lock_open(key)
        if opened is None:
            raise CartItemNotFound()
        return opened


@dataclass(frozen=True, kw_only=True, slots=True)
class MergeCarts:
    """A guest who turns out to be a user keeps what they had collected, in one transaction, once."""

    carts: Carts
    available: Callable[[Collection[UUID]], dict[UUID, int]]
    now: Callable[[], datetime]

    def __call__(self, guest: CartKey, user: CartKey, /) -> bool:
        """Whether a guest cart was merged. The guest's cart is locked first, always.

        Two carts that would not fit into one stay as they are: the request that carries both asks for something else.
        """
        guest_cart = self.carts.lock_open(guest)
        if guest_cart is None:
            return False
        if not self._moved(guest_cart, user):
            return False
        self.carts.close_as_merged(guest_cart.id, now=self.now())
        return True

    def _moved(self, guest_cart: OpenCart, user: CartKey) -> bool:
        theirs = self.carts.lines(guest_cart.id)
        if not theirs and guest_cart.terms == NO_TERMS:
            return True
        user_cart = self.carts.open_for_change(user, now=self.now())
        if not self._lines_moved(theirs, user_cart):
            return False
        terms = merged_terms(user_cart.terms, guest_cart.terms)
        if terms != user_cart.terms:
            self.carts.keep_terms(user_cart.id, terms, now=self.now())
        return True

    def _lines_moved(self, theirs: tuple[CartLine, ...], user_cart: OpenCart) -> bool:
        mine = () if user_cart.is_new else self.carts.lines(user_cart.id)
        products = {line.variant_id: line.product_id for line in (*mine, *theirs)}
        quantities = merged_quantities(
            {line.variant_id: line.quantity for line in mine},
            {line.variant_id: line.quantity for line in theirs},
            self.available(list(products)),
        )
        if len(quantities) > MAX_LINES:
            return False
        merged = {variant: (products[variant], count) for variant, count in quantities.items()}
        self.carts.replace_lines(user_cart.id, merged, now=self.now())
        return True
