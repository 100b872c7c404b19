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
from nexus.search.queries import numbers, words
from nexus.search.queries.showcase import REDUCED

ATTRIBUTE_PREFIX: Final = "attr."
RANGE: Final = ".range"
"""Ends the name of a facet of numbers: `attr.weight.range`."""
MOST_FILTERS: Final = 12
MOST_BRANDS: Final = 50
LIMITS: Final = (".min", ".max")
# Of these the last would win in silence; tags and attributes may be stated again, which means "or".
_STATED_ONCE: Final = (
    "category", "vendor", "collection", "price_min", "price_max", "in_stock", "rating_min", "reduced", "q", "sort",
    "facets", "currency",
)  # fmt: skip
_ON_SHELF: Final = (
    "EXISTS (SELECT 1 FROM search_placement r WHERE r.tenant_id = %s AND r.shelf_id = %s"
    " AND r.document_id = p.document_id)"
)
IN_GROUP: Final = (
    "SELECT g.id FROM search_group g WHERE g.tenant_id = %s AND g.kind = %s"
    " AND (g.slug = ANY(%s::text[]) OR g.id = ANY(%s::uuid[]))"
)
"""SQL: ids of brands or collections; see `group_params`."""
_IS_GROUPED: Final = (
    "EXISTS (SELECT 1 FROM search_placement r WHERE r.tenant_id = %s AND r.shelf_id = ANY(ARRAY("  # noqa: S608
    f"{IN_GROUP})) AND r.document_id = p.document_id)"
)
_TRUTH: Final = {"true": True, "1": True, "false": False, "0": False}


@dataclass(frozen=True, kw_only=True, slots=True)
class Filters:
    """What the list is narrowed to. `terms`: for each group at least one has to lead to the product. `brands`: slugs or ids, any
    of them; `ranges`: by attribute, lowest and highest number in millionths. `shelf_id`: the shelf of the page itself,
    whatever is asked for on it.
    """

    shelf_id: UUID | None = None
    category: str | None = None
    category_id: UUID | None = None
    vendor_id: UUID | None = None
    brands: Sequence[str] = ()
    collection: str | None = None
    price_min: int | None = None
    price_max: int | None = None
    in_stock: bool | None = None
    rating_min: int | None = None
    reduced: bool | None = None
    with_facets: bool = False
    terms: Mapping[str, Sequence[str]] = field(default_factory=dict)
    ranges: Mapping[str, tuple[int, int]] = field(default_factory=dict)
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
        return self._smaller_shelf()

    def _smaller_shelf(self) -> tuple[str, list[Any]]:
        """Without a category: the page's, a brand's, a collection's, a seller's, what is reduced, or the whole shop."""
        if self.shelf_id is not None:
            return "%s::uuid", [self.shelf_id]
        for kind, asked in self._groups():
            if len(asked) == 1:
                return f"({IN_GROUP} LIMIT 1)", group_params(kind, asked)
        if self.vendor_id is None and self.reduced:
            return "%s::uuid", [REDUCED]
        return "%s::uuid", [self.vendor_id or current_tenant()]

    def _groups(self) -> list[tuple[str, Sequence[str]]]:
        """Brands and the collection that were asked for."""
        found = (("brand", self.brands), ("collection", [self.collection] if self.collection else []))
        return [(kind, asked) for kind, asked in found if asked]

    @property
    def is_narrow(self) -> bool:
        """Whether a shelf smaller than the whole shop is read, or anything is filtered."""
        chosen = (
            self.shelf_id,
            self.category,
            self.category_id,
            self.vendor_id,
            self.reduced,
            self.brands,
            self.collection,
        )
        return any(chosen) or bool(self.conditions()[0])

    @property
    def needs_document(self) -> bool:
        """Whether the conditions look at more than what stands on the shelf."""
        return self.in_stock is not None or self._vendor_is_condition

    def conditions(self) -> tuple[list[str], list[Any]]:
        """Conditions on the placement `p` (and the document `d`) beyond the shelf, and their parameters."""
        given = [(condition, value) for condition, value in self._comparisons() if value is not None]
        sql, params = [condition for condition, _ in given], [value for _, value in given]
        for group in self.terms.values():
            sql.append(has_term("p.document_id"))
            params += [current_tenant(), list(group)]
        for code, (low, high) in self.ranges.items():
            sql.append(measures("p.document_id"))
            params += [current_tenant(), code, low, high]
        shelf = self.shelf()[1]
        if self.shelf_id is not None and shelf != [self.shelf_id]:
            sql.append(_ON_SHELF)
            params += [current_tenant(), self.shelf_id]
        for kind, asked in self._groups():
            if group_params(kind, asked) != shelf:
                sql.append(_IS_GROUPED)
                params += [current_tenant(), *group_params(kind, asked)]
        if self.reduced is not None and shelf != [REDUCED]:
            sql.append(_ON_SHELF if self.reduced else f"NOT {_ON_SHELF}")
            params += [current_tenant(), REDUCED]
        return sql, params

    def ranges_of(self, order: str, /) -> tuple[str, list[Any]]:
        """SQL of the conditions that are a range of the order itself (each begins with AND), and their parameters."""
        column = {"price": "p.price_minor", "-price": "p.price_minor", "rating": "p.rating_points"}.get(
            order, "none"
        )
        given = [
            (sql, value) for sql, value in self._comparisons() if value is not None and sql.startswith(column)
        ]
        return "".join(f" AND {sql}" for sql, _ in given), [value for _, value in given]

    @property
    def _vendor_is_condition(self) -> bool:
        """Whether another shelf than the seller's is read."""
        return self.vendor_id is not None and self.shelf()[1] != [self.vendor_id]

    def _comparisons(self) -> list[tuple[str, Any]]:
        return [
            ("d.vendor_id = %s::uuid", self.vendor_id if self._vendor_is_condition else None),
            ("p.price_minor >= %s::bigint", self.price_min),
            ("p.price_minor <= %s::bigint", self.price_max),
            ("d.in_stock = %s::boolean", self.in_stock),
            ("p.rating_points >= %s::int", self.rating_min),
        ]


