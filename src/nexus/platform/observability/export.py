"""/metrics: the sum over all processes, in the Prometheus text format."""

import hmac
import os
from collections.abc import Iterable
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from nexus.platform.events.operations import backlogs
from nexus.platform.observability.archive import unchanged


class DeliveryBacklog(Collector):
    """Depth and lag of event deliveries, read from the database when Prometheus asks."""

    def collect(self) -> Iterable[GaugeMetricFamily]:
        pending = GaugeMetricFamily(
            "nexus_deliveries_pending", "Deliveries that wait for a worker.", labels=["tenant"]
        )
        parked = GaugeMetricFamily(
            "nexus_deliveries_parked", "Deliveries that wait for a person.", labels=["tenant"]
        )
        lag = GaugeMetricFamily(
            "nexus_delivery_lag_seconds", "Age of the oldest delivery that is due.", labels=["tenant"]
        )
        for backlog in backlogs():
            tenant = [str(backlog.tenant_id)]
            pending.add_metric(tenant, backlog.pending)
            parked.add_metric(tenant, backlog.parked)
            lag.add_metric(tenant, backlog.lag)
        return [pending, parked, lag]


def metrics(request: HttpRequest) -> HttpResponse:
    """Open to this machine, or with `Authorization: Bearer <METRICS_TOKEN>`; to others the page does not exist."""
    if not _may_read(request):
        return HttpResponse("Not found\n", status=404, content_type="text/plain")
    folder = os.environ["PROMETHEUS_MULTIPROC_DIR"]
    registry = CollectorRegistry()
    MultiProcessCollector(registry, path=folder)  # type: ignore[no-untyped-call]
    registry.register(DeliveryBacklog())
    with unchanged(Path(folder)):
        return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


def _may_read(request: HttpRequest) -> bool:
    token = getattr(settings, "METRICS_TOKEN", "")
    if token and hmac.compare_digest(
        request.META.get("HTTP_AUTHORIZATION", "").encode(), f"Bearer {token}".encode()
    ):
        return True
    # A proxy on this machine makes every client look local; it says so by forwarding.
    return (
        _is_loopback(request.META)
        and "HTTP_X_FORWARDED_FOR" not in request.META
        and "HTTP_FORWARDED" not in request.META
    )


def _is_loopback(meta: dict[str, Any]) -> bool:
    try:
        return ip_address(str(meta.get("REMOTE_ADDR", ""))).is_loopback
    except ValueError:
        return False
