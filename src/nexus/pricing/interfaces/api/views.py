"""`POST /api/pricing/quote/`: what would a basket cost?"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from nexus.accounts import facade as accounts
from nexus.catalog import facade as catalog
from nexus.kernel import clock
from nexus.kernel.errors import RuleBroken
from nexus.platform.http import Actor, ApiRequest, ApiView, InvalidRequest, endpoint, validated
from nexus.platform.throttling import throttle
from nexus.pricing import facade
from nexus.pricing.contracts.dto import Quote, QuotedLine, QuoteLine, RefusedCoupon
from nexus.pricing.interfaces.api.forms import QuoteAnswer, QuoteForm
from nexus.tenancy import facade as tenancy


class UnknownVariant(RuleBroken):
    """Not for sale here, for whatever reason. Fact `variants`: all such ids."""

    code = "unknown_variant"
    title = "Some variants are not for sale"


class QuoteView(ApiView):
    """Dry quote of a basket: nothing is stored or reserved."""

    @endpoint(auth="public", body=QuoteForm, returns={200: QuoteAnswer}, errors=(400, 429))
    def post(self, request: ApiRequest) -> dict[str, Any]:
        """What a basket would cost, with coupons and where it goes. Coupons that do not apply say why."""
        asked = validated(QuoteForm, request)
        _check_rights(asked, request.actor)
        coupons = asked.get("coupons", ())
        if coupons:
            throttle(request, "codes", request.actor)  # or codes could be guessed here
        found = facade.quote(
            _sellable_lines(asked["lines"]),
            currency=asked.get("currency") or tenancy.tenant().currency,
            at=asked.get("at"),
            shipping_method=asked.get("shipping_method"),
            payment_method=asked.get("payment_method"),
            destination=_destination(asked),
            buyer=_buyer(request.actor),
            coupons=coupons,
            find_gifts=_gifts,
            explain_all=asked["explain_all"],
        )
        return quote_body(found)


def _check_rights(asked: dict[str, Any], actor: Actor) -> None:
    """What others were refused, and what things will cost, is the staff's to know. Raises InvalidRequest."""
    errors: dict[str, list[str]] = {}
    if asked["explain_all"] and not actor.is_staff:
        errors["explain_all"] = ["Only the shop's staff may ask for this."]
    if (at := asked.get("at")) is not None:
        if not actor.is_staff:
            errors["at"] = ["Only the shop's staff may ask for this."]
        elif at < clock.now():
            errors["at"] = ["Must be in the future. What an order cost is told by its receipt."]
    if errors:
        raise InvalidRequest("The quote cannot be made.", errors=errors)


def _destination(asked: dict[str, Any]) -> facade.Destination:
    return facade.Destination(
        country=asked.get("country") or "",
        region=asked.get("region", ""),
        postal_code=asked.get("postal_code", ""),
    )


def _gifts(wanted: Mapping[UUID, int]) -> list[QuoteLine]:
    """What is for sale; whether there are enough of it is found out when a cart is priced."""
    known = catalog.sellables(wanted.keys())
    return [facade.line_of(sold, quantity=1) for sold in known.values() if sold.is_sellable]


def _buyer(actor: Actor) -> facade.BuyerFacts:
    """Whoever is logged in has the prices of their groups and contracts."""
    if actor.kind != "user" or actor.id is None:
        return facade.BuyerFacts()
    return facade.BuyerFacts(user_id=actor.id, email=actor.email.lower(), groups=accounts.groups_of(actor.id))


def _sellable_lines(asked: Sequence[dict[str, Any]]) -> tuple[QuoteLine, ...]:
    known = catalog.sellables({line["variant_id"] for line in asked})
    sellable = {variant: found for variant, found in known.items() if found.is_sellable}
    unknown = sorted({line["variant_id"] for line in asked} - sellable.keys())
    if unknown:
        raise UnknownVariant(variants=[str(variant) for variant in unknown])
    return tuple(facade.line_of(sellable[line["variant_id"]], quantity=line["quantity"]) for line in asked)


def quote_body(found: Quote, /) -> dict[str, Any]:
    """The quote as the HTTP contract has it."""
    return {
        "currency": found.currency,
        "at": found.at,
        "lines": [_line_body(line) for line in found.lines],
        "shipping_method": found.shipping_method,
        "shipping_options": _options_body(found),
        "subtotal": str(found.subtotal),
        "discount_total": str(found.discount_total),
        "shipping_total": str(found.shipping_total),
        "tax_total": str(found.tax_total),
        "included_tax_total": str(found.included_tax_total),
        "total": str(found.total),
        "promotions": [
            {"code": one.code, "title": one.title, "amount": str(one.amount), "coupon": one.coupon}
            for one in found.promotions
        ],
        "refused_coupons": [_refused_body(one) for one in found.refused_coupons],
        "explanation": found.explanation,
    }


def _refused_body(refused: RefusedCoupon) -> dict[str, Any]:
    return {
        "code": refused.code,
        "reason": refused.reason,
        "text": refused.text,
        "missing": None if refused.missing is None else str(refused.missing),
        "missing_quantity": refused.missing_quantity,
        "of": refused.of,
    }


def _line_body(line: QuotedLine) -> dict[str, Any]:
    return {
        "variant_id": line.variant_id,
        "quantity": line.quantity,
        "list_price": str(line.list_price),
        "unit_price": str(line.unit_price),
        "compare_at_price": None if line.compare_at is None else str(line.compare_at),
        "discount": str(line.discount),
        "line_total": str(line.line_total),
        "tax": str(line.tax),
        "included_tax": str(line.included_tax),
        "explanation": line.explanation,
    }


def _options_body(found: Quote) -> list[dict[str, str]]:
    return [{"code": one.code, "name": one.name, "price": str(one.price)} for one in found.shipping_options]
