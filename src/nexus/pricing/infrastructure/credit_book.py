"""Gift cards and store credit in PostgreSQL. Balances change by one conditional UPDATE; a CHECK keeps them from falling below
zero even where a lock was forgotten."""

import hashlib
import hmac
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.conf import settings

from nexus.kernel.events import DomainEvent
from nexus.kernel.ids import new_id
from nexus.kernel.money import Money
from nexus.platform import db
from nexus.platform.events import append, current_actor
from nexus.platform.locking import lock_errors
from nexus.platform.tenancy import current_tenant
from nexus.pricing.application.credit_ports import Found, Movement, Wanted
from nexus.pricing.contracts.credit_errors import GiftCardUnknown
from nexus.pricing.domain.credit import Account

_ACCOUNT: Final = "id, kind, code_hash, code_tail, currency, balance_minor, is_active, expires_at"
_FIND: Final = f"""SELECT {_ACCOUNT} FROM pricing_credit_account
WHERE tenant_id = %s AND (code_hash = ANY(%s::text[]) OR id = ANY(%s::uuid[])
  OR (kind = 'store_credit' AND user_id = %s::uuid AND currency = %s)) ORDER BY id"""  # noqa: S608 - constants
_OF_ORDER: Final = f"""SELECT {_ACCOUNT} FROM pricing_credit_account
WHERE tenant_id = %s AND id IN (SELECT e.account_id FROM pricing_credit_entry e
  WHERE e.tenant_id = %s AND e.order_id = %s AND e.reason = 'spent') ORDER BY id FOR NO KEY UPDATE"""  # noqa: S608
_EXPIRED: Final = f"""SELECT {_ACCOUNT} FROM pricing_credit_account
WHERE tenant_id = %s AND kind = 'gift_card' AND balance_minor > 0 AND expires_at <= %s
ORDER BY id LIMIT %s FOR NO KEY UPDATE SKIP LOCKED"""  # noqa: S608
_MOVE: Final = """
UPDATE pricing_credit_account AS a SET balance_minor = a.balance_minor + wanted.minor, updated_at = %s
FROM unnest(%s::uuid[], %s::bigint[]) AS wanted(id, minor)
WHERE a.tenant_id = %s AND a.id = wanted.id AND a.balance_minor + wanted.minor >= 0
RETURNING a.id, a.balance_minor"""
_OPEN: Final = """
INSERT INTO pricing_credit_account
  (id, tenant_id, kind, code_hash, code_tail, currency, balance_minor, is_active, expires_at, note, created_at, updated_at)
SELECT new.id, %s::uuid, 'gift_card', new.hash, new.tail, %s, %s, true, %s::timestamptz, %s, %s, %s
FROM unnest(%s::uuid[], %s::text[], %s::text[]) AS new(id, hash, tail)
ON CONFLICT (tenant_id, code_hash) DO NOTHING RETURNING id, code_hash"""
_ADD: Final = """
INSERT INTO pricing_credit_account AS a
  (id, tenant_id, kind, code_tail, user_id, currency, balance_minor, is_active, note, created_at, updated_at)
VALUES (%s, %s, 'store_credit', '', %s, %s, %s, true, '', %s, %s)
ON CONFLICT (tenant_id, user_id, currency) WHERE kind = 'store_credit'
DO UPDATE SET balance_minor = a.balance_minor + EXCLUDED.balance_minor, updated_at = EXCLUDED.updated_at
RETURNING id, balance_minor"""
_EXTEND: Final = """
UPDATE pricing_credit_account SET expires_at = %s WHERE tenant_id = %s AND id = ANY(%s::uuid[])"""
_SET_ACTIVE: Final = """
UPDATE pricing_credit_account SET is_active = %s, updated_at = %s
WHERE tenant_id = %s AND id = %s AND kind = 'gift_card' AND is_active <> %s"""
_UNRETURNED: Final = """
SELECT account_id, -sum(amount_minor)::bigint AS minor FROM pricing_credit_entry
WHERE tenant_id = %s AND order_id = %s AND reason IN ('spent', 'returned')
GROUP BY account_id HAVING sum(amount_minor) < 0 ORDER BY account_id"""
_ENTRY: Final = (
    "id", "tenant_id", "account_id", "reason", "amount_minor", "balance_minor", "order_id", "note", "actor", "created_at",
)  # fmt: skip


