"""Views of URLs whose methods live in two contexts. Each method keeps its own declaration; nothing is decided here."""

from nexus.catalog.interfaces.api.products import ProductCreateView, ProductEditView
from nexus.checkout.interfaces.api.place import PlaceOrderView
from nexus.orders.interfaces.api.reading import OrderListView
from nexus.search.interfaces.api.products import ProductDetailView, ProductListView


class OrdersView(PlaceOrderView, OrderListView):
    """GET: orders. POST: place one."""


class ProductsView(ProductListView, ProductCreateView):
    """GET: the public list. POST: a new product."""


class ProductView(ProductDetailView, ProductEditView):
    """GET: the public detail. PATCH, PUT, DELETE: by its seller or the staff."""
