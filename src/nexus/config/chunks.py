"""Bodies whose sender does not state their length (`Transfer-Encoding: chunked`).

WSGI knows a body by its CONTENT_LENGTH, so Django takes such a one for empty: a refund would lose its amount in silence.
"""

from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any, Final

type Environ = dict[str, Any]
type Application = Callable[[Environ, Any], Iterable[bytes]]

MOST_BYTES: Final = 21 * 1024 * 1024
"""A little more than any view takes: what is longer is cut here and refused there, with a 413."""


def measured(application: Application, /) -> Application:
    """The same application, told how long every body is."""

    def serve(environ: Environ, start_response: Any) -> Iterable[bytes]:
        if "chunked" in environ.get("HTTP_TRANSFER_ENCODING", "").lower():
            body = environ["wsgi.input"].read(MOST_BYTES)
            environ["wsgi.input"], environ["CONTENT_LENGTH"] = BytesIO(body), str(len(body))
        return application(environ, start_response)

    return serve
