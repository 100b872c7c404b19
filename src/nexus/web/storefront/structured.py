"""What search engines read besides the words: schema.org data of the shop, of products and of breadcrumbs."""

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


def product_data(shop: Shop, body: dict[str, Any], variants: list[dict[str, Any]], /) -> dict[str, Any]:
    """Product with an offer for each variant that has a price, and its rating once there is one."""
    url = f"{shop.origin}/p/{body['slug']}/"
    offers = [_offer(shop, url, body, variant) for variant in variants[:_MOST_VARIANTS]]
    data = {
        "@context": _CONTEXT,
        "@type": "Product",
        "name": body["title"],
        "description": body["description"][:5000],
        "url": url,
        "sku": variants[0]["sku"] if variants else "",
        "image": [f"{shop.origin}{image['url']}" for image in body["images"]],
        "category": body["category"]["path"],
        "offers": offers[0] if len(offers) == 1 else offers,
    }
    return data | ({"aggregateRating": _rating(body)} if body["review_count"] else {})


def _offer(shop: Shop, url: str, body: dict[str, Any], variant: dict[str, Any]) -> dict[str, Any]:
    stock = "InStock" if variant["in_stock"] else "OutOfStock"
    return {
        "@type": "Offer",
        "url": url if variant["is_default"] else f"{url}?variant={variant['id']}",
        "sku": variant["sku"],
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
