"""The form of an address: what each country asks for, what it accepts, and in which words it refuses."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import QueryDict
from django.utils import translation

from nexus.accounts.contracts.dto import AddressInfo
from nexus.orders.contracts.dto import Address
from nexus.web.storefront.addresses import AddressForm, from_book
from nexus.web.storefront.countries import country_names, likely_countries

GOOD: dict[str, dict[str, str]] = {
    "DE": {"address_line": "Alte Straße 1", "city": "Oldenburg", "postal_code": "26133"},
    "ES": {"address_line": "Calle Mayor 1", "city": "Alcalá", "postal_code": "28801", "region": "Madrid"},
    "US": {"address_line": "1 Infinite Loop", "city": "Cupertino", "postal_code": "95014", "region": "CA"},
    "JP": {"address_line": "Setagaya, Taishido 1-2", "postal_code": "154-0023", "region": "Tokyo"},
    "IE": {"address_line": "1 Main Street", "city": "Cork"},
    "AE": {"address_line": "Sheikh Zayed Road 1", "region": "Dubai"},
    "GB": {"address_line": "10 Downing Street", "city": "London", "postal_code": "sw1a 2aa"},
}


@pytest.fixture(autouse=True)
def _english() -> Any:
    with translation.override("en"):
        yield


def filled(country: str, /, **changes: str) -> AddressForm:
    typed = {"name": "Ada Lovelace", "country": country} | GOOD.get(country, {}) | changes
    return AddressForm({f"shipping-{part}": text for part, text in typed.items()}, prefix="shipping")


def errors_of(form: AddressForm) -> dict[str, list[str]]:
    return {name: list(texts) for name, texts in form.errors.items()}


@pytest.mark.parametrize("country", GOOD)
def test_a_good_address_of_the_country_is_one_of_an_order(country: str) -> None:
    form = filled(country)

    assert errors_of(form) == {}
    given = Address(**form.address())
    assert (given.name, given.country) == ("Ada Lovelace", country)
    assert given.city != ""


@pytest.mark.parametrize(
    ("country", "place"),
    [
        ("DE", [("postal_code", "Postal code", True), ("city", "City", True)]),
        (
            "ES",
            [("postal_code", "Postal code", True), ("city", "City", True), ("region", "Province", True)],
        ),
        ("US", [("city", "City", True), ("region", "State", True), ("postal_code", "ZIP code", True)]),
        ("JP", [("region", "Prefecture", True), ("postal_code", "Postal code", True)]),
        ("IE", [("city", "City", True), ("region", "County", False), ("postal_code", "Eircode", False)]),
        ("AE", [("region", "Emirate", True)]),
        ("GB", [("city", "Town", True), ("postal_code", "Postal code", True)]),
    ],
)
def test_a_country_asks_for_its_own_parts_in_its_own_order(country: str, place: list[Any]) -> None:
    form = AddressForm(initial={"country": country})

    assert [(field.name, field.label, field.field.required) for field in form.place] == place


@pytest.mark.parametrize(
    ("country", "typed", "error"),
    [
        ("DE", "1234", "This postal code does not look like one of Germany (for example 26133)."),
        ("ES", "2880", "This postal code does not look like one of Spain (for example 28039)."),
        ("US", "9501", "This postal code does not look like one of United States (for example 95014)."),
        ("US", "10001", "This postal code is not in California. Please check both."),
        ("ES", "08001", "This postal code is not in Madrid. Please check both."),
        ("JP", "1540", "This postal code does not look like one of Japan (for example 154-0023)."),
        ("IE", "12", "This postal code does not look like one of Ireland (for example A65 F4E2)."),
        ("GB", "SW1A", "This postal code does not look like one of United Kingdom (for example EC1Y 8SY)."),
        ("GB", "GIR 0AA and more", "This postal code does not look like one of United Kingdom (for example EC1Y 8SY)."),
        ("DE", "", "Enter the postal code."),
    ],
)  # fmt: skip
def test_a_postal_code_that_is_none_is_refused_in_words(country: str, typed: str, error: str) -> None:
    assert errors_of(filled(country, postal_code=typed)) == {"postal_code": [error]}


@pytest.mark.parametrize(
    ("country", "typed", "kept"),
    [("GB", " sw1a  2aa", "SW1A 2AA"), ("FI", "FI-00550", "00550"), ("LU", "L-4750", "4750"),
     ("MC", "MC 98000", "98000"), ("SE", "114 55", "114 55"), ("DE", "26133", "26133")],
)  # fmt: skip
def test_a_postal_code_is_kept_as_it_is_written_there(country: str, typed: str, kept: str) -> None:
    form = filled(country, address_line="Road 1", city="Town", postal_code=typed)

    assert form.is_valid(), form.errors
    assert form.address()["postal_code"] == kept


@pytest.mark.parametrize(
    ("country", "typed", "kept"),
    [("US", "california", "CA"), ("US", "ca", "CA"), ("ES", "M", "Madrid"), ("ES", "madrid", "Madrid"),
     ("JP", "東京都", "Tokyo"), ("AE", "دبي", "Dubai")],
)  # fmt: skip
def test_a_region_is_known_by_its_code_and_by_its_name(country: str, typed: str, kept: str) -> None:
    form = filled(country, region=typed)

    assert form.is_valid(), form.errors
    assert form.address()["region"] == kept


def test_a_region_that_is_not_in_the_list_is_refused() -> None:
    assert errors_of(filled("US", region="Bavaria")) == {"region": ["Choose one from the list."]}
    assert errors_of(filled("US", region="")) == {"region": ["Choose one from the list."]}


@pytest.mark.parametrize(("country", "town"), [("JP", "Tokyo"), ("AE", "Dubai"), ("SG", "Singapore")])
def test_where_no_town_is_asked_region_or_country_stands_for_it(country: str, town: str) -> None:
    form = filled(country, address_line="Road 1") if country != "SG" else filled(
        "SG", address_line="Road 1", postal_code="546080"
    )  # fmt: skip

    assert form.is_valid(), form.errors
    assert form.address()["city"] == town
    assert "city" not in form.fields


def test_an_empty_form_says_for_each_field_what_is_missing() -> None:
    assert errors_of(AddressForm({"country": "DE"})) == {
        "name": ["Enter the name of the person it is for."],
        "address_line": ["Enter the street and the house number."],
        "postal_code": ["Enter the postal code."],
        "city": ["Enter the city or town."],
    }
    assert errors_of(AddressForm({}))["country"] == ["Choose a country."]
    assert errors_of(AddressForm({"country": "ZZ"}))["country"] == ["Choose a country from the list."]


@pytest.mark.parametrize("country", ["XX", "de", "all", "../../etc/passwd", "ZZ", "\x00", "DE--EN"])
def test_what_is_no_country_is_refused_and_breaks_nothing(country: str) -> None:
    form = filled(country, address_line="Road 1", city="Town")

    assert errors_of(form) == {"country": ["Choose a country from the list."]}
    assert form.rules.country == ""


@pytest.mark.parametrize(
    ("part", "text"),
    [("name", "n" * 201), ("address_line", "s" * 201), ("city", "c" * 101), ("phone", "1" * 33),
     ("phone", "call me"), ("phone", "12"), ("name", "a\x00b")],
)  # fmt: skip
def test_what_no_book_could_take_is_refused_beside_its_field(part: str, text: str) -> None:
    assert list(filled("DE", **{part: text}).errors) == [part]


@pytest.mark.parametrize("phone", ["+49 30 901820", "(030) 901820", "030/901820-12", "555-0100 x12", ""])
def test_phone_numbers_may_be_written_as_people_write_them(phone: str) -> None:
    assert errors_of(filled("DE", phone=phone)) == {}


def test_browsers_are_told_what_each_field_is() -> None:
    form = AddressForm(prefix="billing", section="billing", initial={"country": "US"})

    told = {name: field.widget.attrs["autocomplete"] for name, field in form.fields.items()}
    assert told == {
        "country": "billing country", "name": "billing name", "address_line": "billing address-line1",
        "city": "billing address-level2", "region": "billing address-level1",
        "postal_code": "billing postal-code", "phone": "billing tel",
    }  # fmt: skip
    assert AddressForm().fields["name"].widget.attrs["autocomplete"] == "name"


def test_changing_the_country_keeps_what_was_typed_and_judges_nothing() -> None:
    data = QueryDict("a-country=AE&a-name=Ada&a-postal_code=26133&a-city=Oldenburg&a-region=Bremen")

    form = AddressForm.typed(data, prefix="a")

    assert not form.is_bound
    assert form["name"].value() == "Ada"
    assert [field.name for field in form.place] == ["region"]
    assert form["region"].value() == ""
    assert form.carried == [("a-city", "Oldenburg"), ("a-postal_code", "26133")]


def test_likely_countries_stand_first_and_the_first_of_them_is_proposed() -> None:
    form = AddressForm(likely=("ES", "DE"))

    empty, often, everything = form.fields["country"].choices
    assert (empty[0], often) == ("", ("Often chosen", [("ES", "Spain"), ("DE", "Germany")]))
    assert len(everything[1]) == 247
    assert form["country"].value() == "ES"
    assert AddressForm(likely=("ES",), initial={"country": "FR"})["country"].value() == "FR"


def test_where_a_shop_and_its_visitors_are() -> None:
    found = likely_countries(time_zone="Europe/Madrid", locale="en-GB", wishes="de-AT,de;q=0.9,en-XX;q=0.8")

    assert found == ("ES", "GB", "AT")
    assert likely_countries(time_zone="UTC", locale="en") == ()


def test_countries_are_named_and_sorted_in_the_pages_language() -> None:
    english, spanish = dict(country_names("en")), dict(country_names("es"))

    assert (english["DE"], spanish["DE"], spanish["US"]) == ("Germany", "Alemania", "Estados Unidos")
    names = [name for _, name in country_names("en")]
    assert names[:3] == ["Afghanistan", "Åland Islands", "Albania"]


def test_an_entry_of_the_book_becomes_one_address() -> None:
    entry = AddressInfo(
        id=None, name="Ada", address_line="Road 1", address_line2="Floor 2", city="Cork", region="Co. Cork",
        postal_code="", country="IE", phone="", is_default_shipping=True, is_default_billing=False,
    )  # type: ignore[arg-type]  # fmt: skip

    assert from_book(entry) == {
        "name": "Ada", "address_line": "Road 1, Floor 2", "city": "Cork", "region": "Co. Cork",
        "postal_code": "", "country": "IE", "phone": "",
    }  # fmt: skip


def test_the_fields_of_another_country_are_fetched_with_what_was_typed(api: Any) -> None:
    sent = {"X-Tenant": api.tenant.slug, "HX-Request-Type": "partial", "Sec-Fetch-Site": "same-origin"}
    typed = {"a-country": "US", "a-name": "<Ada>", "a-city": "Cupertino"}

    answer = api.client.post("/address/fields/?prefix=a&section=shipping", typed, headers=sent)

    text = answer.content.decode()
    assert answer.status_code == 200
    assert 'value="&lt;Ada&gt;"' in text
    assert 'value="Cupertino"' in text
    assert "ZIP code" in text
    assert 'autocomplete="shipping address-level1"' in text
    assert 'aria-invalid="true"' not in text
    assert "<html" not in text


@pytest.mark.parametrize("query", ["?prefix=<b>", "?prefix=a&section=x", "?prefix=" + "a" * 21])
def test_made_up_prefixes_are_not_found(api: Any, query: str) -> None:
    sent = {"X-Tenant": api.tenant.slug}

    assert api.client.post(f"/address/fields/{query}", {}, headers=sent).status_code == 404
    assert api.client.get("/address/fields/", headers=sent).status_code == 405
