"""What of a product a form shows and a proposal changes."""

from typing import Any

from nexus.catalog.contracts.dto import ProductInfo


def facts_of(product: ProductInfo, /) -> dict[str, Any]:
    """What of a product a form shows and changes, by the names that `change_product` has for it."""
    return {
        "title": product.title,
        "description": product.description,
        "slug": product.slug,
        "status": product.status,
        "category_id": product.category.id,
        "tags": list(product.tags),
        "attributes": dict(product.attributes),
        "tax_class": product.tax_class,
        "product_type_id": product.product_type.id if product.product_type else None,
        "brand_id": product.brand.id if product.brand else None,
        "further_category_ids": [one.id for one in product.further_categories],
        "publish_at": product.publish_at,
        "translations": {language: dict(texts) for language, texts in product.translations.items()},
    }
