"""The plain-text half of a mail."""

from nexus.notifications.rendering.page import Page

WIDTH = 64


def render_text(page: Page, /) -> str:
    """Readable in a terminal: blocks separated by blank lines, amounts to the right."""
    blocks = [
        page.heading,
        page.greeting,
        *page.paragraphs,
        "\n".join(
            _row(f"{line.quantity} × {line.title}{_detail(line.detail)}", line.amount) for line in page.lines
        ),
        "\n".join(_row(label, amount) for label, amount in page.totals),
        "\n".join((f"{page.address_label}:", *page.address)) if page.address else "",
        f"{page.button}:\n{page.link}" if page.button else "",
        f"-- \n{page.footer}",
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _detail(detail: str) -> str:
    return f" ({detail})" if detail else ""


def _row(label: str, amount: str) -> str:
    return f"{label}{' ' * max(2, WIDTH - len(label) - len(amount))}{amount}"
