"""Pictures that a seller names by URL."""

from nexus.catalog.contracts.errors import InvalidImage
from nexus.catalog.services.pictures import MOST_BYTES, Picture, verified_picture
from nexus.platform.outbound import NotFetched, fetch


def remote_picture(url: str, /) -> Picture:
    """Fetched from a public address and verified like an upload. Never inside a transaction. Raises InvalidImage naming `url`."""
    try:
        return verified_picture(fetch(url, most_bytes=MOST_BYTES).content)
    except NotFetched as error:
        raise InvalidImage(str(error), errors={"url": [str(error)]}) from None
    except InvalidImage as error:
        raise InvalidImage(error.detail, errors={"url": [error.detail]}) from None