class PostgresCreditBook:
    """`application.credit_ports.CreditBook`."""

    def find(self, wanted: Wanted, /) -> Found:
        return _found(db.rows(_FIND, _params(wanted)), wanted)

    def lock(self, wanted: Wanted, /) -> Found:
        with lock_errors():
            return _found(db.rows(f"{_FIND} FOR NO KEY UPDATE", _params(wanted)), wanted)

    def lock_of_order(self, order_id: UUID, /) -> tuple[Account, ...]:
        tenant_id = current_tenant()
        with lock_errors():
            return tuple(_account(row) for row in db.rows(_OF_ORDER, [tenant_id, tenant_id, order_id]))

    def lock_expired(self, *, at: datetime, most: int) -> tuple[Account, ...]:
        return tuple(_account(row) for row in db.rows(_EXPIRED, [current_tenant(), at, most]))

    def move(self, amounts: Mapping[UUID, int], /, *, at: datetime) -> dict[UUID, int]:
        params = [at, list(amounts), list(amounts.values()), current_tenant()]
        return {row.id: row.balance_minor for row in db.rows(_MOVE, params)}

    def open_cards(
        self,
        hashes: Mapping[str, str],
        /,
        *,
        amount: Money,
        expires_at: datetime | None,
        note: str,
        at: datetime,
    ) -> dict[str, UUID]:
        values = [current_tenant(), amount.currency, amount.minor, expires_at, note, at, at]
        columns = [[new_id() for _ in hashes], list(hashes), list(hashes.values())]
        return {row.code_hash: row.id for row in db.rows(_OPEN, [*values, *columns])}

    def add_for_buyer(self, user_id: UUID, amount: Money, /, *, at: datetime) -> tuple[UUID, int]:
        params = [new_id(), current_tenant(), user_id, amount.currency, amount.minor, at, at]
        with lock_errors():
            (row,) = db.rows(_ADD, params)
        return row.id, row.balance_minor

    def extend(self, account_ids: Collection[UUID], /, *, until: datetime) -> None:
        if account_ids:
            db.execute(_EXTEND, [until, current_tenant(), list(account_ids)])

    def set_active(self, account_id: UUID, /, *, is_active: bool, at: datetime) -> bool:
        return bool(db.execute(_SET_ACTIVE, [is_active, at, current_tenant(), account_id, is_active]))

    def unreturned(self, order_id: UUID, /) -> dict[UUID, int]:
        return {row.account_id: row.minor for row in db.rows(_UNRETURNED, [current_tenant(), order_id])}

    def write(self, movements: Sequence[Movement], /, *, at: datetime) -> None:
        tenant_id, actor = current_tenant(), _actor()
        db.insert_many(
            "pricing_credit_entry", _ENTRY, [_entry(one, tenant_id, actor, at) for one in movements]
        )


def hashed(code: str, /) -> str:
    """What is kept of a plain code: without the installation's key nobody can try codes on it."""
    text = current_tenant().bytes + code.encode()
    return hmac.new(settings.NEXUS_GIFT_CARD_KEY.encode(), text, hashlib.sha256).hexdigest()


def announce(fact: DomainEvent, /) -> None:
    """`application.credit_ports.Announce`; a stream of its own for every fact, so that two never meet."""
    append("pricing.credit", new_id(), [fact], expected_version=0)


def _params(wanted: Wanted) -> list[Any]:
    return [
        current_tenant(), list(wanted.hashes), list(wanted.account_ids), wanted.user_id, wanted.currency,
    ]  # fmt: skip


def _found(rows: Sequence[Any], wanted: Wanted) -> Found:
    hashes, ids = {row.code_hash for row in rows}, {row.id for row in rows}
    unknown = [GiftCardUnknown(tail=tail) for key, tail in wanted.hashes.items() if key not in hashes]
    unknown += [GiftCardUnknown() for account_id in wanted.account_ids if account_id not in ids]
    return Found(tuple(_account(row) for row in rows), tuple(unknown))


def _account(row: Any) -> Account:
    return Account(
        id=row.id,
        kind=row.kind,
        balance=Money(row.balance_minor, row.currency),
        tail=row.code_tail,
        is_active=row.is_active,
        expires_at=row.expires_at,
    )


def _actor() -> str:
    actor = current_actor()
    return f"{actor.kind}:{actor.id}" if actor.id else actor.kind


def _entry(movement: Movement, tenant_id: UUID, actor: str, at: datetime) -> list[Any]:
    return [
        new_id(), tenant_id, movement.account_id, movement.reason, movement.minor, movement.balance_minor, movement.order_id,
        movement.note, actor, at,
    ]  # fmt: skip
