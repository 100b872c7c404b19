"""Public reads from the cache: fast, never stale after a write has returned, and dispensable."""

import threading
from typing import Any

import pytest

PATH = "/api/catalog/products/window/"


@pytest.fixture
def window(sample: Any) -> Any:
    from tests.platform.sample_views import Window

    Window.shown.clear()
    Window.built = 0
    return Window


def test_the_second_read_is_a_hit_without_sql(sample: Any, window: Any, sql_log: Any) -> None:
    first = sample.get(PATH)
    with sql_log() as statements:
        second = sample.get(PATH)
    assert (first["X-Cache"], second["X-Cache"], statements, window.built) == ("miss", "hit", [], 1)
    assert first.content == second.content == b'{"value":0,"q":null}'
    assert second["Content-Type"] == "application/json"
    assert second["X-Content-Type-Options"] == "nosniff"
    assert second["X-Request-ID"]


def test_a_write_is_visible_as_soon_as_it_returns(sample: Any, window: Any) -> None:
    for value in (1, 2, 3):
        sample.post(PATH, {"value": value})
        assert [sample.get(PATH).json()["value"] for _ in range(2)] == [value, value]
    assert window.built == 3


def test_a_write_that_is_rolled_back_voids_nothing(sample: Any, window: Any) -> None:
    sample.get(PATH)
    assert sample.post(PATH, {"value": 1, "fail": True}).status_code == 409
    assert sample.get(PATH)["X-Cache"] == "hit"


def test_an_answer_computed_before_a_write_is_never_served_after_it(
    sample: Any, window: Any, monkeypatch: Any
) -> None:
    """The slow reader read the old value, the writer finishes, only then the reader stores."""
    from django.db import connections
    from tests.platform.sample_views import Window

    has_read, may_store = threading.Event(), threading.Event()
    original = Window.get

    def slow(self: Any, request: Any) -> Any:
        answer = original(self, request)
        has_read.set()
        assert may_store.wait(5)
        return answer

    slow._nexus_endpoint = original._nexus_endpoint  # type: ignore[attr-defined]
    monkeypatch.setattr(Window, "get", slow)

    def read() -> None:
        sample.with_headers().get(PATH)
        connections.close_all()  # this thread's, or the session's database could not be dropped at the end

    reader = threading.Thread(target=read)
    reader.start()
    assert has_read.wait(5)
    monkeypatch.setattr(Window, "get", original)
    sample.post(PATH, {"value": 7})
    may_store.set()
    reader.join()
    assert sample.get(PATH).json()["value"] == 7
    assert sample.get(PATH).json()["value"] == 7


def test_if_none_match(sample: Any, window: Any) -> None:
    tag = sample.get(PATH)["ETag"]
    fresh = sample.get(PATH, If_None_Match=tag)
    assert (fresh.status_code, fresh.content, fresh["ETag"]) == (304, b"", tag)
    assert sample.get(PATH, If_None_Match=f'"other", W/{tag}').status_code == 304
    assert sample.get(PATH, If_None_Match='"other"').status_code == 200
    sample.post(PATH, {"value": 1})
    assert sample.get(PATH, If_None_Match=tag).status_code == 200


def test_the_order_of_parameters_does_not_matter(sample: Any, window: Any) -> None:
    sample.get(f"{PATH}?q=a&sort=b")
    assert sample.get(f"{PATH}?sort=b&q=a")["X-Cache"] == "hit"
    assert sample.get(f"{PATH}?sort=b&q=c")["X-Cache"] == "miss"


def test_a_repeated_parameter_in_another_order_is_another_question(sample: Any, window: Any) -> None:
    """The last one counts, so whoever asks first must not decide what the others are answered."""
    assert [sample.get(f"{PATH}?{query}").json()["q"] for query in ("q=a&q=b", "q=b&q=a")] == ["b", "a"]
    assert sample.get(f"{PATH}?q=b&q=a")["X-Cache"] == "hit"


def test_refusals_are_not_kept(sample: Any, window: Any) -> None:
    for _ in range(2):
        response = sample.get(f"{PATH}?colour=1")
        assert (response.status_code, "X-Cache" in response) == (400, False)


