"""What a draft does to the cart beside the form, ready to be shown."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from nexus.catalog import facade as catalog
from nexus.kernel.errors import NexusError
from nexus.kernel.ids import parse_id
from nexus.kernel.money import Money
from nexus.pricing.contracts.dto import Quote, Step
from nexus.pricing.contracts.previews import Preview
from nexus.pricing.contracts.promotion_errors import InvalidPromotion
from nexus.pricing.facade import line_of, preview
from nexus.pricing.interfaces.editor.blanks import Errors, picked_in, words_of
from nexus.pricing.interfaces.editor.refusing import plain_errors
from nexus.pricing.interfaces.editor.sample import Sample, moment_for, title_of


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownLine:
    """A line of the quote under the name of its goods."""

    title: str
    quantity: int
    list_price: Money
    unit_price: Money
    discount: Money
    total: Money
    is_gift: bool

    @property
    def is_reduced(self) -> bool:
        return self.unit_price != self.list_price


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownStep:
    """A step of the trace: what it is about, what it says, what it adds. `own`: it is the draft's."""

    text: str
    amount: str
    about: str = ""
    own: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Tried:
    """What came of it. `wrong`: why there is nothing to see, field and reason."""

    at: datetime | None = None
    preview: Preview | None = None
    lines: tuple[ShownLine, ...] = ()
    steps: tuple[ShownStep, ...] = ()
    others: tuple[ShownStep, ...] = ()
    wrong: tuple[tuple[str, str], ...] = ()
    is_incomplete: bool = False


NONE: Final[Errors] = {}
UNNAMED: Final = {"code": "this-draft", "title": "This draft"}


def tried(
    spec: Mapping[str, Any], sample: Sample, /, *, promotion_id: UUID | None = None, unread: Errors = NONE
) -> Tried:
    """At most a handful of statements; what is wrong with the draft or the cart is told, not raised. `unread`: fields of the form
    that could not be read."""
    spec = {**spec, **{name: text for name, text in UNNAMED.items() if not spec.get(name)}}
    if sample.errors or unread:
        unreadable = {**{name: [said] for name, said in sample.errors.items()}, **unread}
        return Tried(wrong=tuple((told_path(name), " ".join(said)) for name, said in unreadable.items()))
    lines = sample.quote_lines()
    at = moment_for(spec, sample)
    gifts = _gifts(spec)
    try:
        found = preview(
            spec, lines, **{**sample.facts(), "at": at}, promotion_id=promotion_id,
            gifts=[line_of(one, quantity=1) for one in gifts.values()],
        )  # fmt: skip
    except InvalidPromotion as error:
        return Tried(wrong=tuple(_reasons(error)), is_incomplete=True)
    except NexusError as error:
        return Tried(wrong=tuple(_reasons(error)))
    names = {one.variant_id: one.title for one in sample.lines} | {
        key: title_of(one) for key, one in gifts.items()
    }
    return shown(found, names, at=at, code=str(spec.get("code", "")))


def _gifts(spec: Mapping[str, Any]) -> dict[UUID, Any]:
    """Goods that the benefit itself names: what it may give."""
    named = picked_in(spec.get("benefit")).get("variants", ())
    ids = {known for one in named if (known := parse_id(one))}
    return catalog.sellables(ids) if ids else {}


def _reasons(error: NexusError) -> Iterator[tuple[str, str]]:
    if not error.errors:
        yield "", error.detail
    for path, said in plain_errors(error).items():
        yield told_path(path), " ".join(said)


def told_path(path: str, /) -> str:
    """`conditions.0.amounts` as people count: "Condition 1, amounts"."""
    parts = path.split(".")
    if parts[0] == "conditions" and len(parts) > 1:
        rest = [words_of(part).lower() for part in parts[2:] if part != "type"]
        return ", ".join([f"Condition {int(parts[1]) + 1}" if parts[1].isdecimal() else "Conditions", *rest])
    told = [str(int(part) + 1) if part.isdecimal() else words_of(part) for part in parts if part != "type"]
    return ", ".join(told[:1] + [part.lower() for part in told[1:]])


def shown(found: Preview, names: Mapping[UUID, str], /, *, at: datetime, code: str) -> Tried:
    quote = found.quote
    return Tried(
        at=at,
        preview=found,
        lines=tuple(_lines(quote, names)),
        steps=tuple(_steps([one for one in quote.explanation if one["applied"]], names, code)),
        others=tuple(_steps([one for one in quote.explanation if _is_other(one, code)], names, code)),
    )


def _is_other(step: Step, code: str) -> bool:
    return not step["applied"] and step.get("offer") != code


def _lines(quote: Quote, names: Mapping[UUID, str]) -> Iterator[ShownLine]:
    for one in quote.lines:
        yield ShownLine(
            title=names.get(one.variant_id, str(one.variant_id)), quantity=one.quantity, list_price=one.list_price,
            unit_price=one.unit_price, discount=one.discount, total=one.line_total, is_gift=one.is_gift,
        )  # fmt: skip


def _steps(steps: Sequence[Step], names: Mapping[UUID, str], code: str) -> Iterator[ShownStep]:
    for one in steps:
        variant = parse_id(one.get("variant_id"))
        about = names.get(variant, "") if variant else _PARTS.get(one["part"], "")
        text = one["text"] if one["applied"] or not one.get("offer") else f"{one['offer']}: {one['text']}"
        yield ShownStep(text=text, amount=one["amount"], about=about, own=one.get("offer") == code)


_PARTS: Final = {"shipping": "Shipping", "tax": "Tax", "discount": "", "goods": ""}
