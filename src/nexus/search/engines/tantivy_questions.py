"""A question as a query of Tantivy."""

import re
from collections.abc import Iterable, Sequence
from typing import Any, Final
from uuid import UUID

import tantivy
from tantivy import FieldType, Occur, Query

from nexus.search.engines.port import Question
from nexus.search.engines.tantivy_documents import TEXT
from nexus.search.queries import words
from nexus.search.queries.slots import Alternative, Slot

_COLUMNS: Final = {"price": "price", "-price": "price", "rating": "rating", "best_selling": "sold"}
_ASCENDING: Final = frozenset({"price"})


class Asking:
    """Queries over one index."""

    def __init__(self, index: tantivy.Index) -> None:
        self._index, self._schema = index, index.schema

    def found(self, asked: Question, /, *, least: int) -> Query:
        """Everything that the question finds, when so many slots have to be filled."""
        wanted = [(Occur.Must, one) for one in self._conditions(asked)]
        if asked.slots or asked.exact or asked.code_prefix:
            wanted.append((Occur.Must, self._text(asked, least)))
        if asked.without_shelf:
            wanted.append((Occur.MustNot, self._term("shelf", str(asked.without_shelf))))
        return Query.boolean_query([*wanted, (Occur.Must, Query.const_score_query(Query.all_query(), 0.0))])

    def page(self, asked: Question, query: Query, /) -> Query:
        """What of it comes after the cursor."""
        if asked.after is None or asked.order == "relevance":
            return query
        return Query.boolean_query([(Occur.Must, query), (Occur.Must, self._after(asked))])

    def is_ascending(self, asked: Question, /) -> bool:
        return (asked.order in _ASCENDING) != asked.backward

    def _conditions(self, asked: Question) -> Iterable[Query]:
        yield from (self._quiet(self._term("shelf", str(shelf))) for shelf in asked.shelves)
        yield from (self._any("shelf", [str(one) for one in group]) for group in asked.any_shelf)
        yield from (self._any("terms", group) for group in asked.terms.values())
        if asked.price_min is not None or asked.price_max is not None:
            yield self._between("price", asked.price_min, asked.price_max)
        if asked.rating_min is not None:
            yield self._between("rating", asked.rating_min, None)
        if asked.in_stock is not None:
            yield self._between("in_stock", int(asked.in_stock), int(asked.in_stock))
        for code, (low, high) in asked.ranges.items():
            yield self._quiet(self._index.parse_query(f"numbers.{code}:[{low} TO {high}]", ["title"]))

    def _text(self, asked: Question, least: int) -> Query:
        slots = [(Occur.Should, self._slot(slot)) for slot in asked.slots]
        ways = [Query.boolean_query(slots, minimum_number_should_match=least)] if slots else []
        ways += [
            Query.const_score_query(self._term("terms", term), 10.0 * words.SURE) for term in asked.exact
        ]
        if asked.code_prefix:
            pattern = re.sub(r"([^\w=])", r"\\\1", asked.code_prefix) + ".*"
            ways.append(
                Query.const_score_query(Query.regex_query(self._schema, "terms", pattern), 5.0 * words.SURE)
            )
        return Query.boolean_query([(Occur.Should, one) for one in ways], minimum_number_should_match=1)

    def _slot(self, slot: Slot) -> Query:
        ways = [(Occur.Should, self._alternative(alternative)) for alternative in slot]
        return Query.boolean_query(ways, minimum_number_should_match=1)

    def _alternative(self, alternative: Alternative) -> Query:
        every = [(Occur.Must, self._word(stems)) for stems in alternative.stems]
        return Query.boost_query(Query.boolean_query(every), alternative.percent / 100)

    def _word(self, stems: Iterable[str]) -> Query:
        """Counts once, where it counts most."""
        ways = [
            Query.boost_query(self._term(field, stem), boost)
            for stem in sorted(stems)
            for field, boost in TEXT
        ]
        return Query.disjunction_max_query(ways)

    def _after(self, asked: Question) -> Query:
        *values, last = asked.after or ()
        ascending, beyond_id = self.is_ascending(asked), self._beyond_id(UUID(str(last)), asked)
        if not values:
            return beyond_id
        field, value = _COLUMNS[asked.order], int(values[0])
        beyond = self._between(field, value + 1, None) if ascending else self._between(field, None, value - 1)
        same = Query.boolean_query(
            [(Occur.Must, self._between(field, value, value)), (Occur.Must, beyond_id)]
        )
        return Query.boolean_query(
            [(Occur.Should, beyond), (Occur.Should, same)], minimum_number_should_match=1
        )

    def _beyond_id(self, last: UUID, asked: Question) -> Query:
        """Ids are 128 bits and stand in two fields."""
        high, low = last.int >> 64, last.int & (2**64 - 1)
        ascending = self.is_ascending(asked)
        beyond, rest = self._beyond("id_high", high, ascending), self._beyond("id_low", low, ascending)
        same = self._between("id_high", high, high, kind=FieldType.Unsigned)
        both = Query.boolean_query([(Occur.Must, same), (Occur.Must, rest)])
        return Query.boolean_query(
            [(Occur.Should, beyond), (Occur.Should, both)], minimum_number_should_match=1
        )

    def _beyond(self, field: str, value: int, ascending: bool) -> Query:
        limits: dict[str, Any] = {"lower_bound": value, "include_lower": False}
        limits = limits if ascending else {"upper_bound": value, "include_upper": False}
        return self._quiet(Query.range_query(self._schema, field, FieldType.Unsigned, **limits))

    def _between(
        self, field: str, low: int | None, high: int | None, *, kind: Any = FieldType.Integer
    ) -> Query:
        return self._quiet(Query.range_query(self._schema, field, kind, lower_bound=low, upper_bound=high))

    def _any(self, field: str, values: Sequence[str]) -> Query:
        return (
            self._quiet(Query.term_set_query(self._schema, field, list(values)))
            if values
            else Query.empty_query()
        )

    def _term(self, field: str, value: str) -> Query:
        return Query.term_query(self._schema, field, value, "basic")

    @staticmethod
    def _quiet(query: Query) -> Query:
        """Filters do not count for relevance."""
        return Query.const_score_query(query, 0.0)
