"""The scopes of a statement, and which of their sources are tied to the tenant. Used by `sqlreading`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlglot import exp

TENANT = "tenant_id"
_QUERY = (exp.Select, exp.Update, exp.Delete, exp.Insert)


@dataclass(eq=False, slots=True)
class Scope:
    """One SELECT, UPDATE, DELETE or INSERT: its own sources, without those of the scopes inside."""

    node: exp.Expr
    parent: Scope | None
    tables: dict[str, str] = field(default_factory=dict)  # alias -> table
    derived: dict[str, list[Scope]] = field(default_factory=dict)  # alias -> the queries behind it
    anchored: set[str] = field(default_factory=set)
    ties: list[Tie] = field(default_factory=list)

    def find(self, alias: str) -> Scope | None:
        """The nearest scope, from here outwards, that has the source."""
        if alias in self.tables or alias in self.derived:
            return self
        return self.parent.find(alias) if self.parent else None

    def alone(self) -> str | None:
        """The only source that a bare `tenant_id` can mean."""
        sources = [*self.tables, *self.derived]
        return sources[0] if len(sources) == 1 else None


@dataclass(slots=True)
class Tie:
    """`alias` is anchored when `by` is; `by` None is a parameter."""

    alias: str
    by: exp.Column | None


def scopes_of(tree: exp.Expr) -> list[Scope]:
    """All scopes of the statement, with `anchored` worked out."""
    scopes: dict[int, Scope] = {}
    for node in tree.walk(bfs=True):
        if isinstance(node, _QUERY):
            scopes[id(node)] = Scope(node, _enclosing(node, scopes))
    for scope in scopes.values():
        _collect_sources(scope, scopes)
    for scope in scopes.values():
        scope.ties = list(_ties(scope))
        scope.anchored = set(_anchored_by_columns(scope))
    _settle(list(scopes.values()))
    return list(scopes.values())


def _enclosing(node: exp.Expr, scopes: dict[int, Scope]) -> Scope | None:
    parent = node.parent
    while parent is not None and id(parent) not in scopes:
        parent = parent.parent
    return scopes[id(parent)] if parent is not None else None


def _own(scope: Scope, *kinds: type[exp.Expr]) -> Iterator[exp.Expr]:
    """Nodes of these kinds that belong to this scope and to none inside it."""

    def is_another_scope(node: exp.Expr) -> bool:
        return isinstance(node, _QUERY) and node is not scope.node

    for node in scope.node.walk(prune=is_another_scope):
        if isinstance(node, kinds) and not isinstance(node.parent, exp.Lock):
            yield node


def _collect_sources(scope: Scope, scopes: dict[int, Scope]) -> None:
    for table in _own(scope, exp.Table):
        behind = _common_table(scope, table.name)
        if behind is not None:  # a recursive query stands on its first side
            scope.derived[table.alias_or_name] = [
                each for each in _queries(behind, scopes) if each is not scope
            ]
        elif table.name:
            scope.tables[table.alias_or_name] = table.name
    for subquery in _own(scope, exp.Subquery, exp.Lateral):
        if subquery.alias:
            scope.derived[subquery.alias] = _queries(subquery, scopes)


def _common_table(scope: Scope, name: str) -> exp.Expr | None:
    """The WITH query of this name that the scope can see."""
    node: exp.Expr | None = scope.node
    while node is not None:
        clause = node.args.get("with_")
        for common in clause.expressions if clause else ():
            if common.alias == name and (clause.args.get("recursive") or not _is_inside(scope.node, common)):
                return common
        node = node.parent
    return None


def _is_inside(node: exp.Expr, other: exp.Expr) -> bool:
    return node is other or (node.parent is not None and _is_inside(node.parent, other))


def _queries(behind: exp.Expr, scopes: dict[int, Scope]) -> list[Scope]:
    """The selects whose rows the source returns: one, or each side of a UNION."""
    found: list[Scope] = []
    for node in behind.walk(prune=lambda each: isinstance(each, _QUERY)):
        if isinstance(node, _QUERY):
            found.append(scopes[id(node)])
    return found


def _ties(scope: Scope) -> Iterator[Tie]:
    where = scope.node.args.get("where")
    for condition in _conjuncts(where.this if where else None):
        yield from _tie(scope, condition)
    for join in _own(scope, exp.Join):
        inner = join.args.get("side") in (None, "")
        for condition in _join_conditions(scope, join):
            yield from (tie for tie in _tie(scope, condition) if inner or tie.alias == join.alias_or_name)


def _join_conditions(scope: Scope, join: exp.Expr) -> Iterator[exp.Expr]:
    """Of a LEFT JOIN they bind the joined side only; of RIGHT and FULL joins none is believed."""
    if join.args.get("side") in ("RIGHT", "FULL"):
        return
    yield from _conjuncts(join.args.get("on"))
    if any(column.name == TENANT for column in join.args.get("using") or ()):
        others = [alias for alias in (*scope.tables, *scope.derived) if alias != join.alias_or_name]
        for other in others[:1]:
            yield exp.EQ(this=exp.column(TENANT, join.alias_or_name), expression=exp.column(TENANT, other))


def _conjuncts(condition: exp.Expr | None) -> Iterator[exp.Expr]:
    if condition is None:
        return
    condition = condition.unnest()
    if isinstance(condition, exp.And):
        yield from _conjuncts(condition.left)
        yield from _conjuncts(condition.right)
    else:
        yield condition


def _tie(scope: Scope, condition: exp.Expr) -> Iterator[Tie]:
    if not isinstance(condition, exp.EQ):
        return
    left, right = condition.left.unnest(), condition.right.unnest()
    for one, other in ((left, right), (right, left)):
        alias = _alias_of(scope, one)
        if alias is not None and _is_parameter(other):
            yield Tie(alias, None)
        elif alias is not None and isinstance(other, exp.Column) and other.name == TENANT:
            yield Tie(alias, other)


def _alias_of(scope: Scope, column: exp.Expr) -> str | None:
    """The source of this very scope whose tenant the column is."""
    if not isinstance(column, exp.Column) or column.name != TENANT:
        return None
    alias = column.table or scope.alone()
    return alias if alias in scope.tables or alias in scope.derived else None


def _is_parameter(node: exp.Expr) -> bool:
    while isinstance(node, exp.Cast | exp.Paren):
        node = node.this
    return isinstance(node, exp.Placeholder | exp.Parameter)


def _anchored_by_columns(scope: Scope) -> Iterator[str]:
    """The target of an INSERT is tied when the tenant is among the columns that are written."""
    if not isinstance(scope.node, exp.Insert):
        return
    target, source = scope.node.this, scope.node.expression
    written = target.expressions if isinstance(target, exp.Schema) else source.expressions
    if any(column.alias_or_name == TENANT for column in written):
        yield target.find(exp.Table).alias_or_name


def _settle(scopes: list[Scope]) -> None:
    """Spread anchors along ties until nothing changes."""
    changed = True
    while changed:
        changed = False
        for scope in scopes:
            before = len(scope.anchored)
            scope.anchored.update(tie.alias for tie in scope.ties if _holds(scope, tie))
            scope.anchored.update(
                alias
                for alias, queries in scope.derived.items()
                if queries and all(map(_returns_tenant, queries))
            )
            changed = changed or len(scope.anchored) > before


def _holds(scope: Scope, tie: Tie) -> bool:
    return tie.by is None or _is_anchored(scope, tie.by)


def _is_anchored(scope: Scope, column: exp.Column) -> bool:
    alias = column.table or scope.alone()
    home = scope.find(alias) if alias else None
    return home is not None and alias in home.anchored


def _returns_tenant(scope: Scope) -> bool:
    """Whether the query's rows carry the tenant they were tied to."""
    returning = scope.node.args.get("returning")
    for projection in returning.expressions if returning else scope.node.expressions:
        value = projection.unalias()
        if isinstance(value, exp.Star):
            return all(alias in scope.anchored for alias in (*scope.tables, *scope.derived))
        if projection.alias_or_name == TENANT:
            return _is_parameter(value) or (isinstance(value, exp.Column) and _is_anchored(scope, value))
    return False
