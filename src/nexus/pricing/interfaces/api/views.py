"""`POST /api/pricing/quote/`: what would a basket cost?"""

from collections.abc import Sequence
from typing import Any

from nexus.accounts import facade as accounts
from nexus.catalog import facade as catalog
from nexus.kernel.errors import RuleBroken
from nexus.platform.http import Actor, ApiRequest, ApiView, endpoint, validated
from nexus.pricing import facade
from nexus.pricing.contracts.dto import Quote, QuotedLine, QuoteLine
from nexus.pricing.interfaces.api.forms import QuoteAnswer, QuoteForm
from nexus.tenancy import facade as tenancy


class UnknownVariant(RuleBroken):
    """Not for sale here, for whatever reason. Fact `variants`: all such ids."""

    code = "unknown_variant"
    title = "Some variants are not for sale"


class QuoteView(ApiView):
    """Dry quote of a basket: nothing is stored or reserved."""

    @endpoint(auth="public", body=QuoteForm, returns={200: QuoteAnswer}, errors=(400,))
    def post(self, request: ApiRequest) -> dict[str, Any]:
        asked = validated(QuoteForm, request)
        found = facade.quote(
            _sellable_lines(asked["lines"]),
            currency=asked.get("currency") or tenancy.tenant().currency,
            shipping_method=asked.get("shipping_method"),
            destination=facade.Destination(country=asked.get("country") or ""),
            buyer=_buyer(request.actor),
        )
        return quote_body(found)


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
        "explanation": found.explanation,
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
