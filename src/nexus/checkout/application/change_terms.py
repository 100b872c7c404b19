"""What a buyer says besides goods: coupons, the currency, gift cards and store credit. The cart is locked while it changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from nexus.checkout.application.change_cart import Carts
from nexus.checkout.contracts.errors import (
    CouponNotInCart,
    CouponRefused,
    GiftCardNotInCart,
    TooManyCoupons,
    TooManyGiftCards,
    UnknownCoupon,
)
from nexus.checkout.domain.cart import MAX_COUPONS, MAX_GIFT_CARDS, Cart, CartKey, CartTerms, OpenCart
from nexus.checkout.domain.priced_cart import PricedCart
from nexus.pricing.contracts.credit import GiftCard
from nexus.pricing.contracts.dto import RefusedCoupon

type PriceCart = Callable[[Cart], PricedCart]


class FindCard(Protocol):
    """The gift card with this code, good for paying in the currency. Raises GiftCardRefused."""

    def __call__(self, code: str, /, *, currency: str) -> GiftCard: ...


@dataclass(frozen=True, kw_only=True, slots=True)
class UseCoupon:
    """Keep a coupon in the cart, if it applies to what is in there now."""

    carts: Carts
    price: PriceCart
    normal: Callable[[str], str]
    now: Callable[[], datetime]

    def __call__(self, key: CartKey, given: str, /) -> PricedCart:
        """The cart with it. Raises CouponRefused (UnknownCoupon), TooManyCoupons; then nothing has changed."""
        code, opened = self.normal(given), self.carts.open_for_change(key, now=self.now())
        held = opened.terms.coupons
        if code not in held and len(held) >= MAX_COUPONS:
            raise TooManyCoupons(limit=MAX_COUPONS)
        terms = replace(opened.terms, coupons=tuple(dict.fromkeys((*held, code))))
        priced = self.price(Cart(id=opened.id, lines=self._lines(opened), terms=terms))
        if refusal := priced.refusal_of(code):
            raise refused(refusal, given=given)
        self.carts.keep_terms(opened.id, terms, now=self.now())
        return priced

    def _lines(self, opened: OpenCart) -> Any:
        return () if opened.is_new else self.carts.lines(opened.id)


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangeTerms:
    """Take a coupon out, choose the currency, pay with gift cards and store credit."""

    carts: Carts
    normal: Callable[[str], str]
    card: FindCard
    now: Callable[[], datetime]

    def drop_coupon(self, key: CartKey, given: str, /) -> None:
        """Raises CouponNotInCart."""
        code, opened = self.normal(given), self.carts.lock_open(key)
        if opened is None or code not in opened.terms.coupons:
            raise CouponNotInCart(code_given=given)
        left = tuple(held for held in opened.terms.coupons if held != code)
        self.carts.keep_terms(opened.id, replace(opened.terms, coupons=left), now=self.now())

    def choose(self, key: CartKey, /, *, currency: str | None = None, use_credit: bool | None = None) -> Cart:
        """The cart with what was chosen (None: as it was); made when there is none."""

        def chosen(terms: CartTerms) -> CartTerms:
            return replace(
                terms,
                currency=terms.currency if currency is None else currency,
                use_credit=terms.use_credit if use_credit is None else use_credit,
            )

        return self._changed(self.carts.open_for_change(key, now=self.now()), chosen)

    def add_card(self, key: CartKey, given: str, /, *, currency: str) -> Cart:
        """The cart with a gift card that pays when it is ordered; only its account is kept.

        `currency`: the shop's, for a cart that has none of its own. Raises GiftCardRefused, TooManyGiftCards; then nothing has
        changed.
        """
        opened = self.carts.open_for_change(key, now=self.now())
        card = self.card(given, currency=opened.terms.currency or currency)
        cards = tuple(dict.fromkeys((*opened.terms.gift_cards, card.id)))
        if len(cards) > MAX_GIFT_CARDS:
            raise TooManyGiftCards(limit=MAX_GIFT_CARDS)
        return self._changed(opened, lambda terms: replace(terms, gift_cards=cards))

    def drop_card(self, key: CartKey, card_id: UUID, /) -> None:
        """Raises GiftCardNotInCart."""
        opened = self.carts.lock_open(key)
        if opened is None or card_id not in opened.terms.gift_cards:
            raise GiftCardNotInCart()
        left = tuple(held for held in opened.terms.gift_cards if held != card_id)
        self.carts.keep_terms(opened.id, replace(opened.terms, gift_cards=left), now=self.now())

    def _changed(self, opened: OpenCart, change: Callable[[CartTerms], CartTerms]) -> Cart:
        terms = change(opened.terms)
        if terms != opened.terms:
            self.carts.keep_terms(opened.id, terms, now=self.now())
        lines = () if opened.is_new else self.carts.lines(opened.id)
        return Cart(id=opened.id, lines=lines, terms=terms)


def refused(refusal: RefusedCoupon, /, *, given: str) -> CouponRefused:
    """The refusal as an error, with by how much the rule failed where that can be said."""
    facts: dict[str, Any] = {"code_given": given}
    if refusal.missing is not None:
        facts |= {"missing": str(refusal.missing), "currency": refusal.missing.currency}
    if refusal.missing_quantity is not None:
        facts["missing_quantity"] = refusal.missing_quantity
    if refusal.of:
        facts["of"] = refusal.of
    kind = UnknownCoupon if refusal.reason == UnknownCoupon.code else CouponRefused
    return kind(refusal.reason, refusal.text, **facts)
