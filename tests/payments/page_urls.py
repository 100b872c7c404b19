"""The product's URLs and the provider's page, wherever the product itself mounts it."""

from nexus.config.urls import urlpatterns as product
from nexus.payments.interfaces.pages.urls import urlpatterns as pages

urlpatterns = [*product, *pages]
