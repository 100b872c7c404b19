"""Units that measures are stated in, with what they are worth in the base unit of their dimension.

Factors are exact where the unit is defined exactly (BIPM, The International System of Units, 9th edition; inch, foot, yard, pound
and ounce: international yard and pound agreement of 1959; US gallon: 231 cubic inches).
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final


@dataclass(frozen=True, slots=True)
class Unit:
    """`amount * factor + offset` is the amount in the base unit of the dimension."""

    code: str
    dimension: str
    factor: Decimal
    offset: Decimal = Decimal(0)


# By dimension: unit and factor; the first one is the base.
_FACTORS: Final = {
    "mass": "g 1 mg 0.001 kg 1000 t 1000000 oz 28.349523125 lb 453.59237",
    "length": "m 1 nm 0.000000001 µm 0.000001 mm 0.001 cm 0.01 dm 0.1 km 1000 in 0.0254 ft 0.3048 yd 0.9144 mi 1609.344",
    "area": "m² 1 mm² 0.000001 cm² 0.0001 dm² 0.01 ha 10000 km² 1000000 in² 0.00064516 ft² 0.09290304",
    "volume": "l 1 ml 0.001 cl 0.01 dl 0.1 hl 100 cm³ 0.001 dm³ 1 m³ 1000 fl_oz 0.0295735295625 gal 3.785411784",
    "power": "W 1 mW 0.001 kW 1000 MW 1000000 hp 745.69987158227022",
    "energy": "J 1 kJ 1000 MJ 1000000 Wh 3600 kWh 3600000 cal 4.184 kcal 4184",
    "voltage": "V 1 mV 0.001 kV 1000",
    "current": "A 1 mA 0.001",
    "charge": "Ah 1 mAh 0.001",
    "resistance": "Ω 1 kΩ 1000 MΩ 1000000",
    "time": "s 1 ms 0.001 min 60 h 3600 d 86400 wk 604800",
    "frequency": "Hz 1 kHz 1000 MHz 1000000 GHz 1000000000",
    "data": "B 1 kB 1000 MB 1000000 GB 1000000000 TB 1000000000000 KiB 1024 MiB 1048576 GiB 1073741824 TiB 1099511627776",
    "data_rate": "bit/s 1 kbit/s 1000 Mbit/s 1000000 Gbit/s 1000000000",
    "speed": "m/s 1 km/h 0.27777777777777777778 mph 0.44704",
    "pressure": "Pa 1 hPa 100 kPa 1000 bar 100000 psi 6894.757293168361",
    "force": "N 1 kN 1000",
    "torque": "Nm 1",
    "angle": "° 1",
    "light": "lm 1",
    "illuminance": "lx 1",
    "luminance": "cd/m² 1",
    "sound": "dB 1",
    "density": "g/m² 1",
    "resolution": "dpi 1",
    "share": "% 1",
}  # fmt: skip
_KELVIN_OFFSETS: Final = (
    Unit("K", "temperature", Decimal(1)),
    Unit("°C", "temperature", Decimal(1), Decimal("273.15")),
    Unit("°F", "temperature", Decimal(5) / Decimal(9), Decimal("459.67") * 5 / 9),
)
SIGNED: Final = frozenset({"temperature", "voltage", "current", "angle", "sound"})
"""Dimensions of which there can be less than nothing."""
_ALIASES: Final = {
    "gr": "g", "gram": "g", "grams": "g", "kilogram": "kg", "kilograms": "kg", "tonne": "t", "ounce": "oz", "pound": "lb",
    "lbs": "lb", "metre": "m", "meter": "m", "metres": "m", "meters": "m", "um": "µm", "μm": "µm",
    "inch": "in", '"': "in", "foot": "ft", "feet": "ft",
    "m2": "m²", "cm2": "cm²", "mm2": "mm²", "dm2": "dm²", "km2": "km²", "in2": "in²", "ft2": "ft²", "qm": "m²", "sqm": "m²",
    "m3": "m³", "cm3": "cm³", "dm3": "dm³", "ccm": "cm³", "litre": "l", "liter": "l", "litres": "l", "liters": "l",
    "fl oz": "fl_oz", "gallon": "gal", "watt": "W", "watts": "W", "volt": "V", "volts": "V", "ohm": "Ω", "sec": "s",
    "second": "s", "seconds": "s", "minute": "min", "minutes": "min", "hour": "h", "hours": "h", "hr": "h", "day": "d",
    "days": "d", "week": "wk", "weeks": "wk", "mbps": "Mbit/s", "gbps": "Gbit/s", "kph": "km/h", "kmh": "km/h", "nits": "cd/m²",
    "gsm": "g/m²", "celsius": "°C", "fahrenheit": "°F", "percent": "%", "deg": "°", "n·m": "Nm",
}  # fmt: skip


def _table() -> dict[str, Unit]:
    found = {unit.code: unit for unit in _KELVIN_OFFSETS}
    for dimension, line in _FACTORS.items():
        words = line.split()
        for code, factor in zip(words[::2], words[1::2], strict=True):
            found[code] = Unit(code, dimension, Decimal(factor))
    return found


UNITS: Final = _table()
"""By code, as it is stored."""


def _by_folded_code() -> dict[str, Unit]:
    """Units by their code in lower case, without those that only the case tells apart (mW, MW)."""
    seen: dict[str, list[Unit]] = {}
    for unit in UNITS.values():
        seen.setdefault(unit.code.casefold(), []).append(unit)
    return {code: units[0] for code, units in seen.items() if len(units) == 1}


_FOLDED: Final = _by_folded_code()


def unit_of(text: str, /) -> Unit | None:
    """The unit that is meant: by its code, its code in another case where only one fits, or a usual other name."""
    stripped = text.strip()
    folded = stripped.casefold()
    return UNITS.get(stripped) or _FOLDED.get(folded) or UNITS.get(_ALIASES.get(folded, ""))


def converted(amount: float | Decimal, /, *, unit: str, to: str) -> Decimal:
    """The amount in another unit of the same dimension. Raises ValueError for another dimension or an unknown unit."""
    source, target = UNITS.get(unit), UNITS.get(to)
    if source is None or target is None or source.dimension != target.dimension:
        raise ValueError(f"{unit} is not convertible to {to}")
    if source is target:
        return Decimal(str(amount))
    return (Decimal(str(amount)) * source.factor + source.offset - target.offset) / target.factor
