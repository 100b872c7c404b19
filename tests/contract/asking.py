"""Requests made from the document: a good body for every operation, with ids of whichever side is wanted."""

from __future__ import annotations

import copy
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any
from urllib.parse import quote, urlencode

from tests.contract.document import Operation, Place, Schema, fields, resolved, types_of
from tests.contract.known import PLAIN_PATH, Wanted, kinds
from tests.contract.pictures import upload
from tests.fixtures import Api

# What the types alone do not say. A callable makes a fresh value.
VALUES: Mapping[str, Any] = {
    "email": lambda: f"new-{secrets.token_hex(6)}@example.org", "password": "correct-horse-9",
    "new_password": "correct-horse-10", "current_password": "wrong-horse-9", "country": "DE", "currency": "EUR",
    "payment_method": "manual", "provider": "sandbox", "to": "processing", "outcome": "approve", "time_zone": "Europe/Berlin",
    "price": "9.50", "compare_at_price": "19.50", "amount": "0.50", "status": "published", "tax_class": "standard",
    "shipping_method": "standard", "language": "en", "kind": "order_confirmed", "slug": lambda: f"s-{secrets.token_hex(4)}",
    "sku": lambda: secrets.token_hex(5), "code": lambda: f"none_{secrets.token_hex(4)}", "attributes": {"material": "felt"},
    "floor": "1.00", "cost": "0.50",
    "expires_at": "2090-01-01T00:00:00Z", "since": "2026-01-01T00:00:00Z", "until": "2027-01-01T00:00:00Z", "most_percent": "60",
    "percent": "7", "measure": "weight", "up_to": "1000", "extra_each": "500", "extra": "1.00", "regions": "BY", "postal": "80*",
    "vat_id": "DE136695976", "shipping_tax": "class", "rounding": "line", "abroad": "gross", "free_from": "50.00",
    "valid_until": "2090-01-01T00:00:00Z",
    "uid": "MQ", "is_active": True, "is_default": True, "quantity": 1, "rating": 4, "delta": 2, "on_hand": 500,
    "benefit": {"type": "percentage", "percent": "10"}, "target": {"type": "goods"}, "lane": 0, "priority": 1,
    "conditions": {"type": "min_spend", "amounts": {"EUR": "1.00"}}, "starts_at": "2040-01-01T00:00:00Z",
    "ends_at": "2041-01-01T00:00:00Z", "strategy": "best", "position": lambda: 100 + secrets.randbelow(900),
    "prefix": "FAIR", "limit_total": 1,
    "latitude": 52.5, "longitude": 13.4, "weight_grams": 12, "name": lambda: f"Name {secrets.token_hex(4)}",
}  # fmt: skip
_OF_VARIANTS = frozenset(
    {"publish_at", "price", "compare_at_price", "currency", "stock_quantity", "sku", "slug"}
)
# Members that exclude others, or that need what no sample has.
_OMITTED: Mapping[str, frozenset[str]] = {
    "POST /api/coupons/": frozenset({"email"}),
    "PATCH /api/coupons/{coupon_id}/": frozenset({"email"}),
    "POST /api/pricing/quote/": frozenset({"at"}),  # the staff's alone
    "POST /api/catalog/products/": frozenset({"publish_at", "options", "sku", "weight_grams", "barcode"}),
    "POST /api/cart/cart/items/": frozenset({"product_id"}),
    "PATCH /api/catalog/products/{key}/": _OF_VARIANTS,
    "PUT /api/catalog/products/{key}/": _OF_VARIANTS,
    "PATCH /api/catalog/categories/{key}/": frozenset({"parent", "slug"}),
    "POST /api/catalog/attributes/": frozenset({"unit", "choices"}),
    "PATCH /api/catalog/attributes/{key}/": frozenset({"unit", "choices"}),
    "PATCH /api/catalog/products/{key}/variants/{variant_id}/": frozenset({"options"}),
    "PATCH /api/accounts/profiles/me/": frozenset({"email"}),
    "PATCH /api/auth/users/me/": frozenset({"email"}),
    "POST /api/gift-cards/": frozenset({"code"}),
    "POST /api/pricing/price-lists/": frozenset({"group"}),
    "PATCH /api/pricing/price-lists/{list_id}/": frozenset({"group"}),
    "POST /api/orders/": frozenset({"gift_cards"}),
    "PATCH /api/pricing/terms/": frozenset({"tax_provider", "shipping_provider"}),
}  # fmt: skip
# Where what the types and names say together cannot be.
_STATED: Mapping[str, dict[str, Any]] = {
    "POST /api/pricing/currencies/": {"currency": "USD", "step": "1.00", "ending": "-0.01"},
    "PATCH /api/pricing/currencies/{currency}/": {"step": "1.00", "ending": "-0.01"},
    "POST /api/pricing/exchange-rates/": {"rates": [{"currency": "USD", "rate": "1.1"}]},
    "POST /api/pricing/price-lists/{list_id}/entries/": {"entries": [{"variant_id": "", "amount": "9.00"}]},
}
# A member that is not looked at when another one is there.
_INSTEAD = {("POST /api/cart/cart/items/", "product_id"): "variant_id"}
_QUERY = {"GET /api/catalog/search/suggest/": {"q": "thing"}}


