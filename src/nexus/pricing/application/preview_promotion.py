"""Quote a basket with a promotion that is not stored, and without it. Writes nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from nexus.kernel.money import Money
from nexus.pricing.application.quote_basket import BasketToQuote, QuoteBasket
from nexus.pricing.contracts.dto import BuyerFacts, Quote
from nexus.pricing.contracts.previews import Failed, Preview
from nexus.pricing.domain import refusals
from nexus.pricing.domain.basket import Basket, GivenCoupon
from nexus.pricing.domain.case import case_of
from nexus.pricing.domain.drafting import read_promotion
from nexus.pricing.domain.lanes import Offers
from nexus.pricing.domain.promotions import Promotion, Strategies
from nexus.pricing.domain.refusals import Refusal

NOT_THEN = Refusal(code="not_then", text="It does not hold at that moment.")
NEEDS_ITS_CODE = Refusal(
    code="needs_coupon", text="It applies only with a coupon, which the buyer did not give."
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Trial:
    """What is tried on which basket. `promotion_id`: the stored promotion that the draft would replace, or one that is new;
    `gives_code`: the buyer gives a coupon of the draft."""

    spec: Mapping[str, Any]
    promotion_id: UUID
    basket: BasketToQuote
    gives_code: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class PreviewPromotion:
    """Raises InvalidPromotion, and what QuoteBasket raises."""

    quoting: QuoteBasket
    strategies: Strategies

    def __call__(self, trial: Trial, /) -> Preview:
        draft = read_promotion(trial.spec, self.strategies, promotion_id=trial.promotion_id, version=0)
        asked = replace(trial.basket, explain_all=True)
        without = self._without(draft)(asked)
        trying = self._with(draft, gives_code=trial.gives_code)
        quote = trying(asked)
        used = next((one for one in quote.promotions if one.promotion_id == draft.id), None)
        off = used.amount if used else _off(quote, draft)
        failed = None if used or off else self._failed(draft, quote, trying, trial)
        return Preview(quote=quote, without=without, amount=off, failed=failed)

    def _without(self, draft: Promotion) -> QuoteBasket:
        def others(edition: UUID | None, /, *, at: datetime) -> Offers:
            return _others(self.quoting.offers(edition, at=at), draft)

        return replace(self.quoting, offers=others)

    def _with(self, draft: Promotion, *, gives_code: bool) -> QuoteBasket:
        def offers(edition: UUID | None, /, *, at: datetime) -> Offers:
            others = _others(self.quoting.offers(edition, at=at), draft)
            return replace(others, promotions=(*others.promotions, draft))

        def coupons(codes: Sequence[str], /, *, buyer: BuyerFacts, at: datetime) -> tuple[GivenCoupon, ...]:
            found = self.quoting.find_coupons(codes, buyer=buyer, at=at)
            return (*found, GivenCoupon(code=draft.code, promotion_id=draft.id)) if gives_code else found

        def exhausted(offers: Offers, /, *, buyer: BuyerFacts, at: datetime) -> frozenset[UUID]:
            return self.quoting.exhausted(_others(offers, draft), buyer=buyer, at=at)

        return replace(self.quoting, offers=offers, find_coupons=coupons, exhausted=exhausted)

    def _failed(self, draft: Promotion, quote: Quote, trying: QuoteBasket, trial: Trial) -> Failed:
        if not draft.holds_at(trial.basket.at):
            return _told(NOT_THEN)
        if draft.spec.needs_coupon and not trial.gives_code:
            return _told(NEEDS_ITS_CODE)
        if draft.spec.kind == "catalogue":
            loaded = trying.loaded(trial.basket)
            return _told(_not_in_catalogue(draft, loaded.basket, trial.basket.at.astimezone(trying.zone)))
        return _said(draft, quote)


def _others(offers: Offers, draft: Promotion) -> Offers:
    return replace(offers, promotions=tuple(one for one in offers.promotions if one.id != draft.id))


def _off(quote: Quote, draft: Promotion) -> Money:
    """What a catalogue promotion took off: its steps are part of the goods."""
    steps = (one for one in quote.explanation if one["applied"] and one.get("offer") == draft.code)
    return -sum((Money.of(one["amount"], quote.currency) for one in steps), start=Money.zero(quote.currency))


def _not_in_catalogue(draft: Promotion, basket: Basket, at: datetime) -> Refusal:
    case = case_of(basket, order=(), unit_minors=(), freight=(), at=at)
    for condition in draft.conditions:
        if refusal := condition.judge(case, ()):
            return refusal
    return refusals.BEATEN if _is_about_something(draft, basket) else refusals.NOTHING_MATCHES


def _is_about_something(draft: Promotion, basket: Basket) -> bool:
    selection, vendor = getattr(draft.target, "selection", None), draft.spec.vendor_id
    return any(
        (selection is None or selection.matches(line.variant_id, line.goods))
        and (vendor is None or (line.goods is not None and line.goods.vendor_id == vendor))
        for line in basket.lines
    )


def _said(draft: Promotion, quote: Quote) -> Failed:
    """The refused step of a promotion of the cart."""
    step = next(
        (one for one in quote.explanation if not one["applied"] and one.get("offer") == draft.code), None
    )
    if step is None:
        return _told(refusals.NOTHING_LEFT)
    missing = step.get("missing")
    return Failed(
        code=step["code"], text=step["text"], missing=Money.of(missing, quote.currency) if missing else None,
        missing_quantity=step.get("missing_quantity"), of=step.get("of", ""),
    )  # fmt: skip


def _told(refusal: Refusal) -> Failed:
    return Failed(
        code=refusal.code, text=refusal.text, missing=refusal.missing,
        missing_quantity=refusal.missing_quantity, of=refusal.of,
    )  # fmt: skip
