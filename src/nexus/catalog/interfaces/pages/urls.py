"""Where pictures are served from when no web server in front does it."""

from django.urls import path

from nexus.catalog.interfaces.pages.media import product_picture, shop_picture, smaller_picture

_PRODUCT = "media/<uuid:tenant_id>/products/<uuid:product_id>/"

urlpatterns = [
    path(f"{_PRODUCT}<uuid:image_id>.<slug:extension>", product_picture),
    path(f"{_PRODUCT}<uuid:image_id>-<int:width>.<slug:extension>", smaller_picture),
    path("media/<uuid:tenant_id>/shop/<uuid:image_id>.<slug:extension>", shop_picture),
]
