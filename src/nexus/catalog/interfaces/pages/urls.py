"""Where pictures are served from when no web server in front does it."""

from django.urls import path

from nexus.catalog.interfaces.pages.media import product_picture, shop_picture

urlpatterns = [
    path(
        "media/<uuid:tenant_id>/products/<uuid:product_id>/<uuid:image_id>.<slug:extension>", product_picture
    ),
    path("media/<uuid:tenant_id>/shop/<uuid:image_id>.<slug:extension>", shop_picture),
]
