"""What the search palette finds: records by number, address, SKU, name or id."""

from collections.abc import Iterator
from typing import Any, Final

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.urls import reverse
from unfold.dataclasses import SearchResult

# By name: the site knows its models, and web must not import those of contexts.
LOOKED_AT: Final = (
    "orders.orderrecord", "payments.paymentrecord", "accounts.user", "catalog.product", "vendors.vendor",
    "notifications.mailmessage",
)  # fmt: skip
MOST_EACH: Final = 5


def find_everywhere(site: AdminSite, request: HttpRequest, text: str, /) -> Iterator[SearchResult]:
    """At most five of each kind; one statement each."""
    admins: dict[str, Any] = {model._meta.label_lower: admin for model, admin in site._registry.items()}
    for name in LOOKED_AT:
        found = admins[name].search_records(admins[name].get_queryset(request), text)
        yield from (_result(record) for record in found[:MOST_EACH])


def _result(record: Any) -> SearchResult:
    meta = record._meta
    url = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[record.pk])
    return SearchResult(
        title=str(record), description=str(meta.verbose_name).capitalize(), link=url, icon="tag"
    )
