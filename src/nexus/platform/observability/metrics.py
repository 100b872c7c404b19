"""Prometheus metrics of the platform. Several processes serve requests, so values live in files that /metrics adds up."""

import os
from pathlib import Path

from django.conf import settings

if settings.configured and (_home := getattr(settings, "NEXUS_HOME", None)):
    # prometheus_client decides at import between memory and files; this module is the only one that imports it first.
    _folder = Path(os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", str(Path(_home) / "run" / "metrics")))
    _folder.mkdir(parents=True, exist_ok=True)

    from nexus.platform.observability.archive import fold_dead_processes

    fold_dead_processes(_folder)

from prometheus_client import Counter, Histogram

BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)

REQUEST_SECONDS = Histogram(
    "nexus_request_seconds", "Time to answer, by route.", ["method", "route", "status"], buckets=BUCKETS
)
STATEMENTS = Counter("nexus_sql_statements", "SQL statements, by route.", ["method", "route"])
CACHE_HITS = Counter("nexus_cache_hits", "Public reads answered from the cache.")
CACHE_MISSES = Counter("nexus_cache_misses", "Public reads computed and kept.")
CACHE_DOWN = Counter("nexus_cache_down", "Public reads computed because Valkey did not answer.")
VALKEY_FAILURES = Counter("nexus_valkey_failures", "Commands that Valkey did not answer or refused.")
THROTTLED = Counter("nexus_throttled", "Requests refused by a rate.", ["rate"])
THROTTLING_BLIND = Counter(
    "nexus_throttling_blind", "Requests let through uncounted because Valkey did not answer."
)
IDEMPOTENT_REPLAYS = Counter("nexus_idempotent_replays", "Answers replayed for a known idempotency key.")
