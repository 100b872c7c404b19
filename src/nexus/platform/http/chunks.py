"""Bodies that come in chunks, without saying how long they are."""

from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any, Final

type Application = Callable[[dict[str, Any], Any], Iterable[bytes]]

MOST_BYTES: Final = 20 * 1024 * 1024


def with_length(application: Application, /, *, limit: int = MOST_BYTES) -> Application:
    """Django reads as many bytes as Content-Length says: a chunked body would count as empty and nobody would know.

    Read here, at most one byte more than is ever accepted, which the limits further in then refuse.
    """

    def serve(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if environ.get("HTTP_TRANSFER_ENCODING"):
            body = environ["wsgi.input"].read(limit + 1)
            environ["CONTENT_LENGTH"], environ["wsgi.input"] = str(len(body)), BytesIO(body)
        return application(environ, start_response)

    return serve
