"""What a stranger's upload must prove before it is kept, and what is kept of it."""

import hashlib
import warnings
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from PIL import Image, ImageOps

from nexus.catalog.contracts.errors import InvalidImage

MOST_BYTES: Final = 10 * 1024 * 1024
MOST_PIXELS: Final = 40_000_000
LONGEST_EDGE: Final = 12_000
FORMATS: Final = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "AVIF": "avif"}
"""What is kept, by content, never by name or header. SVG is not among them: it is a program, not a picture."""
_KEPT_AS: Final = {"GIF": "PNG", "MPO": "JPEG"}
"""What else is read. Cameras put a second picture (a preview, a brightness map) behind a JPEG: that is MPO."""
NAMES: Final = "JPEG, PNG, WebP, AVIF or GIF"


@dataclass(frozen=True, kw_only=True, slots=True)
class Picture:
    """A verified picture without metadata; width and height in pixels as it is shown.

    `colour`: its mean, `#rrggbb`, empty where it lets the page shine through. `digest`: SHA-256 of what was handed in.
    """

    content: bytes
    extension: str
    width: int
    height: int
    colour: str
    digest: str


def verified_picture(content: bytes, /) -> Picture:
    """Decode the whole picture and encode it anew: nothing of the upload but its pixels survives.

    Raises InvalidImage for other formats, broken or truncated data, and pictures that are too large. Size
    is judged by
    the header before any pixel is decoded, so a decompression bomb costs nothing.
    """
    if not content:
        raise refused("The file is empty.")
    if len(content) > MOST_BYTES:
        raise refused(f"The file is larger than {MOST_BYTES // 1024 // 1024} MB.")
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        return _encoded(_decoded(content), digest=hashlib.sha256(content).hexdigest())


def refused(why: str, /) -> InvalidImage:
    return InvalidImage(why, errors={"file": [why]})


def _decoded(content: bytes) -> Image.Image:
    try:
        image = Image.open(BytesIO(content), formats=(*FORMATS, "GIF"))
        _check_size(image)
        _check_stillness(image)
        image.load()
    except InvalidImage:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_large() from None
    except Exception as error:  # decoders raise anything on hostile bytes
        raise refused(f"Not a complete {NAMES} picture.") from error
    return image


def _check_size(image: Image.Image) -> None:
    width, height = image.size
    if width * height > MOST_PIXELS or max(width, height) > LONGEST_EDGE:
        raise _too_large()


def _check_stillness(image: Image.Image) -> None:
    if image.format != "MPO" and getattr(image, "n_frames", 1) > 1:
        raise refused("A picture that moves is not taken: save one of its frames.")


def _too_large() -> InvalidImage:
    return refused(f"At most {MOST_PIXELS // 1_000_000} megapixels and {LONGEST_EDGE} pixels along an edge.")


def _encoded(image: Image.Image, *, digest: str) -> Picture:
    """Upright, without EXIF, comments and colour profile."""
    kind = _KEPT_AS.get(str(image.format), str(image.format))
    upright = ImageOps.exif_transpose(image)
    clean = upright.convert("RGB" if kind == "JPEG" else _mode_of(upright))
    clean.info.clear()
    buffer = BytesIO()
    clean.save(buffer, kind, **_OPTIONS[kind])
    return Picture(
        content=buffer.getvalue(),
        extension=FORMATS[kind],
        width=clean.width,
        height=clean.height,
        colour=_mean_colour(clean),
        digest=digest,
    )


def _mean_colour(image: Image.Image) -> str:
    if image.mode != "RGB":
        return ""
    one: Any = image.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))
    return "#{:02x}{:02x}{:02x}".format(*one)


def _mode_of(image: Image.Image) -> str:
    return "RGBA" if image.has_transparency_data else "RGB"


_OPTIONS: Final = {
    "JPEG": {"quality": 88, "optimize": True, "progressive": True},
    "PNG": {"compress_level": 6},
    "WEBP": {"quality": 88, "method": 4},
    "AVIF": {"quality": 80, "speed": 8},
}
