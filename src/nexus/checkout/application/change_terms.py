"""What a buyer says besides goods: coupons and the currency. The cart is locked while it changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from nexus.checkout.application.change_cart import Carts
from nexus.checkout.contracts.errors import CouponNotInCart, CouponRefused, TooManyCoupons, UnknownCoupon
from nexus.checkout.domain.cart import MAX_COUPONS, Cart, CartKey, OpenCart
from nexus.checkout.domain.priced_cart import PricedCart
from nexus.pricing.contracts.dto import RefusedCoupon

type PriceCart = Callable[[Cart], PricedCart]


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
    """Take a coupon out; choose the currency."""

    carts: Carts
    normal: Callable[[str], str]
    now: Callable[[], datetime]

    def drop_coupon(self, key: CartKey, given: str, /) -> None:
        """Raises CouponNotInCart."""
        code, opened = self.normal(given), self.carts.lock_open(key)
        if opened is None or code not in opened.terms.coupons:
            raise CouponNotInCart(code_given=given)
        left = tuple(held for held in opened.terms.coupons if held != code)
        self.carts.keep_terms(opened.id, replace(opened.terms, coupons=left), now=self.now())

    def choose_currency(self, key: CartKey, currency: str, /) -> Cart:
        """The cart, which is priced in it from now on; made when there is none."""
        opened = self.carts.open_for_change(key, now=self.now())
        terms = replace(opened.terms, currency=currency)
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
