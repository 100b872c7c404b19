"""Keeping the address book: at most one default for shipping and one for billing, whatever happens at the
same time.
"""

from typing import Any
from uuid import UUID

from nexus.accounts import queries
from nexus.accounts.contracts.dto import AddressInfo
from nexus.accounts.contracts.errors import AddressNotFound, TooManyAddresses
from nexus.accounts.models import Address
from nexus.platform.locking import lock_rows

LIMIT = 50
DEFAULTS = ("is_default_shipping", "is_default_billing")


def add_address(user_id: UUID, /, **fields: Any) -> AddressInfo:
    """The first address becomes the default for both. Raises TooManyAddresses."""
    one_at_a_time(user_id)
    count = Address.objects.filter(user_id=user_id).count()
    if count >= LIMIT:
        raise TooManyAddresses(limit=LIMIT)
    if count == 0:
        fields |= dict.fromkeys(DEFAULTS, True)
    _clear_defaults(user_id, fields)
    return _read(user_id, Address.objects.create(user_id=user_id, **fields).pk)


def change_address(user_id: UUID, address_id: UUID, /, **fields: Any) -> AddressInfo:
    """Change some fields. Raises AddressNotFound."""
    one_at_a_time(user_id)
    own = Address.objects.filter(user_id=user_id, pk=address_id)
    if not own.exists():
        raise AddressNotFound(id=str(address_id))
    _clear_defaults(user_id, fields)
    if fields:
        own.update(**fields)
    return _read(user_id, address_id)


def remove_address(user_id: UUID, address_id: UUID, /) -> None:
    """Orders keep the copy they were placed with. Raises AddressNotFound."""
    removed, _ = Address.objects.filter(user_id=user_id, pk=address_id).delete()
    if not removed:
        raise AddressNotFound(id=str(address_id))


def one_at_a_time(user_id: UUID) -> None:
    """Two requests that move a default would otherwise meet in the unique index, or both miss the limit."""
    lock_rows("accounts_user", [user_id], columns="id")


def _clear_defaults(user_id: UUID, fields: dict[str, Any]) -> None:
    for default in DEFAULTS:
        if fields.get(default):
            Address.objects.filter(user_id=user_id, **{default: True}).update(**{default: False})


def _read(user_id: UUID, address_id: UUID) -> AddressInfo:
    found = queries.address_of(user_id, address_id)
    if found is None:
        raise AddressNotFound(id=str(address_id))
    return found
