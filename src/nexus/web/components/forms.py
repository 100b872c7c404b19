"""The base of all forms on pages: widgets in the house's look, judged by the server in the page's language."""

from typing import Any

from django import forms


class PageForm(forms.Form):
    """Draw its fields with `components/field.html`, its errors also with `{% error_summary form %}`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        for field in self.fields.values():
            dress(field)


def dress(field: forms.Field, /) -> None:
    """The class of the stylesheet that fits the widget."""
    look = "check" if isinstance(field.widget, forms.CheckboxInput) else "input"
    field.widget.attrs.setdefault("class", look)


def one_line(text: str, /) -> str:
    """What was typed without the blanks that nobody meant."""
    return " ".join(text.split())
