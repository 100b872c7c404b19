"""Conditions on hours and places at their edges."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from nexus.pricing.contracts.dto import Destination
from nexus.pricing.domain.basket import Basket
from nexus.pricing.domain.case import case_of
from nexus.pricing.domain.invalid import made
from nexus.pricing.domain.strategies.delivery import DestinationIs
from nexus.pricing.domain.strategies.occasions import Hours

BERLIN = ZoneInfo("Europe/Berlin")
ALL_DAY: dict[str, Any] = {}
NIGHT = {"weekdays": ["fri"], "start": "22:00", "end": "02:00"}
OFFICE = {"weekdays": ["mon", "tue", "wed", "thu", "fri"], "start": "09:00", "end": "17:00"}
LATE = {"weekdays": ["sun"], "start": "18:00"}
TURNED = {"weekdays": ["sun"], "start": "02:00", "end": "03:00"}


@pytest.mark.parametrize(
    ("windows", "utc", "holds"),
    [
        ([ALL_DAY], "2026-03-06T12:00:00", True),
        ([NIGHT], "2026-03-06T20:59:59.999999", False),  # Friday, a tick before 22:00 in Berlin
        ([NIGHT], "2026-03-06T21:00:00", True),
        ([NIGHT], "2026-03-07T00:59:59.999999", True),  # Saturday, a tick before 02:00
        ([NIGHT], "2026-03-07T01:00:00", False),
        ([NIGHT], "2026-03-07T21:30:00", False),  # Saturday night is another night
        ([NIGHT], "2026-03-06T00:30:00", False),  # the night from Thursday to Friday
        ([OFFICE], "2026-03-06T08:00:00", True),
        ([OFFICE], "2026-03-06T16:00:00", False),
        ([OFFICE, LATE], "2026-03-08T22:59:00", True),  # Sunday, until midnight
        ([OFFICE, LATE], "2026-03-08T23:00:00", False),  # Monday, midnight
        ([TURNED], "2026-03-29T01:00:00", False),  # clocks go from 02:00 to 03:00: that hour is not
        ([TURNED], "2026-10-25T00:30:00", True),  # clocks go from 03:00 back to 02:00: that hour is twice
        ([TURNED], "2026-10-25T01:30:00", True),
        ([TURNED], "2026-10-25T02:00:00", False),
    ],
)
def test_hours_are_those_of_the_stores_clock(windows: list[dict[str, Any]], utc: str, holds: bool) -> None:
    at = datetime.fromisoformat(utc).replace(tzinfo=UTC).astimezone(BERLIN)
    case = case_of(Basket(currency="EUR", lines=()), order=(), unit_minors=(), freight=(), at=at)
    assert (made(Hours, {"windows": windows}).judge(case, ()) is None) == holds


@pytest.mark.parametrize(
    ("settings", "where", "code"),
    [
        ({"countries": ["DE"]}, ("DE", "", ""), None),
        ({"countries": ["DE"]}, ("AT", "", ""), "destination"),
        ({"countries": ["DE"]}, ("", "", ""), "destination_unknown"),
        ({"countries": ["DE"], "regions": ["BY"]}, ("DE", "by", ""), None),
        ({"countries": ["DE"], "regions": ["BY"]}, ("DE", "DE-BY", ""), None),
        ({"countries": ["DE"], "regions": ["BY"]}, ("DE", "BE", ""), "destination"),
        ({"countries": ["DE"], "regions": ["BY"]}, ("DE", "", ""), "destination_unknown"),
        ({"postal_codes": ["80*", "10115"]}, ("DE", "", "80331"), None),
        ({"postal_codes": ["SW1A*"]}, ("GB", "", "sw1a 1aa"), None),
        ({"postal_codes": ["81000-81999"]}, ("DE", "", "82000"), "destination"),
        ({"postal_codes": ["80*"]}, ("DE", "", ""), "destination_unknown"),
    ],
)
def test_places_are_compared_as_people_write_them(
    settings: dict[str, Any], where: tuple[str, str, str], code: str | None
) -> None:
    country, region, postal_code = where
    there = Destination(country=country, region=region, postal_code=postal_code)
    basket = Basket(currency="EUR", lines=(), destination=there)
    case = case_of(basket, order=(), unit_minors=(), freight=(), at=datetime.now(UTC))
    refusal = made(DestinationIs, settings).judge(case, ())
    assert (refusal and refusal.code) == code
