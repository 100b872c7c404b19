"""Runs checks for every tenant and reports what was looked at and what was found."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import islice

from nexus.platform.tenancy import tenant_scope
from nexus.platform.verification import Check, Finding
from nexus.tenancy.contracts.dto import TenantInfo

MOST = 20  # findings kept of one check; the first one is enough to start looking


@dataclass(slots=True)
class Outcome:
    """One check of one tenant."""

    tenant: TenantInfo
    check: Check
    findings: list[Finding] = field(default_factory=list)


def verify(
    tenants: Iterable[TenantInfo], checks: Iterable[Check], /, *, report: Callable[[Outcome], None]
) -> list[Outcome]:
    """Run every check inside every tenant's scope; returns the outcomes with findings."""
    failed = []
    checks = tuple(checks)
    for tenant in tenants:
        for check in checks:
            outcome = Outcome(tenant, check)
            with tenant_scope(tenant.id, snapshot=True):
                outcome.findings = list(islice(check.run(), MOST))
            report(outcome)
            if outcome.findings:
                failed.append(outcome)
    return failed
