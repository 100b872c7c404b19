"""Providers that ask a server of their own over HTTP, installed like any other package: by entry points."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, ClassVar

import httpx

from nexus.pricing.contracts.providers import ProvidedPrice, ProvidedRate, ShippingQuestion, TaxQuestion
from nexus.pricing.infrastructure import providers

_ENTRY_POINTS = """[nexus.tax_providers]
local = tests.pricing.providers.local:LocalTaxes
[nexus.shipping_rate_providers]
local = tests.pricing.providers.local:LocalShipping
"""


class Office(BaseHTTPRequestHandler):
    """Answers after `delay` seconds with `status`."""

    delay: ClassVar[float] = 0.0
    status: ClassVar[int] = 200
    asked: ClassVar[list[dict[str, Any]]] = []

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.asked.append(asked)
        time.sleep(self.delay)
        self.send_response(self.status)
        self.end_headers()
        self.wfile.write(json.dumps(_said(self.path, asked)).encode())

    def log_message(self, *_: Any) -> None:
        """Quiet."""


def _said(path: str, asked: dict[str, Any]) -> Any:
    if asked["country"] == "ZW":
        return []
    if path == "/taxes":
        known = {"standard": "8.875", "shipping": "8.875", "reduced": "4"}
        return [[name, known[name]] for name in asked["classes"] if name in known]
    return [["ground", "Ground", 500 + asked["grams"] // 10], ["air", "Air", 2500]]


class LocalTaxes:
    """`nexus.tax_providers`: local"""

    url: ClassVar[str] = ""

    def rates(self, question: TaxQuestion, /) -> list[ProvidedRate]:
        said = {"country": question.to.country, "classes": question.tax_classes}
        answer = httpx.post(f"{self.url}/taxes", json=said, timeout=5)
        answer.raise_for_status()
        return [
            ProvidedRate(tax_class=name, name="Sales tax", percent=Decimal(rate))
            for name, rate in answer.json()
        ]


class LocalShipping:
    """`nexus.shipping_rate_providers`: local"""

    def prices(self, question: ShippingQuestion, /) -> list[ProvidedPrice]:
        said = {"country": question.to.country, "grams": question.grams}
        answer = httpx.post(f"{LocalTaxes.url}/shipping", json=said, timeout=5)
        answer.raise_for_status()
        return [ProvidedPrice(code=code, name=name, minor=minor) for code, name, minor in answer.json()]


@contextmanager
def installed(folder: Path) -> Iterator[type[Office]]:
    """The package and its server, for the time of the block."""
    info = folder / "local_rates-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: local-rates\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(_ENTRY_POINTS)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Office)
    Thread(target=server.serve_forever, daemon=True).start()
    LocalTaxes.url = f"http://127.0.0.1:{server.server_port}"
    Office.delay, Office.status, Office.asked = 0.0, 200, []
    sys.path.insert(0, str(folder))
    _forget()
    try:
        yield Office
    finally:
        sys.path.remove(str(folder))
        _forget()
        server.shutdown()
        server.server_close()


def _forget() -> None:
    providers.tax_providers.cache_clear()
    providers.shipping_providers.cache_clear()
