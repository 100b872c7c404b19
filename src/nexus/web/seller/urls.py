"""Addresses of the portal, below /seller/; names are in the namespace `seller`."""

from django.urls import path

from nexus.web.seller.views import (
    coupons,
    editor,
    imports,
    pictures,
    products,
    promotions,
    reviews,
    variants,
    vendor,
)

app_name = "seller"
urlpatterns = [
    path("", products.welcome, name="home"),
    path("as/", vendor.choose, name="vendor"),
    path("products/", products.listed, name="products"),
    path("promotions/", promotions.listed, name="promotions"),
    path("promotions/new/", promotions.new, name="promotion-new"),
    path("promotions/<uuid:promotion_id>/", promotions.edit, name="promotion"),
    path("promotions/<uuid:promotion_id>/status/", promotions.act, name="promotion-act"),
    path("promotions/<uuid:promotion_id>/codes/", coupons.add, name="code-add"),
    path("codes/<uuid:coupon_id>/", coupons.act, name="code"),
    path("reviews/", reviews.listed, name="reviews"),
    path("reviews/<uuid:review_id>/", reviews.act, name="review"),
    path("imports/", imports.history, name="imports"),
    path("imports/<uuid:import_id>/", imports.one, name="import"),
    path("imports/<uuid:import_id>/columns/", imports.columns, name="import-columns"),
    path("imports/<uuid:import_id>/start/", imports.start, name="import-start"),
    path("imports/<uuid:import_id>/cancel/", imports.cancel, name="import-cancel"),
    path("imports/<uuid:import_id>/problems.csv", imports.problems, name="import-problems"),
    path("exports/products.<slug:kind>", imports.export, name="export"),
    path("products/bulk/", products.act, name="bulk"),
    path("products/new/", editor.new, name="product-new"),
    path("attributes/", editor.attributes, name="attributes"),
    path("products/<uuid:product_id>/", editor.edit, name="product"),
    path("products/<uuid:product_id>/withdraw/", editor.withdraw, name="withdraw"),
    path("products/<uuid:product_id>/variants/", variants.table, name="variants"),
    path("products/<uuid:product_id>/variants/options/", variants.extend, name="options"),
    path("products/<uuid:product_id>/pictures/", pictures.gallery, name="pictures"),
    path("products/<uuid:product_id>/pictures/add/", pictures.add, name="picture-add"),
    path("products/<uuid:product_id>/pictures/order/", pictures.order, name="picture-order"),
    path("products/<uuid:product_id>/pictures/<uuid:image_id>/", pictures.change, name="picture"),
    path(
        "products/<uuid:product_id>/pictures/<uuid:image_id>/delete/", pictures.remove, name="picture-delete"
    ),
    path("products/<uuid:product_id>/quick/", products.quick, name="quick"),
]
