"""What strangers name by URL is fetched from public addresses only, whole, soon, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from time import monotonic, sleep
from typing import Any, ClassVar

import pytest
from django.test import override_settings

from nexus.platform.outbound import NotFetched, fetch
from nexus.platform.outbound.addresses import is_public

PICTURE = b"\x89PNG and so on"


class _Site(BaseHTTPRequestHandler):
    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(f"{self.headers['Host']}{self.path}")
        getattr(self, f"_{self.path.strip('/').partition('?')[0]}")()

    def _fine(self) -> None:
        self._send(PICTURE)

    def _send(self, body: bytes, **headers: str) -> None:
        self.send_response(200)
        for name, value in ({"Content-Length": str(len(body))} | headers).items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def _huge(self) -> None:
        self._send(b"x" * 2001)

    def _packed(self) -> None:
        self._send(PICTURE, Content_Encoding="gzip")

    def _endless(self) -> None:
        self.send_response(200)
        self.end_headers()
        self._drip(b"x" * 400)

    def _slow(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
        self._drip(b"x", pause=0.05)  # never as much as a header may hold

    def _drip(self, piece: bytes, *, pause: float = 0.0) -> None:
        ended = monotonic() + 5
        with_error = False
        while monotonic() < ended and not with_error:
            try:
                self.wfile.write(piece)
                self.wfile.flush()
                sleep(pause)
            except OSError:
                with_error = True

    def _missing(self) -> None:
        self.send_error(404)

    def _home(self) -> None:
        self._redirect("fine")

    def _inside(self) -> None:
        self._redirect("http://127.0.0.1:9/secrets")

    def _circle(self) -> None:
        self._redirect("circle")

    def _file(self) -> None:
        self._redirect("file:///etc/passwd")

    def _redirect(self, to: str) -> None:
        self.send_response(302)
        self.send_header("Location", to)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args: Any) -> None:
        pass


@contextmanager
def _served() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Site) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"shop.test:{server.server_port}"
        finally:
            server.shutdown()


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with _served() as place, override_settings(NEXUS_OUTBOUND_ALLOWED_HOSTS=[place]):
        yield place


def _here(host: str, port: int) -> list[str]:
    return ["127.0.0.1"]


def _got(url: str, **how: Any) -> bytes:
    return fetch(url, most_bytes=2000, resolve=how.pop("resolve", _here), **how).content


def _refusal(url: str, **how: Any) -> str:
    with pytest.raises(NotFetched) as refused:
        _got(url, **how)
    return str(refused.value)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.1.1",
        "255.255.255.255", "192.0.2.1", "240.0.0.1", "::1", "::", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1",
        "::ffff:169.254.169.254", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::1", "2001:0:1::1",
        "2001:db8::1", "localhost", "",
    ],
)  # fmt: skip
def test_what_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "2606:4700::1111", "64:ff9b::5db8:d70e", "::ffff:93.184.215.14"]
)
def test_what_is_public(address: str) -> None:
    assert is_public(address)


def test_what_is_there_is_fetched_under_its_own_name(site: str) -> None:
    assert _got(f"http://{site}/home?a=1#part") == PICTURE
    assert _Site.asked[-2:] == [f"{site}/home?a=1", f"{site}/fine"]


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("huge", "It is larger than 2,000 bytes."),
        ("endless", "It is larger than 2,000 bytes."),
        ("slow", "It took too long."),
        ("packed", "It was sent compressed though that was not asked for."),
        ("missing", "It was answered with status 404."),
        ("inside", "Must not name another port."),
        ("circle", "More than 3 redirects."),
        ("file", "Must begin with https:// or http:// and name a host."),
    ],
)
def test_what_is_not_usable_is_refused_in_words(site: str, path: str, why: str) -> None:
    began = monotonic()
    assert _refusal(f"http://{site}/{path}", seconds=1.0) == why
    assert monotonic() - began < 4


@pytest.mark.parametrize(
    "url",
    [
        "ftp://shop.test/", "file:///etc/passwd", "gopher://shop.test/", "//shop.test/", "", "http://", "http://[::1",
        "http://a:b@c.test/",
        "http://shop.test:22/", "https://shop.test:80/", "http://shop.test/\r\nX: y", "http://sho\u0440.test/",
        f"http://a.test/{'x' * 2000}",
    ],
)  # fmt: skip
def test_urls_that_are_not_looked_up_at_all(url: str) -> None:
    def nobody(host: str, port: int) -> list[str]:
        raise AssertionError("looked up")

    assert _refusal(url, resolve=nobody)


@pytest.mark.parametrize("answer", [["127.0.0.1"], ["93.184.215.14", "10.0.0.1"], ["::ffff:10.0.0.1"]])
def test_a_name_that_leads_inside_is_refused_without_a_connection(answer: list[str]) -> None:
    assert (
        _refusal("http://shop.test/", resolve=lambda host, port: answer)
        == "Its host is not at a public address."
    )


def test_a_name_is_looked_up_once_for_each_connection(site: str) -> None:
    """DNS rebinding: the second answer would lead elsewhere; nobody asks for it."""
    answers: list[list[str]] = [["127.0.0.1"], ["10.0.0.1"]]
    resolve: Callable[[str, int], list[str]] = lambda host, port: answers.pop(0)  # noqa: E731
    assert _got(f"http://{site}/fine", resolve=resolve) == PICTURE
    assert answers == [["10.0.0.1"]]


def test_what_cannot_be_reached_says_no_more() -> None:
    def unknown(host: str, port: int) -> list[str]:
        raise OSError("Name or service not known: 10.0.0.53 refused")

    assert _refusal("http://shop.test/", resolve=unknown) == "It could not be reached."
