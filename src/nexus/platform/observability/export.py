"""/metrics: the sum over all processes, in the Prometheus text format."""

import os
from collections.abc import Iterable
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from nexus.platform.events.operations import backlogs
from nexus.platform.observability.archive import unchanged
from nexus.platform.observability.house import is_of_the_house


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
    """For the house; to others the page does not exist."""
    if not is_of_the_house(request):
        return HttpResponse("Not found\n", status=404, content_type="text/plain")
    folder = os.environ["PROMETHEUS_MULTIPROC_DIR"]
    registry = CollectorRegistry()
    MultiProcessCollector(registry, path=folder)  # type: ignore[no-untyped-call]
    registry.register(DeliveryBacklog())
    with unchanged(Path(folder)):
        return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)
