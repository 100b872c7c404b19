"""Rates: exact in Valkey, per tenant and subject, and what happens without Valkey."""

from collections.abc import Iterator
from typing import Any

import pytest


@pytest.fixture
def rates(sample: Any) -> Iterator[Any]:
    from django.test import override_settings

    tight = {
        "write": ("3/min by actor",),
        "auth": ("2/min by ip_email", "5/min by ip"),
        "default": ("100/min by actor",),
    }
    with override_settings(NEXUS_THROTTLING=True, NEXUS_THROTTLES=tight):
        yield sample


def statuses(client: Any, count: int, method: str = "POST", body: Any = None, **headers: str) -> list[int]:
    return [client.request(method, "/api/basket/", body or {}, **headers).status_code for _ in range(count)]


def test_beyond_the_rate_is_429(rates: Any) -> None:
    assert statuses(rates, 5) == [400, 400, 400, 429, 429]
    response = rates.post("/api/basket/", {})
    assert (response.json()["code"], 1 <= int(response["Retry-After"]) <= 20) == ("throttled", True)


def test_a_refused_request_does_not_push_the_end_away(rates: Any) -> None:
    statuses(rates, 3)
    waits = [rates.post("/api/basket/", {}).json()["retry_after"] for _ in range(10)]
    assert max(waits) - min(waits) <= 1


def test_subjects_are_counted_apart(rates: Any) -> None:
    assert statuses(rates, 4)[-1] == 429
    assert statuses(rates.with_headers(Authorization="Test user"), 4) == [400, 400, 400, 429]
    assert statuses(rates.with_headers(Authorization="Test seller"), 1) == [400]


def test_tenants_are_counted_apart(rates: Any, other_tenant: Any) -> None:
    from tests.fixtures import Api

    assert statuses(rates, 4)[-1] == 429
    assert statuses(Api(other_tenant), 1) == [400]


def test_logins_are_counted_by_address_and_email(rates: Any) -> None:
    mails = ["a@x.test", "A@x.test ", "a@x.test", "b@x.test"]
    assert [statuses(rates, 1, "PUT", {"email": mail})[0] for mail in mails] == [400, 400, 429, 400]


def test_spraying_over_many_accounts_is_counted_by_address(rates: Any) -> None:
    assert [statuses(rates, 1, "PUT", {"email": f"{n}@x.test"})[0] for n in range(7)] == [400] * 5 + [429] * 2


def test_bad_credentials_are_counted_by_address(rates: Any) -> None:
    assert statuses(rates, 5, Authorization="Test nobody") == [401, 401, 401, 429, 429]


def test_without_valkey_requests_pass_but_logins_are_still_counted(rates: Any, valkey_down: Any) -> None:
    with valkey_down():
        assert statuses(rates, 6) == [400] * 6
        assert statuses(rates, 4, "PUT", {"email": "down@x.test"}) == [400, 400, 429, 429]


def test_switched_off(sample: Any) -> None:
    from django.test import override_settings

    with override_settings(NEXUS_THROTTLING=False, NEXUS_THROTTLES={"write": ("1/min by actor",)}):
        assert statuses(sample, 3) == [400] * 3


def test_parallel_requests_get_exactly_the_rate(rates: Any, tenant: Any, in_threads: Any) -> None:
    answers = in_threads(
        12, lambda _: rates.with_headers().post("/api/basket/", {}).status_code, tenant_id=tenant.id
    )
    assert sorted(answers) == [400] * 3 + [429] * 9


def test_the_rate_is_given_back_evenly() -> None:
    import time

    from nexus.kernel.ids import new_id
    from nexus.platform.throttling import limiter, local

    for algorithm in (limiter.wait_for, local.wait_for):
        key = [f"test:{new_id()}"]
        assert [algorithm(key, [(5, 1)]) for _ in range(5)] == [0] * 5
        wait = algorithm(key, [(5, 1)])
        assert 0.1 < wait <= 0.2
        time.sleep(wait + 0.01)
        assert algorithm(key, [(5, 1)]) == 0
        assert algorithm(key, [(5, 1)]) > 0


def test_a_misspelt_rate_is_refused_loudly() -> None:
    from django.core.exceptions import ImproperlyConfigured
    from django.test import override_settings

    from nexus.platform.throttling.rates import rates_of

    for throttles, name in (({}, "defualt"), ({"write": ("many/min",)}, "write")):
        with override_settings(NEXUS_THROTTLES=throttles), pytest.raises(ImproperlyConfigured):
            rates_of(name)


@pytest.mark.parametrize(
    ("hops", "forwarded", "expected"),
    [(0, "1.1.1.1", "9.9.9.9"), (1, "1.1.1.1, 2.2.2.2", "2.2.2.2"), (2, "1.1.1.1, 2.2.2.2", "1.1.1.1"),
     (2, "2.2.2.2", "9.9.9.9"), (1, "", "9.9.9.9")],
)  # fmt: skip
def test_the_address_behind_proxies(hops: int, forwarded: str, expected: str) -> None:
    from django.test import RequestFactory, override_settings

    from nexus.platform.throttling import client_ip

    request = RequestFactory().get("/", REMOTE_ADDR="9.9.9.9", HTTP_X_FORWARDED_FOR=forwarded)
    with override_settings(NEXUS_PROXY_HOPS=hops):
        assert client_ip(request) == expected


@pytest.mark.parametrize(
    ("first", "second", "third"),
    [
        ("9.9.9.1", "9.9.9.2", 200),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", 429),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", 200),
        ("::ffff:9.9.9.1", "9.9.9.1", 429),
        ("unix:", "unix:", 429),
    ],
)
def test_the_addresses_of_one_customer_count_together(
    sample: Any, first: str, second: str, third: int
) -> None:
    """With IPv6 everybody has a /64, so an address of its own for each request."""
    from django.test import override_settings

    def ask(address: str) -> int:
        sent = {"X-Tenant": sample.tenant.slug}
        return int(sample.client.get("/api/whoami/", headers=sent, REMOTE_ADDR=address).status_code)

    with override_settings(NEXUS_THROTTLING=True, NEXUS_THROTTLES={"default": ("2/min by actor",)}):
        assert [ask(first), ask(first), ask(second)] == [200, 200, third]
