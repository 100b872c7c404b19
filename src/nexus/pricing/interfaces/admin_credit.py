"""Gift cards and store credit in the back office, what they paid of an order, and how its price came about."""

from collections.abc import Iterable
from typing import Any, Final

from django.contrib import admin
from django.contrib.admin import SimpleListFilter
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from nexus.accounts import facade as accounts
from nexus.kernel import clock
from nexus.kernel.ids import parse_id
from nexus.kernel.money import Money
from nexus.platform.backoffice import (
    Badge,
    Facts,
    Figure,
    RecordAdmin,
    Section,
    Table,
    add_panel,
    choices,
    column,
    link_to,
    links_to,
    money,
    words,
)
from nexus.platform.backoffice.values import Tone
from nexus.pricing import facade
from nexus.pricing.contracts.dto import Step
from nexus.pricing.interfaces.admin_credit_actions import CREDIT_ACTIONS, GRANT, ISSUE
from nexus.pricing.models import CreditAccountRecord, CreditEntryRecord
from nexus.pricing.queries import credit as queries

_TONES: Final[dict[str, Tone]] = {
    "active": "good", "empty": "idle", "expired": "idle", "blocked": "warn",
}  # fmt: skip
_SHOWN: Final = 100


def state_of(record: CreditAccountRecord, /) -> str:
    """What it is right now."""
    if not record.is_active:
        return "blocked"
    if record.expires_at and record.expires_at <= clock.now():
        return "expired"
    return "active" if record.balance_minor else "empty"


class StateFilter(SimpleListFilter):
    """By what it is right now."""

    title = gettext_lazy("state")
    parameter_name = "state"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, str]]:
        return [(state, state.capitalize()) for state in queries.STATUSES]

    def queryset(self, request: Any, queryset: QuerySet[Any]) -> QuerySet[Any]:
        over = Q(expires_at__isnull=False, expires_at__lte=clock.now())
        rules = {
            "active": Q(is_active=True, balance_minor__gt=0) & ~over,
            "blocked": Q(is_active=False),
            "expired": over,
            "empty": Q(balance_minor=0),
        }
        wanted = self.value()
        return queryset.filter(rules[wanted]) if wanted in rules else queryset


@admin.register(CreditAccountRecord)
class CreditAdmin(RecordAdmin):
    """Newest first. Nobody can read the code of a card again."""

    list_display = ("what", "whose", "balance", "state", "expires", "note_", "created")
    list_filter = (choices("kind", ["gift_card", "store_credit"]), StateFilter)
    search_help_text = "Last four characters of a code, e-mail or id of a buyer"
    ordering = ("-created_at", "-id")
    record_actions = CREDIT_ACTIONS
    list_actions = (ISSUE, GRANT)

    def search_records(self, queryset: QuerySet[Any], text: str, /) -> QuerySet[Any]:
        buyer = accounts.find_by_email(text) if "@" in text else None
        known = buyer.id if buyer else parse_id(text)
        by_owner = Q(user_id=known) | Q(pk=known) if known else Q()
        return queryset.filter(Q(kind="gift_card", code_tail=text.strip().upper()[-4:]) | by_owner)

    def prepare(self, records: list[Any]) -> None:
        links = links_to("accounts.user", [record.user_id for record in records if record.user_id])
        for record in records:
            record.owner = links.get(record.user_id)

    def title_of(self, record: Any) -> str:
        return f"Gift card ... {record.code_tail}" if record.kind == "gift_card" else "Store credit"

    @column("What")
    def what(self, record: Any) -> Any:
        return self.title_of(record)

    @column("Whose")
    def whose(self, record: Any) -> Any:
        return record.owner

    @column("Balance", order="balance_minor")
    def balance(self, record: Any) -> Any:
        return Figure(money(record.balance_minor, record.currency), strong=True)

    @column("State")
    def state(self, record: Any) -> Any:
        found = state_of(record)
        return Badge(words(found), _TONES[found])

    @column("Expires", order="expires_at")
    def expires(self, record: Any) -> Any:
        return record.expires_at

    @column("Note")
    def note_(self, record: Any) -> Any:
        return record.note

    @column("Made", order="created_at")
    def created(self, record: Any) -> Any:
        return record.created_at

    def sections(self, request: HttpRequest, record: Any) -> Iterable[Section]:
        self.prepare([record])
        found = state_of(record)
        yield Facts(title=self.title_of(record), rows=[
            ("Balance", money(record.balance_minor, record.currency)), ("State", Badge(words(found), _TONES[found])),
            ("Whose", record.owner), ("Expires", record.expires_at), ("Note", record.note), ("Made", record.created_at),
        ])  # fmt: skip
        yield _movements(record)


def _movements(record: Any) -> Section:
    entries = list(
        CreditEntryRecord.objects.filter(account_id=record.pk).order_by("-created_at", "-id")[:_SHOWN]
    )
    orders = links_to("orders.orderrecord", [entry.order_id for entry in entries if entry.order_id])
    rows = [
        (
            entry.created_at, words(entry.reason), Figure(money(entry.amount_minor, record.currency)),
            Figure(money(entry.balance_minor, record.currency)), orders.get(entry.order_id), entry.note,
        )
        for entry in entries
    ]  # fmt: skip
    head = ("When", "What", "Amount", "Balance", "Order", "Why")
    return Table(title="Movements", head=head, rows=rows)


def credit_of_order(order: Any, /) -> Iterable[Section]:
    """On an order's page: what gift cards and store credit paid, if they did."""
    entries = queries.of_order(order.pk)
    if entries:
        rows = [
            (
                entry.created_at, link_to("pricing.creditaccountrecord", entry.account_id, _named(entry)),
                words(entry.reason), Figure(money(entry.amount_minor, entry.currency)),
            )
            for entry in entries
        ]  # fmt: skip
        yield Table(title="Gift cards and store credit", head=("When", "From", "What", "Amount"), rows=rows)


def _named(entry: Any) -> str:
    return f"Gift card ... {entry.code_tail}" if entry.kind == "gift_card" else "Store credit"


def price_of_order(order: Any, /) -> Iterable[Section]:
    """On an order's page: every step of its price, computed again, and what did not apply."""
    found = facade.recompute(order.pk)
    if found is not None:
        rows = [
            (step["text"], step.get("offer", ""), Figure(Money.of(step["amount"], found.currency)))
            for step in found.explanation
            if step["applied"]
        ]
        total = ("Total", Figure(found.total, strong=True))
        yield Table(
            title="How its price came about", head=("Step", "Promotion", "Amount"), rows=rows, feet=(total,)
        )
        refused = [step for step in found.explanation if not step["applied"]]
        if refused:
            yield Table(
                title="What did not apply", head=("Promotion", "Why", "Missing"),
                rows=[(step.get("offer", "") or step.get("coupon", ""), step["text"], _missing(step)) for step in refused],
            )  # fmt: skip


def _missing(step: Step) -> str:
    missing = step.get("missing") or step.get("missing_quantity")
    return " ".join(str(part) for part in (missing, step.get("of")) if part)


add_panel("orders.orderrecord", credit_of_order, position=55)
add_panel("orders.orderrecord", price_of_order, position=60)
