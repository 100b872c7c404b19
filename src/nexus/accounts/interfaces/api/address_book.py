"""The address book."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from nexus.accounts import queries, services
from nexus.accounts.contracts.errors import AddressNotFound
from nexus.accounts.interfaces.api import forms
from nexus.accounts.interfaces.api.profile import person_id
from nexus.platform.http import PAGE_QUERY, ApiView, Response, created, endpoint, validated, whole_list


class Addresses(ApiView):
    """All of them: a book has at most 50."""

    @endpoint(auth="user", query=PAGE_QUERY, returns={200: forms.AddressBookAnswer}, errors=(401, 403))
    def get(self, request: Any) -> dict[str, Any]:
        """Your addresses, defaults first."""
        return whole_list(request, queries.addresses_of(person_id(request)), item=asdict)

    @endpoint(
        auth="user",
        body=forms.AddressBookEntryForm,
        returns={201: forms.AddressBookEntry},
        errors=(400, 401, 403),
    )
    def post(self, request: Any) -> Response:
        """Add an address. The first becomes the default for both; a new default takes the mark from the old
        one.
        """
        given = validated(forms.AddressBookEntryForm, request)
        added = services.add_address(person_id(request), **given)
        return created(asdict(added), location=f"/api/accounts/addresses/{added.id}/")


class OneAddress(ApiView):
    """One entry."""

    @endpoint(auth="user", returns={200: forms.AddressBookEntry}, errors=(401, 403, 404))
    def get(self, request: Any, address_id: UUID) -> dict[str, Any]:
        """One of your addresses."""
        found = queries.address_of(person_id(request), address_id)
        if found is None:
            raise AddressNotFound(id=str(address_id))
        return asdict(found)

    @endpoint(
        auth="user",
        body=forms.AddressBookEntryForm,
        returns={200: forms.AddressBookEntry},
        errors=(400, 401, 403, 404),
    )
    def put(self, request: Any, address_id: UUID) -> dict[str, Any]:
        """Replace an address; what is left out becomes empty."""
        given: dict[str, Any] = dict.fromkeys(("name", "address_line2", "region", "postal_code", "phone"), "")
        given |= dict.fromkeys(("is_default_shipping", "is_default_billing"), False)
        given |= validated(forms.AddressBookEntryForm, request)
        return asdict(services.change_address(person_id(request), address_id, **given))

    @endpoint(
        auth="user",
        body=forms.AddressBookEntryForm,
        returns={200: forms.AddressBookEntry},
        errors=(400, 401, 403, 404),
    )
    def patch(self, request: Any, address_id: UUID) -> dict[str, Any]:
        """Change some fields of an address."""
        given = validated(forms.AddressBookEntryForm, request, partial=True)
        return asdict(services.change_address(person_id(request), address_id, **given))

    @endpoint(auth="user", returns={204: None}, errors=(401, 403, 404))
    def delete(self, request: Any, address_id: UUID) -> None:
        """Remove an address. Orders keep the copy they were placed with."""
        services.remove_address(person_id(request), address_id)
