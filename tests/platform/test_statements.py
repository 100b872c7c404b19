"""Statements that keep their cursor: as quick as they are, they answer like any other."""

from __future__ import annotations

from datetime import UTC, datetime
from time import perf_counter
from typing import Any
from uuid import UUID

import pytest
from django.db import DataError, ProgrammingError, connection, transaction

from nexus.platform import db
from nexus.platform.tenancy import tenant_scope

FOUR = "SELECT %s::bigint AS number, %s::jsonb AS facts, %s::text AS word, %s::uuid AS id"


def _kept() -> dict[str, Any]:
    return connection.connection.__dict__["nexus_statements"]


@pytest.fixture(autouse=True)
def _in_scope(scope: Any) -> None:
    """Each test is one transaction."""


def test_the_same_text_runs_on_the_same_cursor() -> None:
    db.row(FOUR, [1, db.jsonb({"a": 1}), "one", None])
    cursor = _kept()[FOUR].cursor

    again = db.row(FOUR, [2**40, db.jsonb([None]), None, None])

    assert _kept()[FOUR].cursor is cursor
    assert again._asdict() == {"number": 2**40, "facts": [None], "word": None, "id": None}


def test_rows_of_an_earlier_answer_stay_what_they_were() -> None:
    first = db.rows("SELECT n, n::text AS word FROM generate_series(1, %s::int) n", [2])
    db.rows("SELECT n, n::text AS word FROM generate_series(1, %s::int) n", [1])

    assert [tuple(row) for row in first] == [(1, "1"), (2, "2")]


def test_a_long_answer_is_not_held_on_to() -> None:
    series = "SELECT n FROM generate_series(1, %s::int) n"
    assert len(db.rows(series, [50])) == 50
    assert not _kept()[series].cursor.closed

    assert len(db.rows(series, [51])) == 51
    assert _kept()[series].cursor.closed
    assert [row.n for row in db.rows(series, [2])] == [1, 2]


def test_texts_without_end_do_not_fill_the_memory() -> None:
    for number in range(600):
        assert db.row(f"SELECT {number} AS number").number == number

    assert len(_kept()) <= 256


def test_numbers_of_any_size_share_one_plan() -> None:
    text = "SELECT %s + %s AS sized"
    for numbers in ([1, 2], [1, 2**20], [2**40, 1], [2**20, 2**20], [3, 2**40]) * 2:
        assert db.row(text, numbers).sized == sum(numbers)

    assert db.rows(
        "SELECT parameter_types::text[] AS types FROM pg_prepared_statements WHERE statement LIKE '%% AS sized'"
    ) == [(["bigint", "bigint"],)]


def test_a_number_beyond_all_columns_is_refused_in_words() -> None:
    with pytest.raises(DataError, match="out of range"), transaction.atomic():
        db.row("SELECT %s + 1 AS sum", [2**63])


def test_a_failed_statement_can_be_run_again() -> None:
    text = "SELECT 1 / %s AS share"
    with pytest.raises(DataError), transaction.atomic():
        db.row(text, [0])

    assert db.row(text, [1]).share == 1


def test_nothing_runs_in_a_broken_transaction() -> None:
    with transaction.atomic():
        transaction.set_rollback(True)
        with pytest.raises(transaction.TransactionManagementError):
            db.row("SELECT 1 AS one")
        transaction.set_rollback(False)


def test_wrappers_see_each_statement_and_may_stop_it() -> None:
    seen: list[tuple[str, Any]] = []

    def watch(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        seen.append((sql, params))
        if params == [2]:
            raise ProgrammingError("stopped")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        db.execute("SELECT %s::int", [1])
        with pytest.raises(ProgrammingError, match="stopped"):
            db.execute("SELECT %s::int", [2])

    assert seen == [("SELECT %s::int", [1]), ("SELECT %s::int", [2])]


def test_a_log_of_queries_has_them_too() -> None:
    connection.force_debug_cursor, before = True, len(connection.queries)
    try:
        assert db.row("SELECT %s::int AS told", [7]).told == 7
    finally:
        connection.force_debug_cursor = False

    assert "AS told" in connection.queries[before:][0]["sql"]


def test_another_connection_has_cursors_of_its_own(tenant: Any) -> None:
    from tests.fixtures import run_in_threads

    def ask(index: int) -> int:
        with tenant_scope(tenant.id):
            return sum(db.row("SELECT %s::bigint AS mine", [index * 1000 + n]).mine for n in range(200))

    assert run_in_threads(4, ask, tenant_id=tenant.id) == [
        sum(index * 1000 + n for n in range(200)) for index in range(4)
    ]


ID = UUID("01a21aeb-c416-70a2-942a-228840a27851")


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("text", ['a "quoted" one', "back\\slash\\", "", " ", "NULL", "null", None, "{x,y}", "café 汉字", "two\nlines\ttab"]),
        ("text", [None, "'"]),
        ("text", []),
        ("uuid", [ID, None]),
        ("bigint", [-(2**63), None, 0, 2**63 - 1]),
        ("boolean", [True, False, None]),
        ("timestamptz", [datetime(2026, 1, 31, 23, 59, 59, 999999, tzinfo=UTC)]),
    ],
)  # fmt: skip
def test_lists_arrive_as_they_were_sent(kind: str, given: list[Any]) -> None:
    assert db.row(f"SELECT %s::{kind}[] AS found", [given]).found == given


def test_lists_in_lists_and_what_no_text_may_hold() -> None:
    assert db.row("SELECT %s::text[] AS found", [[["a", 'b"'], ["c", "d,"]]]).found == [
        ["a", 'b"'],
        ["c", "d,"],
    ]
    with pytest.raises(DataError, match="NUL"):
        db.row("SELECT %s::text[] AS found", [["fine", "not\0fine"]])


def test_work_is_done_while_a_statement_runs() -> None:
    done: list[float] = []
    found = db.rows_while(
        "SELECT pg_sleep(0.2) IS NOT NULL AS slept, %s::int AS n", [7], lambda: done.append(perf_counter())
    )

    assert [row.n for row in found] == [7]
    assert perf_counter() - done[0] > 0.1


def test_what_fails_meanwhile_or_in_the_statement_is_told_and_nothing_runs_on() -> None:
    def fail() -> None:
        raise ArithmeticError

    with pytest.raises(DataError), transaction.atomic():
        db.rows_while("SELECT 1 / %s::int AS n", [0], lambda: None)
    with pytest.raises(ArithmeticError), transaction.atomic():
        db.rows_while("SELECT pg_sleep(0.1) IS NOT NULL AS slept", [], fail)
    assert db.row("SELECT 1 AS n").n == 1
