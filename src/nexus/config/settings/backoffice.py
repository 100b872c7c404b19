"""How the back office looks (Unfold)."""

from typing import Any

from django.urls import reverse_lazy

_LOOK = "nexus.web.backoffice.look"


def _item(title: str, icon: str, model: str, **more: Any) -> dict[str, Any]:
    link = reverse_lazy(f"admin:{model.replace('.', '_')}_changelist")
    return {"title": title, "icon": icon, "link": link, **more}


UNFOLD: dict[str, Any] = {
    "SITE_TITLE": f"{_LOOK}.shop_name",
    "SITE_HEADER": f"{_LOOK}.shop_name",
    "SITE_SUBHEADER": "Back office",
    "SITE_SYMBOL": "storefront",
    "SITE_URL": "/",
    "SHOW_HISTORY": False,
    "SHOW_VIEW_ON_SITE": False,
    "STYLES": [f"{_LOOK}.styles"],
    "SCRIPTS": [f"{_LOOK}.scripts"],
    "SITE_FAVICONS": [{"rel": "icon", "type": "image/svg+xml", "href": f"{_LOOK}.icon"}],
    "BORDER_RADIUS": "6px",
    "COLORS": {
        "primary": {
            "50": "oklch(98.4% .014 180.7)",
            "100": "oklch(95.3% .051 180.8)",
            "200": "oklch(91% .096 180.4)",
            "300": "oklch(85.5% .138 181.1)",
            "400": "oklch(77.7% .152 181.9)",
            "500": "oklch(66% .12 182.5)",
            "600": "oklch(52% .09 184.7)",
            "700": "oklch(45% .08 186.4)",
            "800": "oklch(40% .07 188.2)",
            "900": "oklch(36% .06 188.4)",
            "950": "oklch(27.7% .046 192.5)",
        },
    },
    "SIDEBAR": {
        "show_search": True,
        "navigation": [
            {
                "title": "Daily work",
                "items": [
                    {"title": "Today", "icon": "today", "link": reverse_lazy("admin:index")},
                    _item("Orders", "receipt_long", "orders.orderrecord"),
                    _item("Cancellation requests", "assignment_return", "orders.cancellationrequestrecord"),
                    _item("Payments", "payments", "payments.paymentrecord"),
                    _item("Mailbox", "mail", "notifications.mailmessage"),
                ],
            },
            {
                "title": "Assortment",
                "separator": True,
                "items": [
                    _item("Products", "inventory_2", "catalog.product"),
                    _item("Variants", "style", "catalog.variant"),
                    _item("Categories", "account_tree", "catalog.category"),
                    _item("Product types", "shapes", "catalog.producttype"),
                    _item("Attributes", "tune", "catalog.attribute"),
                    _item("Brands", "verified", "catalog.brand"),
                    _item("Collections", "collections_bookmark", "catalog.collection"),
                    _item("Reviews", "star", "catalog.review"),
                    _item("Proposals of sellers", "rule", "catalog.changeproposal"),
                    _item("Stock", "warehouse", "inventory.stocklevelrecord"),
                    _item("Prices", "sell", "pricing.pricerecord"),
                    _item("Promotions", "percent", "pricing.promotionrecord"),
                    _item("Coupons", "confirmation_number", "pricing.couponrecord"),
                    _item("Gift cards and credit", "redeem", "pricing.creditaccountrecord"),
                    _item("Shipping methods", "local_shipping", "pricing.shippingmethodrecord"),
                    _item("Tax rates", "account_balance", "pricing.taxraterecord"),
                    _item("Zones", "public", "pricing.zonerecord"),
                    _item("Tax settings", "settings", "pricing.termsrecord"),
                    _item("Tax statuses", "badge", "pricing.taxstatusrecord"),
                    _item("Imports", "upload_file", "integrations.importjob"),
                ],
            },
            {
                "title": "People",
                "separator": True,
                "items": [
                    _item("Users", "group", "accounts.user"),
                    _item("Sellers", "storefront", "vendors.vendor"),
                    _item("Stores", "location_on", "vendors.store"),
                ],
            },
            {
                "title": "Operations",
                "separator": True,
                "items": [
                    _item("Place-order processes", "conversion_path", "checkout.processrecord"),
                    _item("Reservations", "lock_clock", "inventory.reservationrecord"),
                    _item("Deliveries", "outbox", "events.deliveryrecord"),
                    _item("Event log", "history", "events.eventrecord"),
                    _item("API keys", "key", "tenancy.apikey", permission=f"{_LOOK}.for_owners"),
                    _item("Tenants", "domain", "tenancy.tenant", permission=f"{_LOOK}.for_operators"),
                ],
            },
        ],
    },
}
