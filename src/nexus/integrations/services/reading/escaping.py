"""Cells that a spreadsheet would take for formulas: an apostrophe in front makes them text, and comes off again."""

from typing import Any, Final

_DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\r")


def harmless(text: str, /) -> str:
    """As it may be written into a CSV or XLSX file."""
    return f"'{text}" if text.lstrip("'").startswith(_DANGEROUS) else text


def restored(cell: Any, /) -> Any:
    """As it was before `harmless`."""
    if isinstance(cell, str) and cell.startswith("'") and cell.lstrip("'").startswith(_DANGEROUS):
        return cell[1:]
    return cell
