"""Further currencies of the shop and their rates, in PostgreSQL."""

from collections.abc import Sequence
from typing import Final

from nexus.kernel.ids import new_id
from nexus.platform import db
from nexus.platform.locking import lock_errors
from nexus.platform.tenancy import current_tenant
from nexus.pricing.contracts.price_lists import CurrencyInfo, RateInfo
from nexus.pricing.infrastructure.editions import new_edition

_PUT: Final = """
INSERT INTO pricing_currency_rule (id, tenant_id, currency, is_enabled, converts, step_minor, ending_minor, rounding)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (tenant_id, currency) DO UPDATE SET is_enabled = EXCLUDED.is_enabled, converts = EXCLUDED.converts,
  step_minor = EXCLUDED.step_minor, ending_minor = EXCLUDED.ending_minor, rounding = EXCLUDED.rounding"""
_RATES: Final = """
INSERT INTO pricing_exchange_rate AS r (id, tenant_id, base, currency, rate, source, as_of)
SELECT new.id, %s::uuid, new.base, new.currency, new.rate, new.source, new.as_of
FROM unnest(%s::uuid[], %s::text[], %s::text[], %s::numeric[], %s::text[], %s::timestamptz[])
  AS new(id, base, currency, rate, source, as_of)
ON CONFLICT (tenant_id, base, currency, as_of) DO UPDATE SET rate = EXCLUDED.rate, source = EXCLUDED.source"""


def enabled() -> list[str]:
    """Codes in their order. One statement."""
    found = db.rows(
        "SELECT currency FROM pricing_currency_rule WHERE tenant_id = %s AND is_enabled ORDER BY currency",
        [current_tenant()],
    )
    return [row.currency for row in found]


def put(rule: CurrencyInfo, /) -> None:
    """A new one, or instead of the present one."""
    _change_rules()
    db.execute(
        _PUT,
        [
            new_id(), current_tenant(), rule.currency, rule.is_enabled, rule.converts, rule.step_minor, rule.ending_minor,
            rule.rounding,
        ],
    )  # fmt: skip


def delete(currency: str, /) -> bool:
    """Whether there was one."""
    _change_rules()
    return bool(
        db.execute(
            "DELETE FROM pricing_currency_rule WHERE tenant_id = %s AND currency = %s",
            [current_tenant(), currency],
        )
    )


def add_rates(rates: Sequence[RateInfo], /) -> None:
    """One statement besides the edition; a rate of an instant that is known already is replaced."""
    _change_rules()
    columns = [
        [new_id() for _ in rates],
        [one.base for one in rates],
        [one.currency for one in rates],
        [one.rate for one in rates],
        [one.source for one in rates],
        [one.as_of for one in rates],
    ]
    db.execute(_RATES, [current_tenant(), *columns])


def _change_rules() -> None:
    with lock_errors():
        new_edition()
