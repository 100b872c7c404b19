"""One form serves all requests, so nothing of one may be seen in another."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from tests.fixtures import run_in_threads

from nexus.platform.http import IntegerField, TextField, validated


class Piece(serializers.Serializer):
    word = TextField()
    count = IntegerField(default=1)


class Parcel(serializers.Serializer):
    pieces = Piece(many=True, required=False)
    note = TextField(required=False, default="")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs["note"] == "never":
            raise serializers.ValidationError("not today")
        return attrs


def _sent(body: Any) -> Any:
    return validated(Parcel, SimpleNamespace(data=body))


def test_what_one_request_left_out_does_not_come_from_the_one_before() -> None:
    full = _sent({"pieces": [{"word": "a", "count": 3}], "note": "first"})
    bare = _sent({})

    assert full == {"pieces": [{"word": "a", "count": 3}], "note": "first"}
    assert bare == {"note": ""}


def test_a_refusal_leaves_nothing_behind() -> None:
    with pytest.raises(ValidationError) as wrong:
        _sent({"pieces": [{"word": "a"}, {"count": "x"}]})
    missing, not_whole = ["This field is required."], ["A valid integer is required."]
    assert wrong.value.detail == {"pieces": {1: {"word": missing, "count": not_whole}}}
    with pytest.raises(ValidationError) as ruled:
        _sent({"note": "never"})
    assert ruled.value.detail == {"non_field_errors": ["not today"]}

    assert _sent({"pieces": [{"word": "b"}]}) == {"pieces": [{"word": "b", "count": 1}], "note": ""}


def test_what_was_validated_may_be_changed() -> None:
    _sent({"pieces": [{"word": "a"}]})["pieces"].append("mine")

    assert _sent({"pieces": []})["pieces"] == []


def test_requests_at_the_same_time_keep_to_themselves() -> None:
    def send(index: int) -> set[str]:
        return {_sent({"pieces": [{"word": f"{index}"}] * 20})["pieces"][7]["word"] for _ in range(200)}

    assert run_in_threads(4, send) == [{"0"}, {"1"}, {"2"}, {"3"}]
