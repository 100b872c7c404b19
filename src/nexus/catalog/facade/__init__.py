"""The door of the catalog context. Every function runs inside the caller's tenant scope."""

from nexus.catalog.contracts.definitions import (
    AttributeInfo,
    BrandDetails,
    CollectionDetails,
    NewChoice,
    ProductTypeDefinition,
)
from nexus.catalog.contracts.dto import (
    CategoryInfo,
    ImageInfo,
    NewProduct,
    NewVariant,
    OfferInfo,
    ProductInfo,
    Sellable,
    VariantChange,
    VariantInfo,
    VariantOffer,
)
from nexus.catalog.facade.changing import (
    apply_import,
    archive_product,
    bulk_create_products,
    change_product,
    change_seen_product,
    change_variant,
    change_variants,
    create_category,
    create_product,
    picture_addresses,
    plan_import,
    stated_names,
)
from nexus.catalog.facade.opinions import (
    register_offer_source,
    register_purchase_source,
    say_about,
    take_back_review,
    write_review,
)
from nexus.catalog.facade.pictures import (
    add_image,
    ask_for_renditions,
    change_image,
    picture_facts,
    remove_image,
    render_next_picture,
)
from nexus.catalog.facade.reading import (
    categories,
    cheapest_offer,
    default_variant,
    present_slug,
    product_body,
    product_count,
    product_facts,
    product_head,
    product_ids,
    product_item,
    products,
    products_below,
    products_by_variant,
    sellables,
    variant_of_sku,
    variants_on_sale,
)
from nexus.catalog.queries.brands import brands
from nexus.catalog.queries.brands import product_ids as products_of_brand
from nexus.catalog.queries.collections import collections
from nexus.catalog.queries.collections import product_ids as collection_products
from nexus.catalog.queries.definitions import attributes as attribute_definitions
from nexus.catalog.queries.definitions import product_types, products_stating
from nexus.catalog.queries.naming import Named, find_named, names_of
from nexus.catalog.queries.owners import owners
from nexus.catalog.queries.sellables import texts_of_values
from nexus.catalog.services.attributes import define_attribute
from nexus.catalog.services.brands import create_brand
from nexus.catalog.services.collections import create_collection, put_into_collection
from nexus.catalog.services.deciding import withdraw as withdraw_proposal
from nexus.catalog.services.differing import told as proposal_differences
from nexus.catalog.services.importing.plan import ImportPlan
from nexus.catalog.services.media import hang_picture
from nexus.catalog.services.orphans import orphans
from nexus.catalog.services.picture_order import order_images
from nexus.catalog.services.pictures import Picture, verified_picture
from nexus.catalog.services.product_types import define_product_type
from nexus.catalog.services.remote_pictures import remote_picture
from nexus.catalog.services.review_desk import answer as answer_review
from nexus.catalog.services.review_desk import take_back_answer
from nexus.catalog.services.review_voices import report as report_review
from nexus.catalog.services.review_voices import vote as vote_on_review

__all__ = [
    "AttributeInfo",
    "BrandDetails",
    "CategoryInfo",
    "CollectionDetails",
    "ImageInfo",
    "ImportPlan",
    "Named",
    "NewChoice",
    "NewProduct",
    "NewVariant",
    "OfferInfo",
    "Picture",
    "ProductInfo",
    "ProductTypeDefinition",
    "Sellable",
    "VariantChange",
    "VariantInfo",
    "VariantOffer",
    "add_image",
    "answer_review",
    "apply_import",
    "archive_product",
    "ask_for_renditions",
    "attribute_definitions",
    "brands",
    "bulk_create_products",
    "categories",
    "change_image",
    "change_product",
    "change_seen_product",
    "change_variant",
    "change_variants",
    "cheapest_offer",
    "collection_products",
    "collections",
    "create_brand",
    "create_category",
    "create_collection",
    "create_product",
    "default_variant",
    "define_attribute",
    "define_product_type",
    "find_named",
    "hang_picture",
    "names_of",
    "order_images",
    "orphans",
    "owners",
    "picture_addresses",
    "picture_facts",
    "plan_import",
    "present_slug",
    "product_body",
    "product_count",
    "product_facts",
    "product_head",
    "product_ids",
    "product_item",
    "product_types",
    "products",
    "products_below",
    "products_by_variant",
    "products_of_brand",
    "products_stating",
    "proposal_differences",
    "put_into_collection",
    "register_offer_source",
    "register_purchase_source",
    "remote_picture",
    "remove_image",
    "render_next_picture",
    "report_review",
    "say_about",
    "sellables",
    "stated_names",
    "take_back_answer",
    "take_back_review",
    "texts_of_values",
    "variant_of_sku",
    "variants_on_sale",
    "verified_picture",
    "vote_on_review",
    "withdraw_proposal",
    "write_review",
]
