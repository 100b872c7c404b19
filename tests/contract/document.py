"""The OpenAPI document as the tests read it: operations, their ids, the fields of their bodies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

METHODS = ("get", "post", "put", "patch", "delete")
PROBLEM = "application/problem+json"
type Schema = Mapping[str, Any]
type Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one path."""

    method: str
    path: str
    facts: Mapping[str, Any]

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def path_names(self) -> tuple[str, ...]:
        return self._names("path")

    @property
    def query_names(self) -> tuple[str, ...]:
        return self._names("query")

    @property
    def body(self) -> Schema | None:
        """Schema of the JSON body; none where the body may be a file as well."""
        content = {} if self.takes_upload else self.facts.get("requestBody", {}).get("content", {})
        return resolved(content["application/json"]["schema"]) if "application/json" in content else None

    @property
    def takes_upload(self) -> bool:
        return "multipart/form-data" in self.facts.get("requestBody", {}).get("content", {})

    @property
    def statuses(self) -> frozenset[int]:
        return frozenset(int(status) for status in self.facts["responses"])

    @property
    def reads_credentials(self) -> bool:
        """Whether `Authorization` is looked at."""
        return self.facts.get("security", [{}]) != [{}]

    @property
    def is_public(self) -> bool:
        return {} in self.facts.get("security", [{}])

    def _names(self, place: str) -> tuple[str, ...]:
        return tuple(entry["name"] for entry in self.facts.get("parameters", ()) if entry["in"] == place)


@cache
def document() -> dict[str, Any]:
    """What `/api/schema/` says."""
    from drf_spectacular.generators import SchemaGenerator

    return SchemaGenerator().get_schema(public=True)  # type: ignore[no-any-return]


@cache
def operations() -> tuple[Operation, ...]:
    """All of them but the document's own; those that remove something last."""
    found = [
        Operation(method.upper(), path, facts)
        for path, methods in document()["paths"].items()
        for method, facts in methods.items()
        if method in METHODS and path != "/api/schema/"
    ]
    return tuple(sorted(found, key=lambda operation: operation.method == "DELETE"))


def resolved(schema: Schema) -> Schema:
    """Follow a reference, also one that is wrapped to carry a description or to admit null."""
    if "$ref" in schema:
        return resolved(document()["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]])
    if len(schema.get("allOf", ())) == 1:
        return {
            **resolved(schema["allOf"][0]),
            **{key: found for key, found in schema.items() if key != "allOf"},
        }
    choices = [choice for choice in schema.get("oneOf", ()) if choice.get("type") != "null"]
    if len(choices) == 1:
        return {**resolved(choices[0]), "nullable": True}
    return schema


def types_of(schema: Schema) -> frozenset[str]:
    """JSON types that the schema admits; empty when it says nothing."""
    if "oneOf" in schema or "anyOf" in schema:
        choices = [*schema.get("oneOf", ()), *schema.get("anyOf", ())]
        return frozenset().union(*(types_of(resolved(choice)) for choice in choices))
    if "enum" in schema and "type" not in schema:
        return frozenset("null" if value is None else "string" for value in schema["enum"])
    stated = schema.get("type", ())
    null = ["null"] if schema.get("nullable") else []
    return frozenset([*([stated] if isinstance(stated, str) else stated), *null])


def fields(schema: Schema, place: Place = ()) -> Iterator[tuple[Place, Schema]]:
    """Every documented member, nested ones too; 0 stands for the first entry of a list."""
    schema = resolved(schema)
    for name, inner in schema.get("properties", {}).items():
        found = resolved(inner)
        yield (*place, name), found
        yield from fields(found, (*place, name))
    if "items" in schema:
        found = resolved(schema["items"])
        yield (*place, 0), found
        yield from fields(found, (*place, 0))


def name_of(place: Place) -> str:
    """The innermost member's name."""
    return next(str(part) for part in reversed(place) if isinstance(part, str))
