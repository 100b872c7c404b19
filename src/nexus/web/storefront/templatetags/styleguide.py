"""`{% specimen "Name" %}...{% endspecimen %}`: a component as it looks, and below it the markup that makes it."""

import re
from textwrap import dedent
from typing import Final

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()
_DRAWING: Final = re.compile(r"(<svg [^>]*>).*?(</svg>)", re.DOTALL)
_EMPTY_LINES: Final = re.compile(r"\n\s*\n+")


@register.tag
def specimen(parser: Parser, token: Token) -> "Specimen":
    _, name = token.split_contents()
    inside = parser.parse(("endspecimen",))
    parser.delete_first_token()
    return Specimen(parser.compile_filter(name), inside)


class Specimen(template.Node):
    """Icons are cut short in the markup: they come from `{% icon %}`."""

    def __init__(self, name: FilterExpression, inside: NodeList) -> None:
        self._name, self._inside = name, inside

    def render(self, context: template.Context) -> SafeString:
        drawn = self._inside.render(context)
        return format_html(
            '<figure class="border-t border-line py-6"><figcaption class="eyebrow mb-4">{}</figcaption><div>{}</div>'
            '<details class="mt-4"><summary class="link text-sm">Markup</summary>'
            '<pre class="mt-3 overflow-x-auto rounded-xl bg-sunken p-4 text-sm leading-relaxed whitespace-pre-wrap" '
            'tabindex="0"><code>{}</code></pre></details></figure>',
            self._name.resolve(context), drawn, shown(drawn),
        )  # fmt: skip


def shown(markup: str, /) -> str:
    """As one would write it."""
    short = _DRAWING.sub(r"\1…\2", dedent(markup.strip("\n")))
    return _EMPTY_LINES.sub("\n", short).strip()
