"""Shipping methods as they are written down: JSON values, amounts as decimal strings in their currency."""

from typing import Literal

import msgspec

from nexus.kernel.errors import NexusError
from nexus.kernel.money import Money, exponent_of
from nexus.pricing.contracts.dto import Destination
from nexus.pricing.domain.tariffs import Measure, Tariff

MOST_STEPS = 100


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Up to and including so many grams or pieces, or goods worth that much, it costs `price`."""

    up_to: str
    price: str


class TariffSpec(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """See domain/tariffs.py. `extra_each` as `Step.up_to`."""

    currency: str
    price: str = "0"
    zones: tuple[str, ...] = ()
    measure: Literal["flat", "weight", "price", "count"] = "flat"
    steps: tuple[Step, ...] = ()
    extra_each: str = ""
    extra: str = ""
    free_from: str = ""


class PlaceSpec(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """Where a store is, as far as taxes ask; without a country it is where the shop is."""

    country: str = ""
    region: str = ""
    postal_code: str = ""

    def destination(self) -> Destination:
        return Destination(country=self.country.upper(), region=self.region, postal_code=self.postal_code)


class MethodSpec(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """What a method is besides its code, name, zones and owner."""

    tariffs: tuple[TariffSpec, ...]
    not_zones: tuple[str, ...] = ()
    max_grams: int | None = None
    max_pieces: int | None = None
    place: PlaceSpec | None = None


class InvalidTariff(ValueError):
    """A tariff that cannot be; `field` is a path such as `tariffs.0.steps`."""

    def __init__(self, field: str, said: str, /) -> None:
        super().__init__(said)
        self.field = field


def tariffs_of(spec: MethodSpec, /) -> tuple[Tariff, ...]:
    """Raises InvalidTariff."""
    if not spec.tariffs:
        raise InvalidTariff("tariffs", "A method needs a tariff.")
    found = tuple(_tariff(one, f"tariffs.{index}") for index, one in enumerate(spec.tariffs))
    _check_zones(found)
    for name in ("max_grams", "max_pieces"):
        if (most := getattr(spec, name)) is not None and most < 1:
            raise InvalidTariff(name, "At least 1.")
    return found


def _check_zones(tariffs: tuple[Tariff, ...]) -> None:
    """Which of two tariffs for one zone holds would be a guess."""
    seen: set[tuple[str, str]] = set()
    for index, one in enumerate(tariffs):
        for zone in one.zones or {""}:
            if (one.price.currency, zone) in seen:
                where = f"zone {zone}" if zone else "everywhere"
                raise InvalidTariff(f"tariffs.{index}.zones", f"There is a tariff for {where} already.")
            seen.add((one.price.currency, zone))


def _tariff(spec: TariffSpec, at: str) -> Tariff:
    try:
        exponent_of(spec.currency)
    except NexusError as error:
        raise InvalidTariff(f"{at}.currency", str(error)) from None
    measure = spec.measure
    _check_shape(spec, at)
    return Tariff(
        price=_money(spec.price, spec.currency, f"{at}.price"),
        zones=frozenset(spec.zones),
        measure=measure,
        steps=_steps(spec, at),
        extra_each=_measured(spec.extra_each, spec, f"{at}.extra_each") if spec.extra_each else 0,
        extra=_money(spec.extra, spec.currency, f"{at}.extra").minor if spec.extra else 0,
        free_from=_money(spec.free_from, spec.currency, f"{at}.free_from") if spec.free_from else None,
    )


def _check_shape(spec: TariffSpec, at: str) -> None:
    if spec.measure == "flat" and (spec.steps or spec.extra_each or spec.extra):
        raise InvalidTariff(f"{at}.measure", "A flat price has no steps: choose weight, price or count.")
    if bool(spec.extra_each) != bool(spec.extra):
        raise InvalidTariff(f"{at}.extra_each", "Give both: what each further step costs, and how big it is.")
    if spec.measure != "flat" and not spec.steps and not spec.extra_each:
        raise InvalidTariff(
            f"{at}.steps", "Give steps, or what each further kilogram, amount or piece costs."
        )
    if len(spec.steps) > MOST_STEPS:
        raise InvalidTariff(f"{at}.steps", f"At most {MOST_STEPS} steps.")


def _steps(spec: TariffSpec, at: str) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    for index, step in enumerate(spec.steps):
        most = _measured(step.up_to, spec, f"{at}.steps.{index}.up_to")
        if found and most <= found[-1][0]:
            raise InvalidTariff(f"{at}.steps.{index}.up_to", "Steps must rise.")
        found.append((most, _money(step.price, spec.currency, f"{at}.steps.{index}.price").minor))
    return tuple(found)


def _measured(text: str, spec: TariffSpec, field: str) -> int:
    """Whole grams or pieces, or an amount of money; more than zero."""
    measure: Measure = spec.measure
    if measure == "price":
        found = _money(text, spec.currency, field).minor
    elif text.isascii() and text.isdigit() and len(text) <= 12:
        found = int(text)
    else:
        raise InvalidTariff(field, "A whole number of grams or pieces.")
    if found < 1:
        raise InvalidTariff(field, "More than zero.")
    return found


def _money(text: str, currency: str, field: str) -> Money:
    try:
        found = Money.of(text, currency)
    except NexusError as error:
        raise InvalidTariff(field, str(error)) from None
    if found.minor < 0:
        raise InvalidTariff(field, "At least zero.")
    return found
