"""What a column may mean, and what its header suggests."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Final

OF_PRODUCT: Final = (
    "handle", "title", "description", "status", "publish_at", "category", "further_categories", "brand", "product_type",
    "tags", "tax_class", "images",
)  # fmt: skip
OF_VARIANT: Final = (
    "sku", "variant_title", "barcode", "weight", "price", "compare_at_price", "currency", "stock",
)  # fmt: skip
FIELDS: Final = (*OF_PRODUCT, *OF_VARIANT)
ATTRIBUTE: Final = re.compile(r"attr\.[a-z][a-z0-9_]{0,39}")
OPTION: Final = re.compile(r"option\.\S(?:.{0,58}\S)?")
TRANSLATION: Final = re.compile(r"(?:title|description):[a-z]{2}")

_SYNONYMS: Final[Mapping[str, tuple[str, ...]]] = {
    "handle": ("handle", "product", "slug", "url key", "product handle", "url handle", "producto", "parent", "parent sku"),
    "title": ("title", "name", "product name", "product title", "titulo", "nombre", "nombre del producto"),
    "description": ("description", "body", "body html", "text", "descripcion", "detalle"),
    "status": ("status", "state", "published", "estado", "publicado"),
    "publish_at": ("publish at", "publish on", "available from", "publicar el", "fecha de publicacion"),
    "category": ("category", "categories", "category path", "product category", "categoria", "categorias"),
    "further_categories": ("further categories", "other categories", "additional categories", "otras categorias"),
    "brand": ("brand", "manufacturer", "marca", "fabricante"),
    "product_type": ("product type", "type", "tipo", "tipo de producto"),
    "tags": ("tags", "labels", "keywords", "etiquetas"),
    "tax_class": ("tax class", "tax", "clase de impuesto", "impuesto"),
    "images": ("images", "image", "image src", "image url", "pictures", "imagen", "imagenes", "fotos"),
    "sku": ("sku", "variant sku", "article number", "item number", "referencia", "codigo", "articulo"),
    "variant_title": ("variant title", "variant", "variant name", "variante"),
    "barcode": ("barcode", "gtin", "ean", "upc", "isbn", "variant barcode", "codigo de barras"),
    "weight": ("weight", "variant grams", "weight grams", "weight g", "grams", "peso", "peso g", "peso en gramos"),
    "price": ("price", "regular price", "variant price", "precio", "precio de venta", "pvp"),
    "compare_at_price": ("compare at price", "compare price", "variant compare at price", "list price", "rrp", "was price",
                         "precio anterior", "precio de comparacion"),
    "currency": ("currency", "moneda", "divisa"),
    "stock": ("stock", "stock quantity", "quantity", "inventory", "on hand", "variant inventory qty", "qty", "existencias",
              "cantidad", "inventario"),
}  # fmt: skip
_BY_SYNONYM: Final = {synonym: field for field, synonyms in _SYNONYMS.items() for synonym in synonyms}
_NOT_A_WORD: Final = re.compile(r"[^a-z0-9]+")


def is_field(field: str, /) -> bool:
    """Whether a column may mean that."""
    return field in FIELDS or any(kind.fullmatch(field) for kind in (ATTRIBUTE, OPTION, TRANSLATION))


def guessed(headers: Iterable[str], /) -> dict[str, str]:
    """A field for each header; an empty one where none suggests itself, or an earlier header has taken it."""
    found: dict[str, str] = {}
    for header in headers:
        field = _guess(header)
        found[header] = field if field not in found.values() else ""
    return found


def _guess(header: str) -> str:
    if header in FIELDS:
        return header
    if is_field(lowered := _kept_value(header)):
        return lowered
    return _BY_SYNONYM.get(_spoken(header), "")


def _kept_value(header: str) -> str:
    """`Attr.Material` is `attr.material`; the name of an option stays as it is written."""
    kind, point, rest = header.partition(".")
    if kind.strip().lower() == "option" and point:
        return f"option.{rest.strip()}"
    return header.lower().replace(" ", "")


def _spoken(header: str) -> str:
    """Lower case, without accents and signs: `Precio (€)` is `precio`."""
    plain = unicodedata.normalize("NFKD", header).encode("ascii", "ignore").decode().lower()
    return _NOT_A_WORD.sub(" ", plain).strip()
