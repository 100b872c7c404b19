"""Everything that may decide the price of some variants for a buyer, read by one statement."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Final

from nexus.platform.db import rows
from nexus.platform.tenancy import current_tenant
from nexus.pricing.application.ports import LoadedPrices, PriceQuestion
from nexus.pricing.domain.currencies import Conversion, CurrencyRule
from nexus.pricing.domain.price_lists import ListEntry, PriceSheet, rank_of
from nexus.pricing.infrastructure.editions import EDITION
from nexus.pricing.infrastructure.price_rows import price_in

_CONVERSION: Final = """(SELECT jsonb_build_array(r.rate::text, c.step_minor, c.ending_minor, c.rounding)
  FROM pricing_currency_rule c CROSS JOIN LATERAL (
    SELECT x.rate FROM pricing_exchange_rate x
    WHERE x.tenant_id = %s AND x.base = %s AND x.currency = c.currency AND x.as_of <= %s ORDER BY x.as_of DESC LIMIT 1) r
  WHERE c.tenant_id = %s AND c.currency = %s AND c.is_enabled AND c.converts)"""
# The first row is always there: an edition holds for variants without a price too. Entries are looked up list by list, by the
# index that begins with the list, so that a list of a hundred thousand prices costs what is asked of it.
_SHEET: Final = f"""
SELECT 0 AS kind, NULL::uuid AS variant_id, NULL::uuid AS product_id, '' AS currency, NULL::bigint AS list_minor,
  NULL::bigint AS compare_at_minor, NULL::bigint AS prior_minor, NULL::bigint AS floor_minor, NULL::int AS percent,
  1 AS min_quantity, '' AS code, 0 AS priority, NULL::uuid AS vendor_id, false AS for_user, false AS for_group,
  false AS for_channel, {EDITION} AS edition, {{conversion}} AS conversion
UNION ALL
SELECT 1, p.variant_id, NULL, p.currency, p.list_minor, p.compare_at_minor, p.prior_minor, p.floor_minor, NULL, 1, '', 0, NULL,
  false, false, false, NULL, NULL
FROM pricing_price p WHERE p.tenant_id = %s AND p.variant_id = ANY(%s::uuid[]) AND p.currency = ANY(%s::text[])
UNION ALL
SELECT 2, e.variant_id, e.product_id, l.currency, e.amount_minor, NULL, NULL, NULL, e.percent, e.min_quantity, l.code, l.priority,
  l.vendor_id, l.user_id IS NOT NULL, l."group" <> '', l.channel <> '', NULL, NULL
FROM pricing_price_list l CROSS JOIN LATERAL (
  SELECT v.variant_id, v.product_id, v.amount_minor, v.percent, v.min_quantity FROM pricing_price_entry v
  WHERE v.tenant_id = %s AND v.price_list_id = l.id AND v.variant_id = ANY(%s::uuid[])
  UNION ALL
  SELECT o.variant_id, o.product_id, o.amount_minor, o.percent, o.min_quantity FROM pricing_price_entry o
  WHERE o.tenant_id = %s AND o.price_list_id = l.id AND o.variant_id IS NULL AND o.product_id = ANY(%s::uuid[])
  UNION ALL
  SELECT w.variant_id, w.product_id, w.amount_minor, w.percent, w.min_quantity FROM pricing_price_entry w
  WHERE w.tenant_id = %s AND w.price_list_id = l.id AND w.variant_id IS NULL AND w.product_id IS NULL) e
WHERE l.tenant_id = %s AND l.is_active AND l.currency = ANY(%s::text[]) AND l.channel IN ('', %s)
  AND (l."group" = '' OR l."group" = ANY(%s::text[])) AND (l.user_id IS NULL OR l.user_id = %s::uuid)
  AND (l.starts_at IS NULL OR l.starts_at <= %s) AND (l.ends_at IS NULL OR l.ends_at > %s)"""  # noqa: S608 - constants


def load_sheet(question: PriceQuestion, /) -> LoadedPrices:
    """`application.ports.PriceBook.load_sheet`."""
    if not question.variants:
        return LoadedPrices(PriceSheet(currency=question.currency, own={}), None)
    head, *found = rows(*_statement(question))
    own = [price_in(row) for row in found if row.kind == 1]
    sheet = PriceSheet(
        currency=question.currency,
        own={(price.variant_id, price.list_price.currency): price for price in own},
        entries=tuple(_entry(row) for row in found if row.kind == 2),
        conversion=_conversion(question, head.conversion),
    )
    return LoadedPrices(sheet, head.edition)


def _statement(question: PriceQuestion) -> tuple[str, list[Any]]:
    tenant_id = current_tenant()
    variants, products = list(question.variants), list(question.products)
    currencies = list({question.currency, question.base})
    converted, params = _converted(question)
    of_lists = [
        currencies,
        question.channel,
        list(question.groups),
        question.user_id,
        question.at,
        question.at,
    ]
    return _SHEET.format(conversion=converted), [
        tenant_id, *params, tenant_id, variants, currencies,
        tenant_id, variants, tenant_id, products, tenant_id, tenant_id, *of_lists,
    ]  # fmt: skip


def _converted(question: PriceQuestion) -> tuple[str, list[Any]]:
    if question.currency == question.base:
        return "NULL::jsonb", []
    tenant_id = current_tenant()
    return _CONVERSION, [tenant_id, question.base, question.at, tenant_id, question.currency]


def _conversion(question: PriceQuestion, found: Iterable[Any] | None) -> Conversion | None:
    if found is None:
        return None
    rate, step, ending, rounding = found
    rule = CurrencyRule(step=step, ending=ending, rounding=rounding)
    return Conversion(base=question.base, currency=question.currency, rate=Decimal(rate), rule=rule)


def _entry(row: Any) -> ListEntry:
    return ListEntry(
        list_code=row.code,
        currency=row.currency,
        rank=rank_of(user=row.for_user, group=row.for_group, channel=row.for_channel),
        priority=row.priority,
        vendor_id=row.vendor_id,
        variant_id=row.variant_id,
        product_id=row.product_id,
        min_quantity=row.min_quantity,
        minor=row.list_minor,
        percent=row.percent,
    )