def group_params(kind: str, asked: Sequence[str], /) -> list[Any]:
    """Parameters of the search for brands or a collection by slug or id."""
    ids = [found for one in asked if (found := parse_id(one))]
    return [current_tenant(), kind, [one for one in asked if not parse_id(one)], ids]


def has_term(document: str, /) -> str:
    """SQL: whether any term of a group leads to the document. Parameters: the tenant, and the group's terms."""
    return (
        "EXISTS (SELECT 1 FROM search_posting f WHERE f.tenant_id = %s AND f.term = ANY(%s::text[])"  # noqa: S608
        f" AND f.document_id = {document})"
    )


def measures(document: str, /) -> str:
    """SQL: whether an attribute's number is within limits. Parameters: the tenant, the code, the limits."""
    return (
        "EXISTS (SELECT 1 FROM search_number n WHERE n.tenant_id = %s AND n.code = %s"  # noqa: S608
        f" AND n.document_id = {document} AND n.value BETWEEN %s::bigint AND %s::bigint)"
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
        brands=_brands(query, errors),
        collection=query.get("collection") or None,
        with_facets=bool(_truth(query, "facets", errors)),
        rating_min=_rating(query.get("rating_min"), errors),
        terms=_terms(query, errors),
        ranges=_ranges(query, errors),
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


def _brands(query: QueryDict, errors: dict[str, list[str]]) -> list[str]:
    found = list(dict.fromkeys(one for one in query.getlist("brand") if one))
    if len(found) > MOST_BRANDS:
        errors["brand"] = [f"At most {MOST_BRANDS} brands."]
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
        elif name.startswith(ATTRIBUTE_PREFIX) and given and not name.endswith(LIMITS):
            code = name[len(ATTRIBUTE_PREFIX) :]
            if words.attribute_code(code) != code or not code:
                errors[name] = ["Not the code of an attribute."]
            groups[name] = [words.attribute_term(code, value) for value in given]
    if len(groups) > MOST_FILTERS:
        errors["attr"] = [f"At most {MOST_FILTERS} filters."]
    return groups


def _ranges(query: QueryDict, errors: dict[str, list[str]]) -> dict[str, tuple[int, int]]:
    """`attr.<code>.min` and `attr.<code>.max`, in the attribute's own unit."""
    found: dict[str, tuple[int, int]] = {}
    for name, values in query.lists():
        if name.startswith(ATTRIBUTE_PREFIX) and name.endswith(LIMITS) and values[-1]:
            code, limit = name[len(ATTRIBUTE_PREFIX) : -4], numbers.parsed(values[-1])
            if len(values) > 1 or limit is None or words.attribute_code(code) != code:
                errors[name] = ["Must be one number, such as 1.5."]
                continue
            low, high = found.get(code, (-numbers.LARGEST, numbers.LARGEST))
            found[code] = (limit, high) if name.endswith(".min") else (low, limit)
    if len(found) > MOST_FILTERS:
        errors["attr"] = [f"At most {MOST_FILTERS} filters."]
    return found
