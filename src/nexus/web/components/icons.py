"""The icons of all pages: strokes on a grid of 24, drawn for us, coloured by the text around them."""

from typing import Final

ICONS: Final = {
    "search": '<circle cx="11" cy="11" r="6.5"/><path d="m16 16 4.5 4.5"/>',
    "cart": (
        '<path d="M5 8h14l-1.2 11.2a1 1 0 0 1-1 .8H7.2a1 1 0 0 1-1-.8z"/>'
        '<path d="M9 10.500V7a3 3 0 0 1 6 0v3.5"/>'
    ),
    "person": '<circle cx="12" cy="8" r="3.75"/><path d="M4.5 20c.8-3.6 3.7-5.5 7.5-5.500s6.7 1.9 7.5 5.5"/>',
    "menu": '<path d="M4 7h16M4 12h16M4 17h16"/>',
    "close": '<path d="m6 6 12 12M18 6 6 18"/>',
    "left": '<path d="m14.5 6-6 6 6 6"/>',
    "right": '<path d="m9.5 6 6 6-6 6"/>',
    "down": '<path d="m6 9.5 6 6 6-6"/>',
    "check": '<path d="m5 12.5 4.5 4.500L19 7.5"/>',
    "minus": '<path d="M6 12h12"/>',
    "plus": '<path d="M6 12h12M12 6v12"/>',
    "trash": '<path d="M5 7h14M10 7V5h4v2M7 7l.8 12h8.400L17 7M10.5 10.500v5M13.5 10.500v5"/>',
    "filter": (
        '<path d="M4 7h10M18 7h2M4 17h2M10 17h10"/>'
        '<circle cx="16" cy="7" r="2"/>'
        '<circle cx="8" cy="17" r="2"/>'
    ),
    "theme": '<circle cx="12" cy="12" r="8"/><path d="M12 4a8 8 0 0 1 0 16z" fill="currentColor"/>',
    "globe": (
        '<circle cx="12" cy="12" r="8"/>'
        '<path d="M4 12h16M12 4c2.8 2.4 4 5 4 8s-1.2 5.6-4 8c-2.8-2.4-4-5-4-8s1.2-5.6 4-8"/>'
    ),
    "truck": (
        '<path d="M3 7h11v9H3zM14 10h4l3 3v3h-7z"/>'
        '<circle cx="7.5" cy="17" r="1.75"/>'
        '<circle cx="17" cy="17" r="1.75"/>'
    ),
    "return": '<path d="M8 6 4 10l4 4"/><path d="M4 10h10a5 5 0 0 1 0 10h-3"/>',
    "shield": (
        '<path d="M12 3.5 5 6v6c0 4 2.8 7 7 8.5 4.2-1.5 7-4.5 7-8.500V6z"/>'
        '<path d="m9 12 2.2 2.200L15.2 10"/>'
    ),
    "bell": '<path d="M6 16.500V11a6 6 0 0 1 12 0v5.500l1.5 1.500h-15zM10 20.500h4"/>',
    "pin": (
        '<path d="M12 21s6.5-5.6 6.5-11a6.5 6.5 0 0 0-13 0c0 5.4 6.5 11 6.5 11z"/>'
        '<circle cx="12" cy="10" r="2.25"/>'
    ),
    "mail": '<path d="M4 6h16v12H4z"/><path d="m4 7 8 6 8-6"/>',
    "box": '<path d="M4 8 12 4l8 4v8l-8 4-8-4z"/><path d="M4 8l8 4 8-4M12 12v8"/>',
    "clock": '<circle cx="12" cy="12" r="8"/><path d="M12 7.500V12l3 2"/>',
    "warning": '<path d="M12 4.5 3.5 19h17zM12 10v4M12 16.500v.1"/>',
    "out": '<path d="M10 5H5v14h5M14 8l4 4-4 4M18 12H9"/>',
    "card": '<path d="M3.5 6h17v12h-17zM3.5 10h17M7 14.500h3"/>',
    "home": '<path d="M4 11 12 4l8 7v8a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1zM10 20v-6h4v6"/>',
    "stall": '<path d="M4 10h16l-1.5-5h-13zM5.500 10v9h13v-9M9.500 19v-5h5v5"/>',
    "percent": '<path d="M6.5 17.5l11-11"/><circle cx="8" cy="8" r="2.25"/><circle cx="16" cy="16" r="2.25"/>',
    "star": '<path d="m12 4 2.4 5 5.6.7-4.1 3.8 1.1 5.5-5-2.8-5 2.8 1.1-5.500L4 9.7 9.6 9z"/>',
}  # fmt: skip
