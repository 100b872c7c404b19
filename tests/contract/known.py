"""What every parameter and field that names something stands for. A new one that is missing here fails the suite."""

from __future__ import annotations

from collections.abc import Mapping

from tests.contract.document import Operation, Place, fields, name_of

# Path parameter -> kind of thing (a key of Side.ids).
_PATH = {
    "address_id": "address",
    "batch_id": "batch",
    "card_id": "gift_card",
    "coupon_id": "coupon",
    "group_id": "group",
    "image_id": "image",
    "import_id": "import",
    "item_id": "cart_item",
    "lane_id": "lane",
    "list_id": "price_list",
    "mail_id": "mail",
    "note_id": "note",
    "order_id": "order",
    "payment_id": "payment",
    "product": "product",
    "promotion_id": "promotion",
    "proposal_id": "proposal",
    "reference": "reference",
    "request_id": "request",
    "review_id": "review",
    "shipping_method_id": "shipping_method",
    "simulation_id": "simulation",
    "store_id": "store",
    "synonym_id": "synonym",
    "tax_rate_id": "tax_rate",
    "user_id": "buyer_id",
    "variant_id": "variant",
    "vendor_id": "vendor",
    "zone_id": "zone",
}
_KEYS = {
    "/api/catalog/attributes/": "attribute", "/api/catalog/brands/": "brand", "/api/catalog/categories/": "category",
    "/api/catalog/collections/": "collection", "/api/catalog/products/": "product",
    "/api/catalog/product-types/": "product_type",
}  # fmt: skip
# Path parameters that name nothing of a tenant.
PLAIN_PATH = {"currency": "USD", "provider": "sandbox", "code": "NO-SUCH-COUPON"}
# Where the control needs a thing in another state.
_SPECIAL = {
    ("POST /api/gift-cards/balance/", "code"): "gift_code",
    ("POST /api/cart/cart/gift-cards/", "code"): "paying_code",
    ("DELETE /api/cart/cart/gift-cards/{card_id}/", "card_id"): "paying_card",
    ("POST /api/cart/cart/coupons/", "code"): "coupon_code",
    ("DELETE /api/cart/cart/coupons/{code}/", "code"): "coupon_code",
    (
        "POST /api/promotions/{promotion_id}/simulations/{simulation_id}/cancel/",
        "simulation_id",
    ): "open_simulation",
    ("POST /api/payments/{payment_id}/refunds/", "payment_id"): "paid_payment",
    ("GET /api/pricing/receipts/{order_id}/", "order_id"): "priced_order",
    ("POST /api/orders/{order_id}/transitions/", "order_id"): "paid_order",
    ("DELETE /api/accounts/groups/{group_id}/", "group_id"): "free_group",
    ("DELETE /api/pricing/price-lists/{list_id}/", "list_id"): "free_list",
    ("DELETE /api/catalog/categories/{key}/", "key"): "empty_category",
    ("PUT /api/catalog/products/{key}/media/order/", "key"): "pictured",
    ("PUT /api/catalog/products/{key}/media/order/", "ids"): "only_image",
    ("DELETE /api/catalog/products/{key}/reviews/{review_id}/answer/", "key"): "pictured",
    ("DELETE /api/catalog/products/{key}/reviews/{review_id}/answer/", "review_id"): "voted_review",
    ("DELETE /api/catalog/products/{key}/reviews/{review_id}/vote/", "key"): "pictured",
    ("DELETE /api/catalog/products/{key}/reviews/{review_id}/vote/", "review_id"): "voted_review",
    ("DELETE /api/catalog/attributes/{key}/", "key"): "free_attribute",
    ("DELETE /api/catalog/product-types/{key}/", "key"): "free_type",
    ("DELETE /api/catalog/brands/{key}/", "key"): "free_brand",
    ("DELETE /api/catalog/collections/{key}/", "key"): "free_collection",
    ("DELETE /api/pricing/zones/{zone_id}/", "zone_id"): "free_zone",
    ("POST /api/integrations/imports/{import_id}/start/", "import_id"): "checked_import",
    ("POST /api/auth/jwt/logout/", "refresh"): "ending_refresh",
    ("POST /api/auth/jwt/verify/", "token"): "checked_refresh",
}
# Query parameter -> kind; the others filter or page and name nothing.
QUERY = {
    "batch": "batch",
    "brand": "brand",
    "category": "category",
    "collection": "collection",
    "order_id": "order",
    "parent": "category",
    "promotion": "promotion",
    "to": "buyer_email",
    "token": "guest_token",
    "variant_id": "variant",
    "vendor": "vendor",
}
PLAIN_QUERY = frozenset(
    {
        "as",
        "as_of",
        "attr.{code}",
        "brand",
        "collection",
        "count",
        "country",
        "currency",
        "cursor",
        "depth",
        "facets",
        "format",
        "group",
        "in_stock",
        "kind",
        "max_available",
        "most_percent",
        "near",
        "page",
        "page_size",
        "payment_method",
        "payment_status",
        "placed_after",
        "placed_before",
        "postal_code",
        "price_max",
        "price_min",
        "q",
        "radius_km",
        "rating_min",
        "reduced",
        "region",
        "shipping_method",
        "since",
        "sort",
        "stars",
        "status",
        "tag",
        "unread",
        "until",
        "verified",
        "zone",
    }
)
# Body field -> kind. Text fields that may name something are here too.
BODY = {
    "attribute": "attribute",
    "brand": "brand",
    "categories": "category",
    "category": "category",
    "ids": "image",
    "not_zones": "zone_code",
    "order_id": "order",
    "parent": "category",
    "product_id": "product",
    "product_type": "product_type",
    "products": "product",
    "promotion": "promotion",
    "promotion_id": "promotion",
    "refresh": "refresh",
    "store_id": "store",
    "token": "refresh",
    "user_id": "buyer_id",
    "variant_id": "variant",
    "vendor": "vendor",
    "vendor_id": "vendor",
    "zone": "zone_code",
    "zones": "zone_code",
}
type Wanted = tuple[str, Place]


