"""Identity of a request: the client's own when it is sane, else a fresh one."""

import re
from typing import Final

from nexus.kernel.ids import new_id

_SANE: Final = re.compile(r"[A-Za-z0-9._:-]{8,128}", re.ASCII)


def request_id(header: str | None, /) -> str:
    """What X-Request-ID said, if it is 8 to 128 harmless characters; otherwise a new UUID."""
    return header if header is not None and _SANE.fullmatch(header) else str(new_id())
