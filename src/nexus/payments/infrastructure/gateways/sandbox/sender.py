"""The sandbox calls our webhook: real HTTP, signed, as many times as promised. Outside any transaction."""

from typing import Any
from uuid import UUID

import httpx
from django.conf import settings

from nexus.kernel import clock
from nexus.kernel.errors import Unavailable
from nexus.payments.infrastructure.gateways.sandbox import signature
from nexus.payments.infrastructure.gateways.sandbox.gateway import secrets
from nexus.payments.models import SandboxWebhookRecord
from nexus.platform.tenancy import tenant_scope
from nexus.tenancy.facade import tenant

TIMEOUT_SECONDS = 10.0
PATH = "/api/payments/webhook/sandbox/"


class WebhookNotAccepted(Unavailable):
    """The shop did not answer 200; the sandbox tries again later. Facts: status."""

    code = "webhook_not_accepted"
    title = "The shop did not accept the message"


def send(webhook_id: UUID, /) -> None:
    """Raises WebhookNotAccepted or httpx.HTTPError: to be repeated."""
    with tenant_scope():
        owed = SandboxWebhookRecord.objects.get(pk=webhook_id)
    with httpx.Client(timeout=TIMEOUT_SECONDS, follow_redirects=False, trust_env=False) as client:
        for _ in range(owed.copies):
            _post(client, owed.body.encode())
    with tenant_scope():
        SandboxWebhookRecord.objects.filter(pk=webhook_id).update(sent_at=clock.now())


def _post(client: httpx.Client, body: bytes) -> None:
    answer = client.post(settings.NEXUS_INTERNAL_URL.rstrip("/") + PATH, content=body, headers=_headers(body))
    if answer.status_code != 200:
        raise WebhookNotAccepted(status=answer.status_code)


def _headers(body: bytes) -> dict[str, str]:
    headers: dict[str, Any] = {
        "Content-Type": "application/json",
        "X-Tenant": tenant().slug,
        "X-Sandbox-Signature": signature.sign(body, secret=secrets()[0], at=clock.now()),
    }
    if settings.SECURE_SSL_REDIRECT:  # the call stays inside: not to be sent to the public address
        headers["X-Forwarded-Proto"] = "https"
    return headers
