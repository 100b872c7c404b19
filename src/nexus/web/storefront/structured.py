"""What search engines read besides the words: schema.org data of the shop, of products and of breadcrumbs."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Final

from nexus.web.storefront.rendering import Shop

_CONTEXT: Final = "https://schema.org"
_MOST_VARIANTS: Final = 50


def crumbs(*steps: tuple[str, str]) -> list[dict[str, str]]:
    """Steps from the front page (whose name the template knows) to here: (name, path)."""
    return [{"name": name, "href": href} for name, href in steps]


def crumbs_data(origin: str, steps: list[dict[str, str]], /) -> dict[str, Any]:
    """BreadcrumbList."""
    items = [
        {"@type": "ListItem", "position": place, "name": step["name"], "item": f"{origin}{step['href']}"}
        for place, step in enumerate(steps, 1)
    ]
    return {"@context": _CONTEXT, "@type": "BreadcrumbList", "itemListElement": items}


def shop_data(shop: Shop, /) -> list[dict[str, Any]]:
    """Organization, and WebSite with its search."""
    logo = {"logo": f"{shop.origin}{shop.brand.logo}"} if shop.brand.logo else {}
    home = f"{shop.origin}/"
    return [
        {"@context": _CONTEXT, "@type": "Organization", "name": shop.name, "url": home, **logo},
        {
            "@context": _CONTEXT,
            "@type": "WebSite",
            "name": shop.name,
            "url": home,
            "potentialAction": {
                "@type": "SearchAction",
                "target": {
                    "@type": "EntryPoint",
                    "urlTemplate": f"{shop.origin}/search/?q={{search_term_string}}",
                },
                "query-input": "required name=search_term_string",
            },
        },
    ]


def list_data(shop: Shop, name: str, products: list[dict[str, Any]], /) -> dict[str, Any]:
    """CollectionPage with the products of this page in their order."""
    items = [
        {"@type": "ListItem", "position": place, "url": f"{shop.origin}{product['href']}"}
        for place, product in enumerate(products, 1)
    ]
    listed = {"@type": "ItemList", "itemListElement": items}
    return {
        "@context": _CONTEXT,
        "@type": "CollectionPage",
        "name": name,
        "url": shop.canonical,
        "mainEntity": listed,
    }


def product_data(shop: Shop, body: dict[str, Any], variants: list[dict[str, Any]], /) -> dict[str, Any]:
    """Product with its brand, an offer for each variant that has a price (of many: their span), and its rating once there is
    one."""
    url = f"{shop.origin}/p/{body['slug']}/"
    data = {
        "@context": _CONTEXT,
        "@type": "Product",
        "name": body["title"],
        "description": body["description"][:5000],
        "url": url,
        "sku": variants[0]["sku"] if variants else "",
        "image": [f"{shop.origin}{image['url']}" for image in body["images"]],
        "category": body["category"]["path"],
        "offers": _offers(shop, url, body, variants),
    }
    return data | _known(body, variants)


def review_data(reviews: Iterable[Any], /) -> dict[str, Any]:
    """The reviews that stand on the page, as a member of its product; nothing without any."""
    said = [
        {
            "@type": "Review",
            "author": {"@type": "Person", "name": one.author_name},
            "datePublished": one.created_at.date().isoformat(),
            "name": one.title,
            "reviewBody": one.comment,
            "reviewRating": {"@type": "Rating", "ratingValue": one.rating, "bestRating": 5, "worstRating": 1},
        }
        for one in reviews
    ]
    return {"review": said} if said else {}


def _known(body: dict[str, Any], variants: list[dict[str, Any]]) -> dict[str, Any]:
    """What only some products have."""
    data: dict[str, Any] = {}
    if body["brand"]:
        data["brand"] = {"@type": "Brand", "name": body["brand"]["name"]}
    if len(variants) == 1 and variants[0]["barcode"]:
        data["gtin"] = variants[0]["barcode"]
    if body["review_count"]:
        data["aggregateRating"] = _rating(body)
    return data


def _offers(shop: Shop, url: str, body: dict[str, Any], variants: list[dict[str, Any]]) -> Any:
    if len(variants) <= _MOST_VARIANTS:
        offers = [_offer(shop, url, body, variant) for variant in variants]
        return offers[0] if len(offers) == 1 else offers
    prices = sorted((variant["price"] for variant in variants), key=Decimal)
    return {
        "@type": "AggregateOffer",
        "lowPrice": prices[0],
        "highPrice": prices[-1],
        "offerCount": len(variants),
        "priceCurrency": variants[0]["currency"],
        "availability": f"{_CONTEXT}/{'InStock' if body['in_stock'] else 'OutOfStock'}",
    }


def _offer(shop: Shop, url: str, body: dict[str, Any], variant: dict[str, Any]) -> dict[str, Any]:
    stock = "InStock" if variant["in_stock"] else "OutOfStock"
    return {
        "@type": "Offer",
        "url": url if variant["is_default"] else f"{url}?variant={variant['id']}",
        "sku": variant["sku"],
        **({"gtin": variant["barcode"]} if variant["barcode"] else {}),
        "price": variant["price"],
        "priceCurrency": variant["currency"],
        "availability": f"{_CONTEXT}/{stock}",
        "seller": {
            "@type": "Organization",
            "name": body["vendor"]["name"] if shop.is_marketplace else shop.name,
        },
    }


def _rating(body: dict[str, Any]) -> dict[str, Any]:
    return {"@type": "AggregateRating", "ratingValue": body["rating"], "reviewCount": body["review_count"], "bestRating": 5,
            "worstRating": 1}  # fmt: skip
