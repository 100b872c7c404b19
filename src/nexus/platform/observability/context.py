"""What is known about the request in progress, for its log lines."""

from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from nexus.platform.tenancy import TenantScopeMissing, bound_tenant


class _Actor(Protocol):
    @property
    def kind(self) -> str: ...
    @property
    def id(self) -> UUID | None: ...


@dataclass(slots=True)
class RequestFacts:
    """Filled while the request makes its way; `statements` counts SQL."""

    request_id: str
    tenant: str = ""
    actor: str = ""
    statements: int = 0

    def count_statement(self, execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
        """Wrapper in Django's `execute_wrappers`."""
        self.statements += 1
        return execute(sql, params, many, context)


current: ContextVar[RequestFacts | None] = ContextVar("nexus_request", default=None)


def note_actor(actor: _Actor, /) -> None:
    """Remember who asks, and for which tenant, for every log line from here on."""
    facts = current.get()
    if facts is None:
        return
    facts.actor = f"{actor.kind}:{actor.id}" if actor.id else actor.kind
    note_tenant()


def note_tenant() -> None:
    """Remember the bound tenant, if any."""
    facts = current.get()
    if facts is not None:
        try:
            facts.tenant = str(bound_tenant())
        except TenantScopeMissing:
            facts.tenant = ""
