"""Request ids, log lines and metrics."""

import io
import json
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest


@pytest.fixture
def log_lines() -> Iterator[Callable[[], list[dict[str, Any]]]]:
    """What was logged as JSON since the last call, as dicts."""
    import structlog

    from nexus.platform.observability import access
    from nexus.platform.observability.logs import configure

    root = logging.getLogger()
    handlers, level, written = root.handlers, root.level, io.StringIO()
    configure({"json": True, "level": "INFO"})
    root.handlers[0].setStream(written)  # type: ignore[attr-defined]

    def lines() -> list[dict[str, Any]]:
        text = written.getvalue()
        written.seek(0)
        written.truncate()
        return [json.loads(line) for line in text.splitlines()]

    yield lines
    root.handlers, root.level = handlers, level
    access.write_with(None)
    structlog.reset_defaults()


def test_one_line_for_each_request(sample: Any, tenant: Any, log_lines: Any) -> None:
    client = sample.with_headers(Authorization="Test user", X_Request_ID="my-request-7")
    client.get("/api/whoami/")
    log_lines()  # the first request of a tenant also looks the tenant up
    client.get("/api/whoami/")
    (line,) = log_lines()
    assert line.pop("ms") > 0
    assert line.pop("at").endswith("Z")
    assert line == {
        "event": "request", "level": "info", "logger": "nexus.access", "method": "GET", "route": "/api/whoami/",
        "path": "/api/whoami/", "status": 200, "sql": 1, "tenant": str(tenant.id), "request_id": "my-request-7",
        "actor": "user:0190f0f0-0000-7000-8000-000000000002",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "logged"),
    [
        ("/account/reset-password/MDE5/d3k2-0123456789abcdef/", "/account/reset-password/MDE5/.../"),
        ("/account/activate/MDE5/d3k2-0123456789abcdef/", "/account/activate/MDE5/.../"),
        (
            "/account/reset-password/MDE5/d3k2h1-0123456789abcdef0123456789abcdef",
            "/account/reset-password/MDE5/...",
        ),
    ],
)
def test_the_secret_of_a_mailed_link_is_not_logged(
    tenant: Any, api: Any, log_lines: Any, asked: str, logged: str
) -> None:
    """Whoever reads logs could otherwise set passwords; the last one is only redirected, and knows no route."""
    api.get(asked)
    (line,) = [line for line in log_lines() if line["event"] == "request"]
    assert line["path"] == logged


def test_an_error_is_logged_with_its_trace_and_request_id(sample: Any, log_lines: Any) -> None:
    response = sample.get("/api/trouble/bug/")
    lines = {line["event"]: line for line in log_lines()}
    assert "secret-of-the-house" in lines["unhandled_error"]["exception"]
    assert (
        lines["unhandled_error"]["request_id"] == lines["request"]["request_id"] == response["X-Request-ID"]
    )
    assert lines["request"]["status"] == 500


def test_the_query_string_stays_out_of_the_log(sample: Any, log_lines: Any) -> None:
    sample.get("/api/attributes/?sort=private-thing")
    assert "private-thing" not in json.dumps(log_lines())


def test_lines_outside_a_request_carry_the_tenant_and_correlation(tenant: Any, log_lines: Any) -> None:
    import logging

    import structlog

    from nexus.platform.events import correlation_scope

    with correlation_scope("chain-1"):
        structlog.get_logger("shop").info("ours", amount=1)
        logging.getLogger("library").warning("theirs %s", 2)
    ours, theirs = log_lines()
    assert (ours["event"], ours["amount"], theirs["event"]) == ("ours", 1, "theirs 2")
    for line in (ours, theirs):
        assert (line["tenant"], line["correlation_id"]) == (str(tenant.id), "chain-1")


@pytest.mark.parametrize(
    "sent",
    ["short", "x" * 129, "with space here", "line\nbreak-here", "<script>alert(1)</script>", "ünïcödé-id"],
)
def test_a_strange_request_id_is_replaced(sent: str) -> None:
    from uuid import UUID

    from nexus.platform.observability.request_ids import request_id

    assert UUID(request_id(sent)).version == 7
    assert UUID(request_id(None)).version == 7
    assert request_id("0f8fad5b-d9cb-469f-a165-70867728950e") == "0f8fad5b-d9cb-469f-a165-70867728950e"


def value_of(text: str, name: str, **labels: str) -> float:
    for line in text.splitlines():
        head, _, value = line.rpartition(" ")
        if head.split("{")[0] == name and all(f'{key}="{wanted}"' in head for key, wanted in labels.items()):
            return float(value)
    return 0.0


def scrape(sample: Any) -> str:
    response = sample.client.get("/metrics")
    assert response.status_code == 200
    return response.content.decode()


def own(name: str, **labels: str) -> float:
    """What this process alone has counted: others may be testing in the same folder."""
    from prometheus_client import REGISTRY

    return REGISTRY.get_sample_value(name, labels) or 0.0