@dataclass(slots=True)
class Asking:
    """One request, ready to be changed and sent."""

    operation: Operation
    path: dict[str, str]
    query: dict[str, str] = field(default_factory=dict)
    body: Any = None

    def send(self, client: Api) -> Any:
        """With an idempotency key of its own."""
        path = self.operation.path
        for name, value in self.path.items():
            path = path.replace(f"{{{name}}}", quote(value, safe=""))
        path += f"?{urlencode(self.query)}" if self.query else ""
        if self.operation.takes_upload:
            return upload(client, path)
        return client.request(self.operation.method, path, self.body, Idempotency_Key=secrets.token_hex(8))

    @property
    def text(self) -> str:
        """Everything that was sent."""
        return json.dumps([self.path, self.query, self.body])


def asking(
    operation: Operation, ids: Mapping[str, str], *, foreign: Mapping[Wanted, str] | None = None
) -> Asking:
    """A good request with these ids; `foreign` says which of them are others'. Queries get only foreign ids."""
    known, others = kinds(operation), foreign or {}
    path = {name: PLAIN_PATH[name] for name in operation.path_names if name in PLAIN_PATH}
    body = None if operation.body is None else good_body(operation)
    made = Asking(operation, path, query=dict(_QUERY.get(operation.name, {})), body=body)
    for wanted, kind in known.items():
        place, name = wanted
        if place == "query":
            made.query |= {str(name[0]): others[wanted]} if wanted in others else {}
        elif place == "path":
            made.path[str(name[0])] = others.get(wanted, ids[kind])
        elif wanted in others or _holds(made.body, name):
            made.body.pop(_INSTEAD.get((operation.name, name[-1])), None)
            put(made.body, name, others.get(wanted, ids[kind]))
    return made


def good_body(operation: Operation) -> Any:
    """Every documented member with a value that is fine by itself."""
    body = _sample(operation.body or {}, operation)
    if (
        operation.path.endswith(("/stores/{store_id}/", "/variants/{variant_id}/"))
        and operation.method == "PATCH"
    ):
        body.pop("is_active", None)
    return body | copy.deepcopy(_STATED[operation.name]) if operation.name in _STATED else body


def _sample(schema: Schema, operation: Operation, name: str = "") -> Any:
    schema = resolved(schema)
    if name in VALUES and _is_meant(schema, name):
        value = VALUES[name]
        return value() if callable(value) else value
    if "properties" in schema:
        omitted = _OMITTED.get(operation.name, frozenset()) if not name else frozenset()
        return {
            key: _sample(inner, operation, key)
            for key, inner in schema["properties"].items()
            if key not in omitted
        }
    return _plain(schema, operation, name)


def _is_meant(schema: Schema, name: str) -> bool:
    """Whether the value of that name is of the kind that the schema admits here."""
    given, kinds_of = VALUES[name], types_of(schema) - {"null"}
    if isinstance(given, dict):
        return "object" in kinds_of and "properties" not in schema
    return not kinds_of & {"object", "array"} and given in schema.get("enum", [given])


def _plain(schema: Schema, operation: Operation, name: str) -> Any:
    if schema.get("enum"):
        return next(value for value in schema["enum"] if value)
    kinds_of = types_of(schema)
    if "array" in kinds_of:
        return [_sample(schema["items"], operation, name)]
    if "object" in kinds_of:
        return {}
    if "boolean" in kinds_of:
        return False
    if kinds_of & {"integer", "number"}:
        return max(1, schema.get("minimum", 1))
    return secrets.token_hex(8) if schema.get("format") != "uuid" else "00000000-0000-7000-8000-000000000000"


def put(body: Any, place: Place, value: Any) -> None:
    """Set a member, making what is on the way."""
    for part, following in pairwise(place):
        if isinstance(part, str) and part not in body:
            body[part] = [{}] if following == 0 else {}
        body = body[part]
    body[place[-1]] = value


def _holds(body: Any, place: Place) -> bool:
    for part in place:
        if isinstance(part, str) and (not isinstance(body, dict) or part not in body):
            return False
        body = body[part]
    return True


def all_fields(operation: Operation) -> list[tuple[Place, Schema]]:
    """Members of the JSON body, nested ones too."""
    return [] if operation.body is None else list(fields(operation.body))
