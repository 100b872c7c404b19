"""The address book as frozen rows."""

from uuid import UUID

from nexus.accounts.contracts.dto import AddressInfo
from nexus.platform import db
from nexus.platform.tenancy import current_tenant

_COLUMNS = (
    "id, name, address_line, address_line2, city, region, postal_code, country, phone, "
    "is_default_shipping, is_default_billing"
)


def addresses_of(user_id: UUID, /) -> tuple[AddressInfo, ...]:
    """Defaults first, then in the order they were added."""
    found = db.rows(
        f"SELECT {_COLUMNS} FROM accounts_address WHERE tenant_id = %s AND user_id = %s "  # noqa: S608 - constant table and column names
        "ORDER BY is_default_shipping DESC, is_default_billing DESC, created_at, id",
        [current_tenant(), user_id],
    )
    return tuple(AddressInfo(**entry._asdict()) for entry in found)


def address_of(user_id: UUID, address_id: UUID, /) -> AddressInfo | None:
    """One entry of that person's book."""
    found = db.row(
        f"SELECT {_COLUMNS} FROM accounts_address WHERE tenant_id = %s AND user_id = %s AND id = %s",  # noqa: S608 - constant table and column names
        [current_tenant(), user_id, address_id],
    )
    return None if found is None else AddressInfo(**found._asdict())
