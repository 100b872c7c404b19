"""What is looked for again and again, in case nobody was woken for it."""

from typing import Final

from nexus.platform.tenancy import tenant_scope
from nexus.platform.tenancy.sweeping import Waiting
from nexus.pricing import facade

_DUE: Final = Waiting("pricing_simulation", "w.state IN ('waiting', 'running')")


def resume_all() -> int:
    """Ask for work on simulations that nobody works on; how many there were."""
    found = 0
    for tenant_id in _DUE.tenants():
        with tenant_scope(tenant_id):
            found += facade.resume_simulations()
    return found
