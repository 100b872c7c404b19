"""Who may do what in the back office. The authentication backend lets in people of the bound tenant, and operators of the
installation, whose home is another tenant; so a foreign tenant_id is what makes an operator here, not the word alone."""

from typing import Any, Final, Literal

from nexus.platform.http.actor import OWNER_ROLES, STAFF_ROLES
from nexus.platform.tenancy import bound_tenant

type Rank = Literal["staff", "owner", "operator"]


def is_staff(user: Any, /) -> bool:
    """Support, owner or operator, and active: may look at everything and run most actions."""
    return bool(getattr(user, "is_active", False)) and not STAFF_ROLES.isdisjoint(_roles(user))


def is_owner(user: Any, /) -> bool:
    """May change the tenant's plain data."""
    return is_staff(user) and not OWNER_ROLES.isdisjoint(_roles(user))


def is_operator(user: Any, /) -> bool:
    """Runs the installation. The same role granted inside a shop gives nothing beyond that shop."""
    return is_staff(user) and "operator" in _roles(user) and user.tenant_id != bound_tenant()


MEETS: Final = {"staff": is_staff, "owner": is_owner, "operator": is_operator}


def meets(user: Any, rank: Rank, /) -> bool:
    """Whether the person has at least this rank."""
    return MEETS[rank](user)


def _roles(user: Any) -> frozenset[str]:
    return getattr(user, "roles", frozenset())
