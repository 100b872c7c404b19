"""Orders by themselves: what others do about their events is tested in `tests/journeys`."""

from __future__ import annotations

from collections import defaultdict

import pytest


@pytest.fixture(autouse=True)
def _nobody_listens(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if "tenant" in request.fixturenames:
        from nexus.platform.events import subscriptions

        monkeypatch.setattr(subscriptions, "_by_type", defaultdict(list))