def kinds(operation: Operation) -> Mapping[Wanted, str]:
    """(place, name) of everything in the operation that names a thing -> its kind."""
    path = {
        ("path", (name,)): kind_in_path(operation, name)
        for name in operation.path_names
        if name not in PLAIN_PATH or (operation.name, name) in _SPECIAL
    }
    query = {("query", (name,)): QUERY[name] for name in operation.query_names if name in QUERY}
    return path | query | _in_body(operation)


def kind_in_path(operation: Operation, name: str) -> str:
    """Raises KeyError for a parameter that nobody described here."""
    special = _SPECIAL.get((operation.name, name))
    if special:
        return special
    if name == "key":
        return next(kind for start, kind in _KEYS.items() if operation.path.startswith(start))
    return _PATH[name]


def _in_body(operation: Operation) -> dict[Wanted, str]:
    if operation.body is None or operation.path.startswith("/api/auth/users/"):
        return {}  # links of mails: their tokens are tried in test_credentials
    found = {
        ("body", place): _SPECIAL.get((operation.name, name_of(place)), BODY.get(name_of(place)))
        for place, schema in fields(operation.body)
        if schema.get("type") not in ("object", "array")
    }
    return {wanted: kind for wanted, kind in found.items() if kind}


def undescribed(operation: Operation) -> list[str]:
    """Names that this module does not know: the crawl would not reach what they stand for."""
    path = [name for name in operation.path_names if name not in {*_PATH, *PLAIN_PATH, "key"}]
    if "key" in operation.path_names and not operation.path.startswith(tuple(_KEYS)):
        path.append("key")
    query = [name for name in operation.query_names if name not in {*QUERY, *PLAIN_QUERY}]
    body = [] if operation.body is None else [
        name_of(place) for place, schema in fields(operation.body)
        if schema.get("format") == "uuid" and name_of(place) not in BODY
    ]  # fmt: skip
    return [*path, *query, *body]
