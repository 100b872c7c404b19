"""Currencies that the shop sells in."""

from nexus.pricing.infrastructure import currency_rules
from nexus.tenancy import facade as tenancy


def currencies() -> tuple[str, ...]:
    """The shop's own, then the further ones that are enabled, in the order of their codes. One statement."""
    own = tenancy.tenant().currency
    return (own, *(code for code in currency_rules.enabled() if code != own))
