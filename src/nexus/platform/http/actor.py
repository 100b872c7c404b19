"""Who asks: what the edge knows about the sender of a request once the credentials were read."""

from dataclasses import dataclass
from typing import Final, Literal
from uuid import UUID

type ActorKind = Literal["guest", "user", "api_key", "system"]

STAFF_ROLES: Final = frozenset({"support", "owner", "operator"})
OWNER_ROLES: Final = frozenset({"owner", "operator"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """The sender. Roles: `buyer` (everyone), `seller`, `support`, `owner` (of the tenant), `operator` (of the installation)."""

    kind: ActorKind
    id: UUID | None = None
    email: str = ""
    roles: frozenset[str] = frozenset({"buyer"})
    vendor_ids: frozenset[UUID] = frozenset()
    is_verified: bool = False

    @property
    def is_authenticated(self) -> bool:
        """Known by valid credentials."""
        return self.kind != "guest"

    @property
    def is_staff(self) -> bool:
        """Support, owner or operator."""
        return not STAFF_ROLES.isdisjoint(self.roles)

    @property
    def is_owner(self) -> bool:
        """Owner of the tenant, or operator of the installation."""
        return not OWNER_ROLES.isdisjoint(self.roles)

    @property
    def is_operator(self) -> bool:
        return "operator" in self.roles

    @property
    def is_seller(self) -> bool:
        """Staff of at least one vendor, with a verified address (selling needs it)."""
        return "seller" in self.roles

    def has_role(self, role: str, /) -> bool:
        """Whether the role was given; nothing is implied by other roles."""
        return role in self.roles


GUEST: Final = Actor(kind="guest")
