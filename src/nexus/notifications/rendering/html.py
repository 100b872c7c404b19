# ruff: noqa: E501 - prose and markup read better unbroken
"""The HTML half of a mail: one column, tables and inline styles, because that is what mail programs
understand.

Every value goes through `escape`; the only markup is the markup below.
"""

from html import escape

from nexus.notifications.rendering.page import Line, Page

_BODY = (
    '<!doctype html><html lang="{language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    "<title>{subject}</title></head>"
    '<body style="margin:0;padding:0;background:#f4f4f5;font-family:-apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif;'
    'color:#18181b">'
    '<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center" style="padding:32px 16px">'
    '<table role="presentation" width="560" cellpadding="0" cellspacing="0" style="max-width:560px;width:100%">'
    '<tr><td style="padding:0 8px 16px;font-size:15px;font-weight:600;color:#52525b">{shop}</td></tr>'
    '<tr><td style="background:#ffffff;border-radius:12px;padding:32px">'
    '<h1 style="margin:0 0 16px;font-size:22px;line-height:1.3">{heading}</h1>{content}</td></tr>'
    '<tr><td style="padding:16px 8px;font-size:12px;color:#71717a">{footer}</td></tr>'
    "</table></td></tr></table></body></html>"
)
_PARAGRAPH = '<p style="margin:0 0 16px;font-size:15px;line-height:1.6">{}</p>'
_TABLE = '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin:0 0 16px;font-size:14px">{}</table>'
_LINE = (
    '<tr><td style="padding:10px 0;border-bottom:1px solid #e4e4e7">{quantity} × {title}{detail}</td>'
    '<td align="right" style="padding:10px 0;border-bottom:1px solid #e4e4e7;white-space:nowrap">{amount}</td></tr>'
)
_TOTAL = '<tr><td style="padding:4px 0">{}</td><td align="right" style="padding:4px 0;white-space:nowrap">{}</td></tr>'
_BUTTON = (
    '<p style="margin:24px 0"><a href="{link}" style="display:inline-block;background:#18181b;color:#ffffff;padding:12px 22px;'
    'border-radius:8px;font-size:15px;font-weight:600;text-decoration:none">{button}</a></p>'
    '<p style="margin:0;font-size:12px;line-height:1.5;color:#71717a;word-break:break-all">{hint}<br>{link}</p>'
)


def render_html(page: Page, /) -> str:
    """The whole document."""
    return _BODY.format(
        language=escape(page.language),
        subject=escape(page.subject),
        shop=escape(page.shop),
        heading=escape(page.heading),
        content="".join(_blocks(page)),
        footer=escape(page.footer),
    )


def _blocks(page: Page) -> list[str]:
    texts = [page.greeting, *page.paragraphs] if page.greeting else list(page.paragraphs)
    blocks = [_PARAGRAPH.format(escape(text)) for text in texts]
    if page.lines:
        blocks.append(_TABLE.format("".join(_line(line) for line in page.lines)))
    if page.totals:
        blocks.append(
            _TABLE.format("".join(_TOTAL.format(escape(name), escape(sum_)) for name, sum_ in page.totals))
        )
    if page.address:
        blocks.append(
            _PARAGRAPH.format("<br>".join(escape(text) for text in (page.address_label, *page.address)))
        )
    if page.button:
        blocks.append(_button(page))
    return blocks


def _line(line: Line) -> str:
    detail = f'<br><span style="color:#71717a">{escape(line.detail)}</span>' if line.detail else ""
    return _LINE.format(
        quantity=line.quantity, title=escape(line.title), detail=detail, amount=escape(line.amount)
    )


def _button(page: Page) -> str:
    return _BUTTON.format(link=escape(page.link), button=escape(page.button), hint=escape(page.link_hint))
