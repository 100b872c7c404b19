"""Filters of the product list: from the query string to pieces of SQL. Unknown ones are refused by name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from django.http import QueryDict

from nexus.kernel.ids import parse_id
from nexus.kernel.money import InvalidAmount, Money
from nexus.platform.http import InvalidRequest
from nexus.platform.tenancy import current_tenant
from nexus.search.queries import words
from nexus.search.queries.showcase import REDUCED

ATTRIBUTE_PREFIX: Final = "attr."
MOST_FILTERS: Final = 12
# Of these the last would win in silence; tags and attributes may be stated again, which means "or".
_STATED_ONCE: Final = (
    "category", "vendor", "price_min", "price_max", "in_stock", "rating_min", "reduced", "q", "sort",
    "facets",
)  # fmt: skip
_ON_SHELF: Final = (
    "EXISTS (SELECT 1 FROM search_placement r WHERE r.tenant_id = %s AND r.shelf_id = %s"
    " AND r.document_id = p.document_id)"
)
_TRUTH: Final = {"true": True, "1": True, "false": False, "0": False}


@dataclass(frozen=True, kw_only=True, slots=True)
class Filters:
    """What the list is narrowed to. `terms`: for each group at least one has to lead to the product."""

    category: str | None = None
    category_id: UUID | None = None
    vendor_id: UUID | None = None
    price_min: int | None = None
    price_max: int | None = None
    in_stock: bool | None = None
    rating_min: int | None = None
    reduced: bool | None = None
    with_facets: bool = False
    terms: Mapping[str, Sequence[str]] = field(default_factory=dict)
    text: str = ""

    def shelf(self) -> tuple[str, list[Any]]:
        """SQL of the shelf to read from, and its parameters."""
        if self.category_id is not None:
            return "%s::uuid", [self.category_id]
        if self.category is not None:
            return (
                "(SELECT c.id FROM search_category c WHERE c.tenant_id = %s AND c.slug = %s)",
                [current_tenant(), self.category],
            )
        if self.vendor_id is None and self.reduced:
            return "%s::uuid", [REDUCED]
        return "%s::uuid", [self.vendor_id or current_tenant()]

    @property
    def is_narrow(self) -> bool:
        """Whether a shelf smaller than the whole shop is read, or anything is filtered."""
        chosen = (self.category, self.category_id, self.vendor_id, self.reduced)
        return any(chosen) or bool(self.conditions()[0])

    @property
    def needs_document(self) -> bool:
        """Whether the conditions look at more than what stands on the shelf."""
        return self.in_stock is not None or (self.vendor_id is not None and self._has_category)

    def conditions(self) -> tuple[list[str], list[Any]]:
        """Conditions on the placement `p` (and the document `d`) beyond the shelf, and their parameters."""
        given = [(condition, value) for condition, value in self._comparisons() if value is not None]
        sql, params = [condition for condition, _ in given], [value for _, value in given]
        for group in self.terms.values():
            sql.append(has_term("p.document_id"))
            params += [current_tenant(), list(group)]
        if self.reduced is not None and self.shelf()[1] != [REDUCED]:
            sql.append(_ON_SHELF if self.reduced else f"NOT {_ON_SHELF}")
            params += [current_tenant(), REDUCED]
        return sql, params

    @property
    def _has_category(self) -> bool:
        return self.category is not None or self.category_id is not None

    def _comparisons(self) -> list[tuple[str, Any]]:
        return [
            ("d.vendor_id = %s::uuid", self.vendor_id if self._has_category else None),
            ("p.price_minor >= %s::bigint", self.price_min),
            ("p.price_minor <= %s::bigint", self.price_max),
            ("d.in_stock = %s::boolean", self.in_stock),
            ("p.rating_points >= %s::int", self.rating_min),
        ]


def has_term(document: str, /) -> str:
    """SQL: whether any term of a group leads to the document. Parameters: the tenant, and the group's terms."""
    return (
        "EXISTS (SELECT 1 FROM search_posting f WHERE f.tenant_id = %s AND f.term = ANY(%s::text[])"  # noqa: S608
        f" AND f.document_id = {document})"
    )


def read_filters(query: QueryDict, /, *, currency: str) -> Filters:
    """Raises InvalidRequest, naming each parameter that cannot be used."""
    errors = {name: ["State it once."] for name in _STATED_ONCE if len(query.getlist(name)) > 1}
    category = query.get("category") or None
    filters = Filters(
        category=None if parse_id(category) else category,
        category_id=parse_id(category),
        vendor_id=_vendor(query.get("vendor"), errors),
        price_min=_price(query, "price_min", currency, errors),
        price_max=_price(query, "price_max", currency, errors),
        in_stock=_truth(query, "in_stock", errors),
        reduced=_truth(query, "reduced", errors),
        with_facets=bool(_truth(query, "facets", errors)),
        rating_min=_rating(query.get("rating_min"), errors),
        terms=_terms(query, errors),
        text=(query.get("q") or "").strip()[:200],
    )
    if errors:
        raise InvalidRequest("Some filters cannot be used.", errors=errors)
    return filters


def _vendor(given: str | None, errors: dict[str, list[str]]) -> UUID | None:
    found = parse_id(given) if given else None
    if given and found is None:
        errors["vendor"] = ["Must be a vendor's id."]
    return found


def _price(query: QueryDict, name: str, currency: str, errors: dict[str, list[str]]) -> int | None:
    given = query.get(name)
    if not given:
        return None
    try:
        minor = Money.of(given.strip(), currency).minor
    except InvalidAmount:
        errors[name] = [f"Must be an amount in {currency}, such as 12.50."]
        return None
    if not 0 <= minor < 10**15:
        errors[name] = ["Out of range."]
    return minor


def _truth(query: QueryDict, name: str, errors: dict[str, list[str]]) -> bool | None:
    given = query.get(name)
    if not given:
        return None
    if given.lower() not in _TRUTH:
        errors[name] = ["Must be true or false."]
    return _TRUTH.get(given.lower())


def _rating(given: str | None, errors: dict[str, list[str]]) -> int | None:
    if not given:
        return None
    try:
        stars = float(given)
    except ValueError:
        stars = -1.0
    if not 0 <= stars <= 5:
        errors["rating_min"] = ["Must be between 0 and 5."]
        return None
    return round(stars * 100)


def _terms(query: QueryDict, errors: dict[str, list[str]]) -> dict[str, list[str]]:
    """`tag` and `attr.<code>`; the same parameter again means "or"."""
    groups: dict[str, list[str]] = {}
    for name, values in query.lists():
        given = [value for value in values if value]
        if name == "tag" and given:
            groups[name] = [words.tag_term(value) for value in given]
        elif name.startswith(ATTRIBUTE_PREFIX) and given:
            code = name[len(ATTRIBUTE_PREFIX) :]
            if words.attribute_code(code) != code or not code:
                errors[name] = ["Not the code of an attribute."]
            groups[name] = [words.attribute_term(code, value) for value in given]
    if len(groups) > MOST_FILTERS:
        errors["attr"] = [f"At most {MOST_FILTERS} filters."]
    return groups
