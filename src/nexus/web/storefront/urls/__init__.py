"""Addresses of the shop, at the root of the site; names are in the namespace `shop`."""

from nexus.web.storefront.urls import account, buying, catalogue, house

app_name = "shop"
urlpatterns = [*house.urlpatterns, *catalogue.urlpatterns, *buying.urlpatterns, *account.urlpatterns]
