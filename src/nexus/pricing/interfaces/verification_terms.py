"""What `nexus verify` checks about zones, taxes and shipping."""

from collections.abc import Iterator

from nexus.kernel.errors import NexusError
from nexus.platform.verification import Check, Finding
from nexus.pricing.domain.terms_rules import check_method, check_rate, check_zone
from nexus.pricing.infrastructure import terms_rows


def impossible_zones() -> Iterator[Finding]:
    """Zones that no destination could be compared with."""
    for zone in terms_rows.zones():
        try:
            check_zone(zone)
        except NexusError as error:
            yield Finding("zone cannot be read", {"zone": zone.code}, str(error.errors))


def impossible_rates() -> Iterator[Finding]:
    """Rates that no quote could be made with."""
    for rate in terms_rows.tax_rates():
        try:
            check_rate(rate)
        except NexusError as error:
            yield Finding(
                "tax rate cannot be read", {"zone": rate.zone, "rate": rate.name}, str(error.errors)
            )


def impossible_methods() -> Iterator[Finding]:
    """Methods that no quote could be made with, or that name zones which are gone."""
    zones = {zone.code for zone in terms_rows.zones()}
    for method in terms_rows.shipping_methods():
        try:
            check_method(method, zones=zones)
        except NexusError as error:
            yield Finding("shipping method cannot be read", {"method": method.code}, str(error.errors))


CHECKS = (
    Check("pricing: every zone can be read", impossible_zones),
    Check("pricing: every tax rate can be read", impossible_rates),
    Check("pricing: every shipping method can be read", impossible_methods),
)
