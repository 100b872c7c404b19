"""Who may call what."""

from typing import Any

import pytest

# Rows: actor; columns: user GET, seller-or-staff POST, owner PUT, operator PATCH, verified DELETE.
TABLE = {
    "user": (200, 403, 403, 403, 403),
    "verified": (200, 403, 403, 403, 204),
    "unverified-seller": (200, 403, 403, 403, 403),
    "seller": (200, 200, 403, 403, 204),
    "support": (200, 200, 403, 403, 204),
    "owner": (200, 200, 200, 403, 204),
    "operator": (200, 200, 200, 200, 204),
    "machine": (200, 403, 403, 403, 403),
}
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


@pytest.mark.parametrize("actor", TABLE)
def test_the_table_of_roles(sample: Any, actor: str) -> None:
    client = sample.with_headers(Authorization=f"Test {actor}")
    assert tuple(client.request(method, "/api/guarded/").status_code for method in METHODS) == TABLE[actor]


@pytest.mark.parametrize("method", METHODS)
def test_guests_are_asked_for_credentials(sample: Any, method: str) -> None:
    response = sample.request(method, "/api/guarded/")
    assert (response.status_code, response.json()["code"]) == (401, "not_authenticated")
    assert "Bearer" in response["WWW-Authenticate"]


def test_only_the_confirmed_address_is_missing(sample: Any) -> None:
    assert (
        sample.with_headers(Authorization="Test user").delete("/api/guarded/").json()["code"]
        == "email_not_verified"
    )
    refused = sample.with_headers(Authorization="Test unverified-seller").post("/api/guarded/").json()
    assert refused["code"] == "email_not_verified"
    assert (
        sample.with_headers(Authorization="Test user").post("/api/guarded/").json()["code"]
        == "permission_denied"
    )


@pytest.mark.parametrize("header", ["Test nobody", "Bearer x.y.z", "Basic dTpw", "garbage", "Api-Key 1"])
def test_bad_credentials_never_make_a_guest(sample: Any, header: str) -> None:
    response = sample.with_headers(Authorization=header).get("/api/whoami/")
    assert (response.status_code, response.json()["code"]) == (401, "invalid_credentials")
    assert response["WWW-Authenticate"]


def test_credentials_are_ignored_where_declared(sample: Any) -> None:
    response = sample.with_headers(Authorization="garbage").put("/api/basket/", [{"sku": "a", "quantity": 1}])
    assert response.json() == [{"sku": "a", "quantity": 1}]


def test_the_actor_is_on_the_request(sample: Any) -> None:
    assert sample.with_headers(Authorization="Test machine").get("/api/whoami/").json()["kind"] == "api_key"
