"""The portal's own pieces of pages. Load with `{% load seller %}`."""

from typing import Final

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from nexus.web.seller.matrix import Row

register = template.Library()
# Letter, column, keyboard, longest text.
_INPUTS: Final = (
    ("p", "price", "decimal", 24),
    ("b", "before", "decimal", 24),
    ("s", "stock", "numeric", 10),
    ("k", "sku", "text", 64),
    ("g", "barcode", "numeric", 20),
)


@register.simple_tag
def cells(row: Row, number: int, may_write: bool) -> SafeString:
    """The inputs of a row of the table. Made here: as template code, 400 rows take ten times as long."""
    idle = "" if may_write else " disabled"
    ticked = " checked" if row.cells["active"] else ""
    box = f'<input class="check" type="checkbox" name="a{number}" value="1" aria-labelledby="ca r{number}"{ticked}{idle}>'
    texts = "".join(f"<td>{_input(row, number, *one, idle)}</td>" for one in _INPUTS)
    return mark_safe(f"<td>{box}</td>{texts}")  # noqa: S308 - all values are escaped below


def _input(row: Row, number: int, letter: str, column: str, mode: str, most: int, idle: str) -> str:
    wrong, name = row.errors.get(column, ""), f"{letter}{number}"
    marked = f' aria-invalid="true" aria-describedby="e{name}"' if wrong else ""
    told = f'<span class="error" id="e{name}">{escape(wrong)}</span>' if wrong else ""
    return (
        f'<input class="cell" name="{name}" value="{escape(row.cells[column])}" maxlength="{most}" autocomplete="off" '
        f'inputmode="{mode}" aria-labelledby="c{letter} r{number}"{marked}{idle}>{told}'
    )
