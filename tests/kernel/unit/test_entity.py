"""An aggregate is the fold of its events, and knows which of them are not stored yet."""

import pytest

from nexus.kernel.entity import Aggregate
from nexus.kernel.errors import Category, Conflict, NexusError, NotFound, RuleBroken
from nexus.kernel.events import DomainEvent, event
from nexus.kernel.ids import new_id


@event("kernel_test.counted.v1")
class Counted(DomainEvent):
    by: int


class Counter(Aggregate):
    value = 0

    def count(self, by: int) -> None:
        if by <= 0:
            raise RuleBroken(by=by)
        self._record(Counted(by=by))

    def _apply(self, fact: DomainEvent, /) -> None:
        assert isinstance(fact, Counted)
        self.value += fact.by


def test_folding_the_events_gives_the_same_state() -> None:
    counter = Counter(new_id())
    counter.count(2)
    counter.count(5)
    again = Counter.fold(counter.id, counter.pull_events())
    assert (again.value, again.version, again.stored_version) == (7, 2, 2)


def test_versions_before_and_after_the_changes_that_are_not_stored() -> None:
    counter = Counter.fold(new_id(), [Counted(by=1)])
    counter.count(3)
    assert (counter.version, counter.stored_version) == (2, 1)
    assert counter.pull_events() == (Counted(by=3),)
    assert counter.pull_events() == ()
    assert (counter.version, counter.stored_version) == (2, 2)


def test_a_refused_change_leaves_no_trace() -> None:
    counter = Counter(new_id())
    with pytest.raises(RuleBroken) as refused:
        counter.count(0)
    assert refused.value.facts == {"by": 0}
    assert (counter.value, counter.version, counter.pull_events()) == (0, 0, ())


def test_errors_carry_a_category_a_code_and_facts() -> None:
    error = NotFound("No such order.", errors={"id": ["unknown"]}, id="5")
    assert (error.category, error.code, error.detail) == (Category.NOT_FOUND, "not_found", "No such order.")
    assert (error.errors, error.facts, str(error)) == ({"id": ["unknown"]}, {"id": "5"}, "No such order.")
    assert Conflict().detail == "The request conflicts with the current state"
    assert issubclass(Conflict, NexusError)
