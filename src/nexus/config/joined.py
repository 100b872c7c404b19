"""Views of URLs whose methods live in two contexts. Each method keeps its own declaration; nothing is decided here."""

from nexus.checkout.interfaces.api.place import PlaceOrderView
from nexus.orders.interfaces.api.reading import OrderListView


class OrdersView(PlaceOrderView, OrderListView):
    """GET: orders. POST: place one."""
