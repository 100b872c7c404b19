"""What forms need to know of the shop: its currencies, lanes, groups and ways to ship, and the names of what was picked."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from nexus.accounts import facade as accounts
from nexus.catalog import facade as catalog
from nexus.kernel.ids import parse_id
from nexus.pricing.facade import shipping_rates
from nexus.pricing.infrastructure.strategies import schemas
from nexus.pricing.interfaces.editor.blanks import KIND_WORDS, Chip, Known, picked_in
from nexus.pricing.interfaces.editor.specs import Drafting
from nexus.pricing.models import CurrencyRuleRecord, LaneRecord
from nexus.tenancy import facade as tenancy
from nexus.vendors import facade as vendors

FOUND_EACH: Final = 6
"""Of each kind, while somebody types."""


def zone() -> ZoneInfo:
    """The shop's."""
    return ZoneInfo(tenancy.tenant().time_zone)


def currencies() -> tuple[str, ...]:
    """Its own first. One statement."""
    further = CurrencyRuleRecord.objects.filter(is_enabled=True).order_by("currency")
    return tuple(dict.fromkeys((tenancy.tenant().currency, *further.values_list("currency", flat=True))))


def drafting(spec: Mapping[str, Any], /) -> Drafting:
    """What draws this spec. At most five statements."""
    lanes = LaneRecord.objects.order_by("position").values_list("position", "name")
    return Drafting(schemas=schemas(), known=known(spec), zone=zone(), lanes=tuple(lanes))


def known(spec: Mapping[str, Any], /) -> Known:
    methods = tuple(sorted((rate.code, rate.name) for rate in shipping_rates()))
    sold_in = currencies()
    words = {"shipping_methods": methods, "currencies": tuple((one, one) for one in sold_in)}
    return Known(currencies=sold_in, names=names_in(spec), words=words)


def names_in(spec: Mapping[str, Any], /) -> dict[tuple[str, str], tuple[str, str]]:
    """Names of everything that the spec names, by kind and value: text and note."""
    picked = picked_in(spec)
    found = {key: (one.text, one.note) for key, one in catalog.names_of(picked).items()}
    ids = [known_id for one in picked.get("vendors", ()) if (known_id := parse_id(one))]
    if ids:
        found |= {("vendors", str(key)): (one.name, "") for key, one in vendors.vendors(ids).items()}
    if picked.get("groups"):
        found |= {("groups", code): (name, code) for code, name in accounts.group_names()}
    return found


def find(text: str, /, *, kinds: tuple[str, ...], path: str, vendor_id: UUID | None = None) -> list[Chip]:
    """What has such a name, ready to be picked. `path`: of the blank; a selection's chips go below it by their kind."""
    found = [(one.kind, one.value, one.text, one.note) for one in catalog.find_named(
        text, kinds=kinds, vendor_id=vendor_id, limit=FOUND_EACH
    )]  # fmt: skip
    if "vendors" in kinds:
        fit = [one for one in vendors.approved_vendors() if text.casefold() in one.name.casefold()]
        found += [("vendors", str(one.id), one.name, "") for one in fit[:FOUND_EACH]]
    if "groups" in kinds:
        named = [
            (code, name)
            for code, name in accounts.group_names()
            if text.casefold() in f"{name} {code}".casefold()
        ]
        found += [("groups", code, name, code) for code, name in named[:FOUND_EACH]]
    below = len(kinds) > 1
    return [
        Chip(
            name=f"{path}.{kind}" if below else path, value=value, text=said, note=note, kind=KIND_WORDS[kind]
        )
        for kind, value, said, note in found
    ]