def test_metrics_count_requests_by_route(sample: Any, tenant: Any) -> None:
    labels = {"route": "/api/guarded/<uuid:thing_id>/", "status": "401", "method": "GET"}
    before = own("nexus_request_seconds_count", **labels)
    for _ in range(3):
        sample.get(f"/api/guarded/{tenant.id}/")
    assert own("nexus_request_seconds_count", **labels) == before + 3
    text = scrape(sample)
    assert value_of(text, "nexus_request_seconds_count", **labels) >= before + 3
    assert str(tenant.id) not in "\n".join(
        line for line in text.splitlines() if line.startswith("nexus_request")
    )


def test_metrics_of_cache_replays_and_rates(sample: Any) -> None:
    from django.test import override_settings

    def counted() -> list[float]:
        names = ("nexus_cache_hits_total", "nexus_cache_misses_total", "nexus_idempotent_replays_total")
        return [*(own(name) for name in names), own("nexus_throttled_total", rate="write")]

    before = counted()
    for _ in range(2):
        sample.get("/api/catalog/products/window/")
        sample.post("/api/till/", {"amount": 1}, Idempotency_Key="metric")
    with override_settings(NEXUS_THROTTLING=True, NEXUS_THROTTLES={"write": ("1/min",)}):
        sample.post("/api/basket/", {})
        sample.post("/api/basket/", {})
    assert [new - old for new, old in zip(counted(), before, strict=True)] == [1, 1, 1, 1]


@pytest.mark.parametrize(
    ("address", "headers", "status"),
    [
        ("127.0.0.1", {}, 200),
        ("::1", {}, 200),
        ("10.0.0.5", {}, 404),
        ("127.0.0.1", {"X-Forwarded-For": "8.8.8.8"}, 404),
        ("10.0.0.5", {"Authorization": "Bearer let-me-in"}, 200),
        ("10.0.0.5", {"Authorization": "Bearer wrong"}, 404),
    ],
)
def test_who_may_read_metrics(sample: Any, address: str, headers: dict[str, str], status: int) -> None:
    from django.test import override_settings

    with override_settings(METRICS_TOKEN="let-me-in"):
        assert sample.client.get("/metrics", REMOTE_ADDR=address, headers=headers).status_code == status


def test_metrics_add_up_over_processes(sample: Any, tmp_path: Any) -> None:
    """Another process counts into the same folder; the page shows the sum."""
    import os
    import subprocess
    import sys

    before = value_of(scrape(sample), "nexus_cache_hits_total")
    script = "import django; django.setup(); from nexus.platform.observability.metrics import CACHE_HITS; CACHE_HITS.inc(5)"
    subprocess.run([sys.executable, "-c", script], check=True, env=os.environ.copy())
    assert value_of(scrape(sample), "nexus_cache_hits_total") >= before + 5


def test_backlog_of_deliveries(sample: Any, tenant: Any, monkeypatch: Any) -> None:
    from nexus.platform.tenancy import directory

    monkeypatch.setattr(directory, "_source", lambda: [tenant.id])
    text = scrape(sample)
    assert f'nexus_deliveries_pending{{tenant="{tenant.id}"}} 0.0' in text
    assert f'nexus_delivery_lag_seconds{{tenant="{tenant.id}"}} 0.0' in text


def test_a_finding_reads_well() -> None:
    from nexus.platform.verification import Check, Finding

    finding = Finding("stock differs", {"variant": "v1"}, "rows say 3, reservations say 4")
    assert str(finding) == "stock differs (variant v1): rows say 3, reservations say 4"
    assert str(Finding("order without payment", {"order": "o1"}, "")) == "order without payment (order o1)"
    assert list(Check("stock", lambda: [finding]).run()) == [finding]


def test_counts_of_dead_processes_are_folded_into_one_file(tmp_path: Any) -> None:
    from prometheus_client import CollectorRegistry, generate_latest
    from prometheus_client.mmap_dict import MmapedDict, mmap_key
    from prometheus_client.multiprocess import MultiProcessCollector

    from nexus.platform.observability.archive import fold_dead_processes

    key = mmap_key("sold", "sold_total", (), (), "Sold.")
    for pid, value in (
        (4_194_301, 2.0),
        (4_194_302, 3.0),
        (1, 4.0),
    ):  # two that never lived, one that always does
        counted = MmapedDict(str(tmp_path / f"counter_{pid}.db"))
        counted.write_value(key, value, 0.0)
        counted.close()
    (tmp_path / "counter_4194303.db").write_bytes(b"\xff\xff\x00\x00" + b"\x01" * 60)  # cut short by a kill

    def sold() -> float:
        registry = CollectorRegistry()
        MultiProcessCollector(registry, path=str(tmp_path))
        return value_of(generate_latest(registry).decode(), "sold_total")

    assert fold_dead_processes(tmp_path) == 3
    assert sorted(path.name for path in tmp_path.glob("*.db")) == ["counter_1.db", "counter_archive.db"]
    assert (sold(), fold_dead_processes(tmp_path), sold()) == (9.0, 0, 9.0)
