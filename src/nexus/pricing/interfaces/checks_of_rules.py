"""What `nexus verify` checks about rules: that they can be applied."""

from collections.abc import Iterator
from typing import Final

from nexus.platform.db import rows
from nexus.platform.tenancy import current_tenant
from nexus.platform.verification import Check, Finding
from nexus.pricing.domain.invalid import WrongSetting
from nexus.pricing.domain.promotions import compiled, spec_of
from nexus.pricing.infrastructure.strategies import strategies

_ACTIVE: Final = (
    "SELECT id, version, spec FROM pricing_promotion WHERE tenant_id = %s AND status = 'active' ORDER BY id"
)
_LANES: Final = "SELECT position, strategy FROM pricing_lane WHERE tenant_id = %s AND NOT strategy = ANY(%s) ORDER BY position"


def promotions_that_cannot_apply() -> Iterator[Finding]:
    """Live promotions that cannot be read: a strategy that is not installed any more, settings that it does not know."""
    for row in rows(_ACTIVE, [current_tenant()]):
        try:
            compiled(spec_of(row.spec), strategies(), promotion_id=row.id, version=row.version)
        except WrongSetting as error:
            yield Finding("promotion cannot be read", {"promotion": str(row.id)}, str(error))


def lanes_of_unknown_kind() -> Iterator[Finding]:
    """Lanes whose strategy is not installed: in them the best promotion wins."""
    for row in rows(_LANES, [current_tenant(), list(strategies().lanes)]):
        yield Finding("lane of an unknown kind", {"position": str(row.position)}, row.strategy)


CHECKS_OF_RULES: Final = (
    Check("pricing: every live promotion can be read", promotions_that_cannot_apply),
    Check("pricing: every lane is of an installed kind", lanes_of_unknown_kind),
)
