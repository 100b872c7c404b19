"""What providers said: kept for some minutes, looked up by quotes, asked for outside every transaction."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

import msgspec
import structlog
from celery import current_app
from django.conf import settings
from kombu.exceptions import OperationalError as BrokerDown

from nexus.kernel import clock
from nexus.kernel.ids import new_id
from nexus.kernel.money import Money
from nexus.platform import db
from nexus.platform.tenancy import bound_tenant, current_tenant, in_scope, on_commit, tenant_scope
from nexus.pricing.application.ports import TradeTerms
from nexus.pricing.contracts.dto import Destination
from nexus.pricing.contracts.providers import (
    ANSWER_SECONDS,
    KEPT_MINUTES,
    ProvidedPrice,
    ProvidedRate,
    ShippingQuestion,
    TaxQuestion,
)
from nexus.pricing.domain.basket import BasketLine
from nexus.pricing.domain.shipping import ShippingMethod, flat, parcel_of
from nexus.pricing.domain.taxes import SHIPPING_CLASS, TaxRate
from nexus.pricing.infrastructure.providers import shipping_providers, tax_providers
from nexus.pricing.infrastructure.terms import StoredTerms

_log = structlog.get_logger(__name__)
_READ: Final = """
SELECT key, answer FROM pricing_provided WHERE tenant_id = %s AND key = ANY(%s::text[]) AND valid_until > %s"""
_STORE: Final = """
INSERT INTO pricing_provided (id, tenant_id, key, answer, fetched_at, valid_until) VALUES (%s, %s, %s, %s, %s, %s)
ON CONFLICT (tenant_id, key) DO UPDATE SET answer = EXCLUDED.answer, fetched_at = EXCLUDED.fetched_at,
  valid_until = EXCLUDED.valid_until"""
_FORGET: Final = "DELETE FROM pricing_provided WHERE tenant_id = %s AND valid_until <= %s"

type Question = TaxQuestion | ShippingQuestion


def with_provided(
    stored: StoredTerms,
    terms: TradeTerms,
    /,
    *,
    currency: str,
    to: Destination,
    lines: Sequence[BasketLine],
    at: datetime,
) -> TradeTerms:
    """The terms with what the shop's providers said about this basket. One statement in a shop that has some, none otherwise.

    What is not known is asked for after the commit; until then the shop's own tables hold, and say that they fall back.
    """
    home = stored.taxes.home
    where = to if to.country else home
    asked = questions_of(stored, where, home, currency, lines) if where.country and lines else {}
    if not asked:
        return terms
    answers = _read(list(asked), at)
    for key in asked.keys() - answers.keys():
        _nudge(key)
    for key, question in asked.items():
        terms = _joined(terms, question, answers.get(key))
    return terms


def questions_of(
    stored: StoredTerms, to: Destination, home: Destination, currency: str, lines: Sequence[BasketLine]
) -> dict[str, Question]:
    """What the shop's providers are asked about a basket, by key, which tells all of it."""
    found: dict[str, Question] = {}
    if stored.tax_provider:
        classes = tuple(sorted({SHIPPING_CLASS, *(line.tax_class for line in lines)}))
        tax = TaxQuestion(to=to, home=home, tax_classes=classes)
        found[_key("tax", stored.tax_provider, tax)] = tax
    if stored.shipping_provider:
        parcel = parcel_of(lines)
        sent = ShippingQuestion(
            to=to, home=home, currency=currency, grams=parcel.grams, minor=parcel.worth.minor, pieces=parcel.pieces
        )  # fmt: skip
        found[_key("shipping", stored.shipping_provider, sent)] = sent
    return found


def _key(kind: str, provider: str, question: Question) -> str:
    return msgspec.json.encode([kind, provider, question]).decode()


def _joined(terms: TradeTerms, question: Question, answer: Any | None) -> TradeTerms:
    if isinstance(question, TaxQuestion):
        rates = None if answer is None else _rates(answer)
        taxes = replace(terms.taxes, is_fallback=True) if rates is None else replace(terms.taxes, rates=rates)
        return replace(terms, taxes=taxes)
    if answer is None:
        return replace(terms, shipping=replace(terms.shipping, is_fallback=True))
    own = [one for one in terms.shipping.methods if one.vendor_id is not None or one.pickup]
    methods = (*_methods(answer, question.currency), *own)
    return replace(terms, shipping=replace(terms.shipping, methods=methods))


def _rates(answer: Any) -> tuple[TaxRate, ...]:
    found = msgspec.convert(answer, list[ProvidedRate], strict=False)
    return tuple(
        TaxRate(
            tax_class=one.tax_class, percent=one.percent, name=one.name, is_compound=one.is_compound, position=place
        )
        for place, one in enumerate(found)
    )  # fmt: skip


def _methods(answer: Any, currency: str) -> tuple[ShippingMethod, ...]:
    found = msgspec.convert(answer, list[ProvidedPrice])
    return tuple(flat(one.code, one.name, Money(one.minor, currency)) for one in found)


def _read(keys: Sequence[str], at: datetime) -> Mapping[str, Any]:
    return {row.key: row.answer for row in db.rows(_READ, [current_tenant(), list(keys), at])}


def ask_provider(key: str, /) -> bool:
    """Ask for the bound tenant what a quote did not know; whether there is an answer. Outside every transaction.

    A provider that fails, takes too long or says what cannot be is told in the log; the shop's own tables go on.
    """
    if in_scope():
        raise RuntimeError("providers are asked outside transactions")
    try:
        answer = _answer(key)
    except Exception as error:  # noqa: BLE001 - whatever a provider raises
        _log.warning("provider_silent", tenant=str(bound_tenant()), key=key, error=repr(error))
        return False
    now = clock.now()
    until = now + timedelta(minutes=KEPT_MINUTES)
    with tenant_scope():
        db.execute(_FORGET, [current_tenant(), now - timedelta(days=1)])
        db.execute(_STORE, [new_id(), current_tenant(), key, db.jsonb(answer), now, until])
    return True


def _answer(key: str) -> Any:
    kind, name, said = msgspec.json.decode(key)
    pool = ThreadPoolExecutor(1)
    try:
        if kind == "tax":
            tax = pool.submit(tax_providers()[name].rates, msgspec.convert(said, TaxQuestion))
            return _checked_rates(tax.result(ANSWER_SECONDS))
        sent = pool.submit(shipping_providers()[name].prices, msgspec.convert(said, ShippingQuestion))
        return _checked_prices(sent.result(ANSWER_SECONDS))
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _checked_rates(rates: Sequence[ProvidedRate]) -> Any:
    if any(not 0 <= one.percent <= 100 for one in rates):
        raise ValueError("a percentage between 0 and 100")
    return msgspec.to_builtins(list(rates))


def _checked_prices(prices: Sequence[ProvidedPrice]) -> Any:
    if any(one.minor < 0 or not one.code for one in prices):
        raise ValueError("a code, and a price of at least zero")
    return msgspec.to_builtins(list(prices))


def _nudge(key: str) -> None:
    tenant_id = str(bound_tenant())
    on_commit(lambda: _send(tenant_id, key))


def _send(tenant_id: str, key: str) -> None:
    if not settings.NEXUS_NUDGE:
        return
    try:
        current_app.send_task("pricing.ask_provider", args=[tenant_id, key], retry=False)
    except (BrokerDown, OSError) as error:
        _log.warning("provider_nudge_lost", tenant=tenant_id, error=repr(error))
