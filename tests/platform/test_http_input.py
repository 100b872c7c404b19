"""From JSON to values, and the errors on the way, with the path of each field."""

from decimal import Decimal
from typing import Any

import pytest

GOOD = {"address": {"city": "Bonn", "country": "Germany"}, "lines": [{"sku": "a", "quantity": 2}]}


def errors_of(response: Any) -> dict[str, list[str]]:
    assert (response.status_code, response.json()["code"]) == (400, "invalid"), response.content
    return response.json()["errors"]


def test_good_input(sample: Any) -> None:
    body = sample.post(
        "/api/basket/", GOOD | {"tip": "1.50", "unknown": "ignored", "email": "a@b.test"}
    ).json()
    assert body == {
        "currency": "EUR",
        "email": "a@b.test",
        "tip": "1.50",
        "address": {"city": "Bonn", "country": "DE"},
        "lines": [{"sku": "a", "quantity": 2}],
    }


def test_errors_carry_the_path_of_the_field(sample: Any) -> None:
    bad = {
        "address": {"country": "Atlantis"},
        "lines": [{"sku": "a", "quantity": 1}, {"quantity": 0}],
        "voucher": 3,
    }
    assert set(errors_of(sample.post("/api/basket/", bad))) == {
        "address.city", "address.country", "lines.1.sku", "lines.1.quantity", "voucher",
    }  # fmt: skip


@pytest.mark.parametrize("lines", ["none", {"a": 1}, 7, ["a"], [[]], [None]])
def test_lists_of_the_wrong_shape(sample: Any, lines: Any) -> None:
    assert any(
        name.startswith("lines") for name in errors_of(sample.post("/api/basket/", GOOD | {"lines": lines}))
    )


@pytest.mark.parametrize(
    "quantity", [0, -1, 2**31, 2**63, 2**70, 1.5, 2.0, True, None, "two", [], {}, "9" * 5000]
)
def test_numbers_out_of_range(sample: Any, quantity: Any) -> None:
    assert set(
        errors_of(sample.post("/api/basket/", GOOD | {"lines": [{"sku": "a", "quantity": quantity}]}))
    ) == {"lines.0.quantity"}


@pytest.mark.parametrize("city", [3, True, None, [], {}, "", "   ", "x" * 21])
def test_text_of_the_wrong_type_or_length(sample: Any, city: Any) -> None:
    assert set(
        errors_of(sample.post("/api/basket/", GOOD | {"address": {"city": city, "country": "DE"}}))
    ) == {"address.city"}


@pytest.mark.parametrize(
    "tip", ["1.234", "-1", "NaN", "Infinity", "1e3", "", "1,50", True, [], {}, 1e22, 0.1 + 0.2, "9" * 14, "١"]
)
def test_amounts_that_are_none(sample: Any, tip: Any) -> None:
    assert set(errors_of(sample.post("/api/basket/", GOOD | {"tip": tip}))) == {"tip"}


@pytest.mark.parametrize(
    ("tip", "out"), [("0", "0.00"), (12, "12.00"), (12.5, "12.50"), ("007.10", "7.10"), (0.1, "0.10")]
)
def test_amounts_by_string_and_number(sample: Any, tip: Any, out: str) -> None:
    assert sample.post("/api/basket/", GOOD | {"tip": tip}).json()["tip"] == out


def test_a_list_as_body(sample: Any) -> None:
    assert sample.put("/api/basket/", {"a": 1}).json()["code"] == "malformed"
    assert sample.put("/api/basket/", [{"sku": "a", "quantity": 1}] * 3).json()["limit"] == 2
    assert set(errors_of(sample.put("/api/basket/", [{"sku": "a", "quantity": 1}, {}]))) == {
        "1.sku",
        "1.quantity",
    }


def test_query_by_serializer(sample: Any) -> None:
    assert sample.get("/api/search/?price_min=3.5&in_stock=true").json() == {
        "price_min": "3.5",
        "in_stock": True,
    }
    assert sample.get("/api/search/?price_min=&in_stock=").json() == {}
    assert set(errors_of(sample.get("/api/search/?price_min=cheap&in_stock=perhaps"))) == {
        "price_min",
        "in_stock",
    }


@pytest.mark.parametrize(
    ("text", "code"),
    [("DE", "DE"), ("de", "DE"), ("Germany", "DE"), ("DEU", "DE"), ("united  kingdom", "GB"), ("UK", "GB"), ("USA", "US"),
     ("United States", "US"), ("Viet Nam", "VN"), ("Vietnam", "VN"), ("Ethiopia", "ET"), ("Türkiye", "TR"), ("Turkey", "TR"),
     ("Bolivia", "BO"), ("Côte d'Ivoire", "CI"), ("Ivory Coast", "CI"), ("Atlantis", None), ("", None), ("X", None)],
)  # fmt: skip
def test_countries(text: str, code: str | None) -> None:
    from nexus.platform.http.countries import country_code

    assert country_code(text) == code


def test_what_is_encoded() -> None:
    from datetime import UTC, datetime, timedelta, timezone
    from typing import NamedTuple
    from uuid import UUID

    from nexus.kernel.money import Money
    from nexus.platform.http.encoding import to_json

    class Row(NamedTuple):
        total: Money

    at = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert to_json({"at": at, "local": at.astimezone(timezone(timedelta(hours=2)))}) == (
        b'{"at":"2026-01-02T03:04:05Z","local":"2026-01-02T05:04:05+02:00"}'
    )
    assert to_json([Money(1250, "KWD"), Decimal("1.10"), UUID(int=1), frozenset({"b", "a"})]) == (
        b'["1.250","1.10","00000000-0000-0000-0000-000000000001",["a","b"]]'
    )
    assert to_json({"row": Row(Money(5, "JPY"))}) == b'{"row":{"total":"5"}}'
    with pytest.raises(TypeError):
        to_json(object())
