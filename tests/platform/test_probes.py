"""/healthz and /readyz."""

from typing import Any

import pytest


@pytest.fixture
def fresh_probe(monkeypatch: Any) -> None:
    from nexus.platform.health import views

    monkeypatch.setattr(views, "KEEP_SECONDS", 0.0)


def test_healthz_needs_nothing(sample: Any, valkey_down: Any) -> None:
    with valkey_down():
        response = sample.client.get("/healthz", headers={"Host": "10.1.2.3"})
    assert (response.status_code, response.json()) == (200, {"status": "up"})


def test_readyz(sample: Any, fresh_probe: None) -> None:
    response = sample.client.get("/readyz")
    body = response.json()
    assert {name: check["ok"] for name, check in body["checks"].items()} == {
        "database": True, "cache": True, "broker": True, "migrations": True,
    }, body  # fmt: skip
    assert (response.status_code, body["status"]) == (200, "ready")


def test_readyz_without_valkey(sample: Any, fresh_probe: None, valkey_down: Any) -> None:
    with valkey_down():
        response = sample.client.get("/readyz")
        abroad = sample.client.get("/readyz", REMOTE_ADDR="10.0.0.5")
    assert (response.status_code, response.json()["checks"]["cache"]["ok"]) == (503, False)
    assert response.json()["checks"]["cache"]["error"] == "ValkeyDown: network:ConnectionError"
    assert response.json()["checks"]["database"]["ok"] is True
    assert (abroad.status_code, abroad.json()) == (
        503,
        {
            "status": "not ready",
            "checks": {
                "database": {"ok": True},
                "cache": {"ok": False},
                "broker": {"ok": True},
                "migrations": {"ok": True},
            },
        },
    )


def test_readyz_says_which_migration_is_missing(sample: Any, fresh_probe: None, monkeypatch: Any) -> None:
    from django.db.migrations.recorder import MigrationRecorder

    from nexus.platform.health import checks

    original = MigrationRecorder.applied_migrations
    monkeypatch.setattr(checks, "_applied", False)
    monkeypatch.setattr(
        MigrationRecorder,
        "applied_migrations",
        lambda self: {k: v for k, v in original(self).items() if k[0] != "idempotency"},
    )
    response = sample.client.get("/readyz")
    assert response.status_code == 503
    assert (
        response.json()["checks"]["migrations"]["error"]
        == "NotReady: 1 migrations are not applied, first idempotency.0001_initial"
    )


def test_readyz_refuses_a_privileged_role(sample: Any, fresh_probe: None) -> None:
    from django.test import override_settings

    with override_settings(DATABASE_APP_ROLE="somebody_else"):
        response = sample.client.get("/readyz")
    assert "not the unprivileged application role" in response.json()["checks"]["database"]["error"]


def test_readyz_looks_once_a_second(sample: Any, sql_log: Any, monkeypatch: Any) -> None:
    from nexus.platform.health import views

    monkeypatch.setattr(views, "_latest", (float("-inf"), {}))
    with sql_log() as statements:
        for _ in range(5):
            sample.client.get("/readyz")
    assert len([sql for sql in statements if "pg_roles" in sql]) == 1
