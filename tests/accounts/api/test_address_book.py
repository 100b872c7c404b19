"""The address book."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError

from nexus.accounts import facade, services
from nexus.accounts.models import Address
from nexus.platform.tenancy import tenant_scope

BOOK = "/api/accounts/addresses/"
HOME = {
    "name": "Ada",
    "address_line": "12 St James's Square",
    "city": "London",
    "postal_code": "SW1Y",
    "country": "United Kingdom",
}


def _defaults(answer: Any) -> dict[str, tuple[bool, bool]]:
    return {
        one["city"]: (one["is_default_shipping"], one["is_default_billing"])
        for one in answer.json()["results"]
    }


def test_the_first_address_is_the_default_for_both(api: Any, ada: Any) -> None:
    own = api.as_user(ada.access)

    added = own.post(BOOK, HOME)

    assert added.status_code == 201
    assert added["Location"] == f"{BOOK}{added.json()['id']}/"
    assert {**added.json(), "id": ""} == {
        "id": "", **HOME, "country": "GB", "address_line2": "", "region": "", "phone": "",
        "is_default_shipping": True, "is_default_billing": True,
    }  # fmt: skip
    assert own.get(BOOK).json() == {"results": [added.json()], "next": None, "previous": None}
    assert own.get(added["Location"]).json() == added.json()


def test_a_new_default_takes_the_mark_from_the_old_one(api: Any, ada: Any) -> None:
    own = api.as_user(ada.access)
    own.post(BOOK, HOME)
    paris = own.post(BOOK, {**HOME, "city": "Paris", "country": "fr", "is_default_shipping": True}).json()
    assert _defaults(own.get(BOOK)) == {"Paris": (True, False), "London": (False, True)}

    own.patch(f"{BOOK}{paris['id']}/", {"is_default_billing": True})

    assert _defaults(own.get(BOOK)) == {"Paris": (True, True), "London": (False, False)}


def test_replacing_empties_what_is_left_out(api: Any, ada: Any) -> None:
    own = api.as_user(ada.access)
    made = own.post(BOOK, HOME).json()

    changed = own.put(f"{BOOK}{made['id']}/", {"address_line": "1 Rue", "city": "Paris", "country": "FR"})

    assert changed.status_code == 200
    assert (changed.json()["name"], changed.json()["postal_code"], changed.json()["is_default_shipping"]) == (
        "",
        "",
        False,
    )


def test_an_address_can_be_removed(api: Any, ada: Any) -> None:
    own = api.as_user(ada.access)
    path = f"{BOOK}{own.post(BOOK, HOME).json()['id']}/"

    assert own.delete(path).status_code == 204
    assert own.delete(path).status_code == 404
    assert own.get(BOOK).json()["results"] == []


@pytest.mark.parametrize(
    "wrong",
    [{"country": "Atlantis"}, {"country": ""}, {"city": ""}, {"address_line": "x" * 201}, {"country": 7}],
)
def test_a_bad_address_is_refused(api: Any, ada: Any, wrong: dict[str, Any]) -> None:
    own = api.as_user(ada.access)

    answer = own.post(BOOK, HOME | wrong)

    assert answer.status_code == 400
    assert set(answer.json()["errors"]) == set(wrong)
    assert own.get(BOOK).json()["results"] == []


def test_other_peoples_addresses_do_not_exist(
    api: Any, ada: Any, make_person: Any, other_tenant: Any
) -> None:
    own = api.as_user(ada.access)
    path = f"{BOOK}{own.post(BOOK, HOME).json()['id']}/"
    neighbour = api.as_user(make_person("eve@example.org", roles=("owner",)).access)
    abroad = type(api)(other_tenant).as_user(make_person("eve@example.org", of=other_tenant).access)

    for stranger in (neighbour, abroad):
        assert stranger.get(path).status_code == 404
        assert stranger.patch(path, {"city": "X"}).status_code == 404
        assert stranger.put(path, HOME).status_code == 404
        assert stranger.delete(path).status_code == 404
        assert stranger.get(BOOK).json()["results"] == []
    assert api.get(path).status_code == 401
    assert own.get(path).json()["city"] == "London"
    assert own.get(f"{BOOK}{uuid4()}/").status_code == 404


def test_of_parallel_new_defaults_exactly_one_remains(
    api: Any, ada: Any, tenant: Any, in_threads: Any
) -> None:
    own = api.as_user(ada.access)
    own.post(BOOK, HOME)

    def add(index: int) -> Any:
        return own.with_headers().post(BOOK, {**HOME, "city": f"Town {index}", "is_default_shipping": True})

    answers = in_threads(6, add, tenant_id=tenant.id)

    assert [answer.status_code for answer in answers] == [201] * 6
    assert sum(shipping for shipping, _ in _defaults(own.get(BOOK)).values()) == 1


def test_the_database_refuses_a_second_default(ada: Any, tenant: Any) -> None:
    facts = {
        "user_id": ada.id,
        "address_line": "1",
        "city": "X",
        "country": "GB",
        "is_default_shipping": True,
    }

    def twice() -> None:
        with tenant_scope(tenant.id):
            Address.objects.create(**facts)
            Address.objects.create(**facts)

    with pytest.raises(IntegrityError, match="accounts_one_default_shipping"):
        twice()


def test_a_book_has_fifty_pages(api: Any, ada: Any, tenant: Any) -> None:
    with tenant_scope(tenant.id):
        for number in range(50):
            services.add_address(ada.id, address_line=str(number), city="X", country="GB")

    full = api.as_user(ada.access).post(BOOK, HOME)

    assert (full.status_code, full.json()["code"], full.json()["limit"]) == (400, "too_many_addresses", 50)


def test_other_contexts_read_the_book(api: Any, ada: Any, tenant: Any) -> None:
    own = api.as_user(ada.access)
    own.post(BOOK, HOME)
    made = own.post(BOOK, {**HOME, "city": "Paris", "is_default_billing": True}).json()
    with tenant_scope(tenant.id):
        book = facade.addresses(ada.id)

    assert [entry.city for entry in book] == ["London", "Paris"]
    assert book[1].id == UUID(made["id"])
    assert book[1].is_default_billing is True
