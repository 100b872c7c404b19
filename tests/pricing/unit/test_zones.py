"""Which zones hold a destination, and in which order."""

import pytest

from nexus.pricing.contracts.dto import NOWHERE, Destination
from nexus.pricing.domain.zones import BadPattern, Zone, Zones, place, postal_pattern


@pytest.mark.parametrize(
    ("pattern", "code", "is_in"),
    [
        ("80331", "80331", True),
        ("80331", "80332", False),
        ("80331", "8033", False),
        ("80*", "80331", True),
        ("80*", "8", False),
        ("80*", "08033", False),
        ("81000-81999", "81000", True),
        ("81000-81999", "81999", True),
        ("81000-81999", "82000", False),
        ("81000-81999", "8150", False),
        ("90000-96699", "90210-1234", True),
        ("SW1A*", "sw1a 2aa", True),
        ("sw1a 2aa", "SW1A2AA", True),
        ("SW1*", "SW10 9XX", True),
        ("K1A 0B1", "k1a0b1", True),
        ("V*", "V6B 1A1", True),
        ("00-950", "00-950", True),
        ("00-950", "00-500", False),
        ("1000-001", "1000-001", True),
        ("*", "80331", True),
    ],
)
def test_postal_patterns(pattern: str, code: str, is_in: bool) -> None:
    if pattern == "*":
        with pytest.raises(BadPattern):
            postal_pattern(pattern)
        return
    zone = Zone(code="z", places=(place("DE", postal=[pattern]),))
    where = Destination(country="DE", postal_code=code)
    assert (zone.exactness(where) is not None) is is_in


@pytest.mark.parametrize("text", ["", "*", "8*0", "81999-81000", "80;", "ÄÖ*"])
def test_what_is_no_pattern_is_refused(text: str) -> None:
    with pytest.raises(BadPattern) as refused:
        postal_pattern(text)
    assert text in str(refused.value)


ZONES = Zones(
    (
        Zone(code="world", position=9),
        Zone(code="eu", places=(place("DE"), place("FR")), position=5),
        Zone(code="de", places=(place("DE"),), position=1),
        Zone(code="bavaria", places=(place("DE", regions=["BY", "Bayern"]),)),
        Zone(code="munich", places=(place("DE", postal=["80*", "81000-81999"]),)),
        Zone(code="centre", places=(place("DE", postal=["803*"]),)),
        Zone(code="hall", places=(place("DE", postal=["80331"]),)),
    )
)


@pytest.mark.parametrize(
    ("where", "codes"),
    [
        (NOWHERE, ("world",)),
        (Destination(country="US", postal_code="80331"), ("world",)),
        (Destination(country="FR"), ("eu", "world")),
        (Destination(country="DE"), ("de", "eu", "world")),
        (Destination(country="DE", region="de-by"), ("bavaria", "de", "eu", "world")),
        (Destination(country="DE", region="BAYERN"), ("bavaria", "de", "eu", "world")),
        (Destination(country="DE", postal_code="81500"), ("munich", "de", "eu", "world")),
        (
            Destination(country="DE", region="BY", postal_code="803 31"),
            ("hall", "centre", "munich", "bavaria", "de", "eu", "world"),
        ),
    ],
)
def test_the_most_exact_zone_comes_first(where: Destination, codes: tuple[str, ...]) -> None:
    assert ZONES.matching(where) == codes


def test_region_and_postal_code_of_a_place_must_both_fit() -> None:
    zone = Zone(code="z", places=(place("DE", regions=["BY"], postal=["80*"]),))
    assert zone.exactness(Destination(country="DE", region="BE", postal_code="80331")) is None
    assert zone.exactness(Destination(country="DE", region="BY", postal_code="10115")) is None
    assert zone.exactness(Destination(country="DE", region="BY", postal_code="80331")) is not None


@pytest.mark.parametrize(
    ("where", "is_open"),
    [
        (NOWHERE, True),
        (Destination(country="FR"), False),
        (Destination(country="DE"), True),
        (Destination(country="DE", region="BY"), True),
        (Destination(country="DE", region="BY", postal_code="80331"), False),
    ],
)
def test_an_address_is_open_while_more_of_it_could_matter(where: Destination, is_open: bool) -> None:
    assert ZONES.are_open(where) is is_open


def test_without_zones_only_the_country_is_open() -> None:
    assert Zones().are_open(NOWHERE)
    assert not Zones().are_open(Destination(country="DE"))


@pytest.mark.parametrize(
    "where",
    [
        Destination(country="DE", region="BY", postal_code="80331"),
        Destination(country="DE", postal_code="10115"),
        Destination(country="DE"),
        Destination(country="AT", postal_code="80331"),
        Destination(),
    ],
)
def test_zones_far_from_the_destination_are_left_out_and_nothing_changes(where: Destination) -> None:
    many = [f"{number:05}" for number in range(70000, 71000)]
    zones = Zones((
        Zone(code="city", places=(place("DE", postal=(*many, "80331", "80*")), place("DE", regions=("BY",)))),
        Zone(code="far", places=(place("US"),)),
        Zone(code="country", places=(place("DE"),)),
        Zone(code="world"),
    ))  # fmt: skip
    kept = zones.narrowed(where)
    assert kept.matching(where) == zones.matching(where)
    assert kept.are_open(where) == zones.are_open(where)
    assert "far" not in [zone.code for zone in kept.zones]
    patterns = sum(len(one.postal) for zone in kept.zones for one in zone.places)
    assert patterns <= 2 or not where.postal_code