def test_credentials_bypass_the_cache_both_ways(sample: Any, window: Any) -> None:
    known = sample.with_headers(Authorization="Test user")
    assert "X-Cache" not in known.get(PATH)
    assert sample.get(PATH)["X-Cache"] == "miss"
    assert "X-Cache" not in known.get(PATH)
    browser = sample.with_headers(Cookie="sessionid=abc")
    assert "X-Cache" not in browser.get(PATH)
    assert window.built == 4


def test_no_cache_on_the_way_may_keep_what_is_not_public(sample: Any, window: Any) -> None:
    """A guest is known by headers and cookies that a cache in front of the product does not look at."""
    known, private = sample.with_headers(Authorization="Test user"), "private, no-store"
    assert known.get(PATH)["Cache-Control"] == private
    assert sample.get("/api/whoami/")["Cache-Control"] == private
    assert sample.get(f"{PATH}?colour=1")["Cache-Control"] == "no-store"
    assert sample.post(PATH, {"value": 1})["Cache-Control"] == private
    first, second = sample.get(PATH), sample.get(PATH)
    assert (first["Cache-Control"], first["X-Cache"]) == ("no-cache", "miss")
    assert (second["Cache-Control"], second["X-Cache"]) == ("no-cache", "hit")


def test_tenants_do_not_share(sample: Any, window: Any, other_tenant: Any) -> None:
    from tests.fixtures import Api

    sample.post(PATH, {"value": 5})
    assert sample.get(PATH).json()["value"] == 5
    other = Api(other_tenant).get(PATH)
    assert (other["X-Cache"], other.json()["value"]) == ("miss", 0)


def test_a_write_of_another_tenant_voids_nothing_here(sample: Any, window: Any, other_tenant: Any) -> None:
    from tests.fixtures import Api

    sample.get(PATH)
    Api(other_tenant).post(PATH, {"value": 5})
    assert sample.get(PATH)["X-Cache"] == "hit"


def test_without_valkey_everything_is_computed(sample: Any, window: Any, valkey_down: Any) -> None:
    with valkey_down():
        for value in (1, 2):
            assert sample.post(PATH, {"value": value}).status_code == 200
            assert sample.get(PATH).json()["value"] == value
        assert window.built == 2


def test_a_bump_that_was_missed_is_made_up_for(sample: Any, window: Any, valkey_down: Any) -> None:
    sample.get(PATH)
    with valkey_down():
        sample.post(PATH, {"value": 9})
    assert sample.get(PATH).json()["value"] == 9


def test_a_lost_generation_starts_a_new_one(sample: Any, window: Any, tenant: Any) -> None:
    from nexus.platform.cache.generation import generation_key
    from nexus.platform.cache.wire import call

    sample.get(PATH)
    call("DEL", generation_key(tenant.id))
    assert sample.get(PATH)["X-Cache"] == "miss"
    assert sample.get(PATH)["X-Cache"] == "hit"


def test_a_connection_that_died_is_replaced(sample: Any, window: Any) -> None:
    from nexus.platform.cache import wire

    sample.get(PATH)
    wire._local.connection._sock.close()
    assert sample.get(PATH)["X-Cache"] == "hit"


def test_entries_expire_within_a_minute(sample: Any, window: Any, tenant: Any) -> None:
    from nexus.platform.cache.wire import call

    sample.get(PATH)
    (key,) = list(call("KEYS", f"nexus:{tenant.id}:page:*"))
    assert 45 <= call("TTL", key) <= 60


def test_without_the_middleware_a_cached_view_caches_itself(sample: Any, window: Any) -> None:
    from django.test import override_settings

    with override_settings(NEXUS_CACHED_PREFIXES=[]):
        client = sample.with_headers()
        assert [client.get(PATH)["X-Cache"] for _ in range(2)] == ["miss", "hit"]


def test_a_very_long_query_is_served_but_not_kept(sample: Any, window: Any) -> None:
    for _ in range(2):
        assert sample.get(f"{PATH}?q={'x' * 600}").status_code == 200
    assert window.built == 2
