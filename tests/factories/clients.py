"""HTTP clients of the people of a shop. Each function makes a new person; outside any tenant scope."""

import secrets
from typing import Any
from uuid import UUID

from nexus.accounts import facade as accounts
from nexus.platform.tenancy import tenant_scope
from nexus.vendors import facade as vendors


def staff(api: Any, /, *, role: str = "owner") -> Any:
    return client(api, roles=(role,))[0]


def seller(api: Any, vendor_id: UUID, /) -> Any:
    made, user_id = client(api)
    with tenant_scope(api.tenant.id):
        vendors.add_staff(vendor_id, user_id=user_id)
    return made


def client(api: Any, /, *, roles: tuple[str, ...] = ()) -> tuple[Any, UUID]:
    """A client that is logged in, and whose it is."""
    with tenant_scope(api.tenant.id):
        email = f"person-{secrets.token_hex(6)}@example.org"
        person = accounts.create_user(email, None, roles=roles, verified=True)
        return api.as_user(accounts.open_session(person.id).access), person.id
